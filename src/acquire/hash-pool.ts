import { Worker } from 'node:worker_threads';
import { GateError } from '../core/errors.ts';
import { programFile } from '../core/program-file.ts';
import { cancelled } from './cancelled.ts';
import type { HashAnswer, HashTask } from './hash-worker.ts';

interface Lane {
  readonly worker: Worker;
  /** What is done with the answers about the file at work. */
  hear: (answer: HashAnswer) => void;
}

/** SHA-256 or BLAKE3 of open files on threads of their own, a file to a thread. */
export class HashPool {
  private readonly lanes: readonly Lane[];
  private readonly idle: Lane[];
  private readonly waiting: ((lane: Lane) => void)[] = [];
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly signal: AbortSignal;
  private readonly abort: () => void;

  constructor(threads: number, signal: AbortSignal) {
    this.lanes = Array.from({ length: threads }, () => this.start());
    this.idle = [...this.lanes];
    this.signal = signal;
    this.abort = () => {
      Atomics.store(this.stop, 0, 1);
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

  /** Ends the threads; nothing may be at work. */
  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.abort);
    await Promise.all(this.lanes.map(({ worker }) => worker.terminate()));
  }

  private start(): Lane {
    const program = programFile(new URL('./hash-worker.ts', import.meta.url));
    const worker = new Worker(program, { env: {}, execArgv: [], workerData: this.stop.buffer });
    const lane: Lane = { worker, hear: () => {} };
    worker.on('message', (answer: HashAnswer) => lane.hear(answer));
    worker.on('error', (error: Error) => lane.hear({ kind: 'failed', code: error.message }));
    return lane;
  }
}
