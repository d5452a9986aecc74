import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { findExecutable } from './executable.ts';

const run = promisify(execFile);

const MAX_STATUS_CHARACTERS = 64 * 1024;
const POLL_MS = 1;

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

const firstSchema = z.object({ 'child-pid': z.int().min(2) });

/** bubblewrap's --json-status-fd: one document with the pid, and one with the exit code if the program was ever started. */
export class StatusReader {
  #text = '';
  readonly #stream: Readable;
  readonly #closed: Promise<unknown>;

  constructor(stream: Readable) {
    this.#stream = stream;
    this.#closed = new Promise((resolve) => stream.once('close', resolve));
    stream.on('data', (chunk: Buffer) => {
      if (this.#text.length < MAX_STATUS_CHARACTERS) this.#text += chunk.toString('latin1');
    });
  }

  /** The pid of the process inside, as this pid namespace sees it. Throws what `signal` was aborted with. */
  async childPid(signal: AbortSignal): Promise<number> {
    while (!this.#text.includes('}')) await once(this.#stream, 'data', { signal });
    return firstSchema.parse(JSON.parse(this.#text.slice(0, this.#text.indexOf('}') + 1)))['child-pid'];
  }

  /** Whether the program was started. Asked when bubblewrap is gone. */
  async programRan(): Promise<boolean> {
    await this.#closed;
    return this.#text.includes('"exit-code"');
  }
}

/**
 * Opens the barrier and waits until the process has become the program: its command line no longer begins with the
 * instance's name. Rejects if it ended before that, or if `signal` is aborted.
 */
export async function release(order: {
  readonly barrier: number;
  readonly pid: number;
  readonly name: string;
  readonly reader: StatusReader;
  readonly gone: Promise<void>;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { barrier, pid, name, reader, gone, signal } = order;
  const over = new AbortController();
  void gone.then(() => over.abort());
  writeSync(barrier, '\n');
  while (!over.signal.aborted) {
    const program = commandOf(pid);
    if (program !== undefined && program !== '' && program !== name) return;
    await sleep(POLL_MS);
    if (!over.signal.aborted) signal.throwIfAborted();
  }
  if (await reader.programRan()) return; // so short that nobody saw it
  signal.throwIfAborted();
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0', 1)[0];
  } catch {
    return undefined;
  }
}
