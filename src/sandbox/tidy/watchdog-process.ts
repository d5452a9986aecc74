/**
 * The program of watchdog.ts: reads lines `PID START_TIME` until the gate's end of the pipe is closed, ends those that still
 * run, removes what carries the gate's name, ends.
 */
import { createInterface } from 'node:readline';
import { processState } from './instance-name.ts';
import { removeOrphans } from './orphans.ts';

// A terminal's Ctrl-C must not end it before the gate.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const noted = new Map<number, string>();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [pid, startTime] = line.split(' ');
  if (pid !== undefined && startTime !== undefined && Number(pid) > 1) noted.set(Number(pid), startTime);
});
lines.once('close', () => {
  for (const [pid, startTime] of noted) {
    if (processState(pid)?.startTime !== startTime) continue; // gone, and the number may be somebody else's
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone just now
    }
  }
  void removeOrphans({ settle: 8, attempts: 80 }).then(() => process.exit());
});
