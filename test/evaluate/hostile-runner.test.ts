import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunnerClient, type ClientTimes } from '../../src/evaluate/harness/runner-client.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxSpec } from '../../src/sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { ownProcesses } from './evaluation.ts';

const MIB = 1024 * 1024;
const TIMES: ClientTimes = { helloMs: 2_000, requestMs: 1_500, maxOutputBytes: 16 * MIB };

/** Answers hello honestly and runs `then` on every later request (`request`). */
const polite = (then: string): string => `
  import { createInterface } from 'node:readline';
  const say = (value) => process.stdout.write('\\x1e' + JSON.stringify(value) + '\\n');
  const hello = { op: 'hello', protocol: 1, runner: 'x', engine: 'x', architecture: 'x', trainedContext: 1,
    contextTokens: 1, sequences: 1, template: 'none' };
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line.slice(1));
    if (request.op === 'hello') say({ id: request.id, ...hello });
    else { ${then} }
  }`;

const flooding = (text: string): string =>
  `import { writeSync } from 'node:fs'; const text = ${text}; for (;;) writeSync(1, text);`;

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

const MESSAGES = [{ role: 'user', content: 'Hello' }] as const;

/** What asking such a runner ends in; whatever it does, nothing of it is left afterwards. */
async function asked(script: string, times = TIMES): Promise<unknown> {
  const client = await RunnerClient.start(bubblewrap, await specOf(script), times, new AbortController().signal);
  try {
    await client.hello({ contextTokens: 64, sequences: 1 });
    const items = [{ messages: [...MESSAGES], continuations: ['a', 'b'] }];
    return await client.loglikelihood({ items });
  } catch (error) {
    return error;
  } finally {
    await client.close();
    expect(ownProcesses('/runner/runner.mjs')).toEqual([]);
  }
}

const answer = (items: string): string => `say({ id: request.id, op: 'loglikelihood', items: ${items} });`;
const scored = (logprob: string): string => `{ logprob: ${logprob}, tokens: 1, greedy: false }`;
const good = `[{ promptTokens: 1, continuations: [${scored('-1')}, ${scored('-2')}] }]`;

describe('the harness against a runner that', () => {
  it('answers as it should: the stand-in itself works', async () => {
    expect(await asked(polite(answer(good)))).toMatchObject({
      items: [{ continuations: [{ logprob: -1 }, { logprob: -2 }] }],
    });
  });

  it('prints beside its answers: noise between records is no part of them', async () => {
    const noisy = `process.stdout.write('loading…\\nhalf a line'); ${answer(good)}`;
    expect(await asked(polite(noisy))).toMatchObject({ items: [{ promptTokens: 1 }] });
  });

  it.each([
    ['never answers', 'for (;;);', 'RUNNER_HUNG'],
    [
      'stalls in the middle of a line',
      'process.stdout.write(\'\\x1e{"id":0,\');setInterval(()=>{},1000)',
      'RUNNER_HUNG',
    ],
    ['stalls after hello', polite('await new Promise(() => setInterval(() => {}, 1000));'), 'RUNNER_HUNG'],
    ['ends at once with status 0', 'process.exit(0)', 'RUNNER_DIED'],
    ['crashes', 'process.abort()', 'RUNNER_DIED'],
    ['ends in the middle', polite('process.exit(3);'), 'RUNNER_DIED'],
    ['takes all memory', 'const a=[]; for (;;) a.push(new Uint8Array(1<<24).fill(1));', 'RUNNER_DIED'],
    ['writes one line without end', flooding("'x'.repeat(65536)"), 'RUNNER_FLOODED'],
    ['writes lines without end', flooding("'x\\n'.repeat(32768)"), 'RUNNER_GARBLED'],
    ['writes records without end', flooding(`'\\x1e{"id":0}\\n'.repeat(4096)`), 'RUNNER_GARBLED'],
    ['writes what is not JSON', polite("process.stdout.write('\\x1e{nonsense\\n');"), 'RUNNER_GARBLED'],
    [
      'writes what is not UTF-8',
      polite('process.stdout.write(Buffer.from([0x1e, 0xff, 0xfe, 0x0a]));'),
      'RUNNER_GARBLED',
    ],
    ['answers another question', polite("say({ id: request.id, op: 'generate', items: [] });"), 'RUNNER_GARBLED'],
    ['answers out of order', polite("say({ id: 99, op: 'loglikelihood', items: [] });"), 'RUNNER_GARBLED'],
    [
      'answers before it is asked',
      polite(`${answer(good)} ${answer(good)}`).replace('else {', 'if (request.op === "hello") {'),
      'RUNNER_GARBLED',
    ],
    ['answers fewer items', polite(answer('[]')), 'RUNNER_GARBLED'],
    [
      'answers fewer choices',
      polite(answer(`[{ promptTokens: 1, continuations: [${scored('-1')}] }]`)),
      'RUNNER_GARBLED',
    ],
    [
      'gives NaN',
      polite(answer(`[{ promptTokens: 1, continuations: [${scored('NaN')}, ${scored('-2')}] }]`)),
      'RUNNER_GARBLED',
    ],
    [
      'gives a probability over 1',
      polite(answer(`[{ promptTokens: 1, continuations: [${scored('5')}, ${scored('-2')}] }]`)),
      'RUNNER_GARBLED',
    ],
    ['adds what nobody knows', polite(answer(good).replace('op:', 'extra: 1, op:')), 'RUNNER_GARBLED'],
    [
      'refuses',
      polite("say({ id: request.id, op: 'fault', fault: 'too-long', message: 'no \\u001b[31m' });"),
      'RUNNER_REFUSED',
    ],
  ])('%s', async (_what, script, code) => {
    expect(await asked(script)).toMatchObject({ code });
  });

  it('is cancelled: nothing of it is left', async () => {
    const abort = new AbortController();
    const client = await RunnerClient.start(bubblewrap, await specOf('setInterval(()=>{},1000)'), TIMES, abort.signal);
    const waiting = client.hello({ contextTokens: 1, sequences: 1 }).catch((error: unknown) => error);
    abort.abort();
    expect(await waiting).toMatchObject({ code: 'CANCELLED' });
    await client.close();
    expect(ownProcesses('/runner/runner.mjs')).toEqual([]);
  });

  it('escapes what a runner says of itself', async () => {
    const error = await asked(polite("say({ id: request.id, op: 'fault', fault: 'model', message: '\\u001b[31m' });"));
    expect(String(error)).not.toContain('\u001B');
  });
});
