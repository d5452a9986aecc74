import { GateError } from '../../core/errors.ts';

/**
 * Node can't make system calls of its own choice, and a probe that asks politely through libuv proves little. So the probe
 * brings a program of a few hundred bytes: a static ELF file that makes the calls of a table one after the other and writes
 * each result as a signed 64-bit little-endian number to its standard output. The table and the data that the calls point
 * to lie in its writable segment.
 */

const CODE_ADDRESS = 0x40_0000;
export const DATA_ADDRESS = 0x100_0000;
const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const PAGE = 0x1000;
const RECORD_BYTES = 64;
const MAX_RECORDS = 16_384;

export interface RawCall {
  readonly number: number;
  /** Up to six. Text is placed in memory, NUL-terminated, and its address passed. */
  readonly arguments: readonly (number | bigint | string)[];
  /** Where a child may come back from the call with 0: it then sleeps until it is killed. */
  readonly forks?: boolean;
}

type RawArchitecture = 'x64' | 'arm64';

/** The executable file. Throws GateError SANDBOX_FAILED for another processor. */
export function rawProgram(calls: readonly RawCall[], architecture: string = process.arch): Uint8Array {
  if (architecture !== 'x64' && architecture !== 'arm64') {
    throw new GateError(
      'SANDBOX_FAILED',
      `the isolation probe knows no machine code for the processor ${architecture}`,
    );
  }
  if (calls.length > MAX_RECORDS) throw new GateError('INTERNAL', `${calls.length} raw system calls in one program`);
  const tableBytes = calls.length * RECORD_BYTES;
  const code = architecture === 'x64' ? codeForX64(tableBytes) : codeForArm64(tableBytes);
  return executable(architecture, code, dataSegment(calls, tableBytes));
}

/** A static ELF file of one page of code, at CODE_ADDRESS, and data, at DATA_ADDRESS. */
export function executable(architecture: RawArchitecture, code: Uint8Array, data: Uint8Array): Uint8Array {
  const file = new Uint8Array(2 * PAGE + data.length);
  file.set(elfHeaders(architecture, code.length, data.length));
  file.set(code, PAGE);
  file.set(data, 2 * PAGE);
  return file;
}

function dataSegment(calls: readonly RawCall[], tableBytes: number): Uint8Array {
  const texts: Buffer[] = [];
  let free = tableBytes;
  const table = Buffer.alloc(tableBytes);
  for (const [index, { number, arguments: values, forks }] of calls.entries()) {
    const at = index * RECORD_BYTES;
    table.writeBigInt64LE(BigInt(number), at);
    for (const [position, value] of values.entries()) {
      let word: bigint;
      if (typeof value === 'string') {
        const text = Buffer.from(`${value}\0`.padEnd(8, '\0'));
        word = BigInt(DATA_ADDRESS + free);
        texts.push(text);
        free += text.length;
      } else word = BigInt.asUintN(64, BigInt(value));
      table.writeBigUInt64LE(word, at + 8 + 8 * position);
    }
    table.writeBigInt64LE(forks === true ? 1n : 0n, at + 56);
  }
  return Buffer.concat([table, ...texts]);
}

/** ELF header and two PT_LOAD segments: code (read, execute) and data (read, write). No stack is used. */
function elfHeaders(architecture: RawArchitecture, codeBytes: number, dataBytes: number): Uint8Array {
  const header = Buffer.alloc(ELF_HEADER_BYTES + 2 * PROGRAM_HEADER_BYTES);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(2, 16); // ET_EXEC
  header.writeUInt16LE(architecture === 'x64' ? 62 : 183, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(CODE_ADDRESS), 24);
  header.writeBigUInt64LE(BigInt(ELF_HEADER_BYTES), 32);
  header.writeUInt16LE(ELF_HEADER_BYTES, 52);
  header.writeUInt16LE(PROGRAM_HEADER_BYTES, 54);
  header.writeUInt16LE(2, 56);
  const segment = (index: number, flags: number, offset: number, address: number, bytes: number): void => {
    const at = ELF_HEADER_BYTES + index * PROGRAM_HEADER_BYTES;
    header.writeUInt32LE(1, at);
    header.writeUInt32LE(flags, at + 4);
    header.writeBigUInt64LE(BigInt(offset), at + 8);
    header.writeBigUInt64LE(BigInt(address), at + 16);
    header.writeBigUInt64LE(BigInt(address), at + 24);
    header.writeBigUInt64LE(BigInt(bytes), at + 32);
    header.writeBigUInt64LE(BigInt(bytes), at + 40);
    header.writeBigUInt64LE(BigInt(PAGE), at + 48);
  };
  segment(0, 5, PAGE, CODE_ADDRESS, codeBytes);
  segment(1, 6, 2 * PAGE, DATA_ADDRESS, dataBytes);
  return header;
}

function codeForX64(tableBytes: number): Uint8Array {
  const word = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];
  const code: readonly (readonly number[])[] = [
    [0xbb, ...word(DATA_ADDRESS)], //                   mov  ebx, table
    [0x41, 0xbc, ...word(DATA_ADDRESS + tableBytes)], // mov  r12d, end
    [0x4c, 0x39, 0xe3], //                        next:  cmp  rbx, r12
    [0x73, 0x46], //                                     jae  done
    [0x48, 0x8b, 0x03], //                               mov  rax, [rbx]
    [0x48, 0x8b, 0x7b, 0x08], //                         mov  rdi, [rbx+8]
    [0x48, 0x8b, 0x73, 0x10], //                         mov  rsi, [rbx+16]
    [0x48, 0x8b, 0x53, 0x18], //                         mov  rdx, [rbx+24]
    [0x4c, 0x8b, 0x53, 0x20], //                         mov  r10, [rbx+32]
    [0x4c, 0x8b, 0x43, 0x28], //                         mov  r8, [rbx+40]
    [0x4c, 0x8b, 0x4b, 0x30], //                         mov  r9, [rbx+48]
    [0x0f, 0x05], //                                     syscall
    [0x48, 0x85, 0xc0], //                               test rax, rax
    [0x75, 0x07], //                                     jnz  store
    [0x48, 0x83, 0x7b, 0x38, 0x00], //                   cmp  qword [rbx+56], 0
    [0x75, 0x26], //                                     jne  sleep
    [0x48, 0x89, 0x03], //                       store:  mov  [rbx], rax
    [0xbf, 0x01, 0x00, 0x00, 0x00], //                   mov  edi, 1
    [0x48, 0x89, 0xde], //                               mov  rsi, rbx
    [0xba, 0x08, 0x00, 0x00, 0x00], //                   mov  edx, 8
    [0xb8, 0x01, 0x00, 0x00, 0x00], //                   mov  eax, 1 (write)
    [0x0f, 0x05], //                                     syscall
    [0x48, 0x83, 0xc3, 0x40], //                         add  rbx, 64
    [0xeb, 0xb5], //                                     jmp  next
    [0x31, 0xff], //                              done:  xor  edi, edi
    [0xb8, 0xe7, 0x00, 0x00, 0x00], //                   mov  eax, 231 (exit_group)
    [0x0f, 0x05], //                                     syscall
    [0xb8, 0x22, 0x00, 0x00, 0x00], //           sleep:  mov  eax, 34 (pause)
    [0x0f, 0x05], //                                     syscall
    [0xeb, 0xf7], //                                     jmp  sleep
  ];
  return Uint8Array.from(code.flat());
}

function codeForArm64(tableBytes: number): Uint8Array {
  const end = DATA_ADDRESS + tableBytes;
  const movz = (register: number, value: number, half = 0): number =>
    0xd280_0000 | (half << 21) | (value << 5) | register;
  const movk = (register: number, value: number): number => 0xf280_0000 | (1 << 21) | (value << 5) | register;
  const load = (register: number, offset: number): number => 0xf940_0000 | ((offset / 8) << 10) | (19 << 5) | register;
  const svc = 0xd400_0001;
  const instructions = [
    movz(19, DATA_ADDRESS & 0xffff), //  0
    movk(19, DATA_ADDRESS >>> 16), //    1
    movz(20, end & 0xffff), //           2
    movk(20, end >>> 16), //             3
    0xeb14_027f, //                      4 next: cmp x19, x20
    0x5400_0000 | (20 << 5) | 2, //      5 b.hs done (25)
    load(8, 0), //                       6
    ...[0, 1, 2, 3, 4, 5].map((register) => load(register, 8 + 8 * register)), // 7 to 12
    svc, //                             13
    0xb500_0000 | (3 << 5), //          14 cbnz x0, store (17)
    load(9, 56), //                     15
    0xb500_0000 | (12 << 5) | 9, //     16 cbnz x9, sleep (28)
    0xf900_0260, //                     17 store: str x0, [x19]
    movz(0, 1), //                      18
    0xaa13_03e1, //                     19 mov x1, x19
    movz(2, 8), //                      20
    movz(8, 64), //                     21 write
    svc, //                             22
    0x9101_0273, //                     23 add x19, x19, #64
  ];

  const back = 0x1400_0000 | ((4 - instructions.length) & 0x03ff_ffff);
  const done = [movz(0, 0), movz(8, 94), svc]; // exit_group
  const sleep = [movz(0, 0), movz(1, 0), movz(2, 0), movz(3, 0), movz(8, 73), svc, 0x1400_0000 | (-6 & 0x03ff_ffff)]; // ppoll
  instructions.push(back, ...done, ...sleep);
  const bytes = Buffer.alloc(instructions.length * 4);
  for (const [index, instruction] of instructions.entries()) bytes.writeUInt32LE(instruction >>> 0, index * 4);
  return bytes;
}
