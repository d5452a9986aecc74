import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import { decode, decodedElements, rawElements } from './elements/decode.ts';
import { TensorReader } from './elements/tensor-reader.ts';
import type { TensorMatch, UnreadPair } from './tensor-match.ts';

/** Longer vectors than any layer has outputs. */
const MAX_BIAS = 1024 * 1024;
/** What quantisers pack their codes into. */
const PACKED_TYPES: ReadonlySet<string> = new Set(['U8', 'I8', 'I16', 'I32', 'U32', 'I64']);

/**
 * Finds matrices that one side stores in a layout that can't be computed here: in tensors that stand in its place (`q_proj.weight` against
 * `q_proj.W_q` and `q_proj.meta`), or packed under the same name in another shape. They are the same matrix, and nothing is known of it: neither a tensor
 * more and one less, nor a sign that the two aren't related. Biases of zeros, which quantisers add, say nothing.
 */
export function matchUnread(match: TensorMatch): TensorMatch {
  const unread: UnreadPair[] = [];
  const leftOut: string[] = [];
  const used = new Set<LocatedTensor>();
  for (const [alone, others, isBase] of [
    [match.removed, match.added, true],
    [match.added, match.removed, false],
  ] as const) {
    const byStem = Map.groupBy(others, ({ name }) => stemOf(name));
    for (const tensor of alone) {
      if (!tensor.name.endsWith('.weight') || used.has(tensor)) continue;
      const parts = (byStem.get(stemOf(tensor.name)) ?? []).filter((part) => isPart(part) && !used.has(part));
      const [first] = parts;
      if (first === undefined) continue;
      const names = parts.map(({ name }) => name.slice(stemOf(name).length + 1)).slice(0, 8);
      const why = `one side stores it as ${names.join(', ')}, a layout that can not be computed here`;
      unread.push({
        name: tensor.name,
        candidate: isBase ? first : tensor,
        base: isBase ? tensor : first,
        why,
      });
      for (const part of [tensor, ...parts]) used.add(part);
      for (const part of parts) leftOut.push(`${part.name}: holds part of ${tensor.name}, which was not compared`);
    }
  }
  const reshaped = match.reshaped.filter(({ name, candidate, base }) => {
    const [ours, theirs] = [candidate.tensor, base.tensor];
    if (PACKED_TYPES.has(ours.dtype) === PACKED_TYPES.has(theirs.dtype)) return true;
    const packed = PACKED_TYPES.has(ours.dtype) ? ours : theirs;
    const why = `one side packs it into ${packed.dtype} of [${packed.shape.join(', ')}], a layout that can not be computed here`;
    unread.push({ name, candidate: ours, base: theirs, why });
    return false;
  });
  const isZeroBias = (tensor: LocatedTensor): boolean => {
    if (used.has(tensor) || !tensor.name.endsWith('.bias') || !isZero(tensor)) return false;
    leftOut.push(`${tensor.name}: a bias of zeros`);
    return true;
  };
  return {
    ...match,
    unread,
    reshaped,
    added: match.added.filter((tensor) => !used.has(tensor) && !isZeroBias(tensor)),
    removed: match.removed.filter((tensor) => !used.has(tensor) && !isZeroBias(tensor)),
    leftOut: [...match.leftOut, ...leftOut],
  };
}

function stemOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

/** Beside a `weight` a layer has a bias at most; anything else in its place is how the weight is stored. */
function isPart({ name }: LocatedTensor): boolean {
  return !name.endsWith('.bias') && !name.endsWith('.weight');
}

function isZero({ dtype, elements, packed, ...tensor }: LocatedTensor): boolean {
  if (!['F16', 'BF16', 'F32'].includes(dtype) || packed !== undefined || elements > MAX_BIAS) return false;
  const reader = new TensorReader();
  try {
    const raw = rawElements(new ArrayBuffer(elements * 8), 0, elements * 8);
    const out = decodedElements(new ArrayBuffer(elements * 8), 0, elements * 8);
    reader.read({ tensor: { ...tensor, dtype, elements } }, 0, elements, raw.u8);
    decode(dtype, raw, 0, elements, out, false);
    return out.f32.subarray(0, elements).every((value) => value === 0);
  } finally {
    reader.close();
  }
}
