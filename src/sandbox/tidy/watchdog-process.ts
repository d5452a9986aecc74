/** The program of watchdog.ts: waits until the gate's end of the pipe is closed, cleans up, ends. */
import { removeOrphans } from './orphans.ts';

// A terminal's Ctrl-C must not end it before the gate.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.stdin.resume();
process.stdin.once('close', () => {
  void removeOrphans(4).then(() => process.exit());
});
