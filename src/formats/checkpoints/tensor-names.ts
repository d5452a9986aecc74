/**
 * The same tensor under two names: PyTorch's (`model.layers.0.self_attn.q_proj.weight`) and GGUF's (`blk.0.attn_q.weight`),
 * for the Llama family, after `gguf-py/gguf/tensor_mapping.py` and `convert_hf_to_gguf.py` of llama.cpp. Whoever compares
 * the two and whoever converts one into the other must read the same map.
 */

/** What the converter does beside renaming: for `llama` it reorders the rows of Q and K by attention head. */
export type Permutation = 'attention heads' | 'key-value heads';

export interface GgufName {
  readonly name: string;
  readonly permuted: Permutation | undefined;
}

const WHOLE: ReadonlyMap<string, string> = new Map([
  ['model.embed_tokens', 'token_embd'],
  ['model.norm', 'output_norm'],
  ['lm_head', 'output'],
]);

const PER_LAYER: ReadonlyMap<string, string> = new Map([
  ['input_layernorm', 'attn_norm'],
  ['self_attn.q_proj', 'attn_q'],
  ['self_attn.k_proj', 'attn_k'],
  ['self_attn.v_proj', 'attn_v'],
  ['self_attn.o_proj', 'attn_output'],
  ['self_attn.q_norm', 'attn_q_norm'],
  ['self_attn.k_norm', 'attn_k_norm'],
  ['post_attention_layernorm', 'ffn_norm'],
  ['mlp.gate_proj', 'ffn_gate'],
  ['mlp.up_proj', 'ffn_up'],
  ['mlp.down_proj', 'ffn_down'],
]);

/** Gemma 2 and 3 have a norm behind attention and one behind the feed-forward part, and name all four differently. */
const FOUR_NORMS: ReadonlyMap<string, string> = new Map([
  ['post_attention_layernorm', 'post_attention_norm'],
  ['pre_feedforward_layernorm', 'ffn_norm'],
  ['post_feedforward_layernorm', 'post_ffw_norm'],
]);

interface ArchitectureNames {
  /** Whether the converter reorders Q and K: the others use the half-split rotation in GGUF too. */
  readonly permutes: boolean;
  /** Gemma multiplies by 1 + w: its converter stores 1 + w, so equal models hold different values. */
  readonly shiftsNorms: boolean;
  readonly perLayer: ReadonlyMap<string, string>;
}

const gemma = { permutes: false, shiftsNorms: true, perLayer: PER_LAYER };
const fourNorms = { ...gemma, perLayer: new Map([...PER_LAYER, ...FOUR_NORMS]) };

/** By GGUF's name of the architecture. */
const ARCHITECTURES: ReadonlyMap<string, ArchitectureNames> = new Map([
  ['llama', { permutes: true, shiftsNorms: false, perLayer: PER_LAYER }],
  ['smollm3', { permutes: true, shiftsNorms: false, perLayer: PER_LAYER }],
  ['qwen2', { permutes: false, shiftsNorms: false, perLayer: PER_LAYER }],
  ['qwen3', { permutes: false, shiftsNorms: false, perLayer: PER_LAYER }],
  ['gemma', gemma],
  ['gemma2', fourNorms],
  ['gemma3', fourNorms],
]);

/** Whether a PyTorch checkpoint and a GGUF of the same model hold the same values under the names of this map. */
export function isMappedArchitecture(architecture: string | undefined): boolean {
  return architecture !== undefined && ARCHITECTURES.has(architecture);
}

const LAYER_NAME = /^model\.layers\.(0|[1-9]\d{0,5})\.(.{1,64})$/u;
const MAX_NAME = 128;

/** GGUF's name for a PyTorch name, or undefined for a tensor that the map doesn't know. */
export function ggufName(torchName: string, architecture: string): GgufName | undefined {
  if (torchName.length > MAX_NAME) return undefined;
  const dot = torchName.lastIndexOf('.');
  const stem = torchName.slice(0, dot);
  const suffix = torchName.slice(dot + 1);
  if (dot === -1 || (suffix !== 'weight' && suffix !== 'bias')) return undefined;
  const whole = WHOLE.get(stem);
  if (whole !== undefined) return { name: `${whole}.${suffix}`, permuted: undefined };
  const names = ARCHITECTURES.get(architecture);
  const match = LAYER_NAME.exec(stem);
  const part = names?.perLayer.get(match?.[2] ?? '');
  if (names === undefined || match === null || part === undefined) return undefined;
  return { name: `blk.${match[1]}.${part}.${suffix}`, permuted: names.permutes ? PERMUTED.get(part) : undefined };
}

const PERMUTED: ReadonlyMap<string, Permutation> = new Map([
  ['attn_q', 'attention heads'],
  ['attn_k', 'key-value heads'],
]);

/** Whether GGUF holds 1 + w of this tensor, by its GGUF name. */
export function isShiftedNorm(name: string, architecture: string): boolean {
  return ARCHITECTURES.get(architecture)?.shiftsNorms === true && name.endsWith('norm.weight');
}

/** The input embedding under the names that model families give it. The first two are Llama's and GGUF's. */
export const EMBEDDINGS: readonly string[] = [
  'model.embed_tokens.weight',
  'token_embd.weight',
  'embed_tokens.weight',
  'model.language_model.embed_tokens.weight',
  'language_model.model.embed_tokens.weight',
  'tok_embeddings.weight',
  'transformer.wte.weight',
  'wte.weight',
  'gpt_neox.embed_in.weight',
  'embed_in.weight',
  'transformer.word_embeddings.weight',
  'word_embeddings.weight',
  'shared.weight',
  'model.shared.weight',
  'encoder.embed_tokens.weight',
  'decoder.embed_tokens.weight',
  'model.encoder.embed_tokens.weight',
  'model.decoder.embed_tokens.weight',
  'embeddings.word_embeddings.weight',
  'bert.embeddings.word_embeddings.weight',
  'roberta.embeddings.word_embeddings.weight',
  'distilbert.embeddings.word_embeddings.weight',
  'electra.embeddings.word_embeddings.weight',
  'deberta.embeddings.word_embeddings.weight',
];

/** The output projection likewise. Without it a model uses the input embedding in its place (tied). */
export const OUTPUT_PROJECTIONS: readonly string[] = [
  'lm_head.weight',
  'output.weight',
  'language_model.lm_head.weight',
  'embed_out.weight',
  'cls.predictions.decoder.weight',
  'lm_head.decoder.weight',
];

/**
 * Buffers that older PyTorch checkpoints carry and loaders compute anew: rotary frequencies and attention masks. Their
 * absence on one side is a convention, not a change; they are listed where they are left out of a comparison.
 */
export function isComputedBuffer(torchName: string): boolean {
  return COMPUTED.some((ending) => torchName.endsWith(ending)) && torchName.length <= MAX_NAME;
}

const COMPUTED = ['.self_attn.rotary_emb.inv_freq', '.self_attn.masked_bias', '.self_attn.bias'];

/** The layer number in a name of any convention (`layers.3.`, `blk.3.`, `h.3.`), or undefined. */
export function layerOf(name: string): number | undefined {
  const part = name
    .slice(0, MAX_NAME)
    .split('.')
    .find((piece) => /^(?:0|[1-9]\d{0,5})$/u.test(piece));
  return part === undefined ? undefined : Number(part);
}
