import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import type { ModelCardFacts } from './facts.ts';
import { TEXT_LIMITS } from './limits.ts';
import { Stopped } from '../stopped.ts';
import { readFrontMatter } from '../yaml/parser.ts';
import { duplicateKeys, parseUntrustedYaml } from '../yaml/untrusted-document.ts';
import { plainJson } from './plain-json.ts';

const NAME = /(?:^|\/)(?:readme|model_?card)\.(?:md|markdown)$/iu;
const FENCE = /^(?:\uFEFF)?---[ \t]*\r?\n/u;

/** README.md with YAML front matter, as the Hugging Face Hub reads it. */
export const modelCardParser: Parser = {
  id: 'model-card',
  recognise: ({ path, head }) => NAME.test(path) && FENCE.test(Buffer.from(head.subarray(0, 64)).toString('utf8')),
  parse(source) {
    const collector = new Collector();
    const text = frontMatter(source, collector);
    const modelCard = text === undefined ? undefined : read(text, collector);
    const named = text === undefined ? {} : readFrontMatter(text, new Collector());
    return { ...named, ...(modelCard === undefined ? {} : { modelCard }), ...collector.facts() } satisfies PartialFacts;
  },
};

function frontMatter(source: ByteSource, collector: Collector): string | undefined {
  const bytes = source.read(0, TEXT_LIMITS.frontMatter);
  const text = new TextDecoder('utf-8').decode(bytes);
  const start = FENCE.exec(text)?.[0].length ?? 0;
  const end = /^---[ \t]*\r?$/mu.exec(text.slice(start));
  if (end !== null) return text.slice(start, start + end.index);
  if (source.size > bytes.length) {
    collector.limit(
      'text.frontMatter',
      `the front matter is longer than ${TEXT_LIMITS.frontMatter} bytes`,
      bytes.length,
    );
  } else {
    collector.problem('model-card-front-matter', 'the front matter has no closing ---', 0);
  }
  return undefined;
}

function read(text: string, collector: Collector): ModelCardFacts | undefined {
  try {
    const document = parseUntrustedYaml(text);
    const [fault] = document.errors;
    if (fault !== undefined) {
      collector.problem('model-card-yaml', `the front matter is not valid YAML: ${quoted(fault.message)}`, 0);
      return undefined;
    }
    for (const { key, under } of duplicateKeys(document)) {
      // Among scores it decides which number a page shows; elsewhere it is what people's slips leave.
      const code = under === 'model-index' ? 'model-index-duplicate-key' : 'model-card-duplicate-key';
      collector.problem(code, `the key ${quoted(key)} stands twice in the front matter`, 0);
    }
    // A Map for every mapping: keys come from the file.
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: TEXT_LIMITS.aliases });
    return value instanceof Map ? fields(value) : undefined;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError || error instanceof Stopped)) throw error;
    // RangeError: the library's recursion, on nesting that no card has. ReferenceError: too many or unknown aliases.
    collector.limit('text.depth', 'the front matter is nested, repeated or aliased beyond the limits', 0);
    return undefined;
  }
}

function fields(card: ReadonlyMap<unknown, unknown>): ModelCardFacts {
  const text = (key: string): string | undefined => {
    const value = card.get(key);
    return typeof value === 'string' ? value.slice(0, TEXT_LIMITS.field) : undefined;
  };
  const list = (key: string): string[] => {
    const value = card.get(key);
    const items: unknown[] = Array.isArray(value) ? value : [value];
    return items
      .filter((item) => typeof item === 'string')
      .slice(0, TEXT_LIMITS.list)
      .map((item) => item.slice(0, TEXT_LIMITS.field));
  };
  const datasets = list('datasets');
  const index = card.get('model-index');
  return {
    baseModels: list('base_model'),
    tags: list('tags'),
    ...defined({
      relation: text('base_model_relation'),
      license: text('license') ?? list('license')[0],
      licenseName: text('license_name'),
      datasets: datasets.length === 0 ? undefined : datasets,
      library: text('library_name'),
      pipeline: text('pipeline_tag'),
      modelIndex: index === undefined ? undefined : plainJson(index, TEXT_LIMITS),
    }),
  };
}
