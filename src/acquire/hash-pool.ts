import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GateError } from '../core/errors.ts';
import { programFile } from '../core/program-file.ts';
import { yieldOwnThread } from '../sandbox/limits/yield-processor.ts';
import { cancelled } from './cancelled.ts';
import { THREADS_FROM_BYTES } from './limits.ts';
import type { HashAnswer, HashTask } from './hash-worker.ts';

interface Lane {
  readonly worker: Worker;
  /** Not zero: whatever it is at is given up. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** Why it ended, if it did. */
  broken: string | undefined;
  /** What is done with the answers about the file at work. */
  hear: (answer: HashAnswer) => void;
}

const spare: Lane[] = [];

/**
 * Starts a thread for whoever hashes `source`, where it is large enough to want one; it comes up while the program is loaded. For a
 * command's process. With `before: 'everything'` the rest of it lets others go first from then on, for that thread is what the command
 * waits for; not where the thread that asks will hash as well.
 */
export function beginHashThread(source: string, { before }: { readonly before: 'everything' | 'nothing' }): void {
  try {
    const found = statSync(source);
    const sizes = found.isDirectory() ? readdirSync(source).map((name) => sizeOf(join(source, name))) : [found.size];
    if (sizes.reduce((sum, size) => sum + size, 0) < THREADS_FROM_BYTES) return;
    const lane = start();
    lane.worker.unref(); // it may be that nobody hashes
    spare.push(lane);
    if (before === 'everything') yieldOwnThread();
  } catch {
    // Told by whoever opens it.
  }
}

function sizeOf(path: string): number {
  const found = lstatSync(path);
  return found.isFile() ? found.size : 0;
}

function start(): Lane {
  const program = programFile(new URL('./hash-worker.ts', import.meta.url));
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { env: {}, execArgv: [], workerData: stop.buffer });
  const lane: Lane = { worker, stop, broken: undefined, hear: () => {} };
  worker.on('message', (answer: HashAnswer) => lane.hear(answer));
  worker.on('error', (error: Error) => {
    lane.broken = error.message;
    lane.hear({ kind: 'failed', code: error.message });
  });
  return lane;
}

/** A thread that is up already, or a new one. */
function take(): Lane {
  const lane = spare.pop() ?? start();
  lane.worker.ref();
  return lane;
}

/** SHA-256 or BLAKE3 of open files on threads of their own, a file to a thread. */
export class HashPool {
  private readonly lanes: readonly Lane[];
  private readonly idle: Lane[];
  private readonly waiting: ((lane: Lane) => void)[] = [];
  private readonly signal: AbortSignal;
  private readonly abort: () => void;

  constructor(threads: number, signal: AbortSignal) {
    this.lanes = Array.from({ length: threads }, take);
    this.idle = [...this.lanes];
    this.signal = signal;
    this.abort = () => {
      for (const { stop } of this.lanes) Atomics.store(stop, 0, 1);
    };
    signal.addEventListener('abort', this.abort, { once: true });
  }

  /**
   * Undefined if the file has not exactly `size` bytes. The descriptor must stay open until this settles.
   * @throws GateError CANCELLED, SOURCE_UNREADABLE with `path` if the system can't read it
   */
  async digest(path: string, task: HashTask, advance: (bytes: number) => void): Promise<Uint8Array | undefined> {
    const lane = this.idle.pop() ?? (await new Promise<Lane>((resolve) => this.waiting.push(resolve)));
    try {
      if (this.signal.aborted) throw cancelled(this.signal);
      if (lane.broken !== undefined) throw new GateError('SOURCE_UNREADABLE', `${path} can't be read (${lane.broken})`);
      return await new Promise((resolve, reject) => {
        lane.hear = (answer) => {
          if (answer.kind === 'advanced') advance(answer.bytes);
          else if (answer.kind === 'failed')
            reject(new GateError('SOURCE_UNREADABLE', `${path} can't be read (${answer.code})`));
          else if (this.signal.aborted) reject(cancelled(this.signal));
          else resolve(answer.digest);
        };
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
        lane.worker.postMessage(task);
      });
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.idle.push(lane);
      else next(lane);
    }
  }

  /** Ends the threads; nothing may be at work. Nobody waits for their end: taking a heap apart can take 30 ms. */
  close(): void {
    this.signal.removeEventListener('abort', this.abort);
    for (const { worker } of this.lanes) {
      worker.unref();
      void worker.terminate();
    }
  }
}
