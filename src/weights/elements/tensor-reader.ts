import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { GateError, systemCode } from '../../core/errors.ts';
import { layoutOf } from '../../formats/checkpoints/element-types.ts';
import type { LocatedTensor, TensorFile } from '../../formats/checkpoints/located-tensor.ts';
import { PackedReader } from './packed-reader.ts';

/** No read is larger, whatever a header says. */
export const MAX_CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * How the rows of one tensor lie in another file: row `h·d + 2j + s` here is row `h·d + s·d/2 + j` there, with `d` rows
 * per head. That is the Q and K permutation of llama.cpp's `convert_hf_to_gguf.py`.
 */
export interface RowOrder {
  readonly rowsPerHead: number;
}

/** Factors that stored values are multiplied with, one per block of a matrix: plain data that survives a message. */
export interface TensorScale {
  readonly factors: LocatedTensor;
  readonly blockRows: number;
  readonly blockColumns: number;
  /** Blocks side by side. */
  readonly across: number;
  /** What the factors are divided by: bitsandbytes keeps the largest value of a row, and stores it as 127. */
  readonly over: number;
}

/** What a worker needs to read a tensor: plain data that survives a message. */
export interface Operand {
  readonly tensor: LocatedTensor;
  /** Present when the tensor's rows must be read in GGUF's order. */
  readonly order?: RowOrder;
  /** Present when the stored values must be multiplied with factors that stand in another tensor. */
  readonly scale?: TensorScale;
  /** Added to each value: GGUF holds 1 + w of Gemma's norms. */
  readonly shift?: number;
  /** Factors of each row and column, in shared memory: what a rescaling of the base would make of it. */
  readonly factors?: { readonly rows?: Float32Array; readonly columns?: Float32Array };
}

/** Whether values are something else than their stored bytes say alone: equal bytes are then no equal values. */
export function isAdjusted({ tensor, scale, shift, factors }: Operand): boolean {
  return scale !== undefined || shift !== undefined || factors !== undefined || tensor.packed !== undefined;
}

/** The row in Hugging Face's order that stands at `row` in GGUF's. */
export function sourceRow(row: number, { rowsPerHead }: RowOrder): number {
  const within = row % rowsPerHead;
  return row - within + (within % 2) * (rowsPerHead / 2) + Math.floor(within / 2);
}

/** Keeps files open over many reads. Files are opened read-only and never mapped, so a shrinking file can't kill us. */
export class TensorReader {
  readonly #open = new Map<string, number>();
  readonly #packed = new PackedReader((tensor, from, count, into) => this.#readStored(tensor, from, count, into));

  /**
   * Fills `into` with the stored bytes of rows or elements: `count` elements of the tensor from element `from` on. For
   * an operand with a row order both are multiples of a row. Reads at most MAX_CHUNK_BYTES; returns the bytes written.
   * Throws GateError SOURCE_CHANGED when the file is not as long as it was, SOURCE_UNREADABLE when it can't be read.
   */
  read(operand: Operand, from: number, count: number, into: Uint8Array): number {
    const { tensor, order } = operand;
    const layout = layoutOf(tensor.dtype) ?? {
      elements: 1,
      bytes: tensor.elements === 0 ? 0 : tensor.bytes / tensor.elements,
    };
    const start = (from / layout.elements) * layout.bytes;
    const length = (count / layout.elements) * layout.bytes;
    if (length > MAX_CHUNK_BYTES || length > into.length || start + length > tensor.bytes) {
      throw new GateError('INTERNAL', `a read of ${length} bytes at ${start} of ${tensor.name} breaks its bounds`);
    }
    if (order === undefined) {
      this.#bytes(tensor, start, into.subarray(0, length));
      return length;
    }
    const rowBytes = tensor.bytes / tensor.rows;
    const firstRow = from / tensor.rowElements;
    const rows = count / tensor.rowElements;
    for (let row = 0; row < rows; row += 1) {
      const source = sourceRow(firstRow + row, order);
      this.#bytes(tensor, source * rowBytes, into.subarray(row * rowBytes, (row + 1) * rowBytes));
    }
    return length;
  }

  /** Σ of the squared steps of packed values: how far rounding to them goes, times 12. */
  packedSteps({ tensor }: Operand, from: number, count: number): number {
    const { packed, offset, rowElements } = tensor;
    return packed === undefined ? 0 : this.#packed.steps(packed, rowElements, offset / 4 + from, count);
  }

  /** Makes of values the nearest ones that a packed matrix could hold from element `from` on. */
  packedNearest({ tensor }: Operand, from: number, values: Float32Array): void {
    const { packed, offset, rowElements } = tensor;
    if (packed !== undefined) this.#packed.nearest(packed, rowElements, offset / 4 + from, values);
  }

  /** Fills `into` from byte `start` of the tensor on. */
  #bytes(tensor: LocatedTensor, start: number, into: Uint8Array): void {
    const { packed, offset, rowElements } = tensor;
    if (packed === undefined) {
      readFully(this.#descriptor(tensor.file), tensor.file, offset + start, into);
      return;
    }
    const values = new Float32Array(into.buffer, into.byteOffset, into.length / 4);
    this.#packed.values(packed, rowElements, (offset + start) / 4, values.length, values);
  }

  #readStored(tensor: LocatedTensor, from: number, count: number, into: Uint8Array): void {
    const bytes = layoutOf(tensor.dtype)?.bytes ?? 1;
    if ((from + count) * bytes > tensor.bytes || count * bytes > into.length)
      throw new GateError('INTERNAL', `${count} elements from ${from} on do not lie in ${tensor.name}`);
    readFully(
      this.#descriptor(tensor.file),
      tensor.file,
      tensor.offset + from * bytes,
      into.subarray(0, count * bytes),
    );
  }

  close(): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #descriptor(file: TensorFile): number {
    const known = this.#open.get(file.blob);
    if (known !== undefined) return known;
    const fd = openFile(file);
    this.#open.set(file.blob, fd);
    return fd;
  }
}

function openFile(file: TensorFile): number {
  let fd: number;
  try {
    fd = openSync(file.blob, 'r');
  } catch (cause) {
    throw new GateError('SOURCE_UNREADABLE', `${file.path}: ${systemCode(cause) ?? 'can not be opened'}`, { cause });
  }
  const stat = fstatSync(fd);
  if (!stat.isFile() || stat.size !== file.size) {
    closeSync(fd);
    throw new GateError('SOURCE_CHANGED', `${file.path}: ${stat.size} bytes now, ${file.size} when it was hashed`);
  }
  return fd;
}

function readFully(fd: number, file: TensorFile, position: number, into: Uint8Array): void {
  let done = 0;
  while (done < into.length) {
    let got: number;
    try {
      got = readSync(fd, into, done, into.length - done, position + done);
    } catch (cause) {
      throw new GateError(
        'SOURCE_UNREADABLE',
        `${file.path} at ${position + done}: ${systemCode(cause) ?? 'read failed'}`,
        {
          cause,
        },
      );
    }
    if (got === 0)
      throw new GateError('SOURCE_CHANGED', `${file.path} ends at ${position + done}, sooner than when it was hashed`);
    done += got;
  }
}
