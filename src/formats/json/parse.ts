import { unreachable } from '../../core/errors.ts';
import { Collector } from '../collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileProbe, ParseContext, Parser } from '../parser.ts';
import { NotableHandler } from './notable.ts';
import { readJson } from './reader.ts';
import { namedPlacesOf, namesCode, roleOf, type JsonRole } from './roles.ts';
import { adapterFacts, configFacts, generationFacts, tokenizerFacts, weightIndexFacts } from './sections.ts';
import { TreeBuilder, type JsonNode } from './tree.ts';

/** JSON documents, and what loaders take from the well-known ones. */
export const jsonParser: Parser = { id: 'json', recognise, parse };

/** Large parts of tokenizers that are counted and not kept. */
const COUNTED: ReadonlySet<string> = new Set(['model/vocab', 'model/merges', 'model/scores']);

const START = /^[\s\uFEFF]*(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]\d-]|$|true|false|null))/u;

function recognise({ head, extension }: FileProbe): boolean {
  const start = Buffer.from(head.subarray(0, 512)).toString('utf8');
  // A loader takes `*.json` for JSON whatever it holds, so there its breakage is worth stating.
  return START.test(start) || (extension === 'json' && head.length > 0 && !start.startsWith('version https://git-lfs'));
}

function parse(source: ByteSource, context: ParseContext): PartialFacts | undefined {
  const collector = new Collector();
  const role = roleOf(context.path);
  const tree = role === 'other' ? undefined : new TreeBuilder(collector, (path) => COUNTED.has(path.join('/')));
  const handler = new NotableHandler(collector, namedPlacesOf(context.path), tree);
  const outcome = readJson(source, handler, collector);
  // Text that starts like JSON and isn't: a Markdown link, a Python list, JSON lines. Only a file whose name says that
  // it is JSON breaks a promise, because loaders go by the name.
  if (!outcome.whole && collector.complete && context.extension !== 'json' && !namesCode(context.path))
    return undefined;
  const { found } = handler.encoded;
  return {
    json: {
      role,
      root: kindOf(handler.root),
      values: outcome.values,
      depth: outcome.depth,
      notable: handler.notable,
    },
    ...(handler.templates.length > 0 ? { chatTemplates: handler.templates } : {}),
    ...(found.length > 0 ? { pickles: found.flatMap(({ pickles }) => pickles) } : {}),
    ...sections(role, outcome.whole ? tree?.root : undefined, context, collector),
    ...collector.facts(),
    limits: [...collector.limits, ...found.flatMap(({ limits }) => limits)],
    // What follows a fault is unread. That is a hole where loaders look for code, and no more than a fault elsewhere.
    complete:
      collector.complete && (outcome.whole || !namesCode(context.path)) && found.every(({ complete }) => complete),
  };
}

function kindOf(root: NotableHandler['root']): 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' {
  if (root === undefined) return 'null';
  return root === 'true' || root === 'false' ? 'boolean' : root;
}

function sections(
  role: JsonRole,
  root: JsonNode | undefined,
  context: ParseContext,
  collector: Collector,
): PartialFacts {
  if (root === undefined) return {};
  switch (role) {
    case 'config':
      return { config: configFacts(root) };
    case 'tokenizer':
    case 'tokenizer-config':
      return { tokenizer: tokenizerFacts(root, collector) };
    case 'weight-index':
      return { weightIndex: weightIndexFacts(root, context, collector) };
    case 'adapter-config':
      return { adapter: adapterFacts(root) };
    case 'generation-config':
      return { generation: generationFacts(root) };
    case 'chat-template':
    case 'other':
      return {};
    default:
      return unreachable(role);
  }
}
