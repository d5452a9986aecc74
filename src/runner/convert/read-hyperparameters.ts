import { ggufArchitecture } from '../../formats/checkpoints/model-settings.ts';
import { stringOf, type JsonNode } from '../../formats/json/tree.ts';
import { hyperparametersSchema, type Hyperparameters } from './description.ts';
import {
  isPresent,
  listOf,
  natural,
  optionalBoolean,
  optionalNatural,
  optionalNumber,
  optionalString,
} from './node-values.ts';
import { refuse } from './refusal.ts';
import { readRope } from './read-rope.ts';

/**
 * What each `model_type` of transformers (its configuration and modelling classes, 4.57 and 5.0) does when config.json
 * does not state it, and what llama.cpp can be told of it. A setting that changes the model and that llama.cpp lacks is
 * refused: without it, another model would be measured.
 */
interface Family {
  readonly className: string;
  readonly ropeBase: number;
  readonly tied: boolean;
  /** Where absent: as many as heads. */
  readonly keyValueHeads: 'stated' | 'as heads';
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['llama', { className: 'LlamaForCausalLM', ropeBase: 10_000, tied: false, keyValueHeads: 'as heads' }],
  ['mistral', { className: 'MistralForCausalLM', ropeBase: 10_000, tied: false, keyValueHeads: 'stated' }],
  ['qwen2', { className: 'Qwen2ForCausalLM', ropeBase: 10_000, tied: false, keyValueHeads: 'stated' }],
  ['qwen3', { className: 'Qwen3ForCausalLM', ropeBase: 10_000, tied: false, keyValueHeads: 'stated' }],
  ['smollm3', { className: 'SmolLM3ForCausalLM', ropeBase: 2_000_000, tied: true, keyValueHeads: 'stated' }],
  ['gemma', { className: 'GemmaForCausalLM', ropeBase: 10_000, tied: true, keyValueHeads: 'stated' }],
  ['gemma2', { className: 'Gemma2ForCausalLM', ropeBase: 10_000, tied: true, keyValueHeads: 'stated' }],
  ['gemma3_text', { className: 'Gemma3ForCausalLM', ropeBase: 1_000_000, tied: true, keyValueHeads: 'stated' }],
]);

/** Of every family, where config.json says nothing. */
const NORM_EPSILON = 1e-6;
/** llama.cpp has these patterns of layers built in. */
const SMOLLM3_ROPELESS = 4;
const GEMMA3_FULL = 6;

/** @throws Refusal for an architecture or a setting that can't be converted without changing the model */
export function readHyperparameters(config: JsonNode): Hyperparameters {
  const modelType = optionalString(config, 'model_type') ?? refuse('config.json states no model_type');
  const family = FAMILIES.get(modelType) ?? refuse(`the architecture ${modelType} is not converted`);
  refuseOddities(config, family);
  const heads = natural(config, 'num_attention_heads');
  const embeddingLength = natural(config, 'hidden_size');
  const keyValueHeads =
    family.keyValueHeads === 'as heads'
      ? (optionalNatural(config, 'num_key_value_heads') ?? heads)
      : natural(config, 'num_key_value_heads');
  const headLength = optionalNatural(config, 'head_dim') ?? embeddingLength / heads;
  const blockCount = natural(config, 'num_hidden_layers');
  const window = slidingWindow(config, modelType);
  const context = natural(config, 'max_position_embeddings');
  const isGemma = modelType.startsWith('gemma');
  const parsed = hyperparametersSchema.safeParse({
    architecture: ggufArchitecture(modelType),
    // llama.cpp attends to everything in these: exact as long as no text is longer than the window.
    contextLength: isGemma ? context : Math.min(context, window ?? context),
    embeddingLength,
    blockCount,
    feedForwardLength: natural(config, 'intermediate_size'),
    heads,
    keyValueHeads,
    headLength,
    normEpsilon: optionalNumber(config, 'rms_norm_eps') ?? NORM_EPSILON,
    attentionBiases: attentionBiases(config, modelType),
    feedForwardBiases: optionalBoolean(config, 'mlp_bias') ?? false,
    tied: optionalBoolean(config, 'tie_word_embeddings') ?? family.tied,
    ...readRope(config, modelType, { base: family.ropeBase, headLength }),
    ...(isGemma ? gemmaSettings(config, modelType, { blockCount, heads, embeddingLength, headLength, window }) : {}),
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'it is not valid'}`);
  }
  const result = parsed.data;
  if (result.heads % result.keyValueHeads !== 0) refuse('the heads do not divide into the key-value heads');
  if (result.headLength % 2 !== 0) refuse(`heads of ${result.headLength} are not made of pairs`);
  if (modelType === 'smollm3') checkRopeless(config, result.blockCount);
  if (result.feedForwardBiases && result.architecture !== 'llama') refuse('biases in the feed-forward part');
  return result;
}

function refuseOddities(config: JsonNode, { className }: Family): void {
  const classes = (listOf(config, 'architectures') ?? []).map((node) => stringOf(node) ?? '');
  const other = classes.find((name) => name !== className);
  if (other !== undefined) refuse(`config.json names the class ${other}, which is not ${className}`);
  if (isPresent(config, 'quantization_config')) refuse('its weights are quantised');
  if (isPresent(config, 'auto_map')) refuse('config.json names code of its own');
  const rotated = optionalNumber(config, 'partial_rotary_factor') ?? 1;
  if (rotated !== 1) refuse('only a part of each head is rotated');
  const tanh = 'gelu_pytorch_tanh';
  const [wanted, activation] = className.startsWith('Gemma')
    ? [tanh, optionalString(config, 'hidden_activation') ?? optionalString(config, 'hidden_act') ?? tanh]
    : ['silu', optionalString(config, 'hidden_act') ?? 'silu'];
  // Gemma 1 was published with "gelu" in hidden_act, and transformers has always computed the tanh form for it.
  const legacy = className === 'GemmaForCausalLM' && !isPresent(config, 'hidden_activation') && activation === 'gelu';
  if (activation !== wanted && !legacy) refuse(`the activation ${activation} is not ${wanted}`);
}

function slidingWindow(config: JsonNode, modelType: string): number | undefined {
  if (modelType === 'llama' || modelType === 'gemma') return undefined;
  const used = modelType === 'mistral' || modelType.startsWith('gemma');
  return used || optionalBoolean(config, 'use_sliding_window') === true
    ? optionalNatural(config, 'sliding_window')
    : undefined;
}

function attentionBiases(config: JsonNode, modelType: string): Hyperparameters['attentionBiases'] {
  // Qwen 2 has no setting for it.
  if (modelType === 'qwen2') return 'qkv';
  if (optionalBoolean(config, 'attention_bias') !== true) return 'none';
  return modelType === 'llama' ? 'qkvo' : refuse(`biases in the attention of ${modelType}`);
}

function gemmaSettings(
  config: JsonNode,
  modelType: string,
  model: {
    readonly blockCount: number;
    readonly heads: number;
    readonly embeddingLength: number;
    readonly headLength: number;
    readonly window: number | undefined;
  },
): Partial<Hyperparameters> {
  if (modelType === 'gemma') return {};
  // llama.cpp tells the 27B models by their number of layers, and they alone scale by the width of a head's share.
  const large = modelType === 'gemma2' ? model.blockCount === 46 : model.blockCount === 62;
  const wanted = large ? model.embeddingLength / model.heads : model.headLength;
  const scalar = optionalNumber(config, 'query_pre_attn_scalar') ?? 256;
  if (scalar !== wanted) refuse(`query_pre_attn_scalar is ${scalar}, llama.cpp computes with ${wanted}`);
  if (optionalBoolean(config, 'use_bidirectional_attention') === true) refuse('attention in both directions');
  const attention = optionalNumber(config, 'attn_logit_softcapping');
  const output = optionalNumber(config, 'final_logit_softcapping');
  const slidingWindow = model.window ?? refuse('sliding_window is not stated');
  const full = modelType === 'gemma2' ? 2 : GEMMA3_FULL;
  const pattern =
    optionalNatural(config, 'sliding_window_pattern') ?? optionalNatural(config, '_sliding_window_pattern');
  if (pattern !== undefined && pattern !== full)
    refuse(`every ${pattern}th layer is without a window, not every ${full}th`);
  for (const [layer, node] of (listOf(config, 'layer_types') ?? []).entries()) {
    const type = (layer + 1) % full === 0 ? 'full_attention' : 'sliding_attention';
    if (stringOf(node) !== type) refuse(`layer ${layer} is not of the type ${type}`);
  }
  if (modelType === 'gemma3_text') {
    if (attention !== undefined || output !== undefined) refuse('a soft limit on logits in Gemma 3');
    return { slidingWindow };
  }
  return {
    slidingWindow,
    attentionSoftcap: attention ?? refuse('attn_logit_softcapping is not stated'),
    outputSoftcap: output ?? refuse('final_logit_softcapping is not stated'),
  };
}

/** Every fourth layer of SmolLM 3 has no rotation: 1 stands for a layer that has it. */
function checkRopeless(config: JsonNode, layers: number): void {
  const interval = optionalNatural(config, 'no_rope_layer_interval') ?? SMOLLM3_ROPELESS;
  const list = listOf(config, 'no_rope_layers');
  for (let layer = 0; layer < layers; layer++) {
    const wanted = (layer + 1) % SMOLLM3_ROPELESS === 0 ? 0 : 1;
    const stated = list === undefined ? Number((layer + 1) % interval !== 0) : optionalNatural(list[layer]);
    if (stated !== wanted) refuse(`layer ${layer} is rotated otherwise than llama.cpp rotates it`);
  }
}
