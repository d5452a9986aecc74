import { decode, decodedElements, rawElements, type DecodedElements } from './decode.ts';
import { MAX_CHUNK_BYTES, type Operand, type TensorReader, type TensorScale } from './tensor-reader.ts';

/** Factors of few tensors are kept: slices of one tensor follow one another. */
const MAX_KEPT = 4;

/** What turns stored values into those that are compared: reads factors once per tensor. */
export class Scales {
  readonly #reader: TensorReader;
  readonly #kept = new Map<string, Float32Array>();

  constructor(reader: TensorReader) {
    this.#reader = reader;
  }

  /** Changes `count` decoded values, of which the first is element `at` of the whole tensor. */
  apply(
    { tensor, scale, shift, factors }: Operand,
    at: number,
    count: number,
    out: DecodedElements,
    wide: boolean,
  ): void {
    const values = wide ? out.f64 : out.f32;
    if (shift !== undefined)
      for (let index = 0; index < count; index += 1) values[index] = (values[index] ?? 0) + shift;
    if (factors !== undefined) applyFactors(factors, tensor.rowElements, at, count, values);
    if (scale === undefined) return;
    this.#eachRun(scale, tensor.rowElements, at, count, (factor, from, to) => {
      for (let index = from; index < to; index += 1) values[index] = (values[index] ?? 0) * factor;
    });
  }

  /** Σ of the squared steps of whole numbers under their factors. */
  steps({ tensor, scale }: Operand, at: number, count: number): number {
    if (scale === undefined) return 0;
    let sum = 0;
    this.#eachRun(scale, tensor.rowElements, at, count, (factor, from, to) => {
      sum += (to - from) * factor * factor;
    });
    return sum;
  }

  #eachRun(
    scale: TensorScale,
    rowElements: number,
    at: number,
    count: number,
    each: (factor: number, from: number, to: number) => void,
  ): void {
    const factors = this.#factors(scale);
    for (let index = 0; index < count;) {
      const row = Math.floor((at + index) / rowElements);
      const column = (at + index) % rowElements;
      const block = Math.floor(column / scale.blockColumns);
      const end = Math.min(rowElements, (block + 1) * scale.blockColumns) - column;
      const to = Math.min(count, index + end);
      each(factors[Math.floor(row / scale.blockRows) * scale.across + block] ?? 0, index, to);
      index = to;
    }
  }

  #factors({ factors, over }: TensorScale): Float32Array {
    const key = `${factors.offset} ${factors.file.blob}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const values = new Float32Array(factors.elements);
    const most = MAX_CHUNK_BYTES / 8;
    const raw = rawElements(new ArrayBuffer(MAX_CHUNK_BYTES), 0, MAX_CHUNK_BYTES);
    const out = decodedElements(new ArrayBuffer(MAX_CHUNK_BYTES), 0, MAX_CHUNK_BYTES);
    for (let from = 0; from < factors.elements; from += most) {
      const count = Math.min(most, factors.elements - from);
      this.#reader.read({ tensor: factors }, from, count, raw.u8);
      decode(factors.dtype, raw, 0, count, out, false);
      for (let index = 0; index < count; index += 1) values[from + index] = (out.f32[index] ?? 0) / over;
    }
    if (this.#kept.size >= MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '');
    this.#kept.set(key, values);
    return values;
  }
}

function applyFactors(
  { rows, columns }: NonNullable<Operand['factors']>,
  rowElements: number,
  at: number,
  count: number,
  values: Float32Array | Float64Array,
): void {
  let row = Math.floor(at / rowElements);
  let column = at % rowElements;
  for (let index = 0; index < count; index += 1) {
    values[index] = (values[index] ?? 0) * (rows?.[row] ?? 1) * (columns?.[column] ?? 1);
    column += 1;
    if (column < rowElements) continue;
    column = 0;
    row += 1;
  }
}
