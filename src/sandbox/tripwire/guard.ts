import { createHash } from 'node:crypto';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { DATA_ADDRESS, executable } from '../machine-code/static-elf.ts';
import { seccompFilter } from '../seccomp/filter.ts';
import { SYSTEM_CALLS } from '../seccomp/system-calls.ts';
import { GUARD_CODE } from './guard-code.ts';
import { WATCHED } from './watched.ts';

// As the code in guard-code.ts has them, from DATA_ADDRESS.
const FILTER_POINTER = 16;
const SIGNAL_MASK = 32;
const PAUSE = 40;
const ERRORS = 480;
const ADDRESS_ARGUMENTS = 992;
const TABLE = 512;
const FILTER = ERRORS + 2 * TABLE;

const ENOSYS = 38;
const SIGCHLD = 17;
const PAUSE_NS = 100_000n;
const SIZEOF_INSTRUCTION = 8;

let made: { readonly program: Uint8Array; readonly digest: Sha256 } | undefined;

/** Whether there is machine code of it for this processor. */
export function hasGuard(): boolean {
  return process.arch === 'x64';
}

/**
 * The executable file of the guard: a few hundred instructions that install the filter, start what stands behind them in
 * `argv`, and tell which watched calls it makes. x86_64 only.
 */
export function guardProgram(): { readonly program: Uint8Array; readonly digest: Sha256 } {
  if (made !== undefined) return made;
  const filter = seccompFilter(
    'x64',
    WATCHED.map(({ call }) => call),
  ).program;
  const data = Buffer.alloc(FILTER + filter.length);
  data.writeUInt16LE(filter.length / SIZEOF_INSTRUCTION, FILTER_POINTER);
  data.writeBigUInt64LE(BigInt(DATA_ADDRESS + FILTER), FILTER_POINTER + 8);
  data.writeBigUInt64LE(1n << BigInt(SIGCHLD - 1), SIGNAL_MASK);
  data.writeBigUInt64LE(PAUSE_NS, PAUSE + 8);
  data.fill(ENOSYS, ERRORS, ERRORS + TABLE); // a call that nobody thought of is refused
  for (const { call, error, address } of WATCHED) {
    const [number] = SYSTEM_CALLS[call];
    if (number === undefined) continue;
    data[ERRORS + number] = error;
    data[ADDRESS_ARGUMENTS + number] = address === undefined ? 0 : address + 1;
  }
  data.set(filter, FILTER);
  const program = executable('x64', Buffer.from(GUARD_CODE.join(''), 'hex'), data);
  made = { program, digest: sha256FromBytes(createHash('sha256').update(program).digest()) };
  return made;
}
