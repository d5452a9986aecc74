import { unreachable } from '../core/errors.ts';
import type { SandboxDriverName } from '../core/policy.ts';
import { bubblewrap } from './bubblewrap.ts';
import type { SandboxDriver } from './driver.ts';
import { gvisor } from './gvisor.ts';
import { kubernetes } from './kubernetes.ts';
import { podman } from './podman.ts';

/** The one place that lists the drivers. */
export function driverNamed(name: SandboxDriverName): SandboxDriver {
  switch (name) {
    case 'bubblewrap':
      return bubblewrap;
    case 'gvisor':
      return gvisor;
    case 'podman':
      return podman;
    case 'kubernetes':
      return kubernetes;
    default:
      return unreachable(name);
  }
}

/** Those that start soonest first: for parsers, which are memory-safe code of our own. */
export const PARSING_DRIVERS: readonly SandboxDriver[] = [bubblewrap, gvisor, podman];
