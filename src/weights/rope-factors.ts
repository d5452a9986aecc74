import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { usesGgufNames } from '../formats/checkpoints/checkpoint.ts';
import { llama3Factors, ROPE_FACTORS } from '../formats/checkpoints/rope-scaling.ts';
import type { TensorMatch } from './tensor-match.ts';
import { TensorReader } from './elements/tensor-reader.ts';

/** A head of 8,192 elements; none has a tenth of it. */
const MAX_FACTORS = 4_096;
/**
 * llama.cpp's converter computes the factors in float32, from frequencies that are rounded already: up to 100 units of the last
 * digit where the factor is large.
 */
const RELATIVE_ERROR = 1e-5;

export interface RopeAnswer {
  /** With the tensor of factors among what was left out, where it says what the other side's configuration does. */
  readonly match: TensorMatch;
  /** Why the positions are not the same. */
  readonly different?: string;
}

/**
 * A GGUF holds as a tensor what Llama 3's configuration states as four numbers. Where one side has the tensor and the other the
 * numbers, they must agree, and neither may be there alone.
 * @throws GateError SOURCE_CHANGED, SOURCE_UNREADABLE
 */
export function withRopeFactors(match: TensorMatch, a: Checkpoint, b: Checkpoint): RopeAnswer {
  if (usesGgufNames(a) === usesGgufNames(b)) return { match };
  const [gguf, other] = usesGgufNames(a) ? [a, b] : [b, a];
  const { rope, numbers, headLength } = other.settings;
  const tensor = gguf.tensors.get(ROPE_FACTORS);
  if (rope?.kind !== 'llama3') return { match };
  if (tensor === undefined)
    return { match, different: `${ROPE_FACTORS} is missing, and the configuration scales positions by ${rope.text}` };
  const base = numbers.get('rope base') ?? gguf.settings.numbers.get('rope base');
  const length = tensor.elements * 2;
  const wrong = (why: string): RopeAnswer => ({ match, different: `${ROPE_FACTORS} ${why}` });
  if (tensor.dtype !== 'F32' || tensor.elements > MAX_FACTORS) return wrong(`is ${tensor.elements} of ${tensor.dtype}`);
  if (base === undefined || headLength === undefined) return wrong('can’t be computed: base or heads are not stated');
  if (length !== headLength) return wrong(`is for heads of ${length} elements, the configuration has ${headLength}`);
  const stored = new Float32Array(tensor.elements);
  const reader = new TensorReader();
  try {
    reader.read({ tensor }, 0, tensor.elements, new Uint8Array(stored.buffer));
  } finally {
    reader.close();
  }
  const expected = llama3Factors(base, headLength, rope.parameters);
  const at = expected.findIndex((value, index) => !(Math.abs((stored[index] ?? 0) / value - 1) <= RELATIVE_ERROR));
  if (at >= 0) return wrong(`has ${stored[at]} at ${at}, the configuration says ${expected[at]}`);
  const without = (tensors: TensorMatch['added']): TensorMatch['added'] =>
    tensors.filter(({ name }) => name !== ROPE_FACTORS);
  const leftOut = [...match.leftOut, `${ROPE_FACTORS}: as the configuration’s scaling of positions gives it`];
  return { match: { ...match, added: without(match.added), removed: without(match.removed), leftOut } };
}
