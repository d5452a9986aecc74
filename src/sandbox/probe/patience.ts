import { availableParallelism, loadavg } from 'node:os';

/** An instance of the probe takes under a second; on a machine with nothing else to do, one that takes this long hangs. */
export const QUIET_MS = 10_000;
/** It lets everything else go first (`yieldProcessor`), so among others that compute it takes many times as long: a late proof is one. */
export const LONGEST_MS = 60_000;

/**
 * Ends what hangs: after QUIET_MS, or as long as other programs want the processors up to LONGEST_MS. Returns how to call it off.
 * `busy` is for tests.
 */
export function endWhenLate(end: () => void, busy: () => boolean = machineIsBusy): () => void {
  let waited = 0;
  const clock = setInterval(() => {
    waited += QUIET_MS;
    if (waited < LONGEST_MS && busy()) return;
    clearInterval(clock);
    end();
  }, QUIET_MS);
  return () => clearInterval(clock);
}

/** More programs wanted to run in the last minute than there are processors. */
function machineIsBusy(): boolean {
  return (loadavg()[0] ?? 0) > availableParallelism();
}
