import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFactsSchema } from '../../src/formats/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { honestGguf } from '../support/gguf-writer.ts';
import { honestSafetensors } from '../support/safetensors-writer.ts';

const fixture = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/models/open-chat/${name}`, import.meta.url)));

const seeds: readonly (readonly [path: string, bytes: Buffer])[] = [
  ['model.safetensors', honestSafetensors()],
  ['model.gguf', honestGguf()],
  ['big.gguf', honestGguf(true)],
  ['config.json', fixture('config.json')],
  ['tokenizer_config.json', fixture('tokenizer_config.json')],
  ['README.md', fixture('README.md')],
];

/** Values that break arithmetic: the ends of every integer width. */
const EDGES = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0xffffn,
  0x7fff_ffffn,
  0xffff_ffffn,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

type Mutation = (bytes: Buffer) => Buffer;
const place = (at: number, bytes: Buffer): number => (bytes.length === 0 ? 0 : at % bytes.length);

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(255)).map(([at, value]): Mutation => (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[place(at, copy)] = value;
    return copy;
  }),
  fc
    .tuple(fc.nat(), fc.constantFrom(...EDGES), fc.constantFrom(4, 8), fc.boolean())
    .map(([at, value, width, big]): Mutation => (bytes) => {
      const edge = Buffer.alloc(8);
      if (big) edge.writeBigUInt64BE(value);
      else edge.writeBigUInt64LE(value);
      const copy = Buffer.from(bytes);
      (big ? edge.subarray(8 - width) : edge.subarray(0, width)).copy(copy, place(at, copy));
      return copy;
    }),
  fc.nat().map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, place(at, bytes)),
  ),
  fc.tuple(fc.nat(), fc.nat(64)).map(([at, length]): Mutation => (bytes) => {
    const start = place(at, bytes);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
  }),
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 32 })).map(([at, inserted]): Mutation => (bytes) => {
    const start = place(at, bytes);
    return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start)]);
  }),
  fc.tuple(fc.nat(), fc.nat(), fc.nat(200)).map(([from, to, length]): Mutation => (bytes) => {
    const piece = bytes.subarray(place(from, bytes), place(from, bytes) + length);
    return Buffer.concat([bytes.subarray(0, place(to, bytes)), piece, bytes.subarray(place(to, bytes))]);
  }),
  fc
    .tuple(
      fc.nat(),
      fc.constantFrom('"', '[', '{', '}', ']', ':', ',', '-', '9'.repeat(30), 'NaN', '\\u', '&a ', '*a', '__proto__'),
    )
    .map(
      ([at, token]): Mutation =>
        (bytes) =>
          Buffer.concat([bytes.subarray(0, place(at, bytes)), Buffer.from(token), bytes.subarray(place(at, bytes))]),
    ),
);

describe('every parser, on mutations of honest files', () => {
  it.each(seeds)('gives facts of %s and never throws, hangs, or claims what the file can not hold', (path, honest) => {
    expect(factsOfBytes(path, honest)).toMatchObject({ complete: true, problems: [], limits: [] });
    fc.assert(
      fc.property(fc.array(mutations, { minLength: 1, maxLength: 5 }), (steps) => {
        const bytes = steps.reduce((current, step) => step(current), honest);
        const facts = factsOfBytes(path, bytes);
        // As it crosses the pipe: what the schema refuses would count as a dead parser.
        const crossed = fileFactsSchema.parse(JSON.parse(JSON.stringify(facts)));
        expect(crossed).toEqual(JSON.parse(JSON.stringify(facts)));
        expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
        const lies = facts.problems.length > 0 || !facts.complete;
        for (const { offset, bytes: length } of facts.tensors ?? []) {
          if (!lies) expect(offset + length).toBeLessThanOrEqual(bytes.length);
        }
        for (const { offset } of facts.problems)
          if (offset !== undefined) expect(offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
    );
  });

  it('gives facts of any bytes under any of the names that loaders know', () => {
    const names = fc.constantFrom(
      'a.safetensors',
      'a.gguf',
      'config.json',
      'README.md',
      'a.py',
      'tokenizer.json',
      'x.bin',
      'model.safetensors.index.json',
    );
    const heads = fc.constantFrom(
      '',
      'GGUF\x03\0\0\0',
      '\x10\0\0\0\0\0\0\0{',
      '---\n',
      '{"',
      '#!/bin/sh\n',
      'MZ',
      '\x7fELF',
      '\x1f\x8b',
      'PK\x03\x04',
    );
    fc.assert(
      fc.property(names, heads, fc.uint8Array({ maxLength: 300 }), (path, head, rest) => {
        const facts = factsOfBytes(path, Buffer.concat([Buffer.from(head, 'latin1'), rest]));
        fileFactsSchema.parse(JSON.parse(JSON.stringify(facts)));
        expect(facts.formats.length).toBeGreaterThan(0);
        expect(facts.limits.filter(({ limit }) => limit === 'parser.failed')).toEqual([]);
      }),
      { numRuns: 2_000, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
    );
  });
});
