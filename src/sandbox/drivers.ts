import { unreachable } from '../core/errors.ts';
import type { SandboxDriverName } from '../core/policy.ts';
import { bubblewrap } from './bubblewrap.ts';
import type { SandboxDriver } from './driver.ts';
import { gvisor } from './gvisor.ts';

/** The one place that lists the drivers. */
export function driverNamed(name: SandboxDriverName): SandboxDriver {
  switch (name) {
    case 'bubblewrap':
      return bubblewrap;
    case 'gvisor':
      return gvisor;
    default:
      return unreachable(name);
  }
}
