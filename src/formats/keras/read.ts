import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { member, readJsonTree, type JsonNode } from '../json/tree.ts';
import type { KerasFacts } from './facts.ts';
import { KerasWalk } from './walk.ts';

/** Settings under which a description may stand: TensorFlow.js, and what `model.get_config()` wraps. */
const ROOTS = [[], ['modelTopology'], ['modelTopology', 'model_config'], ['model_config']] as const;

/** A description of a model in a JSON document of its own. Undefined if the document is something else. */
export function readKerasDocument(source: ByteSource): PartialFacts | undefined {
  const collector = new Collector();
  // The JSON parser reports what is wrong with the document itself.
  const root = readJsonTree(source, collector);
  if (root === undefined || !ROOTS.some((path) => isDescription(member(root, ...path)))) return undefined;
  const walk = new KerasWalk(collector);
  walk.walk(root);
  return { keras: [walk.facts('json')], limits: collector.limits, complete: collector.complete };
}

function isDescription(node: JsonNode | undefined): boolean {
  return member(node, 'class_name')?.kind === 'string' && member(node, 'config') !== undefined;
}

/** Descriptions that lie as JSON text in another format, each at a range of `source`; offsets stay absolute. */
export function readKerasTexts(
  source: ByteSource,
  ranges: readonly { readonly start: number; readonly length: number }[],
  from: KerasFacts['source'],
): PartialFacts {
  const collector = new Collector();
  const walk = new KerasWalk(collector);
  for (const { start, length } of ranges) {
    const text = new SliceSource(source, 0, start + trimmed(source, start, length));
    const root = readJsonTree(text, collector, { start, format: 'keras' });
    if (root === undefined) collector.complete = false;
    else walk.walk(root);
  }
  const { problems, ...rest } = collector.facts();
  return { keras: [walk.facts(from)], ...rest, problems: problems.filter(({ code }) => !TOLERATED.has(code)) };
}

/** What Python reads and writes, so that honest files have it. */
const TOLERATED: ReadonlySet<string> = new Set(['keras-non-finite', 'keras-duplicate-key']);

/** Strings of a fixed size are filled up with NUL. */
function trimmed(source: ByteSource, start: number, length: number): number {
  let end = length;
  while (end > 0 && source.read(start + end - 1, 1)[0] === 0) end -= 1;
  return end;
}
