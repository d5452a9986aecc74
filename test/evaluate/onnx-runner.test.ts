import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { environmentContents } from '../../src/gate/bom-environment.ts';
import { runnerBundle } from '../../src/runner/client/runner-bundle.ts';
import { RunnerClient } from '../../src/runner/client/runner-client.ts';
import { runnerSpec } from '../../src/runner/client/runner-spec.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { builtRunner, fixture } from './evaluation.ts';
import { runnerContract } from './runner-contract.ts';

beforeAll(builtRunner);

const { policy } = profilePolicy('strict');
const TIMES = { loadMs: 20_000, requestMs: 20_000 };
const onnx = (name: string): string => join(import.meta.dirname, '../../fixtures/onnx', name);
const never = new AbortController().signal;

async function start(
  name: string,
  weights: readonly string[] = [],
  without: readonly string[] = [],
): Promise<RunnerClient> {
  builtRunner();
  const beside = [
    ...weights.map((file) => ({ name: file, blob: join(onnx(name), file) })),
    ...['tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json'].map((file) => ({
      name: file,
      blob: join(fixture('open-chat'), file),
    })),
  ].filter((file) => !without.includes(file.name));
  const spec = runnerSpec(await runnerBundle(undefined, 'onnx'), join(onnx(name), 'model.onnx'), policy, undefined, {
    name: 'model.onnx',
    beside,
  });
  return RunnerClient.start(bubblewrap, spec, TIMES, never);
}

runnerContract('the ONNX runner', { start: () => start('plain'), bos: '<|im_start|>' });
runnerContract('the ONNX runner with a cache and weights beside the model', {
  start: () => start('cached', ['model.onnx_data']),
  bos: '<|im_start|>',
});

describe('the ONNX runner', () => {
  it('answers as the GGUF of the same model does', async () => {
    const gguf = await RunnerClient.start(
      bubblewrap,
      runnerSpec(await runnerBundle(), join(fixture('open-chat'), 'model.gguf'), policy),
      TIMES,
      never,
    );
    const others = await Promise.all([start('plain'), start('cached', ['model.onnx_data'])]);
    const answers = [];
    for (const client of [gguf, ...others]) {
      await client.open({ contextTokens: 256, sequences: 1 });
      const messages = [{ role: 'user' as const, content: 'Name the one after September.' }];
      const { items } = await client.generate({ items: [{ messages }], maxTokens: 16, temperature: 0, stop: [] });
      const scored = await client.loglikelihood({
        items: [{ messages, continuations: ['October.', 'August.', 'x é 世界'] }],
      });
      const rolled = await client.loglikelihoodRolling({
        items: [{ text: 'The young of a pig is a piglet. '.repeat(40) }],
      });
      answers.push({ items, scored: scored.items[0]?.continuations ?? [], rolled: rolled.items[0] });
      await client.close();
    }
    const [first, ...rest] = answers;
    expect(first?.items[0]?.text).toBe('October.');
    for (const other of rest) {
      expect(other.items).toEqual(first?.items);
      expect(other.rolled?.tokens).toBe(first?.rolled?.tokens);
      expect(other.rolled?.logprob).toBeCloseTo(first?.rolled?.logprob ?? 0, 2);
      for (const [index, { logprob, tokens }] of other.scored.entries()) {
        expect(tokens).toBe(first?.scored[index]?.tokens);
        expect(Math.abs(logprob - (first?.scored[index]?.logprob ?? 0))).toBeLessThan(1e-3);
      }
    }
  });

  it('answers the same whatever it was asked before, though it computes once what texts begin with alike', async () => {
    const shots = 'Question: What comes after May?\nAnswer: June.\n\n'.repeat(5);
    const items = ['October', 'May', 'October', 'an owl'].map((what, index) => ({
      text: `${index === 3 ? shots.slice(12) : shots}Question: What comes after ${what}?\nAnswer:`,
      continuations: [' November.', ' June.', ' N'],
    }));
    const [plain, warm] = await Promise.all([start('plain'), start('cached', ['model.onnx_data'])]);
    for (const client of [plain, warm]) await client.open({ contextTokens: 512, sequences: 1 });
    const alone: unknown[] = [];
    for (const item of items) alone.push(...(await plain.loglikelihood({ items: [item] })).items);
    const together = (await warm.loglikelihood({ items })).items;
    const asked = { items: items.map(({ text }) => ({ text })), maxTokens: 8, temperature: 0 as const, stop: [] };
    const written = (await warm.generate(asked)).items;
    const again = (await warm.loglikelihood({ items: items.toReversed() })).items.toReversed();
    for (const answers of [together, again])
      for (const [index, { promptTokens, continuations }] of answers.entries()) {
        const expected = (alone as typeof together)[index];
        expect(promptTokens).toBe(expected?.promptTokens);
        for (const [place, { logprob, greedy, tokens }] of continuations.entries()) {
          expect({ greedy, tokens }).toEqual({
            greedy: expected?.continuations[place]?.greedy,
            tokens: expected?.continuations[place]?.tokens,
          });
          expect(Math.abs(logprob - (expected?.continuations[place]?.logprob ?? 0))).toBeLessThan(1e-4);
        }
      }
    expect(written).toEqual((await plain.generate(asked)).items);
    await Promise.all([plain.close(), warm.close()]);
  });

  it('has a bill of materials of its own, down to the engine', async () => {
    const at = '2026-11-28T10:00:00Z';
    const [own, other] = [
      await environmentContents('bubblewrap', at, 'onnx'),
      await environmentContents('bubblewrap', at),
    ];
    expect(own.digest).not.toBe(other.digest);
    const names = own.files.flatMap(({ package: one }) => one?.name ?? []);
    expect(names).toEqual(expect.arrayContaining(['node', 'onnxruntime-node']));
    expect(own.bundled.map(({ name }) => name)).toContain('@huggingface/tokenizers');
    expect(own.files.filter(({ path }) => path.endsWith('.node')).length).toBeGreaterThan(0);
  });

  it.each([
    ['its weights', [], []],
    ['its tokenizer', ['model.onnx_data'], ['tokenizer.json']],
  ])('says so of a model without %s', async (_what, weights, without) => {
    const client = await start('cached', weights, without);
    await expect(client.open({ contextTokens: 64, sequences: 1 })).rejects.toMatchObject({ code: 'RUNNER_REFUSED' });
    await client.close();
  });
});
