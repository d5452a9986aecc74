import { gguf, safetensors, type GgufValue, type StoredTensor, f32, randomWeights } from './weight-files.ts';

/** A Llama of two layers with grouped heads, small enough to write out and large enough to have every tensor. */
export const SHAPE = { vocabulary: 64, hidden: 32, feedForward: 64, heads: 4, keyValueHeads: 2, layers: 2 } as const;
const HEAD = SHAPE.hidden / SHAPE.heads;

export type Weights = Map<string, { readonly shape: readonly number[]; readonly values: Float32Array }>;

/** Random weights under Hugging Face's names. */
export function llamaWeights(seed = 1): Weights {
  const weights: Weights = new Map();
  const add = (name: string, ...shape: number[]): void => {
    const count = shape.reduce((product, length) => product * length, 1);
    weights.set(name, { shape, values: randomWeights(count, seed + weights.size) });
  };
  const { vocabulary, hidden, feedForward, keyValueHeads, layers } = SHAPE;
  add('model.embed_tokens.weight', vocabulary, hidden);
  for (let layer = 0; layer < layers; layer += 1) {
    const at = `model.layers.${layer}`;
    add(`${at}.input_layernorm.weight`, hidden);
    add(`${at}.self_attn.q_proj.weight`, hidden, hidden);
    add(`${at}.self_attn.k_proj.weight`, keyValueHeads * HEAD, hidden);
    add(`${at}.self_attn.v_proj.weight`, keyValueHeads * HEAD, hidden);
    add(`${at}.self_attn.o_proj.weight`, hidden, hidden);
    add(`${at}.post_attention_layernorm.weight`, hidden);
    add(`${at}.mlp.gate_proj.weight`, feedForward, hidden);
    add(`${at}.mlp.up_proj.weight`, feedForward, hidden);
    add(`${at}.mlp.down_proj.weight`, hidden, feedForward);
  }
  add('model.norm.weight', hidden);
  return weights;
}

export function copied(weights: Weights): Weights {
  return new Map([...weights].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]));
}

export function values(weights: Weights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new RangeError(name);
  return tensor.values;
}

type Store = (values: Float32Array) => { readonly dtype: string; readonly data: Uint8Array };
const plain: Store = (numbers) => ({ dtype: 'F32', data: f32(numbers) });

export function toSafetensors(weights: Weights, store: Store = plain): Buffer {
  return safetensors([...weights].map(([name, { shape, values: numbers }]) => ({ name, shape, ...store(numbers) })));
}

const GGUF_NAMES: readonly (readonly [string, string])[] = [
  ['model.embed_tokens', 'token_embd'],
  ['model.norm', 'output_norm'],
  ['lm_head', 'output'],
  ['model.layers.', 'blk.'],
  ['input_layernorm', 'attn_norm'],
  ['post_attention_layernorm', 'ffn_norm'],
  ['self_attn.o_proj', 'attn_output'],
  ['self_attn.', 'attn_'],
  ['mlp.', 'ffn_'],
  ['_proj', ''],
];

/** As llama.cpp's converter does it: matrices by `store`, vectors as F32, rows of Q and K reordered within each head. */
export function toGguf(
  weights: Weights,
  store: Store = plain,
  metadata: Readonly<Record<string, GgufValue>> = {},
): Buffer {
  const tensors = [...weights].map(([name, { shape, values: numbers }]): StoredTensor => {
    const renamed = GGUF_NAMES.reduce((text, [from, to]) => text.replace(from, to), name);
    const reordered = /[qk]_proj/u.test(name) ? permuted(numbers, shape) : numbers;
    return { name: renamed, shape, ...(shape.length === 1 ? plain : store)(reordered) };
  });
  return gguf(
    {
      'general.architecture': 'llama',
      'llama.block_count': { u32: SHAPE.layers },
      'llama.embedding_length': { u32: SHAPE.hidden },
      'llama.feed_forward_length': { u32: SHAPE.feedForward },
      'llama.attention.head_count': { u32: SHAPE.heads },
      'llama.attention.head_count_kv': { u32: SHAPE.keyValueHeads },
      'llama.attention.layer_norm_rms_epsilon': { f32: 1e-5 },
      'llama.rope.freq_base': { f32: 10_000 },
      ...metadata,
    },
    tensors,
  );
}

/** `reshape(heads, 2, d/2, columns).swapaxes(1, 2)`, written out. */
function permuted(numbers: Float32Array, shape: readonly number[]): Float32Array {
  const [rows = 0, columns = 1] = shape;
  const out = new Float32Array(numbers.length);
  for (let head = 0; head < rows / HEAD; head += 1) {
    for (let half = 0; half < 2; half += 1) {
      for (let index = 0; index < HEAD / 2; index += 1) {
        const from = head * HEAD + half * (HEAD / 2) + index;
        const to = head * HEAD + index * 2 + half;
        out.set(numbers.subarray(from * columns, (from + 1) * columns), to * columns);
      }
    }
  }
  return out;
}

export const CONFIG = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: SHAPE.hidden,
  intermediate_size: SHAPE.feedForward,
  num_attention_heads: SHAPE.heads,
  num_key_value_heads: SHAPE.keyValueHeads,
  num_hidden_layers: SHAPE.layers,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
};

export function card(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\n# Model\n`;
}
