import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GateError } from '../core/errors.ts';
import { findExecutable } from './executable.ts';

const run = promisify(execFile);

/** A scan starts as many sandboxes: one that parses, three of the probe. */
const MADE_AT_ONCE = 4;

let spare: Promise<number[]> | undefined;

/**
 * A FIFO without a name, open for reading and writing. bubblewrap takes the end of its --block-fd for a release; but a FIFO
 * that the waiting process itself holds open for writing never ends. With a pipe, a gate that was killed at the wrong
 * moment let the program go, unsupervised. The caller closes it. Throws GateError SANDBOX_FAILED.
 */
export async function openBarrier(name: string): Promise<number> {
  for (;;) {
    const made = (spare ??= openBarriers(name));
    try {
      const barrier = (await made).pop();
      if (barrier !== undefined) return barrier;
    } catch (error) {
      if (spare === made) spare = undefined;
      throw error;
    }
    if (spare === made) spare = undefined;
  }
}

/** Begins to make the first ones; what goes wrong is told to whoever asks for one. */
export function beginBarriers(name: string): void {
  spare ??= openBarriers(name);
  spare.catch(() => {});
}

/** Several by one call: starting mkfifo takes longer than what it does. Node closes them in every program that it starts. */
async function openBarriers(name: string): Promise<number[]> {
  const paths = Array.from({ length: MADE_AT_ONCE }, (_, at) => join(tmpdir(), `${name}-barrier-${at}`));
  const mkfifo = findExecutable('mkfifo');
  if (mkfifo === undefined) throw new GateError('SANDBOX_FAILED', 'mkfifo (coreutils) is not installed');
  const opened: number[] = [];
  try {
    await run(mkfifo, ['--mode=600', '--', ...paths], { env: {}, timeout: 5_000 });
    for (const path of paths) opened.push(openSync(path, constants.O_RDWR | constants.O_NOFOLLOW));
    return opened;
  } catch (error) {
    opened.forEach(closeSync);
    throw new GateError('SANDBOX_FAILED', `no FIFO could be made in ${tmpdir()}`, { cause: error });
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}
