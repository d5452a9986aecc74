import type {
  LocatedTensor,
  PackedIntegers,
  PackedTable,
  PackedWeights,
} from '../../formats/checkpoints/located-tensor.ts';
import { decode, decodedElements, rawElements } from './decode.ts';

/** Tables of few matrices are kept: slices of one follow one another. */
const MAX_KEPT = 8;
const AT_ONCE = 64 * 1024;

/** In which of the eight places of a word of AutoAWQ's an output's code stands. */
const AWQ_PLACES: readonly number[] = [0, 4, 1, 5, 2, 6, 3, 7];

/** Reads stored elements of a tensor into bytes. */
type ReadStored = (tensor: LocatedTensor, from: number, count: number, into: Uint8Array) => void;

/** Some outputs and inputs of a matrix: `out[(output − top)·(right − left) + input − left]`. */
interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Computes values that are packed into words, from any place on. Bounds of the tensors were checked when they were found. */
export class PackedReader {
  readonly #read: ReadStored;
  readonly #kept = new Map<string, Float32Array>();
  #words = new Int32Array(0);

  constructor(read: ReadStored) {
    this.#read = read;
  }

  /** `count` values from element `from` of a matrix with `columns` inputs on. */
  values(packed: PackedWeights, columns: number, from: number, count: number, out: Float32Array): void {
    if (packed.kind === 'table') {
      this.#table(packed, from, count, out);
      return;
    }
    for (let done = 0; done < count;) {
      const top = Math.floor((from + done) / columns);
      const left = (from + done) % columns;
      const rows = left === 0 ? Math.floor((count - done) / columns) : 0;
      const place: Rectangle =
        rows > 0
          ? { top, bottom: top + rows, left: 0, right: columns }
          : { top, bottom: top + 1, left, right: Math.min(columns, left + count - done) };
      const size = (place.bottom - place.top) * (place.right - place.left);
      this.#integers(packed, columns, place, out.subarray(done, done + size));
      done += size;
    }
  }

  /** Makes of each value the nearest one that the matrix could hold in its place. */
  nearest(packed: PackedWeights, columns: number, from: number, values: Float32Array): void {
    if (packed.kind === 'table') {
      const table = [...this.#whole(packed.table)];
      values.forEach((value, index) => {
        const largest = this.#largest(packed, Math.floor((from + index) / packed.run));
        if (largest !== 0) values[index] = largest * nearestOf(table, value / largest);
      });
      return;
    }
    const { bits, zeros, zero } = packed;
    const scales = this.#whole(packed.scales);
    const stored = zeros === undefined ? undefined : this.#integersOf(zeros);
    const groupOf = this.#groups(packed, columns);
    const outputs = packed.kind === 'rows' ? packed.words.rows : (packed.scales.shape[1] ?? 0);
    values.forEach((value, index) => {
      const [output, group] = [Math.floor((from + index) / columns), groupOf((from + index) % columns)];
      const scale = scales[scaleAt(packed, output, group)] ?? 0;
      const base = zero + (stored === undefined ? 0 : zeroAt(packed, stored, output, group, outputs));
      const code = Math.max(0, Math.min(2 ** bits - 1, Math.round(value / scale) + base));
      values[index] = Number.isNaN(code) ? 0 : scale * (code - base);
    });
  }

  /** Σ of the squared steps of `count` elements. */
  steps(packed: PackedWeights, columns: number, from: number, count: number): number {
    let sum = 0;
    if (packed.kind === 'table') {
      const gaps = meanGap(this.#whole(packed.table));
      for (let at = from; at < from + count; at += 1) {
        const largest = this.#largest(packed, Math.floor(at / packed.run));
        sum += gaps * largest * largest;
      }
      return sum;
    }
    const scales = this.#whole(packed.scales);
    const groupOf = this.#groups(packed, columns);
    for (let at = from; at < from + count; at += 1) {
      const scale = scales[scaleAt(packed, Math.floor(at / columns), groupOf(at % columns))] ?? 0;
      sum += scale * scale;
    }
    return sum;
  }

  #integers(packed: PackedIntegers, columns: number, { top, bottom, left, right }: Rectangle, out: Float32Array): void {
    const { kind, bits, words, zeros, zero } = packed;
    const perWord = 32 / bits;
    const mask = 2 ** bits - 1;
    const scales = this.#whole(packed.scales);
    const stored = zeros === undefined ? undefined : this.#integersOf(zeros);
    const groupOf = this.#groups(packed, columns);
    const width = right - left;
    const outputs = packed.kind === 'rows' ? words.rows : (packed.scales.shape[1] ?? 0);
    const put = (output: number, input: number, code: number): void => {
      const group = groupOf(input);
      const base = stored === undefined ? 0 : zeroAt(packed, stored, output, group, outputs);
      const scale = scales[scaleAt(packed, output, group)] ?? 0;
      out[(output - top) * width + input - left] = scale * (code - base - zero);
    };
    if (kind === 'rows') {
      const first = Math.floor(left / perWord);
      const some = Math.ceil(right / perWord) - first;
      for (let output = top; output < bottom; output += 1) {
        const line = this.#some(words, output * words.rowElements + first, some);
        for (let input = left; input < right; input += 1)
          put(output, input, ((line[Math.floor(input / perWord) - first] ?? 0) >>> (bits * (input % perWord))) & mask);
      }
    } else if (kind === 'gptq') {
      for (let word = Math.floor(left / perWord); word * perWord < right; word += 1) {
        const line = this.#some(words, word * outputs + top, bottom - top);
        for (let input = Math.max(left, word * perWord); input < Math.min(right, (word + 1) * perWord); input += 1)
          for (let output = top; output < bottom; output += 1)
            put(output, input, ((line[output - top] ?? 0) >>> (bits * (input % perWord))) & mask);
      }
    } else {
      const first = Math.floor(top / perWord);
      const some = Math.ceil(bottom / perWord) - first;
      for (let input = left; input < right; input += 1) {
        const line = this.#some(words, input * words.rowElements + first, some);
        for (let output = top; output < bottom; output += 1) {
          const shift = bits * (AWQ_PLACES[output % perWord] ?? 0);
          put(output, input, ((line[Math.floor(output / perWord) - first] ?? 0) >>> shift) & mask);
        }
      }
    }
  }

  #table(packed: PackedTable, from: number, count: number, out: Float32Array): void {
    const table = this.#whole(packed.table);
    const start = from >> 1;
    const bytes = new Uint8Array(((from + count + 1) >> 1) - start);
    this.#read(packed.bytes, start, bytes.length, bytes);
    for (let index = 0; index < count; index += 1) {
      const at = from + index;
      const pair = bytes[(at >> 1) - start] ?? 0;
      const code = (at & 1) === 0 ? pair >> 4 : pair & 15;
      out[index] = (table[code] ?? 0) * this.#largest(packed, Math.floor(at / packed.run));
    }
  }

  #largest({ largest, nested }: PackedTable, run: number): number {
    const value = this.#whole(largest)[run] ?? 0;
    if (nested === undefined) return value;
    const of = this.#whole(nested.largest)[Math.floor(run / nested.run)] ?? 0;
    return Math.fround(Math.fround((this.#whole(nested.table)[value] ?? 0) * of) + Math.fround(nested.mean));
  }

  #groups({ order, groups }: PackedIntegers, columns: number): (input: number) => number {
    if (order === undefined) return (input) => Math.floor((input * groups) / columns);
    const listed = this.#integersOf(order);
    // A group that isn't there has no scale: its values are 0.
    return (input) => listed[input] ?? 0;
  }

  #integersOf(tensor: LocatedTensor): Int32Array {
    // Words keep their bits: as float32 they would lose some.
    return new Int32Array(this.#whole(tensor, true).buffer);
  }

  /** A whole small tensor, as values or, for words, as the bits of them. */
  #whole(tensor: LocatedTensor, bits = false): Float32Array {
    const key = `${tensor.offset} ${tensor.file.blob}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const values = new Float32Array(tensor.elements);
    if (bits) {
      this.#read(tensor, 0, tensor.elements, new Uint8Array(values.buffer));
    } else {
      const raw = rawElements(new ArrayBuffer(AT_ONCE * 8), 0, AT_ONCE * 8);
      const out = decodedElements(new ArrayBuffer(AT_ONCE * 8), 0, AT_ONCE * 8);
      for (let from = 0; from < tensor.elements; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, tensor.elements - from);
        this.#read(tensor, from, count, raw.u8);
        decode(tensor.dtype, raw, 0, count, out, false);
        values.set(out.f32.subarray(0, count), from);
      }
    }
    if (this.#kept.size >= MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? '');
    this.#kept.set(key, values);
    return values;
  }

  #some(tensor: LocatedTensor, from: number, count: number): Int32Array {
    if (this.#words.length < count) this.#words = new Int32Array(count);
    this.#read(tensor, from, count, new Uint8Array(this.#words.buffer, 0, count * 4));
    return this.#words;
  }
}

function scaleAt({ kind, groups, scales }: PackedIntegers, output: number, group: number): number {
  return kind === 'rows' ? output * groups + group : group * (scales.shape[1] ?? 0) + output;
}

function zeroAt(
  { kind, bits, groups }: PackedIntegers,
  zeros: Int32Array,
  output: number,
  group: number,
  outputs: number,
): number {
  const perWord = 32 / bits;
  const place = kind === 'awq' ? (AWQ_PLACES[output % perWord] ?? 0) : output % perWord;
  const word =
    kind === 'rows'
      ? Math.floor(output / perWord) * groups + group
      : group * (outputs / perWord) + Math.floor(output / perWord);
  return ((zeros[word] ?? 0) >>> (bits * place)) & (2 ** bits - 1);
}

function nearestOf(table: readonly number[], value: number): number {
  let best = table[0] ?? 0;
  for (const one of table) if (Math.abs(one - value) < Math.abs(best - value)) best = one;
  return best;
}

/** The mean square of the distances between neighbours of a table, each as wide as its own cell. */
function meanGap(table: Float32Array): number {
  const sorted = table.toSorted();
  let sum = 0;
  for (let index = 1; index < sorted.length; index += 1) sum += ((sorted[index] ?? 0) - (sorted[index - 1] ?? 0)) ** 2;
  return sum / (sorted.length - 1);
}
