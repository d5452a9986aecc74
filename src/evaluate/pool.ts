import { availableParallelism } from 'node:os';

/** One sandbox per core: a second thread inside one makes small models slower. More would only share memory bandwidth. */
export const INSTANCES_AT_ONCE = Math.max(1, Math.min(2, availableParallelism()));

/**
 * Runs jobs, at most `width` at a time. When one throws, no further one is started, and the error is thrown on only after
 * those that run have ended: nothing that a job started may outlive this call.
 */
export async function runPool<Job, Result>(
  jobs: readonly Job[],
  width: number,
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...jobs.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, job] = next;
      try {
        results[index] = await work(job);
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, jobs.length) }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}
