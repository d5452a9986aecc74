import { SYSTEM_CALLS, type SystemCall } from '../seccomp/system-calls.ts';
import type { RawCall } from './raw-program.ts';

/** A raw system call that must be refused. `what` says what it would give, for people. */
export interface Attempt {
  readonly wall: 'sockets' | 'system-calls';
  readonly what: string;
  readonly call: RawCall;
}

const column = process.arch === 'arm64' ? 1 : 0;

function attempt(call: SystemCall, ...values: readonly (number | bigint | string)[]): readonly Attempt[] {
  const number = SYSTEM_CALLS[call][column];
  if (number === undefined) return []; // this processor has no such call
  return [{ wall: call === 'socket' ? 'sockets' : 'system-calls', what: call, call: { number, arguments: values } }];
}

const ADDRESS_FAMILIES = 46;
const SOCKET_TYPES = [1, 2, 3, 5]; // stream, datagram, raw, sequenced packets
const SIGCHLD = 17;
const NAMESPACES = [0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000];
const OWN_ID = 65_534;

/**
 * Made inside, one after the other. Whatever succeeds is a breach, so none of them may do harm where it does: calls that
 * change the machine get arguments that the kernel refuses after its permission check.
 */
export const ATTEMPTS: readonly Attempt[] = [
  ...Array.from({ length: ADDRESS_FAMILIES }, (_, family) =>
    SOCKET_TYPES.flatMap((type) =>
      attempt('socket', family, type, 0).map((made) => ({ ...made, what: `socket(family ${family}, type ${type})` })),
    ),
  ).flat(),
  ...NAMESPACES.flatMap((flag) => attempt('unshare', flag)),
  ...NAMESPACES.flatMap((flag) =>
    attempt('clone', flag | SIGCHLD, 0, 0, 0, 0).map((made) => ({ ...made, call: { ...made.call, forks: true } })),
  ),
  ...attempt('setns', -1, 0),
  ...attempt('mount', 'none', '/tmp', 'tmpfs', 0, 0),
  ...attempt('mount', 'proc', '/tmp', 'proc', 0, 0),
  ...attempt('umount2', '/proc', 2),
  ...attempt('pivot_root', '/tmp', '/tmp'),
  ...attempt('chroot', '/tmp'),
  ...attempt('open_tree', -100, '/', 1),
  ...attempt('fsopen', 'tmpfs', 0),
  ...attempt('ptrace', 16, 1, 0, 0), // PTRACE_ATTACH to pid 1
  ...attempt('ptrace', 0, 0, 0, 0), // PTRACE_TRACEME
  ...attempt('process_vm_readv', 1, 0, 0, 0, 0, 0),
  ...attempt('process_vm_writev', 1, 0, 0, 0, 0, 0),
  ...attempt('pidfd_open', 1, 0),
  ...attempt('kcmp', 1, 1, 0, 0, 0),
  ...attempt('bpf', 0, 0, 0),
  ...attempt('perf_event_open', 0, 0, -1, -1, 0),
  ...attempt('userfaultfd', 0),
  ...attempt('io_uring_setup', 1, 0),
  ...attempt('keyctl', 0, -3, 0, 0, 0), // KEYCTL_GET_KEYRING_ID of the session
  ...attempt('add_key', 'user', 'modelgate-probe', 'x', 1, -3),
  ...attempt('request_key', 'user', 'modelgate-probe', 0, 0),
  ...attempt('name_to_handle_at', -100, '/', 0, 0, 0),
  ...attempt('open_by_handle_at', -1, 0, 0),
  ...attempt('personality', 0x0004_0000), // ADDR_NO_RANDOMIZE
  ...attempt('memfd_create', 'probe', 0),
  ...attempt('mmap', 0, 4096, 3, 0x21, -1, 0), // shared and anonymous
  ...attempt('shmget', 0, 4096, 0o1600),
  ...attempt('mq_open', 'probe', 0o102, 0o600, 0),
  ...attempt('setuid', 0),
  ...attempt('setgid', 0),
  ...attempt('setresuid', 0, 0, 0),
  ...attempt('setgroups', 0, 0),
  ...attempt('chown', '/tmp', 0, 0),
  ...attempt('fchownat', -100, '/tmp', 0, 0, 0),
  ...attempt('mknodat', -100, '/tmp/device', 0o060600, 0x0800), // block device 8:0
  ...attempt('capset', 0, 0),
  ...attempt('prctl', 1, 0, 0, 0, 0), // PR_SET_PDEATHSIG: outlive the gate
  ...attempt('iopl', 3),
  ...attempt('init_module', 0, 0, ''),
  ...attempt('kexec_load', 0, 0, 0, 0),
  ...attempt('reboot', 0, 0, 0, 0), // wrong magic numbers
  ...attempt('sethostname', 'probe', 5),
  ...attempt('settimeofday', 0, 0),
  ...attempt('syslog', 3, 0, 0),
  ...attempt('swapon', '/dev/null', 0),
  ...attempt('kill', -OWN_ID, 0), // a process group that only the host could have
];

/** EPERM, EACCES, ENOSYS, EPROTONOSUPPORT, ESOCKTNOSUPPORT, EAFNOSUPPORT, ESRCH. */
const REFUSALS = [1, 13, 38, 93, 94, 97, 3];

/** Whether a result is a refusal: an error such as EFAULT means that the kernel was ready to look at the arguments. */
export function isRefusal(result: number): boolean {
  return result < 0 && REFUSALS.includes(-result);
}

/** fcntl(F_GETFD) on every descriptor that the raw program could have been handed; refused means closed. */
export const DESCRIPTOR_CALLS: readonly RawCall[] = Array.from({ length: 253 }, (_, index) => ({
  number: SYSTEM_CALLS.fcntl[column],
  arguments: [index + 3, 1],
}));

/** As many children as the limit allows and some more; they sleep until the sandbox ends. */
export function forkCalls(pids: number): readonly RawCall[] {
  const fork = { number: SYSTEM_CALLS.clone[column], arguments: [SIGCHLD, 0, 0, 0, 0], forks: true };
  return Array.from({ length: Math.min(pids + 8, MAX_FORKS) }, () => fork);
}
const MAX_FORKS = 8_192;

/** One private, populated mapping of `bytes`. */
export function memoryCalls(bytes: number): readonly RawCall[] {
  const populatedPrivateAnonymous = 0x8022;
  return [{ number: SYSTEM_CALLS.mmap[column], arguments: [0, bytes, 3, populatedPrivateAnonymous, -1, 0] }];
}
