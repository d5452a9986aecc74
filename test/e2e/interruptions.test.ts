import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { intakeOutputSchema } from '../../src/gate/output.ts';
import { environment, MODELGATE, processesNaming, ROOT, shell, start } from '../support/command-line.ts';
import { policyOfFewQuestions } from '../support/few-questions.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const MODEL = join(ROOT, 'fixtures', 'models', 'open-chat');
/** Long enough to be killed five times on its way. */
const LONG = join(ROOT, 'fixtures', 'demo', 'policy.yaml');
const root = sharedTemporaryDirectory();
const tmp = join(root, 'tmp');

let short = '';

beforeAll(async () => {
  await mkdir(tmp);
  short = await policyOfFewQuestions(root);
});

const intake = (runDir: string, policy = short): readonly string[] => [
  'intake',
  MODEL,
  '--base',
  MODEL,
  '--policy',
  policy,
  '--run-dir',
  runDir,
];

interface Stopped {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Starts an intake and sends the signal `delay` ms after `word` was written, or after the start. */
async function stopped(args: readonly string[], signal: NodeJS.Signals, { word = '', delay = 0 }): Promise<Stopped> {
  const child = start(args, root);
  let stderr = '';
  const said = new Promise<void>((resolve) => {
    if (word === '') resolve();
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      if (stderr.includes(word)) resolve();
    });
  });
  const exited = once(child, 'close');
  await Promise.race([said, exited]);
  await sleep(delay);
  child.kill(signal);
  const [code, by]: unknown[] = await exited;
  return { code: typeof code === 'number' ? code : null, signal: typeof by === 'string' ? by : null, stderr };
}

/** Nothing runs on; what the watchdogs of a killed gate remove is gone a moment later. */
async function expectNothingLeft(runDir: string): Promise<void> {
  for (let waited = 0; waited < 100 && (processesNaming(root).length > 0 || (await readdir(tmp)).length > 0); waited++)
    await sleep(100);
  expect(processesNaming(root)).toEqual([]);
  expect(await readdir(tmp)).toEqual([]);
  const all = await readdir(runDir, { recursive: true });
  expect(all.filter((name) => /unfinished|\.tmp/u.test(name))).toEqual([]);
}

describe('the launcher', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'loses no %s that comes while it looks for its parts',
    async (signal) => {
      // Bash lets a SIGINT go that comes while it waits for a command which ends well: here for a slow `find`.
      const slow = join(root, `slow-${signal}`);
      await mkdir(slow);
      await writeFile(join(slow, 'find'), `#!/bin/sh\n: > ${slow}/began\nsleep 0.5\n`, { mode: 0o755 });
      const env = environment(root);
      const child = spawn(MODELGATE, ['scan', MODEL], { env: { ...env, PATH: `${slow}:${env['PATH']}` } });
      let written = '';
      child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (written += chunk.toString()));
      const exited = once(child, 'close');
      while (!(await readdir(slow)).includes('began')) await sleep(10);
      child.kill(signal);
      expect([(await exited)[0], written]).toEqual([3, 'modelgate: stopped before it had begun (CANCELLED)\n']);
    },
  );
});

describe('an intake', () => {
  it('stopped by any signal, at any moment, says so, leaves nothing running, and goes on where it was', async () => {
    const runDir = join(root, 'stopped');
    // So early it ends by the signal itself, or says so; in no case it goes on.
    const early = await stopped(intake(runDir), 'SIGINT', { delay: 250 });
    if (early.signal !== 'SIGINT')
      expect(early).toMatchObject({ code: 3, stderr: expect.stringContaining('(CANCELLED)') });
    if (await readdir(runDir).catch(() => false)) await expectNothingLeft(runDir);
    for (const [signal, when] of [
      ['SIGINT', { word: 'sandbox' }],
      ['SIGTERM', { word: 'acquire' }],
      ['SIGHUP', { word: 'compare', delay: 300 }],
      ['SIGTERM', { word: 'compare', delay: 1_200 }],
    ] as const) {
      const ended = await stopped(intake(runDir), signal, when);
      const told = expect.stringContaining('(CANCELLED)');
      expect({ ...ended, when }).toMatchObject({ code: 3, signal: null, stderr: told });
      if (await readdir(runDir).catch(() => false)) await expectNothingLeft(runDir);
    }
    const again = await shell(`${MODELGATE} ${intake(runDir).join(' ')}`, root);
    expect([again.code, again.stdout.split('\n')[0]]).toEqual([0, expect.stringContaining('ADMIT')]);
    expect(again.stderr).toContain('finished by the earlier start');
    await expectNothingLeft(runDir);
  }, 180_000);

  it('killed at any moment finishes when started again, repeats no finished stage, and its record verifies', async () => {
    const runDir = join(root, 'killed');
    const kept: number[] = [];
    for (const delay of [400, 1_500, 2_500, 3_500, 5_000]) {
      const { signal, stderr } = await stopped(intake(runDir, LONG), 'SIGKILL', { delay });
      kept.push(stderr.split('finished by the earlier start').length - 1);
      expect(signal).toBe('SIGKILL');
    }
    // Never fewer than a start before it knew to be finished.
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
    const { code, stdout } = await shell(`${MODELGATE} ${intake(runDir, LONG).join(' ')} --format json`, root);
    expect([code, intakeOutputSchema.parse(JSON.parse(stdout)).verdict]).toEqual([0, 'admit']);
    const events = (await readFile(join(runDir, 'events.jsonl'), 'utf8')).trimEnd().split('\n');
    for (const line of events) expect(JSON.parse(line)).toHaveProperty('time');
    const verified = await shell(
      `${MODELGATE} verify ${runDir} --key ${join(root, 'home', 'keys', 'gate.pub.pem')}`,
      root,
    );
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('ADMIT')]);
    await expectNothingLeft(runDir);
  }, 180_000);

  it('holds its run directory: another one into the same waits for nobody and says who has it', async () => {
    const runDir = join(root, 'shared');
    const command = `${MODELGATE} ${intake(runDir).join(' ')}`;
    const both = await Promise.all([shell(command, root), shell(command, root)]);
    expect(new Set(both.map(({ code }) => code))).toEqual(new Set([0, 3]));
    expect(both.find(({ code }) => code === 3)?.stderr).toMatch(/process \d+ holds .*lock[^]*\(RUN_BUSY\)/u);
    await expectNothingLeft(runDir);
  }, 180_000);
});
