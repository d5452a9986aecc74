import { beginBarriers } from './barrier.ts';
import { bubblewrapVersion } from './bubblewrap-version.ts';
import { findExecutable } from './executable.ts';
import { newInstanceName } from './tidy/instance-name.ts';
import { keepTidy } from './tidy/watchdog.ts';

/**
 * Starts the small programs that the first sandbox waits for, so that they run while the rest of this one is loaded. What goes
 * wrong is told where it is needed. Imports next to nothing.
 */
export function beginSandboxes(): void {
  const bwrap = findExecutable('bwrap');
  if (bwrap === undefined) return;
  keepTidy().catch(() => {});
  beginBarriers(newInstanceName());
  bubblewrapVersion(bwrap).catch(() => {});
}
