import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LoadedModel } from '../../../src/runner/program/loaded-model.ts';
import { asBfloat16, asFloat16, each } from './narrow-tensors.ts';
import { rewriteTensors } from './tensor-files.ts';
import {
  checkpoint,
  converted,
  edit,
  load,
  logProbabilities,
  modelFixture,
  ROWS,
  tokenizerFixture,
} from './conversion.ts';

const ORDINARY = [
  'Hello world',
  ' leading and trailing ',
  "They'll say it's 3 o'clock, WE'RE done, I'D",
  'def f(x):\n    return x ** 2\n\n\n\tif x:  # 1234567\n',
  'Größe, naïve café, señor, Ångström',
  'Привет, мир! 你好，世界。 こんにちは 안녕 नमस्ते',
  '12 123 1234 12345 3.14159 1,000,000 ²³ ⅷ',
  'a  b   c    d\t\te \n f\r\n\r\ng',
  'HTTP/1.1 200 OK\r\nA: b\r\n\r\n<html>',
  'snake_case CamelCase kebab-case UPPER lower iPhone',
];
const HOSTILE = [
  '',
  ' ',
  '   ',
  '\n',
  '\n\n\n',
  '\u0000\u0001\u007f',
  '\u00a0\u2003\u200b\ufeff',
  'e\u0301 n\u0303 \u1e9b\u0323 \u212b',
  '👩‍👩‍👧‍👦 👍🏽 🇩🇪 \u{10ffff}',
  '\u202eevil\u202c \u2066x\u2069',
  '<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n',
  '<s>[INST] Hi [/INST] there</s>',
  '<|im_start|><|im_end|><|endoftext|><tool>x<tool>',
  'a<|im_end|>b <|im_end|> c<tool>',
  '<|im_end <| im_end|> |im_end|>',
  '<0x0A><unk><0xZZ>',
  '\u2581a\u2581\u2581b',
  "'s''t'''re 'LL",
  '!!!???...---___===',
  'x'.repeat(300),
  ' '.repeat(70),
  '9'.repeat(50),
];

/** What scripts/build-checkpoint-fixtures computed: [positions, rows] as float32. */
const referenceSchema = z.object({
  ids: z.array(z.int()),
  positions: z.array(z.int()),
  logProbabilities: z.base64(),
  /** With GELU from llama.cpp's table of float16. */
  throughTable: z.base64().optional(),
  /** Of the same weights cut to bfloat16, and rounded to float16. */
  narrow: z
    .object({
      BF16: z.object({ logProbabilities: z.base64(), throughTable: z.base64().optional() }),
      F16: z.object({ logProbabilities: z.base64(), throughTable: z.base64().optional() }),
    })
    .optional(),
});

/** The largest difference over every token at every position. */
async function worstDifferences(
  model: string,
  loaded: LoadedModel,
  dtype: 'F32' | 'BF16' | 'F16' = 'F32',
): Promise<{ plain: number; throughTable: number }> {
  const reference = referenceSchema.parse(
    JSON.parse(await readFile(join(modelFixture(model), 'reference.json'), 'utf8')),
  );
  const found = await logProbabilities(loaded, reference.ids);
  const worst = (packed: string): number => {
    const expected = new Float32Array(Uint8Array.from(Buffer.from(packed, 'base64')).buffer);
    expect(expected.length).toBe(reference.positions.length * ROWS);
    const differences = reference.positions.flatMap((position, index) =>
      (found[position] ?? []).map((value, token) => Math.abs(value - (expected[index * ROWS + token] ?? Number.NaN))),
    );
    expect(differences).toHaveLength(expected.length);
    return Math.max(...differences);
  };
  const answers = dtype === 'F32' ? reference : reference.narrow?.[dtype];
  if (answers === undefined) throw new TypeError(`no reference of ${model} in ${dtype}`);
  const { logProbabilities: plain, throughTable = plain } = answers;
  return { plain: worst(plain), throughTable: worst(throughTable) };
}

async function tokenizerOf(name: string): Promise<Tokenizer> {
  const json = async (file: string): Promise<object> =>
    JSON.parse(await readFile(join(tokenizerFixture(name), file), 'utf8')) as object;
  return new Tokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
}

/** Without the token that starts a text, where the text does not hold it itself. */
function idsOf({ model, tokenize }: LoadedModel, text: string): number[] {
  const { shouldPrependBosToken, bos, bosString } = model.tokens;
  const tokens = tokenize(text);
  const added = shouldPrependBosToken && tokens[0] === bos && !text.startsWith(bosString ?? '\0');
  return (added ? tokens.slice(1) : tokens).map(Number);
}

/** Against an implementation that has nothing in common with llama.cpp. */
async function expectSameTokens(tokenizer: string, loaded: LoadedModel): Promise<void> {
  const original = await tokenizerOf(tokenizer);
  for (const text of [...ORDINARY, ...HOSTILE]) {
    const { ids } = original.encode(text, { add_special_tokens: false });
    expect({ text, ids: idsOf(loaded, text) }).toEqual({ text, ids });
  }
}

describe('a converted checkpoint gives every token the probability that the original gives it, and cuts texts alike', () => {
  it.each([
    ['llama', 'gpt-2'],
    ['llama-biased', 'tekken'],
    ['llama-3', 'llama-3'],
    ['mistral', 'pieces-legacy'],
    ['mistral', 'pieces-first'],
    ['qwen2', 'qwen'],
    ['qwen3', 'qwen'],
    ['smollm3', 'smollm'],
  ])('%s with the tokenizer %s', async (model, tokenizer) => {
    const loaded = await load(await converted(await checkpoint(model, tokenizer)));
    expect((await worstDifferences(model, loaded)).plain).toBeLessThan(1e-4);
    await expectSameTokens(tokenizer, loaded);
    await loaded.model.dispose();
  });

  // llama.cpp looks GELU up in a table of float16, which costs random weights 2e-3; nothing else differs.
  it.each(['gemma', 'gemma2', 'gemma3'])('%s', async (model) => {
    const loaded = await load(await converted(await checkpoint(model, 'pieces-gemma')));
    const { plain, throughTable } = await worstDifferences(model, loaded);
    expect(plain).toBeLessThan(3e-3);
    expect(throughTable).toBeLessThan(2e-4);
    await expectSameTokens('pieces-gemma', loaded);
    await loaded.model.dispose();
  });

  describe.each([
    ['BF16', asBfloat16],
    ['F16', asFloat16],
  ] as const)('of weights in %s', (dtype, narrow) => {
    it.each([
      ['llama-3', 'llama-3'],
      ['qwen3', 'qwen'],
      ['gemma2', 'pieces-gemma'],
    ])('%s', async (model, tokenizer) => {
      const directory = await checkpoint(model, tokenizer);
      await rewriteTensors(directory, (tensors) => each(tensors, narrow));
      const loaded = await load(await converted(directory));
      const { plain, throughTable } = await worstDifferences(model, loaded, dtype);
      expect(plain).toBeLessThan(model === 'gemma2' ? 3e-3 : 1e-4);
      expect(throughTable).toBeLessThan(2e-4);
      await loaded.model.dispose();
    });
  });

  it('reads a tokenizer.model alone as it reads the tokenizer.json that was made of it', async () => {
    const directory = await checkpoint('mistral', 'pieces-legacy');
    await rm(join(directory, 'tokenizer.json'));
    const brackets = { 440: { content: '[INST]', special: true }, 441: { content: '[/INST]', special: true } };
    await edit(directory, 'tokenizer_config.json', (config) => ({ ...config, added_tokens_decoder: brackets }));
    const loaded = await load(await converted(directory));
    await expectSameTokens('pieces-legacy', loaded);
    await loaded.model.dispose();
  });
});
