import { GateError } from '../../core/errors.ts';
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

/**
 * Node can't make system calls of its own choice, and a probe that asks politely through libuv proves little. So the probe
 * brings a program of a few hundred bytes: a static ELF file that makes the calls of a table one after the other and writes
 * each result as a signed 64-bit little-endian number to its standard output. The table and the data that the calls point
 * to lie in its writable segment.
 */

const MAX_RECORDS = 16_384;

export interface RawCall {
  readonly number: number;
  /** Up to six. Text is placed in memory, NUL-terminated, and its address passed. */
  readonly arguments: readonly (number | bigint | string)[];
  /** Where a child may come back from the call with 0: it then sleeps until it is killed. */
  readonly forks?: boolean;
}

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

function codeForX64(tableBytes: number): Uint8Array {
  const code: readonly (readonly number[])[] = [
    [0xbb, ...word(DATA_ADDRESS)], //                   mov  ebx, table
    [0x41, 0xbc, ...word(DATA_ADDRESS + tableBytes)], // mov  r12d, end
    [0x4c, 0x39, 0xe3], //                        next:  cmp  rbx, r12
    [0x73, 0x46], //                                     jae  done
    ...CALL_RECORD_X64,
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
  const instructions = [
    ...tableBoundsArm64(tableBytes), //  0 to 3
    0xeb14_027f, //                      4 next: cmp x19, x20
    0x5400_0000 | (20 << 5) | 2, //      5 b.hs done (25)
    ...CALL_RECORD_ARM64, //             6 to 13
    0xb500_0000 | (3 << 5), //          14 cbnz x0, store (17)
    loadArm64(9, 56), //                     15
    0xb500_0000 | (12 << 5) | 9, //     16 cbnz x9, sleep (28)
    0xf900_0260, //                     17 store: str x0, [x19]
    movz(0, 1), //                      18
    0xaa13_03e1, //                     19 mov x1, x19
    movz(2, 8), //                      20
    movz(8, 64), //                     21 write
    SVC, //                             22
    0x9101_0273, //                     23 add x19, x19, #64
  ];

  const back = 0x1400_0000 | ((4 - instructions.length) & 0x03ff_ffff);
  const done = [movz(0, 0), movz(8, 94), SVC]; // exit_group
  const sleep = [movz(0, 0), movz(1, 0), movz(2, 0), movz(3, 0), movz(8, 73), SVC, 0x1400_0000 | (-6 & 0x03ff_ffff)]; // ppoll
  instructions.push(back, ...done, ...sleep);
  return arm64Code(instructions);
}
