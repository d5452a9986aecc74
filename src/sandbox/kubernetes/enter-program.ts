import { GateError } from '../../core/errors.ts';
import type { SandboxSpec } from '../driver.ts';
import {
  arm64Code,
  CALL_RECORD_ARM64,
  CALL_RECORD_X64,
  loadArm64,
  movz,
  RECORD_BYTES,
  SVC,
  tableBoundsArm64,
  word,
} from '../machine-code/system-call-table.ts';
import { DATA_ADDRESS, executable } from '../machine-code/static-elf.ts';
import { SYSTEM_CALLS, type SystemCall } from '../seccomp/system-calls.ts';

/**
 * A pod has no settings for half of the walls: the runtime's seccomp profile allows sockets, services put variables into the
 * environment, a pod has no limit of its own on open files, processors' time or processes. So the first program in the container
 * is a static ELF file of ours that waits for one byte (nothing may be written before the gate listens), gives up what can be
 * given up from inside, and becomes the program with exactly the arguments and the environment of the specification. It ends
 * with ENTER_FAILED if any step is refused.
 */
export const ENTER_FAILED = 125;

/** Of <linux/resource.h>, the same on both processors. */
const RLIMIT = { cpu: 0, core: 4, nproc: 6, nofile: 7 } as const;
const SECCOMP_SET_MODE_FILTER = 1;
const PR_SET_NO_NEW_PRIVS = 38;
const FILTER_INSTRUCTION_BYTES = 8;

/** Data behind the table, and its address. */
class Data {
  readonly #parts: Buffer[] = [];
  #free: number;
  constructor(tableBytes: number) {
    this.#free = DATA_ADDRESS + tableBytes;
  }
  place(bytes: Uint8Array): bigint {
    const address = this.#free;
    const padded = Buffer.alloc(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.#parts.push(padded);
    this.#free += padded.length;
    return BigInt(address);
  }
  words(values: readonly bigint[]): bigint {
    const bytes = Buffer.alloc(values.length * 8);
    for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(value, index * 8);
    return this.place(bytes);
  }
  text(value: string): bigint {
    return this.place(Buffer.from(`${value}\0`));
  }
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

interface Step {
  readonly call: SystemCall;
  readonly values: readonly (number | bigint)[];
  /** The one result with which it goes on. */
  readonly expected: number;
}

/** The executable file. Throws GateError SANDBOX_FAILED for a processor that it knows no machine code for. */
export function enterProgram(
  { argv, env, limits }: Pick<SandboxSpec, 'argv' | 'env' | 'limits'>,
  filter: Uint8Array,
  architecture: string = process.arch,
): Uint8Array {
  if (architecture !== 'x64' && architecture !== 'arm64') {
    throw new GateError('SANDBOX_FAILED', `there is no machine code for the processor ${architecture}`);
  }
  const rlimits: readonly (readonly [number, number])[] = [
    [RLIMIT.cpu, limits.cpuSeconds],
    [RLIMIT.core, 0],
    [RLIMIT.nproc, limits.pids],
    [RLIMIT.nofile, limits.openFiles],
  ];
  const count = 4 + rlimits.length;
  const data = new Data(count * RECORD_BYTES);
  const program = Buffer.alloc(16); // struct sock_fprog
  program.writeUInt16LE(filter.length / FILTER_INSTRUCTION_BYTES, 0);
  program.writeBigUInt64LE(data.place(filter), 8);
  const texts = (values: readonly string[]): bigint => data.words([...values.map((value) => data.text(value)), 0n]);
  const path = data.text(argv[0] ?? '');
  const environment = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const steps: readonly Step[] = [
    { call: 'read', values: [0, data.place(Buffer.alloc(1)), 1], expected: 1 },
    { call: 'prctl', values: [PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0], expected: 0 },
    ...rlimits.map(([resource, most]): Step => {
      const limit = data.words([BigInt(most), BigInt(most)]);
      return { call: 'prlimit64', values: [0, resource, limit, 0], expected: 0 };
    }),
    { call: 'seccomp', values: [SECCOMP_SET_MODE_FILTER, 0, data.place(program)], expected: 0 },
    { call: 'execve', values: [path, texts(argv), texts(environment)], expected: 1 }, // never: it only comes back to fail
  ];
  const table = Buffer.alloc(count * RECORD_BYTES);
  for (const [index, { call, values, expected }] of steps.entries()) {
    const at = index * RECORD_BYTES;
    table.writeBigInt64LE(BigInt(SYSTEM_CALLS[call][architecture === 'x64' ? 0 : 1] ?? -1), at);
    for (const [position, value] of values.entries()) table.writeBigInt64LE(BigInt(value), at + 8 + 8 * position);
    table.writeBigInt64LE(BigInt(expected), at + 56);
  }
  const code = architecture === 'x64' ? codeForX64(table.length) : codeForArm64(table.length);
  return executable(architecture, code, Buffer.concat([table, data.bytes()]));
}

function codeForX64(tableBytes: number): Uint8Array {
  const code: readonly (readonly number[])[] = [
    [0xbb, ...word(DATA_ADDRESS)], //                   mov  ebx, table
    [0x41, 0xbc, ...word(DATA_ADDRESS + tableBytes)], // mov  r12d, end
    [0x4c, 0x39, 0xe3], //                        next:  cmp  rbx, r12
    [0x73, 0x29], //                                     jae  fail
    ...CALL_RECORD_X64,
    [0x48, 0x3b, 0x43, 0x38], //                         cmp  rax, [rbx+56]
    [0x75, 0x06], //                                     jne  fail
    [0x48, 0x83, 0xc3, 0x40], //                         add  rbx, 64
    [0xeb, 0xd2], //                                     jmp  next
    [0xbf, ...word(ENTER_FAILED)], //             fail:  mov  edi, ENTER_FAILED
    [0xb8, 0xe7, 0x00, 0x00, 0x00], //                   mov  eax, 231 (exit_group)
    [0x0f, 0x05], //                                     syscall
  ];
  return Uint8Array.from(code.flat());
}

function codeForArm64(tableBytes: number): Uint8Array {
  const instructions = [
    ...tableBoundsArm64(tableBytes), //  0 to 3
    0xeb14_027f, //                      4 next: cmp x19, x20
    0x5400_0000 | (14 << 5) | 2, //      5 b.hs fail (19)
    ...CALL_RECORD_ARM64, //             6 to 13
    loadArm64(9, 56), //                     14
    0xeb09_001f, //                     15 cmp x0, x9
    0x5400_0000 | (3 << 5) | 1, //      16 b.ne fail (19)
    0x9101_0273, //                     17 add x19, x19, #64
    0x1400_0000 | (-14 & 0x03ff_ffff), // 18 b next
    movz(0, ENTER_FAILED), //           19 fail
    movz(8, 94), //                     20 exit_group
    SVC, //                             21
  ];
  return arm64Code(instructions);
}
