import { ATTEMPTS, isRefusal } from '../../src/sandbox/probe/attempts.ts';
import { DATA_ADDRESS, executable } from '../../src/sandbox/machine-code/static-elf.ts';
import { rawProgram, type RawCall } from '../../src/sandbox/probe/raw-program.ts';
import { SYSTEM_CALLS, type SystemCall } from '../../src/sandbox/seccomp/system-calls.ts';

/** A raw system call beyond those of the isolation probe. Anything but a refusal is an escape. */
interface RawAttempt {
  readonly what: string;
  readonly call: RawCall;
}

const column = process.arch === 'arm64' ? 1 : 0;

function attempt(call: SystemCall, ...values: readonly (number | bigint | string)[]): readonly RawAttempt[] {
  const number = SYSTEM_CALLS[call][column];
  return number === undefined ? [] : [{ what: call, call: { number, arguments: values } }];
}

const SIGKILL = 9;
const SIGTERM = 15;
const FORBIDDEN_PAIRS = [2, 10, 16, 17, 38, 40]; // INET, INET6, NETLINK, PACKET, ALG, VSOCK

/** `victim` is a process of the host: by its number there, which is nobody inside. */
function beyondTheProbe(victim: number): readonly RawAttempt[] {
  return [
    ...FORBIDDEN_PAIRS.flatMap((family) => attempt('socketpair', family, 1, 0, DATA_ADDRESS)),
    ...attempt('io_uring_enter', 0, 0, 0, 0, 0),
    ...attempt('io_uring_register', 0, 0, 0, 0),
    ...attempt('clock_settime', 0, DATA_ADDRESS),
    ...attempt('clock_settime', 1, DATA_ADDRESS),
    ...attempt('adjtimex', DATA_ADDRESS),
    ...attempt('clock_adjtime', 0, DATA_ADDRESS),
    ...attempt('kill', victim, SIGKILL),
    ...attempt('kill', victim, SIGTERM),
    ...attempt('tkill', victim, SIGKILL),
    ...attempt('tgkill', victim, victim, SIGKILL),
    ...attempt('pidfd_open', victim, 0),
    ...attempt('pidfd_getfd', 0, 0, 0),
    ...attempt('ptrace', 16, victim, 0, 0), // PTRACE_ATTACH
    ...attempt('ptrace', 0x4206, victim, 0, 0), // PTRACE_SEIZE
    ...attempt('process_vm_readv', victim, DATA_ADDRESS, 0, DATA_ADDRESS, 0, 0),
    ...attempt('process_madvise', 0, 0, 0, 0, 0),
    ...attempt('setns', 0, 0),
    ...attempt('mount', '/', '/tmp', '', 0x1000, 0), // MS_BIND
    ...attempt('mount', '', '/', '', 0x21, 0), // MS_REMOUNT without MS_RDONLY
    ...attempt('mount', 'devtmpfs', '/tmp', 'devtmpfs', 0, 0),
    ...attempt('mount', 'sysfs', '/tmp', 'sysfs', 0, 0),
    ...attempt('mount', 'cgroup', '/tmp', 'cgroup', 0, 0),
    ...attempt('umount2', '/', 2),
    ...attempt('move_mount', -100, '/', -100, '/tmp', 0),
    ...attempt('mount_setattr', -100, '/', 0, DATA_ADDRESS, 32),
    ...attempt('mknodat', -100, '/tmp/memory', 0o020666, 0x0101), // character device 1:1
    ...attempt('mknodat', -100, '/tmp/disk', 0o060666, 0xfe00), // block device 254:0
    ...attempt('setreuid', 0, 0),
    ...attempt('prctl', 24, 21, 0, 0, 0), // PR_CAPBSET_DROP
    ...attempt('prctl', 47, 2, 21, 0, 0), // PR_CAP_AMBIENT_RAISE of CAP_SYS_ADMIN
    ...attempt('prctl', 22, 0, 0, 0, 0), // PR_SET_SECCOMP
    ...attempt('seccomp', 1, 8, DATA_ADDRESS), // a listener that could answer for others
    ...attempt('fsetxattr', 1, 'security.capability', DATA_ADDRESS, 20, 0),
    ...attempt('quotactl', 0, '/dev/vda', 0, 0),
    ...attempt('acct', '/tmp/accounts'),
    ...attempt('fanotify_init', 0, 0),
    ...attempt('delete_module', 'loop', 0),
    ...attempt('kexec_file_load', -1, -1, 0, '', 0),
    ...attempt('memfd_secret', 0),
  ];
}

/** The numbers that the raw program makes, in its order, and what each is. */
export function rawAttempts(victim: number): readonly RawAttempt[] {
  return [...ATTEMPTS, ...beyondTheProbe(victim)];
}

export function attemptsProgram(victim: number): Uint8Array {
  return rawProgram(rawAttempts(victim).map(({ call }) => call));
}

/** What of the raw program's results is no refusal. A call without a result was not tried, and proves nothing. */
export function escapesAmong(results: readonly number[], victim: number): readonly string[] {
  return rawAttempts(victim).flatMap(({ what, call }, at) => {
    const result = results[at];
    if (result !== undefined && isRefusal(result)) return [];
    const made = what.endsWith(')') ? what : `${what}(${call.arguments.join(', ')})`;
    return [`${made} = ${result ?? 'not tried'}`];
  });
}

/** Asks who it is: with a setuid bit of root that is honoured it would be 0. */
export function whoAmI(): Uint8Array {
  return rawProgram(
    (['geteuid', 'getegid'] as const).map((call) => ({ number: SYSTEM_CALLS[call][column], arguments: [] })),
  );
}

/** Two programs that ask for a socket through another entry of the same kernel, whose numbers a careless filter doesn't know. */
export function foreignEntries(): Readonly<Record<string, Uint8Array>> {
  if (process.arch !== 'x64') return {};
  const x32 = rawProgram([{ number: 0x4000_0029, arguments: [2, 1, 0] }]);
  const word = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];
  const i386: readonly (readonly number[])[] = [
    [0xb8, ...word(359)], //               mov  eax, 359 (socket)
    [0xbb, ...word(2)], //                 mov  ebx, AF_INET
    [0xb9, ...word(1)], //                 mov  ecx, SOCK_STREAM
    [0x31, 0xd2], //                       xor  edx, edx
    [0xcd, 0x80], //                       int  0x80
    [0x48, 0x98], //                       cdqe
    [0x48, 0x89, 0x04, 0x25, ...word(DATA_ADDRESS)], // mov [data], rax
    [0xbf, ...word(1)], //                 mov  edi, 1
    [0xbe, ...word(DATA_ADDRESS)], //      mov  esi, data
    [0xba, ...word(8)], //                 mov  edx, 8
    [0xb8, ...word(1)], //                 mov  eax, 1 (write)
    [0x0f, 0x05], //                       syscall
    [0x31, 0xff], //                       xor  edi, edi
    [0xb8, ...word(231)], //               mov  eax, 231 (exit_group)
    [0x0f, 0x05], //                       syscall
  ];
  return { x32, i386: executable('x64', Uint8Array.from(i386.flat()), new Uint8Array(64)) };
}
