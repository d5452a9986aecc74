import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunnerClient, type ClientTimes } from '../../src/runner/client/runner-client.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxSpec } from '../../src/sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { ownProcesses } from './evaluation.ts';

const MIB = 1024 * 1024;
const TIMES: ClientTimes = { loadMs: 2_000, requestMs: 1_500, cancelMs: 500, maxOutputBytes: 16 * MIB };

/** States its capabilities honestly and runs `then` on every later request (`request`). */
const polite = (then: string): string => `
  import { createInterface } from 'node:readline';
  const say = (value) => process.stdout.write('\\x1e' + JSON.stringify(value) + '\\n');
  const capabilities = { op: 'capabilities', protocol: 3, runner: 'x', engine: 'x', architecture: 'x', trainedContext: 64,
    operations: ['generate', 'loglikelihood', 'loglikelihood_rolling'], contextTokens: 64, sequences: 1, template: 'none' };
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line.slice(1));
    if (request.op === 'capabilities') say({ id: request.id, ...capabilities });
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
    await client.open({ contextTokens: 64, sequences: 1 });
    const items = [{ messages: [...MESSAGES], continuations: ['a', 'b'] }];
    return await client.loglikelihood({ items });
  } catch (error) {
    return error;
  } finally {
    await client.close();
    expect(ownProcesses('/runner/runner.mjs')).toEqual([]);
  }
}

/** Answers as it should, after a lie about itself. */
const lying = (lie: string): string =>
  polite(answer(good))
    .replace('const capabilities = {', 'const truth = {')
    .replace('for await', `const capabilities = { ...truth, ${lie} };\n  for await`);

/** Children that outlive whoever started them, unless the sandbox ends them. */
const forking = (then: string): string => `
  import { spawn } from 'node:child_process';
  for (let child = 0; child < 8; child++) {
    const script = 'setInterval(() => {}, 1000)';
    spawn(process.execPath, ['-e', script, '/runner/runner.mjs'], { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref();
  }
  setTimeout(() => { ${then} }, 300);`;

const gigabyte = `import { writeSync } from 'node:fs';
  const text = 'x'.repeat(1 << 20);
  writeSync(1, '\\x1e{"id":0,"op":"');
  for (let written = 0; written < 1024; written++) writeSync(1, text);`;

/** Waits where the pipe is full, which `process.stdout` would take into memory. */
const flood = `
  const { writeSync } = await import('node:fs');
  const record = '\\x1e' + JSON.stringify({ id: request.id, op: 'piece', item: 0, text: 'x'.repeat(1 << 18) }) + '\\n';
  for (;;) { try { writeSync(1, record); } catch {} }`;

const answer = (items: string): string => `say({ id: request.id, op: 'loglikelihood', items: ${items} });`;
const scored = (logprob: string): string => `{ logprob: ${logprob}, tokens: 1, greedy: false }`;
const written = (text: string, tokens = 1): string =>
  `{ text: ${text}, promptTokens: 1, newTokens: ${tokens}, ended: 'end-of-turn' }`;
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
    ['stalls after loading', polite('await new Promise(() => setInterval(() => {}, 1000));'), 'RUNNER_HUNG'],
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
      polite(`${answer(good)} ${answer(good)}`).replace('else {', 'if (request.op === "capabilities") {'),
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
    ['says that it has more context than it was asked for', lying('contextTokens: 4096'), 'RUNNER_GARBLED'],
    ['says that it works on more side by side', lying('sequences: 16'), 'RUNNER_GARBLED'],
    ['says that it works on nothing', lying('sequences: 0'), 'RUNNER_GARBLED'],
    ['says that it can what nobody knows', lying("operations: ['generate', 'train']"), 'RUNNER_GARBLED'],
    ['says that it can one thing twice', lying("operations: ['generate', 'generate']"), 'RUNNER_GARBLED'],
    ['says that it can not do what it is asked', lying("operations: ['generate']"), 'RUNNER_REFUSED'],
    ['speaks another version', lying('protocol: 1'), 'RUNNER_GARBLED'],
    ['has NaN tokens of context', lying('contextTokens: NaN'), 'RUNNER_GARBLED'],
    [
      'scores more tokens than it has context for',
      polite(answer(`[{ promptTokens: 64, continuations: [${scored('-1')}, ${scored('-2')}] }]`)),
      'RUNNER_GARBLED',
    ],
    [
      'sends pieces that nobody asked for',
      polite("say({ id: request.id, op: 'piece', item: 0, text: 'x' });"),
      'RUNNER_GARBLED',
    ],
    ['sends a gigabyte in one record', gigabyte, 'RUNNER_FLOODED'],
    ['leaves processes behind and ends', forking('process.exit(0);'), 'RUNNER_DIED'],
    ['leaves processes behind and answers nothing', forking('setInterval(() => {}, 1000);'), 'RUNNER_HUNG'],
    ['adds what nobody knows', polite(answer(good).replace('op:', 'extra: 1, op:')), 'RUNNER_GARBLED'],
    [
      'refuses',
      polite("say({ id: request.id, op: 'fault', fault: 'too-long', message: 'no \\u001b[31m' });"),
      'RUNNER_REFUSED',
    ],
  ])('%s', async (_what, script, code) => {
    expect(await asked(script)).toMatchObject({ code });
  });

  it.each([
    ['of another item', "say({ id: request.id, op: 'piece', item: 1, text: 'x' });"],
    [
      'after the answer',
      `say({ id: request.id, op: 'generate', items: [${written("'x'")}] });say({ id: request.id, op: 'piece', item: 0, text: 'x' });`,
    ],
    [
      'that the answer does not repeat',
      `say({ id: request.id, op: 'piece', item: 0, text: 'a' });say({ id: request.id, op: 'generate', items: [${written("'b'")}] });`,
    ],
    ['without end', flood],
    ['that are empty', "say({ id: request.id, op: 'piece', item: 0, text: '' });"],
    ['of no token', `say({ id: request.id, op: 'generate', items: [${written("'x'", 0)}] });`],
    ['of more tokens than were asked for', `say({ id: request.id, op: 'generate', items: [${written("'x'", 9)}] });`],
  ])('sends pieces %s', async (_what, then) => {
    const client = await RunnerClient.start(
      bubblewrap,
      await specOf(polite(then)),
      TIMES,
      new AbortController().signal,
    );
    await client.open({ contextTokens: 64, sequences: 1 });
    const items = [{ messages: [...MESSAGES] }];
    const question = { items, maxTokens: 4, temperature: 0 as const, stop: [], stream: true };
    const first = await client.generate(question).catch((error: unknown) => error);
    // Whoever lied once is asked nothing more, even where the lie came behind a good answer.
    const second = await client.generate(question).catch((error: unknown) => error);
    await client.close();
    expect([first, second]).toContainEqual(
      expect.objectContaining({ code: expect.stringMatching(/^RUNNER_(?:GARBLED|FLOODED)$/u) }),
    );
    expect(second).toMatchObject({ code: expect.stringMatching(/^RUNNER_/u) });
  });

  it('does not stop when it is asked to: it is ended', async () => {
    const script = polite("say({ id: request.id, op: 'piece', item: 0, text: 'x' }); for (;;);");
    const times = { ...TIMES, requestMs: 20_000 };
    const client = await RunnerClient.start(bubblewrap, await specOf(script), times, new AbortController().signal);
    await client.open({ contextTokens: 64, sequences: 1 });
    const abort = new AbortController();
    const items = [{ messages: [...MESSAGES] }];
    const question = client.generate(
      { items, maxTokens: 4, temperature: 0, stop: [], stream: true },
      { signal: abort.signal, piece: () => abort.abort() },
    );
    await expect(question).rejects.toMatchObject({ code: 'RUNNER_HUNG' });
    await client.close();
    expect(ownProcesses('/runner/runner.mjs')).toEqual([]);
  });

  it('is cancelled: nothing of it is left', async () => {
    const abort = new AbortController();
    const client = await RunnerClient.start(bubblewrap, await specOf('setInterval(()=>{},1000)'), TIMES, abort.signal);
    const waiting = client.open({ contextTokens: 1, sequences: 1 }).catch((error: unknown) => error);
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
