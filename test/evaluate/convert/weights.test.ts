import { createHash } from 'node:crypto';
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupEqualWeights } from '../../../src/compare/weight-groups.ts';
import { parseFile } from '../../../src/formats/parse-file.ts';
import { submitted } from '../evaluation.ts';
import { checkpoint, convert, converted, edit, load, logProbabilities, refusal } from './conversion.ts';
import { asBfloat16, asFloat16, asFloat32, each } from './narrow-tensors.ts';
import { readTensors, rewriteTensors, writeTensors } from './tensor-files.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function tensorsOf(path: string): Promise<Map<string, { dtype: string; bytes: Buffer }>> {
  const bytes = await readFile(path);
  const source = { size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) };
  const facts = parseFile(source, 'model.gguf', new Set());
  expect({ problems: facts.problems, complete: facts.complete }).toEqual({ problems: [], complete: true });
  return new Map(
    (facts.tensors ?? []).map(({ name, dtype, offset, bytes: length }) => [
      name,
      { dtype, bytes: bytes.subarray(offset, offset + length) },
    ]),
  );
}

describe('the weights of a converted checkpoint', () => {
  it.each([
    ['BF16', asBfloat16],
    ['F16', asFloat16],
  ])(
    '%s becomes the same numbers in float32: the same file to the byte as of the checkpoint in float32',
    async (dtype, narrow) => {
      const directory = await checkpoint('llama', 'gpt-2');
      await rewriteTensors(directory, (tensors) => each(tensors, narrow));
      expect((await readTensors(join(directory, 'model.safetensors')))['lm_head.weight']?.dtype).toBe(dtype);
      const ofNarrow = await converted(directory);
      expect(ofNarrow.precision).toBe('f32');
      await rewriteTensors(directory, (tensors) => each(tensors, asFloat32));
      const ofWide = await converted(directory);
      expect(digest(await readFile(ofNarrow.path))).toBe(digest(await readFile(ofWide.path)));
    },
  );

  it.each([
    ['BF16', (bits: number) => bits * 65_536],
    ['F16', undefined],
  ])('every value that %s has becomes that value in float32, NaN with its payload', async (dtype, exact) => {
    const directory = await checkpoint('llama', 'gpt-2');
    const own = 'model.embed_tokens.weight';
    const halves = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits);
    // 448 rows of 32 columns hold 14,336 of them at once.
    const columns = 448 * 32;
    for (let from = 0; from < halves.length; from += columns) {
      const values = new Uint16Array(columns);
      values.set(halves.subarray(from, from + columns));
      const data = Buffer.from(values.buffer);
      await rewriteTensors(directory, (tensors) => ({ ...tensors, [own]: { dtype, shape: [448, 32], data } }));
      const found = (await tensorsOf((await converted(directory)).path)).get('token_embd.weight');
      expect(found?.dtype).toBe('F32');
      const bytes = new Uint8Array(found?.bytes ?? []);
      const [bits, floats] = [new Uint32Array(bytes.buffer), new Float32Array(bytes.buffer)];
      const view = new DataView(values.buffer);
      const wrong = [...values].filter((half, at) => {
        if (exact !== undefined) return bits[at] !== exact(half);
        if ((half & 0x7c00) === 0x7c00)
          return bits[at] !== (half & 0x8000) * 65_536 + 0x7f800000 + (half & 0x3ff) * 8_192;
        return !Object.is(floats[at], view.getFloat16(at * 2, true));
      });
      expect(wrong).toEqual([]);
    }
  });

  it.each([
    ['BF16', asBfloat16, 0.2],
    ['F16', asFloat16, 0.02],
  ])(
    '%s stays what it is, bit for bit, where float32 is one byte too large; vectors do not',
    async (dtype, narrow, rounding) => {
      const directory = await checkpoint('llama', 'gpt-2');
      await rewriteTensors(directory, (tensors) => each(tensors, narrow));
      const wide = await converted(directory);
      const { size } = await stat(wide.path);
      expect((await converted(directory, size)).precision).toBe('f32');
      const kept = await converted(directory, size - 1);
      expect(kept.precision).toBe('as-stored');
      const stored = await readTensors(join(directory, 'model.safetensors'));
      const found = await tensorsOf(kept.path);
      for (const [name, own] of [
        ['token_embd.weight', 'model.embed_tokens.weight'],
        ['blk.1.attn_v.weight', 'model.layers.1.self_attn.v_proj.weight'],
      ] as const) {
        expect(found.get(name)?.dtype).toBe(dtype);
        expect(found.get(name)?.bytes.equals(stored[own]?.data ?? Buffer.alloc(0))).toBe(true);
      }
      const norm = stored['model.norm.weight'];
      expect(norm && found.get('output_norm.weight')).toMatchObject({
        dtype: 'F32',
        bytes: norm && asFloat32(norm).data,
      });

      // llama.cpp rounds what it multiplies with such weights to their type: that, and no weight, makes the difference.
      const ids = [1, 17, 300, 42, 5, 99];
      const [left = [], right = []] = await Promise.all(
        [kept, wide].map(async (model) => {
          const loaded = await load(model);
          const answer = (await logProbabilities(loaded, ids)).flat();
          await loaded.model.dispose();
          return answer;
        }),
      );
      const worst = Math.max(...left.map((value, index) => Math.abs(value - (right[index] ?? Number.NaN))));
      expect(worst).toBeLessThan(rounding);
      // 1e-3 is what a converted model must keep to, so it can't be said of this one.
      expect(worst).toBeGreaterThan(1e-3);
    },
  );

  it('may lie in shards, with the same result to the byte', async () => {
    const whole = await checkpoint('qwen3', 'qwen');
    const split = await checkpoint('qwen3', 'qwen');
    const tensors = Object.entries(await readTensors(join(split, 'model.safetensors')));
    await rm(join(split, 'model.safetensors'));
    const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
    const weight_map: Record<string, string> = {};
    for (const [index, name] of names.entries()) {
      const own = tensors.filter((_tensor, at) => at % 2 === index);
      for (const [tensor] of own) weight_map[tensor] = name;
      await writeTensors(join(split, name), Object.fromEntries(own));
    }
    await writeFile(join(split, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map }));
    const [one, two] = [await readFile((await converted(whole)).path), await readFile((await converted(split)).path)];
    expect(digest(two)).toBe(digest(one));
    await rm(join(split, names[1] ?? ''));
    expect(await refusal(split)).toMatch(/names 2 shards, 1 are here/u);
  });

  it('are reordered only for architectures that rotate neighbours', async () => {
    const [qwen, llama] = [await checkpoint('qwen3', 'qwen'), await checkpoint('llama', 'gpt-2')];
    for (const [directory, same] of [
      [qwen, true],
      [llama, false],
    ] as const) {
      const stored = await readTensors(join(directory, 'model.safetensors'));
      const found = await tensorsOf((await converted(directory)).path);
      const query = stored['model.layers.0.self_attn.q_proj.weight']?.data ?? Buffer.alloc(0);
      expect(found.get('blk.0.attn_q.weight')?.bytes.equals(query)).toBe(same);
    }
  });

  it('of a type that rounds are refused', async () => {
    const directory = await checkpoint('llama', 'gpt-2');
    await rewriteTensors(directory, (tensors) => ({
      ...tensors,
      'lm_head.weight': { dtype: 'F8_E4M3', shape: [448, 32], data: Buffer.alloc(448 * 32) },
    }));
    expect(await refusal(directory)).toMatch(/lm_head\.weight is of the type F8_E4M3/u);
  });
});

describe('converting in a real sandbox', () => {
  it('gives a readable model and names what it was made of', async () => {
    const conversion = await convert(await checkpoint('qwen2', 'qwen'));
    expect(conversion).toMatchObject({
      converted: {
        sources: ['config.json', 'tokenizer.json', 'tokenizer_config.json'],
        preparation: { normalizer: 'NFC' },
        sha256: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u),
      },
    });
  });

  it('survives a configuration that its reader does not, and says so', async () => {
    const directory = await checkpoint('llama', 'gpt-2');
    // As many nodes as a reader can't hold; the header check of the submission would let it pass.
    const list = `[${'[],'.repeat(7_000_000)}[]]`;
    await edit(directory, 'tokenizer_config.json', (own) => own);
    await writeFile(join(directory, 'generation_config.json'), `{"a":${list}}`);
    expect(await convert(directory)).toMatchObject({
      refused: expect.stringMatching(/not read whole|did not survive/u),
    });
  });

  it('refuses a checkpoint whose files are not sound, before anything reads them', async () => {
    const directory = await checkpoint('llama', 'gpt-2');
    await writeFile(join(directory, 'config.json'), '{"model_type":"llama","model_type":"qwen2"}');
    expect(await convert(directory)).toEqual({
      refused: 'the structure of config.json is not sound (json-duplicate-key)',
    });
  });

  it('is cancelled, and leaves nothing', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(convert(await checkpoint('llama', 'gpt-2'), { signal: abort.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it.each(['llama', 'llama-3', 'mistral', 'qwen2', 'qwen3', 'smollm3'])(
    'are proven equal to the checkpoint beside them: %s',
    async (name) => {
      const directory = await checkpoint(name, 'gpt-2');
      const { path } = await converted(directory);
      await cp(path, join(directory, 'model.gguf'));
      const { submission, facts } = await submitted(directory);
      const groups = await groupEqualWeights(submission, facts, new AbortController().signal);
      expect(groups.map(({ paths }) => paths)).toEqual([['model.gguf', 'model.safetensors']]);
    },
  );
});
