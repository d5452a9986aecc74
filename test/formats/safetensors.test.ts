import { describe, expect, it } from 'vitest';
import { SAFETENSORS_LIMITS } from '../../src/formats/safetensors/limits.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { honestSafetensors, safetensors } from '../support/safetensors-writer.ts';

const read = (bytes: Uint8Array) => factsOfBytes('model.safetensors', bytes);
const codes = (bytes: Uint8Array): string[] => read(bytes).problems.map(({ code }) => code);
const tensor = (begin: unknown, end: unknown, shape: unknown = [1], dtype: unknown = 'U8') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('the safetensors parser', () => {
  it('reads an honest file with absolute offsets', () => {
    const facts = read(honestSafetensors());
    expect(facts).toMatchObject({ formats: ['safetensors'], complete: true, problems: [], limits: [] });
    const start = 8 + (facts.safetensors?.headerBytes ?? 0);
    expect(facts.tensors).toEqual([
      { name: 'a.weight', dtype: 'F32', shape: [2, 3], offset: start, bytes: 24 },
      { name: 'b.weight', dtype: 'BF16', shape: [4], offset: start + 24, bytes: 8 },
    ]);
    expect(facts.safetensors?.metadata).toEqual([
      ['format', 'pt'],
      ['__proto__x', 'y'],
    ]);
  });

  it('reads a pickle that a value of its metadata encodes, and no other text', () => {
    const withMetadata = (value: string) => read(safetensors({ __metadata__: { format: 'pt', state: value } }));
    const [stream] = withMetadata(commandPickle(4).toString('base64')).pickles ?? [];
    expect(stream).toMatchObject({ member: '__metadata__!state', end: 'stop' });
    expect(stream?.uses.some(({ name }) => name === 'system')).toBe(true);
    for (const text of ['gAAA', 'gate', 'gANotes on the model, and more', '{"a": "gASV"}', 'x'.repeat(100)])
      expect(withMetadata(text)).toMatchObject({ complete: true, limits: [], problems: [] });
  });

  it('goes by content, not by name', () => {
    expect(factsOfBytes('model.bin', honestSafetensors()).formats).toEqual(['safetensors']);
    expect(codes(Buffer.from('just a text, no model at all'))).toEqual(['format-mismatch']);
    expect(codes(Buffer.alloc(0))).toEqual(['format-mismatch']);
    expect(codes(Buffer.alloc(5))).toEqual(['format-mismatch']);
  });

  it.each<[string, Buffer, string]>([
    ['a length past the end of the file', safetensors('{}', undefined, 1_000n), 'safetensors-header-length'],
    ['a length past 2^53', safetensors('{}', undefined, 2n ** 63n), 'safetensors-header-length'],
    ['a header that is broken JSON', safetensors('{"a": }'), 'safetensors-syntax'],
    ['a header cut by its length', safetensors('{"a":{}}', undefined, 4n), 'safetensors-truncated'],
    ['something behind the header', safetensors('{} {}'), 'safetensors-trailing'],
    [
      'two entries of one name',
      safetensors(`{"a":${JSON.stringify(tensor(0, 1))},"a":${JSON.stringify(tensor(0, 1))}}`, Buffer.alloc(1)),
      'safetensors-duplicate-key',
    ],
    [
      'two shapes in one entry',
      safetensors('{"a":{"dtype":"U8","shape":[1],"shape":[2],"data_offsets":[0,1]}}', Buffer.alloc(1)),
      'safetensors-duplicate-key',
    ],
    ['a hole at the start', safetensors({ a: tensor(1, 2) }, Buffer.alloc(2)), 'safetensors-hole'],
    ['a hole between tensors', safetensors({ a: tensor(0, 1), b: tensor(2, 3) }, Buffer.alloc(3)), 'safetensors-hole'],
    [
      'overlapping tensors',
      safetensors({ a: tensor(0, 2, [2]), b: tensor(1, 3, [2]) }, Buffer.alloc(3)),
      'safetensors-overlap',
    ],
    ['bytes behind the last tensor', safetensors({ a: tensor(0, 1) }, Buffer.alloc(9)), 'safetensors-trailing'],
    ['bytes without any tensor', safetensors({}, Buffer.alloc(9)), 'safetensors-trailing'],
    ['tensors past the end', safetensors({ a: tensor(0, 10, [10]) }, Buffer.alloc(4)), 'safetensors-truncated'],
    ['an end before its begin', safetensors({ a: tensor(4, 0) }, Buffer.alloc(4)), 'safetensors-offsets'],
    [
      'a length that does not fit the shape',
      safetensors({ a: tensor(0, 4, [5]) }, Buffer.alloc(4)),
      'safetensors-length',
    ],
    [
      'a shape whose product overflows 64 bits',
      safetensors({ a: tensor(0, 0, [2 ** 32, 2 ** 32]) }),
      'safetensors-length',
    ],
    ['an unknown type', safetensors({ a: tensor(0, 1, [1], 'X9') }, Buffer.alloc(1)), 'safetensors-dtype'],
    [
      'an offset past 2^53, which a double would round',
      safetensors('{"a":{"dtype":"U8","shape":[1],"data_offsets":[9007199254740993,9007199254740994]}}'),
      'safetensors-header',
    ],
    ['a negative offset', safetensors({ a: tensor(-1, 1) }, Buffer.alloc(1)), 'safetensors-header'],
    ['a fraction for an offset', safetensors({ a: tensor(0.5, 1) }, Buffer.alloc(1)), 'safetensors-header'],
    [
      'an exponent for an offset',
      safetensors('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1e0]}}', Buffer.alloc(1)),
      'safetensors-header',
    ],
    [
      'NaN for an offset',
      safetensors('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,NaN]}}', Buffer.alloc(1)),
      'safetensors-non-finite',
    ],
    [
      'three offsets',
      safetensors('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}', Buffer.alloc(1)),
      'safetensors-entry',
    ],
    ['no type', safetensors('{"a":{"shape":[1],"data_offsets":[0,1]}}', Buffer.alloc(1)), 'safetensors-entry'],
    ['an entry that is no object', safetensors('{"a":[1]}'), 'safetensors-header'],
    [
      'an unknown field',
      safetensors('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}}', Buffer.alloc(1)),
      'safetensors-header',
    ],
    ['metadata that is no string', safetensors('{"__metadata__":{"a":1}}'), 'safetensors-header'],
    ['padding that is not spaces', safetensors('{}\n\n'), 'safetensors-padding'],
  ])('states %s', (_what, bytes, code) => {
    expect(codes(bytes)).toContain(code);
  });

  it('takes a header at the limit for one and refuses one byte more unread', () => {
    const facts = factsOfBytes('m.safetensors', safetensors(`{}${' '.repeat(SAFETENSORS_LIMITS.header - 1)}`));
    expect(facts.problems.map(({ code }) => code)).toContain('safetensors-header-length');
    expect(facts.limits.map(({ limit }) => limit)).toEqual(['safetensors.header']);
    expect(facts.complete).toBe(false);
  });

  it('answers a header of nesting at once', () => {
    const facts = read(safetensors(`{"a":${'['.repeat(1 << 20)}`));
    expect(facts.complete).toBe(false);
    expect(facts.limits.map(({ limit }) => limit)).toEqual(['json.depth']);
  });

  it('keeps names such as __proto__ as names', () => {
    const facts = read(safetensors(`{"__proto__":${JSON.stringify(tensor(0, 1))}}`, Buffer.alloc(1)));
    expect(facts.tensors?.map(({ name }) => name)).toEqual(['__proto__']);
    expect(facts.problems).toEqual([]);
  });

  it('states exact lengths for types under a byte', () => {
    expect(codes(safetensors({ a: tensor(0, 2, [4], 'F4') }, Buffer.alloc(2)))).toEqual([]);
    expect(codes(safetensors({ a: tensor(0, 2, [3], 'F4') }, Buffer.alloc(2)))).toEqual(['safetensors-length']);
  });
});
