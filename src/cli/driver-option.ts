import * as z from 'zod';
import { SANDBOX_DRIVERS } from '../core/policy.ts';

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
