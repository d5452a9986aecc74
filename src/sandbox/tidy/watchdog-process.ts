/** The program of watchdog.ts when the gate is gone: ends what was noted and still runs, removes what carries the gate's name. */
import { processState } from './instance-name.ts';
import { removeOrphans } from './orphans.ts';

// Node takes back that the shell ignored them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const noted = process.argv.slice(2);
for (let at = 0; at + 1 < noted.length; at += 2) {
  const pid = Number(noted[at]);
  // Gone, and the number may be somebody else's.
  if (!(pid > 1) || processState(pid)?.startTime !== noted[at + 1]) continue;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone just now
  }
}
await removeOrphans({ settle: 8, attempts: 80 });
process.exit();
