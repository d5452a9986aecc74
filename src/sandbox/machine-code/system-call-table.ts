import { DATA_ADDRESS } from './static-elf.ts';

/*
 * Programs here walk a table of system calls at DATA_ADDRESS: a record holds the call's number, six arguments and a word
 * that its program reads as it likes.
 */
export const RECORD_BYTES = 64;

/** Four bytes, lowest first. */
export function word(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255];
}

/** x86-64: the system call of the record at rbx; its result is in rax. */
export const CALL_RECORD_X64: readonly (readonly number[])[] = [
  [0x48, 0x8b, 0x03], // mov  rax, [rbx]
  [0x48, 0x8b, 0x7b, 0x08], // mov  rdi, [rbx+8]
  [0x48, 0x8b, 0x73, 0x10], // mov  rsi, [rbx+16]
  [0x48, 0x8b, 0x53, 0x18], // mov  rdx, [rbx+24]
  [0x4c, 0x8b, 0x53, 0x20], // mov  r10, [rbx+32]
  [0x4c, 0x8b, 0x43, 0x28], // mov  r8, [rbx+40]
  [0x4c, 0x8b, 0x4b, 0x30], // mov  r9, [rbx+48]
  [0x0f, 0x05], // syscall
];

export const SVC = 0xd400_0001;

/** arm64: puts a number of 16 bits into a register. */
export function movz(register: number, value: number, half = 0): number {
  return 0xd280_0000 | (half << 21) | (value << 5) | register;
}

/** arm64: x19 and x20 become the table's beginning and end. */
export function tableBoundsArm64(tableBytes: number): number[] {
  const movk = (register: number, value: number): number => 0xf280_0000 | (1 << 21) | (value << 5) | register;
  const end = DATA_ADDRESS + tableBytes;
  return [movz(19, DATA_ADDRESS & 0xffff), movk(19, DATA_ADDRESS >>> 16), movz(20, end & 0xffff), movk(20, end >>> 16)];
}

/** arm64: loads a register from the record at x19. */
export function loadArm64(register: number, offset: number): number {
  return 0xf940_0000 | ((offset / 8) << 10) | (19 << 5) | register;
}

/** arm64: the system call of the record at x19; its result is in x0. */
export const CALL_RECORD_ARM64: readonly number[] = [
  loadArm64(8, 0),
  ...[0, 1, 2, 3, 4, 5].map((register) => loadArm64(register, 8 + 8 * register)),
  SVC,
];

export function arm64Code(instructions: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(instructions.length * 4);
  for (const [index, instruction] of instructions.entries()) bytes.writeUInt32LE(instruction >>> 0, index * 4);
  return bytes;
}
