import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { readJsonTree } from '../json/tree.ts';
import type { FileProbe, ParseContext } from '../parser.ts';
import { modelCardParser } from '../text/model-card.ts';
import { ClaimList } from './claim-list.ts';
import { readModelIndex } from './model-index.ts';
import { readResults } from './results.ts';

/** The names under which people publish results; the name decides, because any JSON with numbers looks like results. */
const RESULTS = /^(?:(?:evaluation|eval|benchmark)_results?(?:_[^/]*)?|results(?:_[^/]*)?)\.json$/u;

/**
 * What the submitter states about the model's scores, from a results file or a model card's `model-index`; undefined where
 * the file is neither. Not a format of its own: the bytes' own faults are told by the parsers of JSON and cards.
 */
export function readClaims(source: ByteSource, probe: FileProbe, context: ParseContext): PartialFacts | undefined {
  const collector = new Collector();
  const claims = new ClaimList(context.path, collector);
  if (RESULTS.test((context.path.split('/').at(-1) ?? '').toLowerCase())) {
    const root = readJsonTree(source, new Collector());
    if (root === undefined) return undefined;
    readResults(root, claims);
  } else if (modelCardParser.recognise(probe)) {
    const text = modelCardParser.parse(source, context)?.modelCard?.modelIndex;
    if (text === undefined) return undefined;
    const root = readJsonTree(sourceOf(Buffer.from(text)), new Collector());
    if (root === undefined) return undefined;
    readModelIndex(root, claims);
  } else return undefined;
  return { claims: claims.claims, ...collector.facts() };
}

function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
