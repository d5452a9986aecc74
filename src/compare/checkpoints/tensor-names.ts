/**
 * The same tensor under two names: PyTorch's (`model.layers.0.self_attn.q_proj.weight`) and GGUF's (`blk.0.attn_q.weight`),
 * for the Llama family, after `gguf-py/gguf/tensor_mapping.py` and `convert_hf_to_gguf.py` of llama.cpp.
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

/** The converter's classes with this map. Only `llama` has the permutation: the others use the half-split rotation in GGUF too. */
const MAPPED_ARCHITECTURES: ReadonlySet<string> = new Set(['llama', 'qwen2', 'qwen3']);

export function isMappedArchitecture(architecture: string | undefined): boolean {
  return architecture !== undefined && MAPPED_ARCHITECTURES.has(architecture);
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
  const match = LAYER_NAME.exec(stem);
  const part = PER_LAYER.get(match?.[2] ?? '');
  if (match === null || part === undefined) return undefined;
  return {
    name: `blk.${match[1]}.${part}.${suffix}`,
    permuted: architecture === 'llama' ? PERMUTED.get(part) : undefined,
  };
}

const PERMUTED: ReadonlyMap<string, Permutation> = new Map([
  ['attn_q', 'attention heads'],
  ['attn_k', 'key-value heads'],
]);

/** The input embedding under either name. */
export const EMBEDDINGS: readonly string[] = ['model.embed_tokens.weight', 'token_embd.weight'];

/** The output projection under either name. Without it a model uses the input embedding in its place (tied). */
export const OUTPUT_PROJECTIONS: readonly string[] = ['lm_head.weight', 'output.weight'];

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
