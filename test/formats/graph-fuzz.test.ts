import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedFacts, mutation, place } from '../support/mutations.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const FORMATS = /\.(?:onnx|pb|pbtxt|tflite|pte|mlmodel|xml|h5|keras)$/u;

/** Every fixture of the formats of graphs, good and bad: the bad ones have the structures that matter. */
const seeds = ['graphs', 'rules'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && FORMATS.test(entry.name))
    .map((entry): [string, Buffer] => [entry.name, readFileSync(join(entry.parentPath, entry.name))]),
);

describe('the parsers of graphs, on mutations of real and of hostile files', () => {
  it('gives facts of each that the schema accepts, in bounded time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        ([name, seed], steps) => {
          const bytes = steps.reduce((current, step) => step(current), seed);
          const started = performance.now();
          checkedFacts(name, bytes);
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
        const facts = checkedFacts(name, seed.subarray(0, length));
        const known = facts.graphs !== undefined || facts.hdf5 !== undefined || facts.zip !== undefined;
        // Protocol Buffers have no end of their own, in bytes or as text: a cut between two fields is another whole file.
        // What lies past the end is padding: a text's last newline, a table's alignment. Where it is something else, the name says so.
        const padding = name.includes('behind') || seed.subarray(length).every((byte) => byte === 0 || byte === 0x0a);
        if (known && !padding && !/\.(?:onnx|pb|pbtxt|mlmodel)$/u.test(name))
          expect([facts.complete, facts.problems.length > 0]).not.toEqual([true, false]);
      }),
      { numRuns: 2_000, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
    );
  });
});
