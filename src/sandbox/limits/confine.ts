import { GateError } from '../../core/errors.ts';
import type { Enforcement, SandboxLimits, SandboxSpec } from '../driver.ts';
import type { ControlGroup } from './cgroup.ts';
import { setRlimits } from './rlimits.ts';

interface Confinement {
  readonly prlimit: string;
  readonly limits: SandboxLimits;
  /** The host user of the process, where it isn't the gate's. */
  readonly user: number | undefined;
  /** How large a file it may write that is not inside. */
  readonly scratch?: SandboxSpec['scratch'];
  readonly evidence: Pick<Enforcement, 'driver' | 'version' | 'specification' | 'hostUid'>;
}

/** Puts the waiting process under all limits. Throws GateError SANDBOX_FAILED if one of them can't be set. */
export async function confine(plan: Confinement, group: ControlGroup, pid: number): Promise<Enforcement> {
  const { holds } = group;
  const duty = { memory: holds.memory === undefined, pids: holds.pids === undefined, cpu: holds.cpu === undefined };
  if (duty.pids && plan.user === undefined && process.getuid?.() === 0) {
    const why = 'there is no pids control group, and RLIMIT_NPROC does not bind root';
    throw new GateError('SANDBOX_FAILED', `nothing here can limit processes: ${why}`, {
      next: 'Run the gate as an ordinary user, make the model readable for all, or give the gate a control group.',
    });
  }
  const { prlimit, user, limits, scratch } = plan;
  // The kernel takes milliseconds to move a process; whoever cleans up after a failure must find none of the two at work.
  const steps = [group.add(pid), setRlimits({ prlimit, user, pid, limits, duty, fileBytes: scratch?.bytes })];
  await Promise.allSettled(steps);
  await Promise.all(steps);
  return {
    ...plan.evidence,
    memory: holds.memory ?? 'rlimit',
    pids: holds.pids ?? 'rlimit',
    cpu: holds.cpu ?? 'rlimit',
  };
}
