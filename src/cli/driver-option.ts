import * as z from 'zod';
import { SANDBOX_DRIVERS, type Policy, type SandboxDriverName } from '../core/policy.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { driverNamed } from '../sandbox/drivers.ts';

/** Why what people ask for by name is none. */
const NO_DRIVERS: Readonly<Record<string, string>> = {
  docker:
    'docker is not driven: it takes no root of the gate’s own and holds no process back before it runs; use podman',
  runc: 'runc is driven through podman',
  runsc: 'runsc is driven by gvisor',
  bwrap: 'bwrap is driven by bubblewrap',
};

/** `--driver`, by the names of policies. */
export const driverOption = z.enum(SANDBOX_DRIVERS, {
  error: ({ input }) => (typeof input === 'string' && Object.hasOwn(NO_DRIVERS, input) ? NO_DRIVERS[input] : undefined),
});

/** A driver named on the command line is held against a policy that is named too; without one the choice is the operator's. */
export function wantedSandbox(
  given: {
    readonly driver?: SandboxDriverName | undefined;
    readonly policy?: string | undefined;
    readonly profile?: string | undefined;
  },
  { sandbox: { minimum } }: Policy,
): { readonly minimum: SandboxDriverName; readonly candidates?: readonly SandboxDriver[] } {
  const { driver } = given;
  if (driver === undefined) return { minimum };
  const stated = given.policy !== undefined || given.profile !== undefined;
  return { minimum: stated ? minimum : driver, candidates: [driverNamed(driver)] };
}
