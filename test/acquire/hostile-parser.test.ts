import { spawn } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { PARSER_LIMITS } from '../../src/acquire/limits.ts';
import { readFacts } from '../../src/acquire/read-facts.ts';
import type { Submission } from '../../src/core/submission.ts';
import { emptyFacts } from '../../src/formats/empty-facts.ts';
import type { SandboxDriver, SandboxExit } from '../../src/sandbox/driver.ts';
import { places, quiet, refusal, writeTree } from './support.ts';

/**
 * A driver whose process does what a parser would do that a hostile file has taken over: `program` runs in place of it,
 * with `files` (the request's) and `say(answer)`.
 */
function overtaken(program: string): SandboxDriver & { readonly starts: () => number } {
  let starts = 0;
  const prelude = `
    let text = ''; for await (const chunk of process.stdin) text += chunk;
    const { files } = JSON.parse(text);
    const say = (answer) => process.stdout.write(typeof answer === 'string' ? answer : JSON.stringify(answer) + '\\n');
    const facts = (path, size, more = {}) => ({ facts: { path, size, extension: 'x', formats: ['text'], complete: true, limits: [], problems: [], ...more } });
  `;
  return {
    name: 'bubblewrap',
    starts: () => starts,
    detect: async () => ({ available: true, version: '0' }),
    start: async () => {
      starts += 1;
      const child = spawn(process.execPath, ['--input-type=module', '-e', prelude + program], {
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child.stdin.on('error', () => {});
      const exited = new Promise<SandboxExit>((resolve) => {
        child.once('close', (code, signal) => resolve({ code, signal, killedBy: 'none', stderrTail: '' }));
      });
      return {
        stdin: child.stdin,
        stdout: child.stdout,
        exited,
        kill: () => void child.kill('SIGKILL'),
        enforcement: {
          driver: 'bubblewrap',
          version: '0',
          memory: 'rlimit',
          pids: 'rlimit',
          cpu: 'rlimit',
          hostUid: 0,
          specification: '',
        },
      };
    },
  };
}

async function three(): Promise<Submission> {
  const { source } = await places();
  writeTree(source, { a: 'x', b: 'y', c: 'z' });
  return inspect({ source, ...quiet });
}

const outcome = async (program: string) => {
  const sandbox = overtaken(program);
  const { facts } = await readFacts({ submission: await three(), sandbox, ...quiet });
  return {
    facts: facts.map(({ path, complete, limits }) => [path, complete, limits[0]?.message ?? '']),
    starts: sandbox.starts(),
  };
};

const HONEST = `say({ ready: true }); for (const { path } of files) say(facts(path, 1));`;

describe('a parsing process that a file has taken over', () => {
  it('is believed while it answers for each file in turn', async () => {
    expect(await outcome(HONEST)).toEqual({
      starts: 1,
      facts: [
        ['a', true, ''],
        ['b', true, ''],
        ['c', true, ''],
      ],
    });
  });

  it.each([
    ['dies', `process.kill(process.pid, 'SIGKILL');`, 'killed by SIGKILL'],
    ['ends early', `process.exit(0);`, 'exited with 0'],
    ['answers garbage', `say('garbage\\n');`, 'no facts'],
    ['answers no object', `say('[1]\\n');`, 'no facts'],
    ['answers facts of the wrong shape', `say({ facts: { path: 'b', size: -1 } });`, 'no facts'],
    ['answers for another file', `say(facts('c', 1));`, 'another file'],
    ['answers a wrong size', `say(facts('b', 2));`, 'another file'],
    ['answers for one file twice', `say(facts('a', 1));`, 'another file'],
    [
      'answers one endless line',
      `const flood = 'x'.repeat(1 << 20); for (;;) { if (!say(flood)) await new Promise((go) => process.stdout.once('drain', go)); }`,
      'a line longer than',
    ],
  ])('that %s costs the file at work and no other', async (_how, deed, why) => {
    const { facts, starts } = await outcome(`
      say({ ready: true });
      for (const { path } of files) { if (path === 'b') { ${deed} await new Promise((go) => setTimeout(go, 1e6)); } say(facts(path, 1)); }
    `);
    expect(starts).toBe(2);
    expect(facts).toEqual([
      ['a', true, ''],
      ['b', false, expect.stringContaining(why)],
      ['c', true, ''],
    ]);
  });

  it('that hangs is ended after its time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const work = outcome(
        `say({ ready: true }); if (files.length === 3) setInterval(() => {}, 1e6); else for (const { path } of files) say(facts(path, 1));`,
      );
      const ticking = setInterval(() => vi.advanceTimersByTime(PARSER_LIMITS.fileMs / 4), 250);
      const { facts } = await work;
      clearInterval(ticking);
      expect(facts).toEqual([
        ['a', false, expect.stringContaining('too long')],
        ['b', true, ''],
        ['c', true, ''],
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that dies on every file is not started for ever', async () => {
    const { source } = await places();
    writeTree(
      source,
      Object.fromEntries(Array.from({ length: PARSER_LIMITS.deaths + 5 }, (_, index) => [`f${index}`, 'x'])),
    );
    const submission = await inspect({ source, ...quiet });
    const sandbox = overtaken(`say({ ready: true }); process.stdout.end();`);
    const { facts } = await readFacts({ submission, sandbox, ...quiet });
    expect(sandbox.starts()).toBe(PARSER_LIMITS.deaths);
    expect(facts).toHaveLength(submission.files.length);
    expect(facts.every(({ complete }) => !complete)).toBe(true);
  });

  it('that never comes up is an error and not the fault of a file', async () => {
    const error = await refusal(
      readFacts({ submission: await three(), sandbox: overtaken('process.exit(3);'), ...quiet }),
    );
    expect(error.code).toBe('PARSER_DIED');
  });

  it('ends within a second of the signal', async () => {
    const abort = new AbortController();
    const work = readFacts({
      submission: await three(),
      sandbox: overtaken(`say({ ready: true }); say(facts('a', 1)); setInterval(() => {}, 1e6);`),
      signal: abort.signal,
      progress: () => setTimeout(() => abort.abort(), 50),
    });
    const start = performance.now();
    expect((await refusal(work)).code).toBe('CANCELLED');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('is shown nothing that a zod schema does not know', async () => {
    const sandbox = overtaken(
      `say({ ready: true }); for (const { path } of files) say(facts(path, 1, { __proto__: { polluted: 1 }, extra: 'x' }));`,
    );
    const { facts } = await readFacts({ submission: await three(), sandbox, ...quiet });
    expect(facts[0]).toEqual({ ...emptyFacts('a', 1), extension: 'x', formats: ['text'] });
  });
});
