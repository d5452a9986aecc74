import { SYSTEM_CALLS, type SystemCall } from '../seccomp/system-calls.ts';
import { REFUSED } from '../seccomp/rules.ts';

/** What the guard does about a call that the filter holds back. */
export interface Watched {
  readonly call: SystemCall;
  readonly kind: 'connection' | 'denial' | 'exec' | 'open';
  /** The call's error; 0 lets it go on. */
  readonly error: number;
  /** The argument that is an address of text or of a socket's address, counted from 0. */
  readonly address?: 0 | 1;
}

const CONNECTIONS = ['sockets: no address family at all', 'sockets: nothing to reach'];
const DENIALS = [
  'namespaces and mounts',
  'other processes',
  'kernel interfaces with a history of privilege escalation',
  'privileges',
  'the machine',
];
/** Asked for by honest programs: libuv tries io_uring, sets up the pipes of its children, gives files to their user. */
const ORDINARY: readonly SystemCall[] = [
  'io_uring_setup',
  'setsockopt',
  'splice',
  'tee',
  'chown',
  'fchown',
  'lchown',
  'fchownat',
];

/** Those whose second argument is a `struct sockaddr`. */
const ADDRESSES = new Set<SystemCall>(['connect', 'bind']);

const refused: readonly Watched[] = REFUSED.flatMap(({ why, error, calls }) => {
  const kind = CONNECTIONS.includes(why) ? 'connection' : DENIALS.includes(why) ? 'denial' : undefined;
  if (kind === undefined) return [];
  return calls
    .filter((call) => !ORDINARY.includes(call))
    .map((call): Watched => ({ call, kind, error, ...(ADDRESSES.has(call) ? { address: 1 } : {}) }));
});

/** Every call that the model's side has no honest reason to make, and the two by which it reaches for files and programs. */
export const WATCHED: readonly Watched[] = [
  ...refused,
  { call: 'open', kind: 'open', error: 0, address: 0 },
  { call: 'openat', kind: 'open', error: 0, address: 1 },
  { call: 'openat2', kind: 'open', error: 0, address: 1 },
  { call: 'execve', kind: 'exec', error: 0, address: 0 },
];

/** `column`: 0 for x86_64, 1 for aarch64. */
export function watchedByNumber(column: 0 | 1): ReadonlyMap<number, Watched> {
  return new Map(
    WATCHED.flatMap((watched) => {
      const number = SYSTEM_CALLS[watched.call][column];
      return number === undefined ? [] : [[number, watched] as const];
    }),
  );
}
