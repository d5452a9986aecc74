import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupEqualWeights } from '../../src/compare/weight-groups.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, SHAPE, copied, llamaWeights, toGguf, toSafetensors, values, type Weights } from './support/llama.ts';
import { submit } from './support/submissions.ts';
import { f32, randomWeights, safetensors } from './support/weight-files.ts';

const config = JSON.stringify(CONFIG);

async function groupsOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<string[][]> {
  const { submission, facts } = await submit(await temporaryDirectory(), files);
  const groups = await groupEqualWeights(submission, facts, new AbortController().signal);
  expect(groups.every(({ why }) => why.every((text) => text.length > 0))).toBe(true);
  return groups.map(({ paths }) => [...paths]);
}

function withHead(weights: Weights, head: Float32Array): Weights {
  return new Map([...weights, ['lm_head.weight', { shape: [SHAPE.vocabulary, SHAPE.hidden], values: head }]]);
}

describe('groups of equal weights', () => {
  it('finds a safetensors file and its GGUF equal, rows of Q and K reordered', async () => {
    const weights = llamaWeights();
    expect(
      await groupsOf({
        'config.json': config,
        'model.gguf': toGguf(weights),
        'model.safetensors': toSafetensors(weights),
      }),
    ).toEqual([['model.gguf', 'model.safetensors']]);
  });

  it('keeps a tampered safetensors file out of the group of a clean GGUF, down to one bit of one element', async () => {
    const weights = llamaWeights();
    const tampered = copied(weights);
    const target = values(tampered, 'model.layers.1.self_attn.k_proj.weight');
    new Uint32Array(target.buffer)[target.length - 1]! ^= 1;
    const groups = await groupsOf({
      'config.json': config,
      'model.gguf': toGguf(weights),
      'model.safetensors': toSafetensors(tampered),
    });
    expect(groups).toEqual([['model.gguf'], ['model.safetensors']]);
  });

  it('takes two rows of Q swapped for another model', async () => {
    const weights = llamaWeights();
    const swapped = copied(weights);
    const q = values(swapped, 'model.layers.0.self_attn.q_proj.weight');
    const first = q.slice(0, SHAPE.hidden);
    q.copyWithin(0, SHAPE.hidden, 2 * SHAPE.hidden);
    q.set(first, SHAPE.hidden);
    expect(
      await groupsOf({ 'config.json': config, 'a.gguf': toGguf(weights), 'model.safetensors': toSafetensors(swapped) }),
    ).toHaveLength(2);
  });

  it('joins a shard set with an index, and splits it off when a shard is missing', async () => {
    const weights = [...llamaWeights()];
    const shard = (part: Weights): Buffer => toSafetensors(part);
    const [first, second] = [new Map(weights.slice(0, 9)), new Map(weights.slice(9))];
    const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
    const map = Object.fromEntries(weights.map(([name], index) => [name, names[index < 9 ? 0 : 1]]));
    const index = JSON.stringify({ metadata: { total_size: 1 }, weight_map: map });
    const all = {
      'config.json': config,
      'model.gguf': toGguf(new Map(weights)),
      [names[0]]: shard(first),
      [names[1]]: shard(second),
      'model.safetensors.index.json': index,
    };
    expect(await groupsOf(all)).toEqual([[names[0], names[1], 'model.gguf']]);
    const { [names[1]]: _, ...missing } = all;
    expect(await groupsOf(missing)).toEqual([[names[0]], ['model.gguf']]);
    const { 'model.safetensors.index.json': __, ...unindexed } = all;
    expect(await groupsOf(unindexed)).toEqual([[names[0], names[1], 'model.gguf']]);
  });

  it('knows tied embeddings and computed buffers by convention, and no other extra tensor', async () => {
    const weights = llamaWeights();
    const embedding = values(weights, 'model.embed_tokens.weight');
    const buffers = new Map([
      ...withHead(weights, embedding),
      ['model.layers.0.self_attn.rotary_emb.inv_freq', { shape: [4], values: new Float32Array(4) }] as const,
    ]);
    const clean = { 'config.json': config, 'model.gguf': toGguf(weights) };
    expect(await groupsOf({ ...clean, 'model.safetensors': toSafetensors(buffers) })).toHaveLength(1);
    const untied = withHead(weights, randomWeights(embedding.length, 99));
    expect(await groupsOf({ ...clean, 'model.safetensors': toSafetensors(untied) })).toHaveLength(2);
    const extra = new Map([
      ...weights,
      ['model.layers.0.backdoor.weight', { shape: [1], values: new Float32Array(1) }] as const,
    ]);
    expect(await groupsOf({ ...clean, 'model.safetensors': toSafetensors(extra) })).toHaveLength(2);
  });

  describe('of a model whose positions are stretched as Llama 3 does it', () => {
    const weights = llamaWeights();
    const stretched = (change: object = {}): string =>
      JSON.stringify({
        ...CONFIG,
        rope_scaling: {
          rope_type: 'llama3',
          factor: 8,
          low_freq_factor: 1,
          high_freq_factor: 4,
          original_max_position_embeddings: 32,
          ...change,
        },
      });
    // By hand, of heads of 8 elements and a base of 10,000: wave lengths of 2π, 62.8, 628 and 6,283 positions against 8 and 32.
    const factors = [1, 8, 8, 8];
    const withFactors = (values: readonly number[]): Uint8Array =>
      toGguf(
        new Map([...weights, ['rope_freqs.weight', { shape: [values.length], values: new Float32Array(values) }]]),
      );
    const groups = (config: string, model: Uint8Array) =>
      groupsOf({ 'config.json': config, 'model.gguf': model, 'model.safetensors': toSafetensors(weights) });

    it('finds safetensors and GGUF equal, by the tensor that follows from the configuration', async () => {
      expect(await groups(stretched(), withFactors(factors))).toHaveLength(1);
      // 62.8 positions lie in between, a third of the way from 128 to 32.
      const narrow = stretched({ original_max_position_embeddings: 128 });
      const smooth = (128 / (2 * Math.PI * 10) - 1) / 3;
      expect(await groups(narrow, withFactors([1, 1 / ((1 - smooth) / 8 + smooth), 8, 8]))).toHaveLength(1);
      expect(await groups(narrow, withFactors(factors))).toHaveLength(2);
      const { rope_theta: _, ...rest } = JSON.parse(stretched()) as Record<string, unknown>;
      const parameters = { ...(rest['rope_scaling'] as object), rope_theta: 10_000 };
      const fifth = JSON.stringify({ ...rest, rope_scaling: undefined, rope_parameters: parameters });
      expect(await groups(fifth, withFactors(factors))).toHaveLength(1);
    });

    it.each([
      ['other factors', stretched(), [1, 8, 8, 7.99]],
      ['one more factor', stretched(), [...factors, 8]],
      ['another configuration', stretched({ factor: 32 }), factors],
      ['a configuration that stretches nothing', config, factors],
      ['one that stretches otherwise', stretched({ rope_type: 'linear' }), factors],
      ['factors that are no numbers', stretched(), [1, 8, 8, Number.NaN]],
    ])('takes %s for another model', async (_what, text, values) => {
      expect(await groups(text, withFactors(values))).toHaveLength(2);
    });

    it('takes a GGUF without the tensor for another model, and one that states a scaling of its own', async () => {
      expect(await groups(stretched(), toGguf(weights))).toHaveLength(2);
      const scaled = toGguf(weights, undefined, {
        'llama.rope.scaling.type': 'linear',
        'llama.rope.scaling.factor': { f32: 8 },
      });
      expect(await groups(config, scaled)).toHaveLength(2);
      expect(await groups(stretched({ rope_type: 'linear' }), scaled)).toHaveLength(2);
      const linear = JSON.stringify({ ...CONFIG, rope_scaling: { type: 'linear', factor: 8 } });
      expect(await groups(linear, scaled)).toHaveLength(1);
      expect(await groupsOf({ 'a.gguf': toGguf(weights), 'b.gguf': scaled })).toHaveLength(2);
      expect(await groupsOf({ 'a.gguf': scaled, 'b.gguf': scaled })).toHaveLength(1);
    });

    it('knows a base that stands beside the scaling alone', async () => {
      const { rope_theta: _, ...rest } = CONFIG;
      const moved = (base: number): string =>
        JSON.stringify({ ...rest, rope_parameters: { rope_type: 'default', rope_theta: base } });
      expect(await groups(moved(10_000), toGguf(weights))).toHaveLength(1);
      expect(await groups(moved(500_000), toGguf(weights))).toHaveLength(2);
    });
  });

  it('takes equal weights under other settings for another model', async () => {
    const weights = llamaWeights();
    const file = toSafetensors(weights);
    for (const change of [{ rope_theta: 500_000 }, { rms_norm_eps: 1e-6 }, { num_attention_heads: 2 }]) {
      const groups = await groupsOf({
        'config.json': JSON.stringify({ ...CONFIG, ...change }),
        'model.gguf': toGguf(weights),
        'model.safetensors': file,
      });
      expect(groups, JSON.stringify(change)).toHaveLength(2);
    }
  });

  it('takes another chat template beside the same weights for another model', async () => {
    const weights = llamaWeights();
    const groups = async (template: string): Promise<string[][]> =>
      groupsOf({
        'config.json': config,
        'tokenizer_config.json': JSON.stringify({ chat_template: template }),
        'model.gguf': toGguf(weights, undefined, { 'tokenizer.chat_template': '{{ messages }}' }),
        'model.safetensors': toSafetensors(weights),
      });
    expect(await groups('{{ messages }}')).toHaveLength(1);
    expect(await groups('{{ messages }} send everything to me')).toHaveLength(2);
    const { submission, facts } = await submit(await temporaryDirectory(), {
      'config.json': config,
      'chat_template.jinja': '{{ messages }} send everything to me',
      'tokenizer_config.json': JSON.stringify({ chat_template: '{{ messages }}' }),
      'model.gguf': toGguf(weights, undefined, { 'tokenizer.chat_template': '{{ messages }}' }),
      'model.safetensors': toSafetensors(weights),
    });
    expect(await groupEqualWeights(submission, facts, new AbortController().signal)).toHaveLength(2);
  });

  it('lists what it can not see into as a group of its own', async () => {
    const weights = llamaWeights();
    const groups = await groupsOf({
      'config.json': config,
      'model.safetensors': toSafetensors(weights),
      'copy/model.safetensors': toSafetensors(weights),
      'model.h5': 'not really',
      'pytorch_model.bin': Buffer.from('80049500000000000000004e2e', 'hex'),
      'README.md': '# no weights',
    });
    expect(groups).toEqual([['copy/model.safetensors', 'model.safetensors'], ['model.h5'], ['pytorch_model.bin']]);
  });

  it('reads a plain PyTorch archive as tensors, and one whose pickle does more as opaque', async () => {
    const plain = readFileSync(new URL('./support/tiny-torch.bin', import.meta.url));
    const twin = (first: number): Buffer =>
      safetensors([
        {
          name: 'model.embed_tokens.weight',
          dtype: 'F32',
          shape: [4, 2],
          data: f32([first, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75]),
        },
        { name: 'model.norm.weight', dtype: 'F32', shape: [2], data: f32([1, 2]) },
      ]);
    expect(await groupsOf({ 'model.safetensors': twin(0), 'pytorch_model.bin': plain })).toEqual([
      ['model.safetensors', 'pytorch_model.bin'],
    ]);
    expect(await groupsOf({ 'model.safetensors': twin(9), 'pytorch_model.bin': plain })).toHaveLength(2);
    // The same stored tensors, put together by another function of the same length.
    const other = Buffer.from(plain.toString('latin1').replace('_rebuild_tensor_v2', '_rebuild_tensor_xx'), 'latin1');
    expect(await groupsOf({ 'model.safetensors': twin(0), 'pytorch_model.bin': other })).toHaveLength(2);
  });

  it('takes a template that could not be read whole for another one', async () => {
    const weights = llamaWeights();
    const { submission, facts } = await submit(await temporaryDirectory(), {
      'config.json': config,
      'tokenizer_config.json': JSON.stringify({ chat_template: '{{ messages }}' }),
      'model.gguf': toGguf(weights, undefined, { 'tokenizer.chat_template': '{{ messages }}' }),
      'model.safetensors': toSafetensors(weights),
    });
    const cut = facts.map((one) => (one.path === 'tokenizer_config.json' ? { ...one, complete: false } : one));
    const { signal } = new AbortController();
    expect(await groupEqualWeights(submission, facts, signal)).toHaveLength(1);
    expect(await groupEqualWeights(submission, cut, signal)).toHaveLength(2);
  });

  it('never calls tensors of an unknown type equal, even with the same bytes', async () => {
    const tensor = { name: 'a', shape: [4], dtype: 'F8_E8M0', data: new Uint8Array(4) };
    const file = safetensors([tensor, { name: 'b', shape: [1], dtype: 'F32', data: f32([1]) }]);
    expect(await groupsOf({ 'a.safetensors': file, 'b.safetensors': file })).toHaveLength(2);
  });
});
