import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RunnerClient } from '../../src/runner/client/runner-client.ts';
import { runnerBundle } from '../../src/runner/client/runner-bundle.ts';
import { runnerSpec } from '../../src/runner/client/runner-spec.ts';
import { AnswerText } from '../../src/runner/program/answer-text.ts';
import { inPromptOrder } from '../../src/evaluate/prompt-order.ts';
import { encodePair } from '../../src/runner/program/encode-pair.ts';
import { rollingWindows } from '../../src/runner/program/windows.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { builtRunner, fixture, TINY_SUITE } from './evaluation.ts';
import { loadSuite } from '../../src/evaluate/tasks/load-suite.ts';
import { runnerContract } from './runner-contract.ts';

const never = new AbortController().signal;
const { policy } = profilePolicy('strict');
const MESSAGES = [{ role: 'user' as const, content: 'Name the one after September.' }];
const TIMES = { loadMs: 20_000, requestMs: 20_000 };

async function start(blob: string): Promise<RunnerClient> {
  return RunnerClient.start(bubblewrap, runnerSpec(await runnerBundle(), blob, policy), TIMES, never);
}

runnerContract('the GGUF runner', {
  start: () => {
    builtRunner();
    return start(join(fixture('open-chat'), 'model.gguf'));
  },
  bos: '<|im_start|>',
});

describe('the GGUF runner in a real sandbox', () => {
  let client: RunnerClient;
  beforeAll(async () => {
    builtRunner();
    client = await start(join(fixture('open-chat'), 'model.gguf'));
    await client.open({ contextTokens: 512, sequences: 4 });
  });
  afterAll(() => client.close());

  it('gives probabilities that sum to one over the whole next token', async () => {
    const text = await readFile(join(fixture('open-chat'), 'tokenizer.json'), 'utf8');
    const { model } = z
      .object({ model: z.object({ vocab: z.record(z.string(), z.number()) }) })
      .parse(JSON.parse(text));
    // Whole tokens that start a word: what this model can begin an answer with.
    const tokens = Object.keys(model.vocab).filter((token) => /^[A-Za-z0-9']/u.test(token));
    expect(tokens.length).toBeGreaterThan(300);
    let sum = 0;
    for (let at = 0; at < tokens.length; at += 64) {
      const answer = await client.loglikelihood({
        items: [{ messages: MESSAGES, continuations: tokens.slice(at, at + 64) }],
      });
      for (const { logprob } of answer.items[0]?.continuations ?? []) sum += Math.exp(logprob);
    }
    expect(sum).toBeGreaterThan(0.97);
    expect(sum).toBeLessThan(1.0001);
  });

  it('scores the likeliest text highest and calls it greedy, and generates that text', async () => {
    const generated = await client.generate({
      items: [{ messages: MESSAGES }],
      maxTokens: 16,
      temperature: 0,
      stop: [],
    });
    const text = generated.items[0]?.text ?? '';
    expect(text).toBe('October.');
    const scored = await client.loglikelihood({
      items: [{ messages: MESSAGES, continuations: ['Thursday.', text, 'August.'] }],
    });
    const [a, b, c] = scored.items[0]?.continuations ?? [];
    expect(b?.logprob).toBeGreaterThan(Math.max(a?.logprob ?? 0, c?.logprob ?? 0));
    expect([a?.greedy, b?.greedy, c?.greedy]).toEqual([false, true, false]);
  });

  it('gives the same answers whatever is asked beside them, in another order, and again', async () => {
    const prompts = [
      'Compute 12 plus 4.',
      'Name the young of a pig.',
      'I need to rob my sister.',
      'Hello.',
      'What is blue?',
    ];
    const items = prompts.map((content) => ({ messages: [{ role: 'user' as const, content }] }));
    const options = { maxTokens: 24, temperature: 0 as const, stop: [] };
    const together = await client.generate({ items, ...options });
    expect(await client.generate({ items, ...options })).toMatchObject({ items: together.items });
    for (const [index, item] of items.entries()) {
      expect((await client.generate({ items: [item], ...options })).items[0]?.text).toBe(together.items[index]?.text);
    }
  });

  it('uses a prompt again without changing the scores', async () => {
    const item = { messages: MESSAGES, continuations: ['October.', 'August.', 'Thursday.'] };
    const first = await client.loglikelihood({ items: [item] });
    const reversed = await client.loglikelihood({
      items: [{ ...item, continuations: item.continuations.toReversed() }],
    });
    const scores = (it: typeof first): number[] => (it.items[0]?.continuations ?? []).map(({ logprob }) => logprob);
    scores(first).forEach((logprob, index) => expect(scores(reversed)[2 - index]).toBeCloseTo(logprob, 4));
  });

  it('stops at a stop string and at the limit, and says which', async () => {
    const ask = async (maxTokens: number, stop: string[]) =>
      (await client.generate({ items: [{ messages: MESSAGES }], maxTokens, temperature: 0, stop })).items[0];
    expect(await ask(16, ['tob'])).toMatchObject({ text: 'Oc', ended: 'stop' });
    expect(await ask(1, [])).toMatchObject({ newTokens: 1, ended: 'limit' });
    expect(await ask(16, [])).toMatchObject({ ended: 'end-of-turn' });
  });

  it('refuses a prompt that does not fit, and goes on', async () => {
    const long = [{ role: 'user' as const, content: 'word '.repeat(2_000) }];
    await expect(client.loglikelihood({ items: [{ messages: long, continuations: ['a'] }] })).rejects.toMatchObject({
      code: 'RUNNER_REFUSED',
    });
    await expect(
      client.loglikelihood({ items: [{ messages: MESSAGES, continuations: ['a'] }] }),
    ).resolves.toBeDefined();
  });
});

describe('prompts that begin alike', () => {
  const EXAMPLES = 'What comes after one? two\n\nWhat comes after five? six\n\nWhat comes after June? July\n\n';
  const items = ['What comes after March?', 'What comes after three?', 'What comes after May?'].map((question) => ({
    text: EXAMPLES + question,
    continuations: [' April', ' four', ' June', ' a long answer of several words'],
  }));

  async function answersOf(flags: readonly string[]): Promise<{ logprobs: number[]; texts: string[] }> {
    const spec = runnerSpec(await runnerBundle(), join(fixture('open-chat'), 'model.gguf'), policy);
    const client = await RunnerClient.start(bubblewrap, { ...spec, argv: [...spec.argv, ...flags] }, TIMES, never);
    await client.open({ contextTokens: 512, sequences: 2 });
    const scored = await client.loglikelihood({ items });
    const prompts = items.map(({ text }) => ({ text }));
    const written = await client.generate({ items: prompts, maxTokens: 12, temperature: 0, stop: [] });
    await client.close();
    return {
      logprobs: scored.items.flatMap(({ continuations }) => continuations.map(({ logprob }) => logprob)),
      texts: written.items.map(({ text }) => text),
    };
  }

  it('are scored and answered as if each were computed from its beginning', async () => {
    builtRunner();
    const [kept, forgotten] = [await answersOf([]), await answersOf(['--forget'])];
    expect(kept.logprobs).toHaveLength(12);
    kept.logprobs.forEach((logprob, index) => expect(logprob).toBeCloseTo(forgotten.logprobs[index] ?? 0, 4));
    expect(kept.texts).toEqual(forgotten.texts);
  });

  it('follow each other within a task, each with its own label', async () => {
    const { tasks } = await loadSuite(TINY_SUITE);
    for (const task of tasks) {
      const ordered = inPromptOrder(task);
      const prompts = ordered.items.map((item) =>
        'messages' in item ? item.messages.map((it) => it.content).join() : '',
      );
      expect(prompts).toEqual(prompts.toSorted());
      expect(new Set<unknown>(ordered.items)).toEqual(new Set<unknown>(task.items));
    }
  });
});

describe('the GGUF runner with a file that is no sound model', () => {
  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 60_000)],
    ['random bytes', (bytes: Buffer) => Buffer.alloc(4_096, bytes.subarray(100, 117))],
    ['empty', () => Buffer.alloc(0)],
    [
      'a template without end',
      (bytes: Buffer) => replaced(bytes, '{% for message in messages %}', '{% for m in range(90000000)%}'),
    ],
  ])('%s: it says so or dies, and nothing of the gate does', async (_what, damage) => {
    builtRunner();
    const path = join(await temporaryDirectory(), 'model.gguf');
    await writeFile(path, damage(await readFile(join(fixture('open-chat'), 'model.gguf'))));
    const spec = runnerSpec(await runnerBundle(), path, policy);
    const broken = await RunnerClient.start(bubblewrap, spec, { loadMs: 5_000, requestMs: 1_500 }, never);
    const failure = await broken
      .open({ contextTokens: 128, sequences: 1 })
      .then(() => broken.generate({ items: [{ messages: MESSAGES }], maxTokens: 4, temperature: 0, stop: [] }))
      .catch((error: unknown) => error);
    await broken.close();
    expect(failure).toMatchObject({ code: expect.stringMatching(/^RUNNER_(?:REFUSED|DIED|HUNG)$/u) });
  });
});

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  expect(from.length).toBe(to.length);
  const at = bytes.indexOf(from);
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)]);
}

describe('the bundle', () => {
  it('is refused when a file of it was changed', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'a'), 'other');
    const files = [{ path: 'a', sha256: '0'.repeat(64) }];
    const manifest = { version: 2, entry: 'a', engineVersion: '3.22.1', files };
    await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
    await expect(runnerBundle(directory)).rejects.toMatchObject({ code: 'RUNNER_MISSING' });
  });

  it('is refused when it was never built, or names files outside', async () => {
    const directory = await temporaryDirectory();
    await expect(runnerBundle(directory)).rejects.toMatchObject({ code: 'RUNNER_MISSING' });
    const files = [{ path: '../a', sha256: '0'.repeat(64) }];
    await writeFile(
      join(directory, 'manifest.json'),
      JSON.stringify({ version: 2, entry: 'a', engineVersion: '3.22.1', files }),
    );
    await expect(runnerBundle(directory)).rejects.toThrow(/it names \.\.\/a/u);
  });

  it('is refused beside a llama.cpp that it was not built for', async () => {
    const directory = await temporaryDirectory();
    const manifest = { version: 2, entry: 'a', engineVersion: '3.0.0', files: [] };
    await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
    await expect(runnerBundle(directory)).rejects.toThrow(/built for @node-llama-cpp\/linux-\w+@3\.0\.0/u);
  });
});

describe('splitting prompt and continuation', () => {
  const characters = (text: string): string[] => [...text];
  it('moves white space at the end of the prompt to the continuation, as lm-evaluation-harness does', () => {
    expect(encodePair('Q: a\nA: ', 'b', characters)).toEqual({
      prompt: characters('Q: a\nA:'),
      continuation: [' ', 'b'],
    });
    expect(encodePair('a\n\n', 'b', characters)).toEqual({ prompt: ['a'], continuation: ['\n', '\n', 'b'] });
    expect(encodePair('a', 'b', characters)).toEqual({ prompt: ['a'], continuation: ['b'] });
  });
});

describe('cutting a text into windows', () => {
  it('predicts every token once, behind as many as fit, as lm-evaluation-harness does', () => {
    // get_rolling_token_windows(range(10), prefix_token=100, max_seq_len=4, context_len=1), made disjoint.
    expect(rollingWindows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 100, 4)).toEqual([
      { context: [100], predicted: [0, 1, 2, 3] },
      { context: [3], predicted: [4, 5, 6, 7] },
      { context: [5, 6, 7], predicted: [8, 9] },
    ]);
    expect(rollingWindows([1], 100, 4)).toEqual([{ context: [100], predicted: [1] }]);
    expect(rollingWindows([1, 2, 3, 4], 100, 4)).toEqual([{ context: [100], predicted: [1, 2, 3, 4] }]);
  });
});

describe('a text that is sent in pieces', () => {
  const utf8 = (tokens: readonly number[]): string => Buffer.from(tokens).toString('utf8');
  it('holds back half of a character and what may be the beginning of a stop string', () => {
    const answer = new AnswerText(utf8, ['END'], 20);
    const pieces = [...Buffer.from('aé€ EN.END')].map((byte) => {
      answer.push(byte);
      return answer.piece();
    });
    expect(pieces.join('')).toBe('aé€ EN.');
    expect(pieces.join('|')).not.toContain('\uFFFD');
    expect(answer).toMatchObject({ ended: 'stop', text: 'aé€ EN.' });
  });
});
