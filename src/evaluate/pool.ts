import { availableParallelism } from 'node:os';

/** One sandbox per core: a second thread inside one makes small models slower. More would only share memory bandwidth. */
export const INSTANCES_AT_ONCE = Math.max(1, Math.min(2, availableParallelism()));

/** Runs jobs, at most `width` at a time, and waits for all of them. Jobs don't throw: they return what went wrong. */
export async function runPool<Job, Result>(
  jobs: readonly Job[],
  width: number,
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = jobs.entries();
  const worker = async (): Promise<void> => {
    for (const [index, job] of queue) results[index] = await work(job);
  };
  await Promise.all(Array.from({ length: Math.min(width, jobs.length) }, worker));
  return results;
}
