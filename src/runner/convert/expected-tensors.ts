import type { Hyperparameters } from './description.ts';

/**
 * Every tensor that llama.cpp loads for a model of these hyperparameters, by its GGUF name, with the shape that PyTorch
 * has for it (rows first): `llama_model::load_tensors`. Nothing more and nothing else is converted.
 */
export function expectedTensors(
  model: Hyperparameters,
  vocabularySize: number,
): ReadonlyMap<string, readonly number[]> {
  const { embeddingLength: width, feedForwardLength: inner, headLength, architecture } = model;
  const queries = model.heads * headLength;
  const keys = model.keyValueHeads * headLength;
  const found = new Map<string, readonly number[]>();
  found.set('token_embd.weight', [vocabularySize, width]);
  found.set('output_norm.weight', [width]);
  if (!model.tied) found.set('output.weight', [vocabularySize, width]);
  const biased = model.attentionBiases !== 'none';
  const fourNorms = architecture === 'gemma2' || architecture === 'gemma3';
  const headNorms = architecture === 'qwen3' || architecture === 'gemma3';
  for (let layer = 0; layer < model.blockCount; layer++) {
    const projection = (name: string, shape: readonly [number, number], bias: boolean): void => {
      found.set(`blk.${layer}.${name}.weight`, shape);
      if (bias) found.set(`blk.${layer}.${name}.bias`, [shape[0]]);
    };
    const norm = (name: string, length: number): unknown => found.set(`blk.${layer}.${name}.weight`, [length]);
    norm('attn_norm', width);
    projection('attn_q', [queries, width], biased);
    projection('attn_k', [keys, width], biased);
    projection('attn_v', [keys, width], biased);
    projection('attn_output', [width, queries], model.attentionBiases === 'qkvo');
    if (headNorms) for (const name of ['attn_q_norm', 'attn_k_norm']) norm(name, headLength);
    if (fourNorms) for (const name of ['post_attention_norm', 'post_ffw_norm']) norm(name, width);
    norm('ffn_norm', width);
    projection('ffn_gate', [inner, width], model.feedForwardBiases);
    projection('ffn_up', [inner, width], model.feedForwardBiases);
    projection('ffn_down', [width, inner], model.feedForwardBiases);
  }
  return found;
}
