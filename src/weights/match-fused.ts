import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import type { NamedPair, TensorMatch } from './tensor-match.ts';
import { rowsOf } from './row-range.ts';

/** One matrix that holds several others, one below the other, with what the others are called where they stand alone. */
const FUSED: readonly (readonly [whole: string, parts: readonly string[]])[] = [
  ['qkv_proj', ['q_proj', 'k_proj', 'v_proj']],
  ['W_pack', ['q_proj', 'k_proj', 'v_proj']],
  ['attn_qkv', ['attn_q', 'attn_k', 'attn_v']],
  ['gate_up_proj', ['gate_proj', 'up_proj']],
];

/**
 * Pairs up what one side stores as one matrix and the other as several, by name and size: Phi-3's `qkv_proj` and `gate_up_proj` against Llama's
 * projections. The parts are compared; what doesn't fit stays added and removed.
 */
export function matchFused(match: TensorMatch): TensorMatch {
  const { added, removed } = match;
  if (added.length === 0 || removed.length === 0) return match;
  const pairs: NamedPair[] = [];
  const leftOut: string[] = [];
  const used = new Set<LocatedTensor>();
  for (const [wholes, others, candidateIsWhole] of [
    [added, removed, true],
    [removed, added, false],
  ] as const) {
    const byName = new Map(others.map((tensor) => [tensor.name, tensor]));
    for (const whole of wholes) {
      const parts = partsOf(whole, byName);
      if (parts === undefined || parts.some((part) => used.has(part))) continue;
      let row = 0;
      for (const part of parts) {
        const slice = { tensor: rowsOf(whole, row, rowCount(part)) };
        const alone = { tensor: part };
        pairs.push({
          name: part.name,
          candidate: candidateIsWhole ? slice : alone,
          base: candidateIsWhole ? alone : slice,
        });
        used.add(part);
        row += rowCount(part);
      }
      used.add(whole);
      leftOut.push(`${whole.name}: compared with ${parts.map(({ name }) => name).join(', ')}, which it holds in turn`);
    }
  }
  if (pairs.length === 0) return match;
  return {
    ...match,
    pairs: [...match.pairs, ...pairs],
    added: added.filter((tensor) => !used.has(tensor)),
    removed: removed.filter((tensor) => !used.has(tensor)),
    leftOut: [...match.leftOut, ...leftOut],
  };
}

/** A vector is cut like a matrix of one column. */
function rowCount({ shape, rows, elements }: LocatedTensor): number {
  return shape.length < 2 ? elements : rows;
}

function partsOf(whole: LocatedTensor, others: ReadonlyMap<string, LocatedTensor>): LocatedTensor[] | undefined {
  for (const [name, parts] of FUSED) {
    const at = whole.name.lastIndexOf(`${name}.`);
    if (at === -1) continue;
    const found = parts.flatMap(
      (part) => others.get(whole.name.slice(0, at) + part + whole.name.slice(at + name.length)) ?? [],
    );
    const rows = found.reduce((sum, part) => sum + rowCount(part), 0);
    const alike = found.every(
      ({ shape }) =>
        shape.length === whole.shape.length && shape.slice(1).every((length, axis) => length === whole.shape[axis + 1]),
    );
    if (found.length === parts.length && alike && rows === rowCount(whole) && whole.knownLayout) return found;
  }
  return undefined;
}
