import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileProbe, ParseContext } from '../parser.ts';
import { modelCardParser } from '../text/model-card.ts';
import { ClaimList } from './claim-list.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { holdsResults } from './names.ts';
import { readAs } from './result-file.ts';

/**
 * What the submitter states about the model's scores, in any form that `modelgate claims` reads; undefined where the file
 * states nothing. Not a format of its own: the bytes' own faults are told by the parsers of JSON, cards and archives.
 */
export function readClaims(source: ByteSource, probe: FileProbe, context: ParseContext): PartialFacts | undefined {
  if (!holdsResults(probe) && !modelCardParser.recognise(probe)) return undefined;
  const collector = new Collector();
  const claims = new ClaimList(context.path, collector);
  const found = readAs(source, context.path, claims, { structure: new Collector(), limits: collector });
  if (found === undefined) return undefined;
  return {
    claims: claims.claims,
    ...(found.samples === undefined ? {} : { samples: found.samples.slice(0, CLAIM_LIMITS.samplesListed) }),
    ...collector.facts(),
  };
}
