import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** About a tenth of what a process of ordinary priority gets beside it. */
const NICE = 10;

/**
 * Lets everything else that wants a processor go before this one, as far as the system can: a wish for speed and no wall, so where it
 * is refused nothing is said. A sandbox is a session of its own, and Linux gives each session the same share, whatever priorities
 * stand inside (sched(7), "The autogroup feature"): three of them leave the thread that hashes a model a quarter of a core.
 */
export function yieldProcessor(pid: number): void {
  attempt(() => setPriority(pid, NICE));
  attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(NICE)));
}

/** The same for the calling thread, and for the threads and processes that it starts from now on. */
export function yieldOwnThread(): void {
  attempt(() => setPriority(NICE)); // Linux takes "this process" for the thread that asks
}

function attempt(ask: () => void): void {
  try {
    ask();
  } catch {
    // It is gone, or the kernel has no such groups.
  }
}
