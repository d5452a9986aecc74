import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedFacts, mutation, place } from '../support/mutations.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Rules whose fixtures are files of the smaller formats. */
const FOLDERS = [
  'rules/xml-entity',
  'rules/msgpack-extension',
  'rules/zarr-codec',
  'rules/arrow-extension',
  'formats',
  'rules/torchscript-operator',
  'rules/torch-export-target',
  'rules/hydra-target',
  'rules/yaml-python-tag',
  'rules/skops-type',
  'rules/r-promise',
  'rules/python-code',
  'rules/shell-code',
];
/** Bytes of the largest seed: a mutation of a larger file rarely meets what matters in it. */
const LARGEST = 64 << 10;

const SERIES = /^(?:legacy\.(?:bin|lz4)|twice\.xz|tokenizer\.model|(?:good|bad)-stream\.arrow)$/u;

const seeds = FOLDERS.flatMap((folder) =>
  readdirSync(join(FIXTURES, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry): [string, Buffer] => [entry.name, readFileSync(join(entry.parentPath, entry.name))])
    .filter(([, bytes]) => bytes.length <= LARGEST),
);

describe('the parsers of the smaller formats, on mutations of real and of hostile files', () => {
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
      { numRuns: 4_000, interruptAfterTimeLimit: 7_000, markInterruptAsFailure: false },
    );
  });

  it('never says of a binary file that is cut off that it was read whole and is sound', () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.nat(), ([name, seed], at) => {
        const whole = checkedFacts(name, seed);
        // A text that is cut off is another text, and a file of few bytes is none of its format.
        if (whole.text !== undefined || whole.formats.includes('data')) return;
        // Blocks of zeros that fill an archive up are no part of it.
        if (seed.subarray(place(at, seed)).every((byte) => byte === 0)) return;
        const cut = seed.subarray(0, place(at, seed));
        const facts = checkedFacts(name, cut);
        if (!facts.formats.some((format) => whole.formats.includes(format))) return;
        // Pickles, streams, fields and messages follow one another without a count: a shorter series is another whole file.
        if (SERIES.test(name)) return;
        const pickled = facts.pickles?.some(({ end, problems }) => end !== 'stop' || problems.length > 0) ?? false;
        expect([facts.complete, facts.problems.length > 0 || pickled]).not.toEqual([true, false]);
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
    );
  });
});
