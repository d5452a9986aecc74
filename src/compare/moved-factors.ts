import { isQuantised } from '../formats/checkpoints/element-types.ts';
import { pairRowSquares } from '../weights/difference/compare-pair.ts';
import type { SlicePool } from '../weights/difference/slice-pool.ts';
import { decode, decodedElements, rawElements } from '../weights/elements/decode.ts';
import { TensorReader, type Operand } from '../weights/elements/tensor-reader.ts';
import type { NamedPair } from '../weights/tensor-match.ts';
import type { TensorChange } from './tensor-change.ts';
import { shapeOf } from './tensor-shape.ts';

const FEED_FORWARD = ['mlp.gate_proj', 'mlp.up_proj', 'mlp.gate_up_proj', 'mlp.fc1'];
/** A norm, and the matrices that read what it gives. */
const READERS: readonly (readonly [norm: string, matrices: readonly string[]])[] = [
  ['input_layernorm.weight', ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj', 'self_attn.qkv_proj']],
  ['post_attention_layernorm.weight', FEED_FORWARD],
  ['pre_feedforward_layernorm.weight', FEED_FORWARD],
];
/** A matrix whose outputs another one reads as they are, but for a product with something else. */
const BEHIND: ReadonlyMap<string, string> = new Map([
  ['mlp.up_proj', 'mlp.down_proj'],
  ['self_attn.v_proj', 'self_attn.o_proj'],
]);
/** Channels of a norm at most. */
const MAX_CHANNELS = 1024 * 1024;
/** A factor beyond this is no smoothing of errors. */
const MAX_FACTOR = 4096;

type Compare = (pair: NamedPair) => Promise<TensorChange>;

/**
 * Quantisers move factors before they round: they make the inputs of a matrix larger that matter, and the norm before it smaller by as much (AWQ,
 * SmoothQuant), or the rows of one matrix smaller and the columns behind it larger. Takes the factors back that the candidate's norms state, and those of
 * rows that the next matrix makes up for, and compares again: what is then no more than rounding is a copy, because the factors cancel out.
 * Gives the changes as they are with the factors taken back, for whole layers only; undefined where that explains nothing.
 */
export async function takeFactorsBack(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
  compare: Compare,
): Promise<ReadonlyMap<string, TensorChange> | undefined> {
  const byName = new Map(pairs.map((pair) => [pair.name, pair]));
  const changed = new Map(changes.map((change) => [change.name, change]));
  const explained = new Map<string, TensorChange>();
  /** Matrices of which a row has another factor, by name. */
  const open = (name: string): NamedPair | undefined => {
    const pair = byName.get(name);
    return pair !== undefined && isRounded(pair.candidate) && changed.get(name)?.valuesEqual === false
      ? pair
      : undefined;
  };
  const fits = (change: TensorChange): boolean => ['same', 'rounding'].includes(shapeOf(change).kind);
  for (const { name, candidate, base } of pairs) {
    const found = READERS.find(([norm]) => name.endsWith(norm));
    const norm = changed.get(name);
    if (found === undefined || norm === undefined || norm.valuesEqual || shapeOf(norm).kind !== 'vector') continue;
    const at = name.slice(0, -found[0].length);
    const reading = readersOf(found, (part) => byName.has(`${at}${part}.weight`));
    const readers = reading.flatMap((part) => open(`${at}${part}.weight`) ?? []);
    // A matrix that reads the norm and is as it was, or is no rounded one, makes up for nothing: the layer computes something else.
    if (readers.length === 0 || readers.length < reading.length) continue;
    const columns = ratios(base, candidate);
    if (columns === undefined) continue;
    const taken: TensorChange[] = [];
    for (const pair of readers) {
      const scaled = withFactors(pair, { columns });
      const change = await compare(scaled);
      if (fits(change)) {
        taken.push(change);
        continue;
      }
      const part = pair.name.slice(at.length, -'.weight'.length);
      const next = open(`${at}${BEHIND.get(part) ?? ''}.weight`);
      if (next === undefined || next.base.tensor.rowElements !== pair.base.tensor.rows) continue;
      const rows = await rowFactors(pool, scaled);
      if (rows === undefined) continue;
      const both = [
        await compare(withFactors(pair, { columns, rows })),
        await compare(withFactors(next, { columns: shared(rows.map((value) => 1 / value)) })),
      ];
      if (both.every(fits)) taken.push(...both);
    }
    if (!readers.every((pair) => taken.some((change) => change.name === pair.name))) continue;
    explained.set(name, { ...norm, cancelled: true });
    for (const change of taken) explained.set(change.name, change);
  }
  return explained.size === 0 ? undefined : explained;
}

/** Which of a layer's matrices read the norm, of those that it has. */
function readersOf([norm, parts]: (typeof READERS)[number], has: (part: string) => boolean): readonly string[] {
  // With norms of its own before the feed-forward part (Gemma 2), the one behind attention is read by nothing but a sum.
  if (norm.startsWith('post_attention') && has('pre_feedforward_layernorm')) return [];
  // Without a second norm (Cohere, Phi), both parts of the layer read the first.
  const isOnly = norm.startsWith('input') && !has('post_attention_layernorm') && !has('pre_feedforward_layernorm');
  return [...parts, ...(isOnly ? FEED_FORWARD : [])].filter(has);
}

function isRounded({ tensor }: Operand): boolean {
  return tensor.packed !== undefined || isQuantised(tensor.dtype);
}

function withFactors(pair: NamedPair, factors: NonNullable<Operand['factors']>): NamedPair {
  return { ...pair, base: { ...pair.base, factors } };
}

function shared(values: Float32Array): Float32Array {
  const out = new Float32Array(new SharedArrayBuffer(values.length * 4));
  out.set(values);
  return out;
}

/** How many times as large each row is as the base's, by least squares; undefined where one can't be told. */
export async function rowFactors(pool: SlicePool, pair: NamedPair): Promise<Float32Array | undefined> {
  const squares = await pairRowSquares(pool, pair);
  if (squares === undefined) return undefined;
  const { candidate, base, difference } = squares;
  const factors = Float32Array.from(base, (square, row) =>
    square > 0 ? ((candidate[row] ?? 0) + square - (difference[row] ?? 0)) / (2 * square) : Number.NaN,
  );
  return factors.every((value) => value > 1 / MAX_FACTOR && value < MAX_FACTOR) ? shared(factors) : undefined;
}

/** Element by element, one over the other. */
function ratios(above: Operand, below: Operand): Float32Array | undefined {
  if (above.tensor.elements !== below.tensor.elements || above.tensor.elements > MAX_CHANNELS) return undefined;
  const [upper, lower] = [valuesOf(above), valuesOf(below)];
  const out = upper.map((value, index) => value / (lower[index] ?? 0));
  return out.every((value) => value > 1 / MAX_FACTOR && value < MAX_FACTOR) ? shared(out) : undefined;
}

function valuesOf(operand: Operand): Float32Array {
  const { dtype, elements } = operand.tensor;
  const reader = new TensorReader();
  try {
    const raw = rawElements(new ArrayBuffer(elements * 8), 0, elements * 8);
    const out = decodedElements(new ArrayBuffer(elements * 8), 0, elements * 8);
    reader.read(operand, 0, elements, raw.u8);
    decode(dtype, raw, 0, elements, out, false);
    return out.f32.slice(0, elements);
  } finally {
    reader.close();
  }
}
