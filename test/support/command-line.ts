import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
/** Quoted nowhere below: paths of tests hold no blank. */
export const MODELGATE = join(ROOT, 'bin', 'modelgate');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where all that a command writes goes: temporary files, runs and keys. `tmp` in it must exist. */
export function environment(directory: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // The launcher takes the Node that runs these tests.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
    TMPDIR: join(directory, 'tmp'),
    MODELGATE_RUNS: join(directory, 'runs'),
    MODELGATE_HOME: join(directory, 'home'),
  };
}

/** A shell at the project's root, as the one a reader has open. */
export function shell(command: string, directory: string, more: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return run('/bin/sh', ['-c', command], { ...environment(directory), ...more });
}

/** A shell of root in a mount namespace of its own: what it mounts, nobody else sees, and it is gone with the shell. */
export function shellWithMounts(command: string, directory: string): Promise<Ended> {
  return run('unshare', ['--mount', '--propagation', 'private', '/bin/sh', '-ec', command], environment(directory));
}

/** `modelgate`, still running. */
export function start(args: readonly string[], directory: string): ChildProcess {
  return spawn(MODELGATE, args, { cwd: ROOT, env: environment(directory), stdio: ['ignore', 'ignore', 'pipe'] });
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: ROOT, env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}

/** Command lines of all processes that name `word`: what a command that has ended left running. */
export function processesNaming(word: string): string[] {
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (line.includes(word)) found.push(line);
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}
