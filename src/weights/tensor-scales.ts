import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import { fitsFloat32, isDecodable, isQuantised } from '../formats/checkpoints/element-types.ts';
import type { TensorScale } from './elements/tensor-reader.ts';

/** Factors of one tensor that are read at most: 16 MiB as float32. */
const MAX_FACTORS = 4 * 1024 * 1024;
/** The side of DeepSeek's blocks, which its files state nowhere but in the configuration. */
const USUAL_BLOCK = 128;

const SCALED_TYPES: ReadonlySet<string> = new Set(['F8_E4M3', 'F8_E5M2', 'I8']);

/**
 * Names of factors beside `stem.weight`, with what its values are divided by: compressed-tensors and fbgemm (`weight_scale`), DeepSeek
 * (`weight_scale_inv`, which is multiplied with whatever its name says), ComfyUI (`scale_weight`), bitsandbytes (`SCB`).
 */
const FACTORS: readonly (readonly [suffix: string, over: number])[] = [
  ['weight_scale', 1],
  ['weight_scale_inv', 1],
  ['scale_weight', 1],
  ['SCB', 127],
];
/** Of activations: they round what the model computes, and are no weights. */
const OF_ACTIVATIONS = ['input_scale', 'output_scale', 'weight_format'];

export interface ScaledTensors {
  /** By the name of the tensor that they scale. */
  readonly scales: ReadonlyMap<string, TensorScale>;
  /** Names of tensors that say how others are stored: `name: why`. */
  readonly companions: ReadonlyMap<string, string>;
}

/** Which tensors of a checkpoint are factors of others. What doesn't fit its tensor is left among the tensors. */
export function scaledTensors(tensors: ReadonlyMap<string, LocatedTensor>): ScaledTensors {
  const scales = new Map<string, TensorScale>();
  const companions = new Map<string, string>();
  for (const [name, tensor] of tensors) {
    if (!SCALED_TYPES.has(tensor.dtype) || !name.endsWith('.weight') || tensor.shape.length !== 2) continue;
    const stem = name.slice(0, -'weight'.length);
    // With a zero point the factors alone would give other values.
    if (tensors.has(`${stem}weight_zero_point`)) continue;
    for (const [suffix, over] of FACTORS) {
      const factors = tensors.get(stem + suffix);
      const scale = factors === undefined ? undefined : scaleOf(tensor, factors, over);
      if (factors === undefined || scale === undefined) continue;
      scales.set(name, scale);
      companions.set(factors.name, `factors of ${name}, which was compared multiplied with them`);
      for (const other of OF_ACTIVATIONS)
        if (tensors.has(stem + other)) companions.set(stem + other, 'how activations are stored; not compared');
      break;
    }
  }
  return { scales, companions };
}

function scaleOf(tensor: LocatedTensor, factors: LocatedTensor, over: number): TensorScale | undefined {
  const { dtype, elements, shape } = factors;
  if (elements === 0 || elements > MAX_FACTORS) return undefined;
  if (!isDecodable(dtype) || isQuantised(dtype) || !fitsFloat32(dtype)) return undefined;
  const sides = shape.filter((length) => length !== 1);
  const [down, right] =
    elements === 1
      ? [1, 1]
      : sides.length === 1 && sides[0] === tensor.rows && shape[0] === tensor.rows
        ? [tensor.rows, 1]
        : [shape[0] ?? 0, shape[1] ?? 0];
  if (shape.length > 2 || down * right !== elements) return undefined;
  const blockRows = blockOf(tensor.rows, down);
  const blockColumns = blockOf(tensor.rowElements, right);
  return blockRows === undefined || blockColumns === undefined
    ? undefined
    : { factors, blockRows, blockColumns, across: right, over };
}

/** The length of `count` blocks that cover `length`. */
function blockOf(length: number, count: number): number | undefined {
  if (count === 1) return length;
  if (Math.ceil(length / USUAL_BLOCK) === count) return USUAL_BLOCK;
  return length % count === 0 ? length / count : undefined;
}
