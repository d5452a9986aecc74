import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { execPath } from 'node:process';
import { programFile } from '../../core/program-file.ts';
import { engineEnvironment } from '../container/engine.ts';
import { removeOrphans } from './orphans.ts';

export interface Watchdog {
  /** Names a process that must not outlive the gate. */
  note(pid: number, startTime: string): void;
}

let begun: Promise<Watchdog> | undefined;

/**
 * A shell keeps the watch: it is up in a millisecond where Node takes forty. It reads what was noted until the gate's end of
 * the pipe is closed, then becomes the program; nothing is ever put into this text. A terminal's Ctrl-C must not end it before the gate.
 */
const WATCH = `trap '' INT TERM HUP
while read -r pid start; do set -- "$@" "$pid" "$start"; done
exec "$@"`;

/**
 * Once in a gate's life, before its first sandbox: removes what earlier gates left behind, and starts a small process that
 * outlives this one and does the same when this one is gone, however it ended. The kernel ends running sandboxes with the
 * gate (PR_SET_PDEATHSIG); directories and what was half built need somebody.
 */
export async function keepTidy(): Promise<Watchdog> {
  begun ??= begin();
  return begun;
}

async function begin(): Promise<Watchdog> {
  const program = programFile(new URL('./watchdog-process.ts', import.meta.url));
  const child = spawn('/bin/sh', ['-c', WATCH, 'modelgate', execPath, program], {
    cwd: '/',
    env: { ...engineEnvironment(), TMPDIR: tmpdir() },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {}); // without it the next gate cleans up
  child.stdin.on('error', () => {});
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  await removeOrphans({ settle: 1, attempts: 4 });
  return {
    note: (pid, startTime) => {
      child.stdin.write(`${pid} ${startTime}\n`);
    },
  };
}
