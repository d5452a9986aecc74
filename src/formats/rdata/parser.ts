import { EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import type { RdataFacts } from './facts.ts';
import { AsciiInput, BadText, BinaryInput, type Input } from './input.ts';
import { RDATA_LIMITS } from './limits.ts';
import { ObjectReader } from './reader.ts';

/** `RDX3\n` before the variables of a workspace. */
const WORKSPACE = /^RD[AXB][23]\n/u;
/** The encoding, and in it the version. */
const ENCODINGS: ReadonlyMap<string, RdataFacts['encoding']> = new Map([
  ['580a00000002', 'xdr'],
  ['580a00000003', 'xdr'],
  ['410a320a', 'ascii'],
  ['410a330a', 'ascii'],
  ['420a02000000', 'binary'],
  ['420a03000000', 'binary'],
]);

/** Serialised objects of R (`saveRDS`, `save`), told by their first bytes, inside any compression that is read. */
export const rdataParser: Parser = {
  id: 'r-data',
  recognise: ({ head }) => startOf(head) !== undefined,
  parse(source) {
    const start = startOf(source.read(0, START));
    if (start === undefined) return undefined;
    const { encoding, container, at } = start;
    const input =
      encoding === 'ascii' ? new AsciiInput(source, at) : new BinaryInput(source, at, encoding === 'binary');
    return readObject(source, input, { container, encoding });
  },
};

const START = 16;

function startOf(head: Uint8Array): (Pick<RdataFacts, 'container' | 'encoding'> & { at: number }) | undefined {
  const bytes = Buffer.from(head.subarray(0, START));
  const before = WORKSPACE.exec(bytes.toString('latin1'))?.[0].length ?? 0;
  for (const [start, encoding] of ENCODINGS) {
    if (bytes.toString('hex', before, before + start.length / 2) !== start) continue;
    return { encoding, container: before === 0 ? 'rds' : 'rdata', at: before + 2 };
  }
  return undefined;
}

function readObject(source: ByteSource, input: Input, kind: Pick<RdataFacts, 'container' | 'encoding'>): PartialFacts {
  const collector = new Collector();
  const reader = new ObjectReader(input, collector);
  let version = 0;
  let writer = '';
  try {
    version = input.integer();
    const packed = input.integer();
    writer = `${(packed >> 16) & 0xffff}.${(packed >> 8) & 0xff}.${packed & 0xff}`;
    input.integer();
    if (version === 3) input.text(Math.min(Math.max(input.integer(), 0), RDATA_LIMITS.name));
    reader.read();
    trailing(source, input, collector);
  } catch (error) {
    collector.complete = false;
    if (error instanceof EndOfBytes)
      collector.problem('rdata-truncated', 'the object is longer than the file', source.size);
    else if (error instanceof BadText)
      collector.problem('rdata-text', `${quoted(error.word)} is no number`, input.position);
    else if (!(error instanceof Stopped)) throw error;
  }
  const facts: RdataFacts = {
    format: 'r-data',
    ...kind,
    version,
    writer,
    ...reader.findings.facts(),
  };
  return { documents: [facts], ...collector.facts() };
}

/** R reads one object; text may end in a line break. */
function trailing(source: ByteSource, input: Input, collector: Collector): void {
  const rest = source.read(input.position, 2);
  if (rest.length === 0 || (rest.length === 1 && rest[0] === 0x0a)) return;
  collector.problem('rdata-trailing-data', `${input.remaining} bytes follow the object`, input.position);
}
