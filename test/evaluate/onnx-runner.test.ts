import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { profilePolicy } from '../../src/decide/load-policy.ts';
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

  it.each([
    ['its weights', [], []],
    ['its tokenizer', ['model.onnx_data'], ['tokenizer.json']],
  ])('says so of a model without %s', async (_what, weights, without) => {
    const client = await start('cached', weights, without);
    await expect(client.open({ contextTokens: 64, sequences: 1 })).rejects.toMatchObject({ code: 'RUNNER_REFUSED' });
    await client.close();
  });
});
