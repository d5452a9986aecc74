import {
  ggufName,
  isComputedBuffer,
  isShiftedNorm,
  OUTPUT_PROJECTIONS,
} from '../../formats/checkpoints/tensor-names.ts';
import type { LocatedTensor } from '../../formats/checkpoints/located-tensor.ts';
import type { Hyperparameters } from './description.ts';
import { expectedTensors } from './expected-tensors.ts';
import { CONVERSION_LIMITS } from './limits.ts';
import { refuse } from './refusal.ts';

export type ElementType = 'F32' | 'F16' | 'BF16';

/** One tensor of the GGUF and how its bytes come from the checkpoint's. */
export interface PlannedTensor {
  readonly name: string;
  readonly type: ElementType;
  /** As PyTorch has it, rows first. */
  readonly shape: readonly number[];
  readonly elements: number;
  readonly source: LocatedTensor & { readonly dtype: ElementType };
  /** Rows of one attention head, which GGUF holds as pairs that lie side by side. */
  readonly rowsPerHead?: number;
  /** Whether 1 is added to each element. */
  readonly shifted: boolean;
}

export interface TensorPlan {
  readonly tensors: readonly PlannedTensor[];
  readonly vocabularySize: number;
  /** A projection that is not written, because loaders use the embedding in its place: it must hold the same bytes. */
  readonly unused?: readonly [LocatedTensor, LocatedTensor];
}

const BYTES: Readonly<Record<ElementType, number>> = { F32: 4, F16: 2, BF16: 2 };

/**
 * Where each tensor of the GGUF comes from. Facts and hyperparameters come from processes that a hostile file may have
 * taken over: each shape is held against what the architecture demands. @throws Refusal
 */
export function planTensors(model: Hyperparameters, stored: ReadonlyMap<string, LocatedTensor>): TensorPlan {
  const sources = new Map<string, LocatedTensor>();
  for (const [name, tensor] of stored) {
    const known = ggufName(name, model.architecture);
    if (known === undefined) {
      if (isComputedBuffer(name)) continue;
      refuse(`the tensor ${JSON.stringify(name.slice(0, 200))} has no place in ${model.architecture}`);
    } else {
      if (sources.has(known.name)) refuse(`two tensors are ${known.name}`);
      sources.set(known.name, tensor);
    }
  }
  const embedding = sources.get('token_embd.weight') ?? refuse('the embedding is missing');
  const vocabularySize = embedding.shape[0] ?? 0;
  if (vocabularySize < 1 || vocabularySize > CONVERSION_LIMITS.tokens) refuse(`an embedding of ${vocabularySize} rows`);
  const expected = expectedTensors(model, vocabularySize);
  const tensors = [...expected].map(([name, shape]) => planned(model, name, shape, sources.get(name)));
  const extra = [...sources].filter(([name]) => !expected.has(name));
  const projection = extra.find(([name]) => model.tied && OUTPUT_PROJECTIONS.includes(name));
  const other = extra.find((one) => one !== projection);
  if (other !== undefined) refuse(`the tensor ${other[0]} has no place in a model of this configuration`);
  return {
    tensors,
    vocabularySize,
    ...(projection === undefined ? {} : { unused: [projection[1], embedding] as const }),
  };
}

function planned(
  model: Hyperparameters,
  name: string,
  shape: readonly number[],
  source: LocatedTensor | undefined,
): PlannedTensor {
  if (source === undefined) return refuse(`the tensor ${name} is missing`);
  if (source.shape.join() !== shape.join())
    refuse(
      `${source.name} has the shape [${source.shape.join(', ')}], the configuration demands [${shape.join(', ')}]`,
    );
  const dtype = elementType(source.dtype) ?? refuse(`${source.name} is of the type ${source.dtype}`);
  const { permuted } = ggufName(source.name, model.architecture) ?? {};
  const rowElements = shape.length === 1 ? 1 : source.rowElements;
  if (permuted !== undefined && model.headLength * rowElements * BYTES[dtype] > CONVERSION_LIMITS.head)
    refuse(`a head of ${source.name} takes more than ${CONVERSION_LIMITS.head} bytes`);
  return {
    name,
    // llama.cpp wants vectors in float32, which holds every value of the shorter types.
    type: shape.length === 1 ? 'F32' : dtype,
    shape,
    elements: source.elements,
    source: { ...source, dtype },
    shifted: isShiftedNorm(name, model.architecture),
    ...(permuted === undefined ? {} : { rowsPerHead: model.headLength }),
  };
}

function elementType(dtype: string): ElementType | undefined {
  return dtype === 'F32' || dtype === 'F16' || dtype === 'BF16' ? dtype : undefined;
}

/** Bytes of `elements` values. */
export function bytesOf(type: ElementType, elements: number): number {
  return elements * BYTES[type];
}
