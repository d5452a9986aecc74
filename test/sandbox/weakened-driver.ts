import { bubblewrapArguments } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver, SandboxLimits, SandboxSpec } from '../../src/sandbox/driver.ts';
import { findExecutable } from '../../src/sandbox/executable.ts';
import { launch } from '../../src/sandbox/launch.ts';
import { seccompFilter } from '../../src/sandbox/seccomp/filter.ts';
import { specificationDigest } from '../../src/sandbox/specification.ts';
import { newInstanceName } from '../../src/sandbox/tidy/instance-name.ts';

/** `ret SECCOMP_RET_ALLOW`: a filter that lets everything pass. */
export const ALLOW_EVERYTHING = Uint8Array.from([0x06, 0, 0, 0, 0, 0, 0xff, 0x7f]);

export interface Weakness {
  readonly args?: (args: readonly string[]) => readonly string[];
  readonly filter?: Uint8Array;
  readonly limits?: Partial<SandboxLimits>;
  /** Undefined: as whoever runs the test. */
  readonly user?: number;
}

/** The bubblewrap driver with a wall taken out: what the probe must notice. */
export function weakened(weakness: Weakness): SandboxDriver {
  return {
    name: 'bubblewrap',
    detect: async () => ({ available: true, version: 'weakened' }),
    start: async (spec: SandboxSpec, signal: AbortSignal) => {
      const args = bubblewrapArguments(spec);
      return launch(
        {
          bwrap: findExecutable('bwrap') ?? '',
          prlimit: findExecutable('prlimit') ?? '',
          args: weakness.args?.(args) ?? args,
          data: weakness.filter ?? seccompFilter().program,
          limits: { ...spec.limits, ...weakness.limits },
          name: newInstanceName(),
          user: weakness.user,
          evidence: {
            driver: 'bubblewrap',
            version: 'weakened',
            hostUid: 0,
            specification: specificationDigest(spec, {}),
          },
        },
        signal,
      );
    },
  };
}
