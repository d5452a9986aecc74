import { readdirSync, readFileSync } from 'node:fs';
import { readdir, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ProgressEvent } from '../../src/core/progress.ts';
import { scan, scanReportSchema, type Bytes } from '../../src/gate/scan.ts';
import { commandPickle } from '../support/pickle-assembler.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const HOSTILE = commandPickle(2);

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

/** A directory that stands for the system's temporary one while a test runs. */
async function scratch(): Promise<string> {
  const directory = await temporaryDirectory();
  vi.stubEnv('TMPDIR', directory);
  onTestFinished(() => void vi.unstubAllEnvs());
  return directory;
}

/** Processes that this one started, their children and theirs, by command line. */
function descendants(root = process.pid): string[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
  const below = (pid: number): string[] =>
    parents.filter(({ parent }) => parent === pid).flatMap((child) => [child.command, ...below(child.pid)]);
  return below(root);
}

describe('the scan as a library', () => {
  it.each<[string, (bytes: Buffer) => Bytes]>([
    ['a Uint8Array', (bytes) => new Uint8Array(bytes)],
    ['a Blob', (bytes) => new Blob([new Uint8Array(bytes)])],
    ['a ReadableStream', (bytes) => new Blob([new Uint8Array(bytes)]).stream()],
    ['an asynchronous iterable', (bytes) => pieces(bytes)],
  ])('takes %s with a name, says what the command line would, and leaves nothing behind', async (_kind, make) => {
    const directory = await scratch();
    const { report, passed } = await scan(make(HOSTILE), { name: 'weights/pytorch_model.bin' });
    expect(passed).toBe(false);
    expect(scanReportSchema.parse(report)).toMatchObject({
      files: [{ path: 'weights/pytorch_model.bin', blocking: true, findings: [{ rule: 'pickle-dangerous-call' }] }],
      summary: { files: 1, blockedFiles: 1, failOn: 'high' },
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it('takes the name of a File, and of a path what lies there', async () => {
    const file = new File([new Uint8Array(HOSTILE)], 'model.pkl');
    expect((await scan(file)).report.files[0]?.path).toBe('model.pkl');
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'sub'));
    await writeFile(join(directory, 'sub/model.pkl'), HOSTILE);
    const { report } = await scan(directory);
    expect(report.files[0]).toMatchObject({ path: 'sub/model.pkl', blocking: true });
    expect((await scan(join(directory, 'sub/model.pkl'))).report.files[0]?.path).toBe('model.pkl');
  });

  it('tells how far it is', async () => {
    const events: ProgressEvent[] = [];
    await scan(HOSTILE, { name: 'a.pkl', onProgress: (event) => events.push(event) });
    expect(events.map(({ unit }) => unit)).toEqual(expect.arrayContaining(['bytes', 'files']));
    for (const { done, total } of events) expect(done).toBeLessThanOrEqual(total ?? Infinity);
  });

  it('asks the rules that it is told, blocks from where it is told, and says both', async () => {
    const script = Buffer.from('#!/bin/sh\ntrue\n');
    const some = await scan(HOSTILE, { name: 'a.pkl', rules: ['script-in-tree'] });
    expect(some).toMatchObject({ passed: true, findings: [], report: { summary: { rules: ['script-in-tree'] } } });
    const all = await scan(script, { name: 'a.sh', failOn: 'medium' });
    expect(all).toMatchObject({ passed: false, report: { summary: { failOn: 'medium' } } });
    expect(all.report.summary.rules).toBeUndefined();
  });

  it.each([
    ['bytes without a name', () => scan(HOSTILE)],
    ['a name that leads elsewhere', () => scan(HOSTILE, { name: '../a.pkl' })],
    ['an absolute name', () => scan(HOSTILE, { name: '/a.pkl' })],
    ['a name that disguises its ending', () => scan(HOSTILE, { name: 'a\u202elkp.txt' })],
    ['a rule that does not exist', () => scan(HOSTILE, { name: 'a', rules: ['no-such-rule'] })],
    ['no rule at all', () => scan(HOSTILE, { name: 'a', rules: [] })],
    ['an unknown severity', () => scan(HOSTILE, { name: 'a', failOn: 'worst' as never })],
  ])('refuses %s', async (_what, call) => {
    const directory = await scratch();
    await expect(call()).rejects.toMatchObject({ name: 'GateError', code: 'USAGE' });
    expect(await readdir(directory)).toEqual([]);
  });

  it('says that it has no place for temporary files', async () => {
    vi.stubEnv('TMPDIR', '/nowhere/at/all');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(scan(HOSTILE, { name: 'a.pkl' })).rejects.toMatchObject({ code: 'TEMPORARY_UNWRITABLE' });
  });

  it('says that a source broke off, and judges nothing of what came before', async () => {
    const directory = await scratch();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield HOSTILE.subarray(0, 10);
      await sleep(1);
      throw new TypeError('the connection was lost');
    }
    await expect(scan(broken(), { name: 'a.pkl' })).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: 'the bytes of a.pkl could not be read to their end: the connection was lost',
    });
    expect(await readdir(directory)).toEqual([]);
  });

  it('ends within a second of being cancelled, wherever it is, without a process or a file left', async () => {
    const directory = await scratch();
    const endless = (): Bytes => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) });
    const large = Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.from('{"a": [1, 2, 3]}\n')));
    const before = descendants();
    for (const [source, after] of [
      [endless(), 30],
      [large, 0],
      ...[10, 60, 150, 300, 500].map((ms) => [large, ms] as const),
    ] as const) {
      const cancel = new AbortController();
      const done = scan(source, { name: 'a.jsonl', signal: cancel.signal }).then(
        () => 'finished',
        (error: unknown) => error,
      );
      await sleep(after);
      cancel.abort();
      const told = performance.now();
      const ended = await done;
      expect(performance.now() - told).toBeLessThan(2_000);
      if (ended !== 'finished') expect(ended).toMatchObject({ name: 'GateError', code: 'CANCELLED' });
      expect(await readdir(directory)).toEqual([]);
    }
    await vi.waitFor(() => expect(descendants().filter((command) => !before.includes(command))).toEqual([]), 2_000);
    await expect(scan(large, { name: 'a', signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
