import * as fc from 'fast-check';
import { expect } from 'vitest';
import { fileFactsSchema, type FileFacts } from '../../src/formats/facts.ts';
import { factsOfBytes } from './facts-of.ts';

/** Values that break arithmetic, as fixed numbers and as varints. */
const EDGES = [0n, 1n, 0x7fn, 0x80n, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];

export type Mutation = (bytes: Buffer) => Buffer;
/** `at` as an index into `bytes`. */
export const place = (at: number, bytes: Buffer): number => (bytes.length === 0 ? 0 : at % bytes.length);

/** One change as hostile and broken files have them. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(255)).map(([at, value]): Mutation => (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[place(at, copy)] = value;
    return copy;
  }),
  fc
    .tuple(fc.nat(), fc.constantFrom(...EDGES), fc.constantFrom(1, 2, 4, 8))
    .map(([at, value, width]): Mutation => (bytes) => {
      const edge = Buffer.alloc(8);
      edge.writeBigUInt64LE(value);
      const copy = Buffer.from(bytes);
      edge.copy(copy, place(at, copy), 0, width);
      return copy;
    }),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, place(at, bytes)),
  ),
  // A piece of the file somewhere else in it: cycles, messages in messages, offsets to other structures.
  fc.tuple(fc.nat(), fc.nat(), fc.nat(120), fc.boolean()).map(([from, to, length, over]): Mutation => (bytes) => {
    const piece = bytes.subarray(place(from, bytes), place(from, bytes) + length);
    const at = place(to, bytes);
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(over ? at + piece.length : at)]);
  }),
  // A small number over another one: offsets and counts of flat structures.
  fc.tuple(fc.nat(), fc.nat(2_000)).map(([at, value]): Mutation => (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length >= 4) copy.writeUInt32LE(value, place(at, copy.subarray(3)));
    return copy;
  }),
);

const COMPRESSED: ReadonlySet<string> = new Set(['gzip', 'zlib', 'zstd', 'bzip2', 'xz', 'lzma', 'lz4', 'snappy']);

/** Facts of a file that need not be one of any format; fails if a parser threw, or said what the schema refuses. */
export function checkedFacts(path: string, bytes: Buffer): FileFacts {
  const facts = factsOfBytes(path, bytes);
  // As it crosses the pipe: what the schema refuses would count as a dead parser.
  fileFactsSchema.parse(JSON.parse(JSON.stringify(facts)));
  expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
  // In a file that is one compressed stream, offsets are those of what it expands to.
  if (facts.formats.some((format) => COMPRESSED.has(format))) return facts;
  for (const { offset, member, message } of [...facts.problems, ...facts.limits])
    if (offset !== undefined && member === undefined && offset > bytes.length)
      expect.fail(`${path}: byte ${offset} of ${bytes.length}: ${message}`);
  return facts;
}
