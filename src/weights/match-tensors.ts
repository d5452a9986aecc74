import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import type { Operand } from './elements/tensor-reader.ts';
import { usesGgufNames, type Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import {
  EMBEDDINGS,
  OUTPUT_PROJECTIONS,
  ggufName,
  isComputedBuffer,
  isMappedArchitecture,
  isShiftedNorm,
} from '../formats/checkpoints/tensor-names.ts';
import { matchUnread } from './match-unread.ts';
import { packedTensors } from './packed-tensors.ts';
import type { NamedPair, TensorMatch, UnreadPair } from './tensor-match.ts';
import { scaledTensors, type ScaledTensors } from './tensor-scales.ts';

export type MatchResult =
  | { readonly kind: 'matched'; readonly match: TensorMatch }
  | { readonly kind: 'unmatchable'; readonly why: string };

/**
 * Finds each candidate tensor's counterpart in the base: by name when both sides name alike, else by the map between
 * PyTorch's and GGUF's names. `unmatchable` says why two naming conventions could not be brought together.
 */
export function matchTensors(stored: Checkpoint, storedBase: Checkpoint): MatchResult {
  const [[candidate, parts], [base, baseParts]] = [unpack(stored), unpack(storedBase)];
  const scaled = [scaledTensors(candidate.tensors), scaledTensors(base.tensors)] as const;
  const left = operands(candidate, base, scaled[0]);
  const right = operands(base, candidate, scaled[1]);
  if (typeof left === 'string') return { kind: 'unmatchable', why: left };
  if (typeof right === 'string') return { kind: 'unmatchable', why: right };
  const pairs: NamedPair[] = [];
  const reshaped: NamedPair[] = [];
  const added: LocatedTensor[] = [];
  const leftOut: string[] = [...scaled.flatMap(({ companions }) => [...companions]), ...parts, ...baseParts].map(
    ([name, why]) => `${name}: ${why}`,
  );
  const unpaired = new Map(right);
  for (const [key, operand] of left) {
    const { name } = operand.tensor;
    const counterpart = right.get(key) ?? tiedCounterpart(key, right);
    unpaired.delete(key);
    if (counterpart !== undefined) {
      const pair = pairOf(name, operand, counterpart);
      (sameShape(operand.tensor, counterpart.tensor) ? pairs : reshaped).push(pair);
      if (!right.has(key)) leftOut.push(`${name}: compared with the embedding, which the base uses in its place`);
    } else if (isComputedBuffer(name)) {
      leftOut.push(`${name}: a buffer that loaders compute anew`);
    } else {
      added.push(operand.tensor);
    }
  }
  const removed: LocatedTensor[] = [];
  for (const [key, operand] of unpaired) {
    const { name } = operand.tensor;
    const counterpart = tiedCounterpart(key, left);
    if (counterpart !== undefined) {
      const pair = pairOf(name, counterpart, operand);
      (sameShape(counterpart.tensor, operand.tensor) ? pairs : reshaped).push(pair);
      leftOut.push(`${name}: compared with the embedding, which the candidate uses in its place`);
    } else if (isComputedBuffer(name)) {
      leftOut.push(`${name}: a buffer that loaders compute anew`);
    } else {
      removed.push(operand.tensor);
    }
  }
  const unread: readonly UnreadPair[] = [];
  return { kind: 'matched', match: matchUnread({ pairs, reshaped, added, removed, unread, leftOut }) };
}

/** With packed matrices in the place of what they are packed into. */
function unpack(checkpoint: Checkpoint): [Checkpoint, ReadonlyMap<string, string>] {
  const { tensors, parts } = packedTensors(checkpoint);
  if (tensors.size === 0) return [checkpoint, parts];
  const kept = [...checkpoint.tensors].filter(([name]) => !parts.has(name));
  return [{ ...checkpoint, tensors: new Map([...kept, ...tensors]) }, parts];
}

/** Rows are read one by one to reorder them, each into one chunk: ten times the largest attention known. */
const MAX_REORDERED_ROWS = 1024 * 1024;
const MAX_REORDERED_ROW = 512 * 1024;

/** A side's tensors by a key that both sides share: GGUF's name when only one of them is GGUF. */
function operands(
  side: Checkpoint,
  other: Checkpoint,
  { scales, companions }: ScaledTensors,
): Map<string, Operand> | string {
  const mapped = usesGgufNames(side) !== usesGgufNames(other);
  const found = new Map<string, Operand>();
  const tensors = [...side.tensors].filter(([name]) => !companions.has(name));
  const scaleOf = (name: string): Pick<Operand, 'scale'> => {
    const scale = scales.get(name);
    return scale === undefined ? {} : { scale };
  };
  if (!mapped || usesGgufNames(side)) {
    for (const [name, tensor] of tensors) found.set(name, { tensor, ...scaleOf(name) });
    return found;
  }
  // The GGUF side states its architecture and heads itself; config.json may be missing, or not tell.
  const architecture = other.settings.architecture;
  if (architecture === undefined || !isMappedArchitecture(architecture)) {
    return `the tensor names of architecture ${architecture ?? '(not stated)'} are not mapped between GGUF and PyTorch`;
  }
  for (const [name, tensor] of tensors) {
    const known = ggufName(name, architecture);
    const key = known?.name ?? name;
    if (found.has(key)) return `two tensors map to ${key}`;
    if (known?.permuted === undefined) {
      const shift = isShiftedNorm(key, architecture) ? { shift: 1 } : {};
      found.set(key, { tensor, ...scaleOf(name), ...shift });
      continue;
    }
    const heads = other.settings.numbers.get(known.permuted);
    const rows = tensor.shape[0] ?? 0;
    const rowsPerHead = heads === undefined ? Number.NaN : rows / heads;
    if (!Number.isInteger(rowsPerHead) || rowsPerHead === 0 || rowsPerHead % 2 !== 0) {
      return `${name}: ${rows} rows do not divide into ${heads ?? 'an unstated number of'} ${known.permuted}`;
    }
    if (rows > MAX_REORDERED_ROWS || tensor.rowElements > MAX_REORDERED_ROW) {
      return `${name}: [${tensor.shape.join(', ')}] is too long to reorder`;
    }
    // A bias is a vector, one row to the reader: seen as a column it has a row per output.
    const column = tensor.shape.length === 1 ? { ...tensor, rows, rowElements: 1 } : tensor;
    found.set(key, { tensor: column, order: { rowsPerHead }, ...scaleOf(name) });
  }
  return found;
}

/** For an output projection that the other side lacks: its embedding, which is then used for the output too. */
function tiedCounterpart(key: string, others: ReadonlyMap<string, Operand>): Operand | undefined {
  if (!OUTPUT_PROJECTIONS.includes(key) || OUTPUT_PROJECTIONS.some((name) => others.has(name))) return undefined;
  return EMBEDDINGS.map((name) => others.get(name)).find((operand) => operand !== undefined);
}

/** Rows are counted alike on both sides: a permuted bias is a column, so its counterpart must be one too. */
function pairOf(name: string, candidate: Operand, base: Operand): NamedPair {
  const rows = Math.max(candidate.tensor.rows, base.tensor.rows);
  const asRows = (operand: Operand): Operand =>
    operand.tensor.rows === rows || operand.tensor.shape.length !== 1
      ? operand
      : { ...operand, tensor: { ...operand.tensor, rows, rowElements: operand.tensor.elements / rows } };
  return { name, candidate: asRows(candidate), base: asRows(base) };
}

function sameShape(a: LocatedTensor, b: LocatedTensor): boolean {
  return a.shape.length === b.shape.length && a.shape.every((length, axis) => length === b.shape[axis]);
}
