import { describe, expect, it } from 'vitest';
import { GGUF_LIMITS } from '../../src/formats/gguf/limits.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { GgufWriter, honestGguf, TEMPLATE } from '../support/gguf-writer.ts';

const w = new GgufWriter();
const read = (bytes: Uint8Array) => factsOfBytes('model.gguf', bytes);
const codes = (bytes: Uint8Array): string[] => read(bytes).problems.map(({ code }) => code);
const one = (type: number, shape: readonly bigint[], offset = 0n, name = 't') => ({ name, shape, type, offset });

describe('the GGUF parser', () => {
  it.each([
    ['little', false],
    ['big', true],
  ] as const)('reads an honest %s-endian file with absolute offsets', (endian, big) => {
    const bytes = honestGguf(big);
    const facts = read(bytes);
    expect(facts).toMatchObject({ formats: ['gguf'], complete: true, problems: [], limits: [] });
    expect(facts.gguf).toMatchObject({
      version: 3,
      endian,
      alignment: 32,
      architecture: 'llama',
      name: 'tiny',
      tokenizer: { model: 'gpt2', tokens: 3 },
      split: { index: 0, count: 1 },
    });
    const data = facts.gguf?.dataOffset ?? 0;
    expect(facts.tensors).toEqual([
      { name: 'token_embd.weight', dtype: 'F32', shape: [3, 4], offset: data, bytes: 48 },
      { name: 'output.weight', dtype: 'Q8_0', shape: [2, 32], offset: data + 64, bytes: 68 },
    ]);
    expect(facts.chatTemplates).toEqual([
      { key: 'tokenizer.chat_template', text: TEMPLATE, offset: bytes.indexOf(TEMPLATE) },
    ]);
    expect(facts.gguf?.metadata.find(({ key }) => key === 'tokenizer.ggml.tokens')).toMatchObject({
      type: 'ARRAY<STRING>',
      length: 3,
    });
  });

  it('names the template of each kind', () => {
    const bytes = w.file({ metadata: [['tokenizer.chat_template.tool_use', w.string('{{ x }}')]] });
    expect(read(bytes).chatTemplates).toMatchObject([
      { key: 'tokenizer.chat_template.tool_use', name: 'tool_use', text: '{{ x }}' },
    ]);
  });

  it.each<[string, Buffer, string]>([
    ['version 1', w.file({ version: 1 }), 'gguf-version'],
    ['version 4', w.file({ version: 4 }), 'gguf-version'],
    ['a file cut inside its header', honestGguf().subarray(0, 300), 'gguf-array-length'],
    ['a file cut inside an integer', w.file({}).subarray(0, 21), 'gguf-truncated'],
    ['more metadata than can be', w.file({ metadataCount: 2n ** 60n }), 'gguf-count'],
    ['more tensors than can be', w.file({ tensorCount: 2n ** 64n - 1n }), 'gguf-count'],
    [
      'a key past the end',
      Buffer.concat([Buffer.from('GGUF'), w.u32(3), w.u64(0n), w.u64(1n), w.u64(2n ** 40n), Buffer.alloc(64)]),
      'gguf-string-length',
    ],
    ['a string of overflowing length', w.file({ metadata: [['k', [8, w.u64(2n ** 64n - 1n)]]] }), 'gguf-string-length'],
    [
      'a key over the limit',
      w.file({ metadata: [['k'.repeat(GGUF_LIMITS.key + 1), w.uint32(1)]] }),
      'gguf-string-length',
    ],
    ['an empty key', w.file({ metadata: [['', w.uint32(1)]] }), 'gguf-key'],
    [
      'a key twice',
      w.file({
        metadata: [
          ['k', w.uint32(1)],
          ['k', w.uint32(2)],
        ],
      }),
      'gguf-duplicate-key',
    ],
    ['an unknown value type', w.file({ metadata: [['k', [13, Buffer.alloc(8)]]] }), 'gguf-value-type'],
    ['an array of overflowing count', w.file({ metadata: [['k', w.array(4, [], 2n ** 62n)]] }), 'gguf-array-length'],
    ['an array of too many strings', w.file({ metadata: [['k', w.array(8, [], 1_000n)]] }), 'gguf-array-length'],
    ['a boolean that is neither', w.file({ metadata: [['k', [7, Buffer.of(2)]]] }), 'gguf-bool'],
    ['NaN', w.file({ metadata: [['k', w.float32(Number.NaN)]] }), 'gguf-non-finite'],
    ['text that is not UTF-8', w.file({ metadata: [['k', w.string(Buffer.of(0xff))]] }), 'gguf-encoding'],
    ['an alignment of no power of two', w.file({ metadata: [['general.alignment', w.uint32(24)]] }), 'gguf-alignment'],
    ['an alignment of 4', w.file({ metadata: [['general.alignment', w.uint32(4)]] }), 'gguf-alignment'],
    ['an alignment of zero', w.file({ metadata: [['general.alignment', w.uint32(0)]] }), 'gguf-alignment'],
    ['an alignment that is text', w.file({ metadata: [['general.alignment', w.string('32')]] }), 'gguf-alignment'],
    ['five dimensions', w.file({ tensors: [one(0, [1n, 1n, 1n, 1n, 1n])] }), 'gguf-dimensions'],
    ['dimensions whose product overflows', w.file({ tensors: [one(0, [2n ** 62n, 4n])] }), 'gguf-overflow'],
    ['an offset past 2^53', w.file({ tensors: [one(0, [1n], 2n ** 60n)] }), 'gguf-overflow'],
    ['an unknown tensor type', w.file({ tensors: [one(999, [1n])], data: Buffer.alloc(32) }), 'gguf-tensor-type'],
    ['a removed tensor type', w.file({ tensors: [one(4, [32n])], data: Buffer.alloc(32) }), 'gguf-tensor-type'],
    ['a row that is no whole block', w.file({ tensors: [one(8, [33n])], data: Buffer.alloc(64) }), 'gguf-block'],
    ['an unaligned offset', w.file({ tensors: [one(0, [1n], 4n)], data: Buffer.alloc(32) }), 'gguf-alignment'],
    ['a tensor past the end', w.file({ tensors: [one(0, [100n])], data: Buffer.alloc(32) }), 'gguf-truncated'],
    [
      'overlapping tensors',
      w.file({ tensors: [one(0, [16n], 0n, 'a'), one(0, [16n], 32n, 'b')], data: Buffer.alloc(96) }),
      'gguf-overlap',
    ],
    [
      'a hole',
      w.file({ tensors: [one(0, [8n], 0n, 'a'), one(0, [8n], 64n, 'b')], data: Buffer.alloc(96) }),
      'gguf-hole',
    ],
    ['bytes behind the last tensor', w.file({ tensors: [one(0, [8n])], data: Buffer.alloc(64) }), 'gguf-trailing'],
    [
      'one tensor twice',
      w.file({ tensors: [one(0, [8n]), one(0, [8n], 32n)], data: Buffer.alloc(64) }),
      'gguf-duplicate-tensor',
    ],
    [
      'a tensor name that ggml cuts',
      w.file({ tensors: [one(0, [8n], 0n, 'n'.repeat(65))], data: Buffer.alloc(32) }),
      'gguf-tensor-name',
    ],
  ])('states %s', (_what, bytes, code) => {
    expect(codes(bytes)).toContain(code);
  });

  it('takes no number past 2^53 for another one', () => {
    const bytes = w.file({ metadata: [['k', [10, w.u64(2n ** 53n + 1n)]]] });
    expect(read(bytes).gguf?.metadata).toMatchObject([{ key: 'k', type: 'UINT64' }]);
    expect(read(bytes).gguf?.metadata[0]).not.toHaveProperty('value');
  });

  it('stops at arrays nested too deep', () => {
    let inner = w.array(4, [w.u32(1)]);
    for (let depth = 0; depth < 6; depth++) inner = w.array(9, [inner[1]]);
    const facts = read(w.file({ metadata: [['k', inner]] }));
    expect(facts.complete).toBe(false);
    expect(facts.limits.map(({ limit }) => limit)).toEqual(['gguf.arrayDepth']);
  });

  it('keeps a long chat template only up to its limit, and says so', () => {
    const facts = read(
      w.file({ metadata: [['tokenizer.chat_template', w.string('x'.repeat(GGUF_LIMITS.template + 1))]] }),
    );
    expect(facts.chatTemplates?.[0]?.text).toHaveLength(GGUF_LIMITS.template);
    expect(facts.limits.map(({ limit }) => limit)).toEqual(['gguf.template']);
    expect(facts.complete).toBe(false);
  });

  it('tells which parts of a split model are missing', () => {
    const part = (number: number) => `sub/m-0000${number}-of-00003.gguf`;
    expect(factsOfBytes(part(2), honestGguf()).shard).toEqual({ index: 2, count: 3, missing: [part(1), part(3)] });
  });

  it('is quick on a million array elements', () => {
    const texts = Array.from({ length: 200_000 }, () => w.text('token'));
    const start = performance.now();
    expect(read(w.file({ metadata: [['tokenizer.ggml.tokens', w.array(8, texts)]] })).gguf?.tokenizer?.tokens).toBe(
      200_000,
    );
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
