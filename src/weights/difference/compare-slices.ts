import { GateError } from '../../core/errors.ts';
import { decode, decodedElements, rawElements, type DecodedElements, type RawElements } from '../elements/decode.ts';
import {
  fitsFloat32,
  isDecodable,
  isQuantised,
  isWideInteger,
  layoutOf,
} from '../../formats/checkpoints/element-types.ts';
import { encoderOf } from '../elements/encode.ts';
import { blockRounding, roundingPerPower } from '../elements/rounding-steps.ts';
import { Scales } from '../elements/scale.ts';
import { isAdjusted, MAX_CHUNK_BYTES, TensorReader } from '../elements/tensor-reader.ts';
import { addFloat32, addFloat64, countChanged } from './kernel.ts';
import { simdKernel, type KernelSums } from './simd-kernel.ts';
import type { SlicePlan, TensorPair } from './slice-plan.ts';
import { keepTopRow, noSums, type DifferenceSums } from './sums.ts';

/** Elements that are decoded at once: both sides and the raw bytes then stay in the second-level cache. */
const BLOCK_ELEMENTS = 16 * 1024;

/** Elements that are read at once for sums, so that they are still in the cache when they are added up. */
const PART_ELEMENTS = 256 * 1024;
/** Parts of a tensor without whole rows are multiples of this: the longest quantisation block. */
const LONGEST_BLOCK = 256;

const DECODED_BYTES = BLOCK_ELEMENTS * 8;

/** Where what stands in the memory that the kernel and the readers share. */
const PLACE = {
  candidate: 0,
  base: MAX_CHUNK_BYTES,
  decodedCandidate: 2 * MAX_CHUNK_BYTES,
  decodedBase: 2 * MAX_CHUNK_BYTES + DECODED_BYTES,
  end: 2 * MAX_CHUNK_BYTES + 2 * DECODED_BYTES,
} as const;

export interface RowSquares {
  readonly difference: Float64Array;
  readonly base: Float64Array;
  readonly candidate: Float64Array;
}

/** A block of a slice, ready for the sums. */
interface Block {
  readonly pair: TensorPair;
  /** First element, counted from the start of the slice, and how many. */
  readonly from: number;
  readonly count: number;
  /** Both sides hold the same bytes: one decoding serves both. */
  readonly same: boolean;
  readonly wide: boolean;
  /** Stored as the kernel reads it, so that it needs no decoding. */
  readonly direct: 'BF16' | 'F32' | undefined;
  decoded: boolean;
}

/** Compares slices of pairs with a fixed set of buffers: about 9 MiB per instance, whatever it reads. */
export class SliceComparer {
  readonly #reader = new TensorReader();
  readonly #scales = new Scales(this.#reader);
  readonly #kernel = simdKernel(PLACE.end);
  readonly #candidate: RawElements = rawElements(this.#kernel.memory, PLACE.candidate, MAX_CHUNK_BYTES);
  readonly #base: RawElements = rawElements(this.#kernel.memory, PLACE.base, MAX_CHUNK_BYTES);
  readonly #w: DecodedElements = decodedElements(this.#kernel.memory, PLACE.decodedCandidate, DECODED_BYTES);
  readonly #w0: DecodedElements = decodedElements(this.#kernel.memory, PLACE.decodedBase, DECODED_BYTES);
  readonly #encoded = new Uint8Array(BLOCK_ELEMENTS * 4);
  /** Which element of the tensor stands first in what was read. */
  #first = 0;

  /** Whether every element of the slice has the same value: the same bytes, or the same bits once both are widened. */
  equal(pair: TensorPair, plan: SlicePlan, slice: number): boolean {
    const { count } = this.#read(pair, plan, slice);
    if (pair.candidate.tensor.dtype === pair.base.tensor.dtype && !isAdjustedPair(pair)) {
      if (this.#sameBytes(pair, 0, count)) return true;
      // Different bytes of plain types are different values; blocks can write one value in two ways.
      if (!isQuantised(pair.base.tensor.dtype) || !isDecodable(pair.base.tensor.dtype)) return false;
    }
    const words = isWide(pair) ? 2 : 1;
    for (let from = 0; from < count; from += BLOCK_ELEMENTS) {
      const block = Math.min(BLOCK_ELEMENTS, count - from);
      const loaded = this.#load(pair, from, block);
      this.#decode(loaded);
      if (!loaded.same && countChanged(this.#w.u32, this.#w0.u32, 0, block, words) > 0) return false;
    }
    return true;
  }

  /** The sums over one slice. */
  sums(pair: TensorPair, plan: SlicePlan, slice: number): DifferenceSums {
    const sums = noSums();
    const { rowElements } = pair.base.tensor;
    const unit = plan.wholeRows ? rowElements : LONGEST_BLOCK;
    const step = Math.max(1, Math.floor(PART_ELEMENTS / unit)) * unit;
    const end = Math.min((slice + 1) * plan.sliceElements, plan.elements);
    for (let from = slice * plan.sliceElements; from < end; from += step) {
      const count = Math.min(step, end - from);
      this.#readRange(pair, from, count);
      for (const [operand, raw] of [
        [pair.candidate, this.#candidate],
        [pair.base, this.#base],
      ] as const) {
        const { dtype } = operand.tensor;
        if (operand.tensor.packed !== undefined) sums.rounding += this.#reader.packedSteps(operand, from, count) / 12;
        else if (isQuantised(dtype)) sums.rounding += blockRounding(dtype, raw.u8, count);
        else if (dtype === 'I8') sums.rounding += this.#scales.steps(operand, from, count) / 12;
      }
      if (plan.wholeRows) this.#addRows(pair, sums, from, count);
      else this.#addRange(pair, sums, 0, count);
    }
    return sums;
  }

  /** Units (elements or blocks) that are not what rounding the base to the candidate's type gives, byte for byte. */
  unrounded(pair: TensorPair, plan: SlicePlan, slice: number): number {
    const { count } = this.#read(pair, plan, slice);
    const encoder = encoderOf(pair.candidate.tensor.dtype);
    if (encoder === undefined) throw new GateError('INTERNAL', `no encoder for ${pair.candidate.tensor.dtype}`);
    let different = 0;
    for (let from = 0; from < count; from += BLOCK_ELEMENTS) {
      const block = Math.min(BLOCK_ELEMENTS, count - from);
      decode(pair.base.tensor.dtype, this.#base, from, block, this.#w0, false);
      const units = block / encoder.elements;
      const stored = (from / encoder.elements) * encoder.bytes;
      encoder.encode(this.#w0.f32, 0, units, this.#encoded);
      for (let unit = 0; unit < units; unit += 1) {
        const at = unit * encoder.bytes;
        for (let byte = 0; byte < encoder.bytes; byte += 1) {
          if (this.#encoded[at + byte] === this.#candidate.u8[stored + at + byte]) continue;
          different += 1;
          break;
        }
      }
    }
    return different;
  }

  /** ‖Dᵢ‖² and ‖W₀ᵢ‖² of each row of a slice of whole rows; infinite where a value isn't finite. */
  rowSquares(pair: TensorPair, plan: SlicePlan, slice: number): RowSquares {
    const { count } = this.#read(pair, plan, slice);
    const { rowElements } = pair.base.tensor;
    const rows = count / rowElements;
    const squares = {
      difference: new Float64Array(rows),
      base: new Float64Array(rows),
      candidate: new Float64Array(rows),
    };
    for (let row = 0; row < rows; row += 1) {
      const sums = noSums();
      this.#addRange(pair, sums, row * rowElements, (row + 1) * rowElements);
      const strange = sums.candidateNaN + sums.candidateInfinite + sums.baseNaN + sums.baseInfinite > 0;
      squares.difference[row] = strange && sums.changed > 0 ? Number.POSITIVE_INFINITY : sums.differenceSquares;
      squares.base[row] = sums.baseSquares;
      squares.candidate[row] = sums.candidateSquares;
    }
    return squares;
  }

  close(): void {
    this.#reader.close();
  }

  #read(pair: TensorPair, plan: SlicePlan, slice: number): { from: number; count: number } {
    const from = slice * plan.sliceElements;
    const count = Math.min(plan.sliceElements, plan.elements - from);
    this.#readRange(pair, from, count);
    return { from, count };
  }

  #readRange(pair: TensorPair, from: number, count: number): void {
    this.#first = from;
    this.#reader.read(pair.candidate, from, count, this.#candidate.u8);
    this.#reader.read(pair.base, from, count, this.#base.u8);
  }

  /** Rows one by one, decoded many at once. */
  #addRows(pair: TensorPair, sums: DifferenceSums, from: number, count: number): void {
    const { rowElements } = pair.base.tensor;
    const rowsAtOnce = Math.floor(BLOCK_ELEMENTS / rowElements);
    const step = Math.max(1, rowsAtOnce) * rowElements;
    for (let start = 0; start < count; start += step) {
      const end = Math.min(start + step, count);
      if (rowsAtOnce === 0) {
        this.#noteRow(sums, (from + start) / rowElements, () => this.#addRange(pair, sums, start, end));
        continue;
      }
      const block = this.#load(pair, start, end - start);
      if (block.same) {
        this.#addLoaded(block, sums, 0, block.count);
        continue;
      }
      for (let row = 0; row * rowElements < block.count; row += 1) {
        this.#noteRow(sums, (from + start) / rowElements + row, () =>
          this.#addLoaded(block, sums, row * rowElements, (row + 1) * rowElements),
        );
      }
    }
  }

  #noteRow(sums: DifferenceSums, row: number, add: () => number): void {
    const before = sums.changed;
    const square = add();
    if (sums.changed === before) return;
    sums.rowsChanged += 1;
    sums.rowSquares += square;
    sums.rowFourths += square * square;
    keepTopRow(sums.topRows, { row, square });
  }

  /** Elements `start` to `end` of the slice, whatever their rows; returns their Σ(w − w₀)². */
  #addRange(pair: TensorPair, sums: DifferenceSums, start: number, end: number): number {
    let square = 0;
    for (let from = start; from < end; from += BLOCK_ELEMENTS) {
      const count = Math.min(BLOCK_ELEMENTS, end - from);
      square += this.#addLoaded(this.#load(pair, from, count), sums, 0, count);
    }
    return square;
  }

  #load(pair: TensorPair, from: number, count: number): Block {
    const { dtype } = pair.base.tensor;
    const alike = pair.candidate.tensor.dtype === dtype && !isAdjustedPair(pair);
    return {
      pair,
      from,
      count,
      same: alike && this.#sameBytes(pair, from, count),
      wide: isWide(pair),
      direct: alike && (dtype === 'BF16' || dtype === 'F32') ? dtype : undefined,
      decoded: false,
    };
  }

  /** Into the two decoded buffers; once per block. */
  #decode(block: Block): void {
    if (block.decoded) return;
    const { pair, from, count, same, wide } = block;
    decode(pair.base.tensor.dtype, this.#base, from, count, this.#w0, wide);
    this.#scales.apply(pair.base, this.#first + from, count, this.#w0, wide);
    if (!same) {
      decode(pair.candidate.tensor.dtype, this.#candidate, from, count, this.#w, wide);
      this.#scales.apply(pair.candidate, this.#first + from, count, this.#w, wide);
    }
    block.decoded = true;
  }

  /** Sums over elements `from` to `to` of a block; returns their Σ(w − w₀)². */
  #addLoaded(block: Block, sums: DifferenceSums, from: number, to: number): number {
    if (block.wide) return this.#addPlainly(block, sums, from, to);
    // The kernel takes four elements at a time; the rest of a row is added one by one.
    const fours = from + (to - from) - ((to - from) % 4);
    const rest = fours < to ? this.#addPlainly(block, sums, fours, to) : 0;
    if (fours === from) return rest;
    const found = this.#runKernel(block, from, fours - from);
    if (!fitsSums(found)) {
      return rest + this.#addPlainly(block, sums, from, fours);
    }
    sums.differenceSquares += found.differenceSquares;
    sums.candidateSquares += found.candidateSquares;
    sums.baseSquares += found.baseSquares;
    sums.maxAbsolute = Math.max(sums.maxAbsolute, found.maxAbsolute);
    sums.changed += found.changed;
    // Blocks have steps of their own, which were read from them.
    sums.rounding += found.powers * perPower(block.pair);
    return rest + found.differenceSquares;
  }

  #runKernel(block: Block, from: number, count: number): KernelSums {
    const { direct, same } = block;
    if (direct === undefined) {
      this.#decode(block);
      const candidate = same ? PLACE.decodedBase : PLACE.decodedCandidate;
      return this.#kernel.float32(candidate + from * 4, PLACE.decodedBase + from * 4, count);
    }
    const bytes = direct === 'F32' ? 4 : 2;
    const at = (block.from + from) * bytes;
    const run = direct === 'F32' ? this.#kernel.float32 : this.#kernel.bfloat16;
    return run((same ? PLACE.base : PLACE.candidate) + at, PLACE.base + at, count);
  }

  /** In JavaScript: for float64 values, for what is not finite, and for up to three elements after the last four. */
  #addPlainly(block: Block, sums: DifferenceSums, from: number, to: number): number {
    this.#decode(block);
    const { pair, same, wide } = block;
    const w = same ? this.#w0 : this.#w;
    if (!same) {
      // 64-bit integers past 2^53 may meet in one double: their bits are compared as stored.
      sums.changed += hasExactBits(pair)
        ? countChanged(w.u32, this.#w0.u32, from, to, wide ? 2 : 1)
        : countChanged(this.#candidate.u32, this.#base.u32, block.from + from, block.from + to, 2);
    }
    return wide ? addFloat64(w, this.#w0, from, to, sums) : addFloat32(w, this.#w0, from, to, sums);
  }

  #sameBytes(pair: TensorPair, from: number, count: number): boolean {
    const { elements, bytes } = layoutOf(pair.base.tensor.dtype) ?? { elements: 1, bytes: 1 };
    const start = (from / elements) * bytes;
    const end = start + (count / elements) * bytes;
    return Buffer.compare(this.#candidate.u8.subarray(start, end), this.#base.u8.subarray(start, end)) === 0;
  }
}

/** Below this a float32 square loses digits, and past the largest it is infinite: such runs are added up in float64. */
const SMALLEST_SQUARE = 2 ** -100;

/** The mean square of a rounding error per 4^e: that of the coarser of two plain types. Blocks say theirs themselves. */
function perPower({ candidate, base }: TensorPair): number {
  return Math.max(roundingPerPower(candidate.tensor.dtype), roundingPerPower(base.tensor.dtype));
}

function fitsSums({ differenceSquares, candidateSquares, baseSquares, changed }: KernelSums): boolean {
  if (!Number.isFinite(differenceSquares + candidateSquares + baseSquares)) return false;
  return changed === 0 || differenceSquares > SMALLEST_SQUARE;
}

function isAdjustedPair({ candidate, base }: TensorPair): boolean {
  return isAdjusted(candidate) || isAdjusted(base);
}

/** Both sides are decoded to the narrower of float32 and float64 that holds every value of both. */
function isWide({ candidate, base }: TensorPair): boolean {
  return !fitsFloat32(candidate.tensor.dtype) || !fitsFloat32(base.tensor.dtype);
}

function hasExactBits({ candidate, base }: TensorPair): boolean {
  return !(isWideInteger(base.tensor.dtype) && candidate.tensor.dtype === base.tensor.dtype);
}
