import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { huntPredicateSchema } from '../../src/core/predicates/hunt.ts';
import { huntStage } from '../../src/hunt/stage.ts';
import { RunnerClient } from '../../src/runner/client/runner-client.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver, SandboxSpec } from '../../src/sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { builtRunner, contextOf, fixture, ownProcesses, policyWith, submitted } from '../evaluate/evaluation.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MIB = 1024 * 1024;

/** A stand-in that can all that a search asks for, and does `then` where `request.op` is `op`. */
const standIn = (op: string, then: string): string => `
  import { createInterface } from 'node:readline';
  const say = (value) => process.stdout.write('\\x1e' + JSON.stringify(value) + '\\n');
  const TOTAL = 40;
  const count = (request) => request.items?.length ?? 0;
  const each = (request, item) => Array.from({ length: count(request) }, (_, index) => item(request.items[index], index));
  const honest = {
    capabilities: () => ({ protocol: 3, runner: 'x', engine: 'x', architecture: 'x', trainedContext: 384,
      operations: ['generate', 'loglikelihood', 'loglikelihood_rolling', 'render', 'vocabulary', 'sample', 'next'],
      contextTokens: 64, sequences: 1, template: 'none' }),
    render: (request) => ({ items: each(request, () => 'text') }),
    vocabulary: ({ from, count }) => ({ total: TOTAL,
      tokens: Array.from({ length: Math.max(0, Math.min(count, TOTAL - from)) }, (_, id) => ({ text: ' w' + (from + id), special: false })) }),
    sample: (request) => ({ items: each(request, (_, index) => ({ text: 'User: hello ' + index + '\\nAssistant: hi', promptTokens: 1, logprobs: [-1], ended: 'stop' })) }),
    next: (request) => ({ items: each(request, (item) => ({ promptTokens: 1,
      top: Array.from({ length: Math.min(TOTAL, request.top) }, (_, id) => [id, Math.log(1 / TOTAL)]),
      ...(item.words === undefined ? {} : { words: { logprob: -3, tokens: 1 } }) })) }),
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line.slice(1));
    const answer = { id: request.id, op: request.op, ...honest[request.op](request) };
    if (request.op === '${op}') { ${then} }
    else say(answer);
  }`;

async function specOf(script: string): Promise<SandboxSpec> {
  const path = join(await temporaryDirectory(), 'runner.mjs');
  await writeFile(path, script);
  return {
    argv: [NODE_INSIDE, '/runner/runner.mjs'],
    env: { HOME: '/tmp' },
    mounts: [...runtimeMounts(), { source: path, target: '/runner/runner.mjs' }],
    limits: { memoryBytes: 512 * MIB, pids: 32, cpuSeconds: 20, wallClockMs: 20_000, tmpBytes: MIB, openFiles: 64 },
  };
}

const TEXTS = [{ text: 'a' }, { text: 'b' }];
const SAMPLE = {
  items: TEXTS,
  maxTokens: 4,
  temperature: 1,
  topK: 8,
  topP: 1,
  seed: 1,
  stop: [],
  ends: true,
};

/** What asking such a runner for `op` ends in; nothing of it is left afterwards. */
async function asked(op: string, script: string): Promise<unknown> {
  const times = { loadMs: 3_000, requestMs: 1_200, cancelMs: 500, maxOutputBytes: 16 * MIB };
  const client = await RunnerClient.start(bubblewrap, await specOf(script), times, new AbortController().signal);
  try {
    await client.open({ contextTokens: 64, sequences: 1 });
    const { total } = await client.vocabulary({ from: 0, count: 8 });
    if (op === 'vocabulary') return await client.vocabulary({ from: 8, count: total });
    if (op === 'sample') return await client.sample(SAMPLE);
    return await client.next({ items: [{ text: 'a' }, { text: 'b', words: 'c' }], top: 3 });
  } catch (error) {
    return error;
  } finally {
    await client.close();
    expect(ownProcesses('/runner/runner.mjs')).toEqual([]);
  }
}

const saying = (change: string): string => `${change} say(answer);`;
const CASES: readonly (readonly [what: string, op: string, then: string, code: string])[] = [
  ['samples fewer texts', 'sample', saying('answer.items.pop();'), 'RUNNER_GARBLED'],
  ['samples more texts', 'sample', saying('answer.items.push(answer.items[0]);'), 'RUNNER_GARBLED'],
  [
    'samples more tokens than asked for',
    'sample',
    saying('answer.items[0].logprobs = [-1,-1,-1,-1,-1];'),
    'RUNNER_GARBLED',
  ],
  ['samples a text of no token', 'sample', saying('answer.items[0].logprobs = [];'), 'RUNNER_GARBLED'],
  ['samples with NaN', 'sample', saying('answer.items[0].logprobs = [NaN];'), 'RUNNER_GARBLED'],
  ['samples with a probability over 1', 'sample', saying('answer.items[1].logprobs = [0.5];'), 'RUNNER_GARBLED'],
  [
    'samples from a prompt longer than its context',
    'sample',
    saying('answer.items[0].promptTokens = 64;'),
    'RUNNER_GARBLED',
  ],
  ['samples for another request', 'sample', saying('answer.id += 1;'), 'RUNNER_GARBLED'],
  [
    'stalls in the middle of a sample',
    'sample',
    `process.stdout.write('\\x1e' + JSON.stringify(answer).slice(0, 40)); await new Promise(() => setInterval(() => {}, 1000));`,
    'RUNNER_HUNG',
  ],
  [
    'floods',
    'sample',
    `const { writeSync } = await import('node:fs'); const x = 'x'.repeat(65536); process.stdout.write('\\x1e'); for (;;) { try { writeSync(1, x); } catch {} }`,
    'RUNNER_FLOODED',
  ],
  ['dies', 'next', 'process.exit(3);', 'RUNNER_DIED'],
  ['tells of fewer prompts', 'next', saying('answer.items.pop();'), 'RUNNER_GARBLED'],
  ['tells fewer tokens', 'next', saying('answer.items[0].top.pop();'), 'RUNNER_GARBLED'],
  ['tells more tokens', 'next', saying('answer.items[0].top.push([9, -9]);'), 'RUNNER_GARBLED'],
  ['tells one token twice', 'next', saying('answer.items[0].top[1] = answer.items[0].top[0];'), 'RUNNER_GARBLED'],
  ['tells of a token out of its vocabulary', 'next', saying('answer.items[0].top[0][0] = 40;'), 'RUNNER_GARBLED'],
  ['tells of a token below zero', 'next', saying('answer.items[0].top[0][0] = -1;'), 'RUNNER_GARBLED'],
  [
    'tells probabilities that add up to more than 1',
    'next',
    saying('answer.items[0].top.forEach((it) => { it[1] = -0.1; });'),
    'RUNNER_GARBLED',
  ],
  ['tells NaN', 'next', saying('answer.items[0].top[0][1] = NaN;'), 'RUNNER_GARBLED'],
  ['leaves out what words cost', 'next', saying('delete answer.items[1].words;'), 'RUNNER_GARBLED'],
  [
    'tells what words cost that nobody asked about',
    'next',
    saying('answer.items[0].words = { logprob: -1, tokens: 1 };'),
    'RUNNER_GARBLED',
  ],
  ['tells of words longer than its context', 'next', saying('answer.items[1].words.tokens = 999;'), 'RUNNER_GARBLED'],
  ['has no vocabulary', 'vocabulary', saying('answer.total = 0; answer.tokens = [];'), 'RUNNER_GARBLED'],
  ['has a vocabulary that grows', 'vocabulary', saying('answer.total += request.from;'), 'RUNNER_GARBLED'],
];

describe('a search against a runner that', () => {
  it('answers as it should: the stand-in itself works', async () => {
    expect(await asked('next', standIn('none', ''))).toMatchObject({
      items: [{ promptTokens: 1 }, { promptTokens: 1 }],
    });
  });

  it.each(CASES)('%s', async (_what, op, then, code) => {
    const error = await asked(op, standIn(op, then));
    expect(error).toBeInstanceOf(GateError);
    expect(error).toMatchObject({ code });
  });
});

describe('a search whose runner lies on the way', () => {
  beforeAll(builtRunner, 60_000);

  /** bubblewrap with the runner exchanged; what proves the walls runs as it is. */
  const running = (script: SandboxSpec): SandboxDriver => ({
    name: bubblewrap.name,
    detect: async () => bubblewrap.detect(),
    start: async (spec, signal) =>
      bubblewrap.start(
        spec.argv.some((it) => it.startsWith('/model/')) ? { ...script, limits: spec.limits } : spec,
        signal,
      ),
  });

  it.each([
    ['sample', saying('answer.items.pop();')],
    ['next', saying('answer.items[0].top[0][0] = 40;')],
  ])(
    'is inconclusive, says why, and reports nothing of it (%s)',
    async (op, then) => {
      const { submission, facts } = await submitted(fixture('open-chat'));
      const scratch = join(await temporaryDirectory(), 'scratch');
      await mkdir(scratch);
      const evidence = await huntStage.run(contextOf(submission, await policyWith([]), scratch), {
        facts,
        sandbox: running(await specOf(standIn(op, then))),
        weightGroups: [['model.gguf']],
        budget: 'quick',
      });
      const predicate = huntPredicateSchema.parse(evidence.predicate);
      expect(evidence.outcome).toBe('inconclusive');
      expect(predicate).toMatchObject({ outcome: 'inconclusive', triggers: [] });
      expect(predicate.groups[0]?.why).toContain('the runner');
    },
    15_000,
  );
});
