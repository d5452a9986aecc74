import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ERRORS, GateError, type ErrorCode } from '../../core/errors.ts';
import { programFile } from '../../core/program-file.ts';
import { runTask, Workshop } from './run-task.ts';
import type { SliceAnswer, SliceTask } from './worker-messages.ts';

type TaskBody = Omit<SliceTask, 'id'>;

/** Runs slice tasks: in this thread, or in workers. Answers are the same whichever it is. */
export interface SlicePool {
  /** Tasks that are worth having in flight at once. */
  readonly width: number;
  run(task: TaskBody): Promise<SliceAnswer>;
  close(): Promise<void>;
}

/** Below this many bytes over both sides, starting threads costs more than they save. */
const WORKERS_FROM_BYTES = 1024 * 1024 * 1024;

/** Memory grows by about 9 MiB and a heap per worker, and a gate has other work: no more than this many. */
const MAX_WORKERS = 8;

/**
 * A pool for about `bytes` of work. Throws GateError CANCELLED from `run` once the signal is aborted. Close it in every case.
 */
export function openSlicePool(bytes: number, signal: AbortSignal, workers = workersFor(bytes)): SlicePool {
  return workers < 2 ? inlinePool(signal) : workerPool(workers, signal);
}

function workersFor(bytes: number): number {
  return bytes < WORKERS_FROM_BYTES ? 0 : Math.min(MAX_WORKERS, availableParallelism());
}

function cancelled(): GateError {
  return new GateError('CANCELLED', 'the comparison was cancelled before it finished');
}

function inlinePool(signal: AbortSignal): SlicePool {
  const workshop = new Workshop();
  return {
    width: 1,
    async run(task) {
      // One turn of the event loop per task, so that time-outs and Ctrl-C are seen.
      await nextTurn();
      if (signal.aborted) throw cancelled();
      return runTask(workshop, { ...task, id: 0 });
    },
    close() {
      workshop.close();
      return Promise.resolve();
    },
  };
}

interface Waiting {
  readonly resolve: (answer: SliceAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot {
  readonly worker: Worker;
  /** At most two tasks are handed over at once, so that the worker never idles between messages. */
  readonly waiting: Map<number, Waiting>;
}

function workerPool(workers: number, signal: AbortSignal): SlicePool {
  const slots: Slot[] = Array.from({ length: workers }, startSlot);
  let nextId = 1;
  let failure: GateError | undefined;

  const stop = (error: GateError): void => {
    failure ??= error;
    for (const { worker, waiting } of slots) {
      for (const { reject } of waiting.values()) reject(failure);
      waiting.clear();
      void worker.terminate();
    }
  };
  const onAbort = (): void => stop(cancelled());
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  for (const { worker } of slots) {
    worker.on('error', (cause) => stop(new GateError('INTERNAL', 'a comparison worker died', { cause })));
    worker.on('exit', () => stop(new GateError('INTERNAL', 'a comparison worker ended early')));
  }

  return {
    width: workers * 2,
    run(body) {
      if (failure !== undefined) return Promise.reject(failure);
      const id = nextId;
      nextId += 1;
      const slot = slots.reduce((least, other) => (other.waiting.size < least.waiting.size ? other : least));
      return new Promise((resolve, reject) => {
        slot.waiting.set(id, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
        slot.worker.postMessage({ ...body, id } satisfies SliceTask);
      });
    },
    async close() {
      signal.removeEventListener('abort', onAbort);
      failure ??= new GateError('INTERNAL', 'the comparison pool was closed');
      await Promise.all(slots.map(({ worker }) => worker.terminate()));
    },
  };
}

function startSlot(): Slot {
  const worker = new Worker(programFile(new URL('./slice-worker.ts', import.meta.url)), { env: {}, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (answer: SliceAnswer) => {
    const entry = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (entry === undefined) return;
    if (answer.kind === 'failed') entry.reject(new GateError(errorCode(answer.code), answer.message));
    else entry.resolve(answer);
  });
  return { worker, waiting };
}

function errorCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'INTERNAL';
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
