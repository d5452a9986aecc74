import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFactsSchema, type FileFacts } from '../../src/formats/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const FORMATS = /\.(?:onnx|pb|pbtxt|tflite|pte|mlmodel|xml|h5|keras)$/u;

/** Every fixture of the formats of graphs, good and bad: the bad ones have the structures that matter. */
const seeds = ['graphs', 'rules'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && FORMATS.test(entry.name))
    .map((entry): [string, Buffer] => [entry.name, readFileSync(join(entry.parentPath, entry.name))]),
);

/** Values that break arithmetic, as fixed numbers and as varints. */
const EDGES = [0n, 1n, 0x7fn, 0x80n, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];

type Mutation = (bytes: Buffer) => Buffer;
const place = (at: number, bytes: Buffer): number => (bytes.length === 0 ? 0 : at % bytes.length);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
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

function checked(path: string, bytes: Buffer): FileFacts {
  const facts = factsOfBytes(path, bytes);
  // As it crosses the pipe: what the schema refuses would count as a dead parser.
  fileFactsSchema.parse(JSON.parse(JSON.stringify(facts)));
  expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
  for (const { offset, member } of [...facts.problems, ...facts.limits])
    if (offset !== undefined && member === undefined) expect(offset).toBeLessThanOrEqual(bytes.length);
  return facts;
}

describe('the parsers of graphs, on mutations of real and of hostile files', () => {
  it('gives facts of each that the schema accepts, in bounded time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        ([name, seed], steps) => {
          const bytes = steps.reduce((current, step) => step(current), seed);
          const started = performance.now();
          checked(name, bytes);
          expect(performance.now() - started).toBeLessThan(20_000);
        },
      ),
      { numRuns: 6_000, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false },
    );
  });

  it('never says less for a file that is only cut off at its end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(), ([name, seed], at) => {
        const length = place(at, seed);
        const facts = checked(name, seed.subarray(0, length));
        const known = facts.graphs !== undefined || facts.hdf5 !== undefined || facts.zip !== undefined;
        // Protocol Buffers have no end of their own, in bytes or as text: a cut between two fields is another whole file.
        // What lies past the end is padding: a text's last newline, a table's alignment.
        const padding = seed.subarray(length).every((byte) => byte === 0 || byte === 0x0a);
        if (known && !padding && !/\.(?:onnx|pb|pbtxt|mlmodel)$/u.test(name))
          expect([facts.complete, facts.problems.length > 0]).not.toEqual([true, false]);
      }),
      { numRuns: 2_000, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
    );
  });
});
