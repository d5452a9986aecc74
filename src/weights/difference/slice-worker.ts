import { parentPort } from 'node:worker_threads';
import { GateError } from '../../core/errors.ts';
import { runTask, Workshop } from './run-task.ts';
import type { SliceAnswer, SliceTask } from './worker-messages.ts';

/** Entry of a worker thread: one task in, one answer out. It does arithmetic on bytes whose places were checked; it parses nothing. */
const workshop = new Workshop();

parentPort?.on('message', (task: SliceTask) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(answer(task));
});

function answer(task: SliceTask): SliceAnswer {
  try {
    return runTask(workshop, task);
  } catch (error) {
    const code = error instanceof GateError ? error.code : 'INTERNAL';
    return { id: task.id, kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
  }
}
