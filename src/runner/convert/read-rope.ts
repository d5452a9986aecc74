import { llama3Factors } from '../../formats/checkpoints/rope-scaling.ts';
import { member, type JsonNode } from '../../formats/json/tree.ts';
import type { Hyperparameters } from './description.ts';
import { optionalNumber, optionalString, isPresent } from './node-values.ts';
import { refuse } from './refusal.ts';

type Rope = Pick<Hyperparameters, 'ropeBase' | 'ropeFactors' | 'ropeLinear'>;

/** llama.cpp has Gemma 3's base for layers with a window built in. */
const GEMMA3_LOCAL_BASE = 10_000;

/**
 * How positions become angles: `rope_theta` and `rope_scaling`, which transformers 5 writes as `rope_parameters` (for
 * Gemma 3 one for each kind of layer). @throws Refusal for a kind of scaling that is not converted
 */
export function readRope(
  config: JsonNode,
  modelType: string,
  { base, headLength }: { readonly base: number; readonly headLength: number },
): Rope {
  const parameters = member(config, 'rope_parameters');
  const perLayer = isPresent(parameters, 'full_attention');
  const scaling = perLayer
    ? member(parameters, 'full_attention')
    : isPresent(config, 'rope_parameters')
      ? parameters
      : member(config, 'rope_scaling');
  const local = perLayer ? member(parameters, 'sliding_attention') : undefined;
  if (modelType === 'gemma3_text') {
    const stated = optionalNumber(local, 'rope_theta') ?? optionalNumber(config, 'rope_local_base_freq');
    if ((stated ?? GEMMA3_LOCAL_BASE) !== GEMMA3_LOCAL_BASE) refuse(`the base of local layers is ${stated}`);
    if ((optionalString(local, 'rope_type') ?? 'default') !== 'default') refuse('local layers with scaled positions');
  } else if (perLayer) refuse('positions that differ by layer');
  const ropeBase = optionalNumber(scaling, 'rope_theta') ?? optionalNumber(config, 'rope_theta') ?? base;
  const kind = optionalString(scaling, 'rope_type') ?? optionalString(scaling, 'type') ?? 'default';
  if (kind === 'default') return { ropeBase };
  const factor = optionalNumber(scaling, 'factor') ?? refuse('positions are scaled by no stated factor');
  if (!(factor >= 1)) refuse(`positions are scaled by ${factor}`);
  if (kind === 'linear') return { ropeBase, ropeLinear: factor };
  if (kind !== 'llama3') refuse(`positions scaled in the way "${kind}"`);
  // Only there does llama.cpp read the factors.
  if (modelType !== 'llama' && modelType !== 'mistral') refuse(`positions of ${modelType} scaled as Llama 3 does`);
  const low = optionalNumber(scaling, 'low_freq_factor') ?? refuse('low_freq_factor is not stated');
  const high = optionalNumber(scaling, 'high_freq_factor') ?? refuse('high_freq_factor is not stated');
  const original =
    optionalNumber(scaling, 'original_max_position_embeddings') ?? refuse('the original context is not stated');
  if (!(low > 0 && high > low && original > 0)) refuse('the scaling of positions is out of range');
  return { ropeBase, ropeFactors: llama3Factors(ropeBase, headLength, { factor, low, high, original }) };
}
