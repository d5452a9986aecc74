import { once } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../core/errors.ts';

const MAX_STATUS_CHARACTERS = 64 * 1024;
const POLL_MS = 1;
/** By hand: a first sandbox would wait for zod longer than for bubblewrap. */
const FIRST_DOCUMENT = /^\{\s*"child-pid"\s*:\s*(\d{1,10})\s*[,}]/u;

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
    const pid = Number(FIRST_DOCUMENT.exec(this.#text)?.[1]);
    if (!(pid > 1)) throw new GateError('SANDBOX_FAILED', 'bubblewrap told no process in its first words');
    return pid;
  }

  /** Whether the program was started. Asked when bubblewrap is gone. */
  async programRan(): Promise<boolean> {
    await this.#closed;
    return this.#text.includes('"exit-code"');
  }
}

/**
 * Opens the barrier, and waits until the process has become the program: its command line no longer begins with
 * the instance's name. Rejects if it ended before that, or if `signal` is aborted.
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
