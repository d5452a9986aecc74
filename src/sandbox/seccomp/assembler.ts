import { GateError } from '../../core/errors.ts';

/**
 * A small assembler for classic BPF as seccomp(2) takes it: `struct sock_filter { u16 code; u8 jt; u8 jf; u32 k }`.
 * Conditional jumps reach 255 instructions only, so every branch to a label is a conditional skip over one
 * unconditional jump, whose offset has 32 bits. Jumps go forward only, as the kernel demands.
 */

const LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
const JUMP = 0x05; // BPF_JMP | BPF_JA
const JUMP_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const JUMP_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K
const SIZEOF_INSTRUCTION = 8;
const MAX_INSTRUCTIONS = 4096; // BPF_MAXINSNS

export interface Label {
  readonly name: string;
}

interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
  readonly target?: Label;
}

export class Assembler {
  readonly #instructions: Instruction[] = [];
  readonly #positions = new Map<Label, number>();

  /** A place that can be jumped to before it is known where it lies. */
  label(name: string): Label {
    return { name };
  }

  place(label: Label): void {
    this.#positions.set(label, this.#instructions.length);
  }

  /** Loads 32 bits of `struct seccomp_data` at byte `offset`. */
  load(offset: number): void {
    this.#emit(LOAD_WORD, offset);
  }

  and(mask: number): void {
    this.#emit(AND, mask);
  }

  goto(target: Label): void {
    this.#instructions.push({ code: JUMP, jt: 0, jf: 0, k: 0, target });
  }

  gotoIfEqual(value: number, target: Label): void {
    this.#emit(JUMP_EQUAL, value, 0, 1);
    this.goto(target);
  }

  gotoUnlessEqual(value: number, target: Label): void {
    this.#emit(JUMP_EQUAL, value, 1, 0);
    this.goto(target);
  }

  /** Unsigned comparison. */
  gotoIfAtLeast(value: number, target: Label): void {
    this.#emit(JUMP_AT_LEAST, value, 0, 1);
    this.goto(target);
  }

  return(action: number): void {
    this.#emit(RETURN, action);
  }

  /** The program in the byte order of x86_64 and aarch64 (little endian). */
  assemble(): Uint8Array {
    if (this.#instructions.length > MAX_INSTRUCTIONS) {
      throw new GateError(
        'INTERNAL',
        `the seccomp program has ${this.#instructions.length} instructions, the kernel takes ${MAX_INSTRUCTIONS}`,
      );
    }
    const bytes = new Uint8Array(this.#instructions.length * SIZEOF_INSTRUCTION);
    const view = new DataView(bytes.buffer);
    for (const [index, { code, jt, jf, k, target }] of this.#instructions.entries()) {
      const at = index * SIZEOF_INSTRUCTION;
      view.setUint16(at, code, true);
      view.setUint8(at + 2, jt);
      view.setUint8(at + 3, jf);
      view.setUint32(at + 4, target === undefined ? k : this.#distance(index, target), true);
    }
    return bytes;
  }

  #emit(code: number, k: number, jt = 0, jf = 0): void {
    this.#instructions.push({ code, jt, jf, k: k >>> 0 });
  }

  #distance(from: number, label: Label): number {
    const to = this.#positions.get(label);
    if (to === undefined || to <= from) {
      throw new GateError('INTERNAL', `the seccomp program jumps backward or nowhere: ${label.name}`);
    }
    return to - from - 1;
  }
}
