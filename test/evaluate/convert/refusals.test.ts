import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpoint, edit, refusal } from './conversion.ts';
import { rewriteTensors } from './tensor-files.ts';

type Json = Record<string, unknown>;
const config = (change: Json) => (directory: string) => edit(directory, 'config.json', (it) => ({ ...it, ...change }));
const tokenizer = (change: Json) => (directory: string) =>
  edit(directory, 'tokenizer.json', (it) => ({ ...it, ...change }));
const bpe = (change: Json) => (directory: string) =>
  edit(directory, 'tokenizer.json', (it) => ({ ...it, model: { ...(it['model'] as Json), ...change } }));
const added = (change: Json) => (directory: string) =>
  edit(directory, 'tokenizer.json', (it) => {
    const [first, ...others] = it['added_tokens'] as Json[];
    return { ...it, added_tokens: [{ ...first, ...change }, ...others] };
  });
const file = (name: string, text: string) => (directory: string) => writeFile(join(directory, name), text);
const tensor = (name: string, shape: readonly number[] | undefined) => (directory: string) =>
  rewriteTensors(directory, (tensors) => {
    const { [name]: _own, ...others } = tensors;
    const length = shape?.reduce((product, dimension) => product * dimension, 4) ?? 0;
    return shape === undefined ? others : { ...tensors, [name]: { dtype: 'F32', shape, data: Buffer.alloc(length) } };
  });

describe('a checkpoint is not converted, and the reason is told, when', () => {
  it.each<[string, string, string, (directory: string) => Promise<unknown>, RegExp]>([
    [
      'its architecture is not known',
      'llama',
      'gpt-2',
      config({ model_type: 'phi' }),
      /architecture phi is not converted/u,
    ],
    [
      'it is another class',
      'llama',
      'gpt-2',
      config({ architectures: ['LlamaForSequenceClassification'] }),
      /ForSequence/u,
    ],
    ['it brings code', 'llama', 'gpt-2', config({ auto_map: { AutoModel: 'a.B' } }), /code of its own/u],
    ['its weights are quantised', 'llama', 'gpt-2', config({ quantization_config: { bits: 4 } }), /quantised/u],
    [
      'it states no heads',
      'llama',
      'gpt-2',
      config({ num_attention_heads: null }),
      /num_attention_heads is not stated/u,
    ],
    ['its heads are text', 'llama', 'gpt-2', config({ num_attention_heads: '4' }), /no natural number/u],
    ['it has too many layers', 'llama', 'gpt-2', config({ num_hidden_layers: 1e9 }), /blockCount/u],
    ['its width is past counting', 'llama', 'gpt-2', config({ hidden_size: 2 ** 52 }), /embeddingLength/u],
    ['its heads do not divide', 'llama', 'gpt-2', config({ num_key_value_heads: 3 }), /do not divide/u],
    ['another activation is stated', 'llama', 'gpt-2', config({ hidden_act: 'relu' }), /relu/u],
    ['only a part is rotated', 'llama', 'gpt-2', config({ partial_rotary_factor: 0.5 }), /rotated/u],
    [
      'positions are scaled in a new way',
      'llama',
      'gpt-2',
      config({ rope_scaling: { rope_type: 'longrope', factor: 2 } }),
      /longrope/u,
    ],
    ['attention of Qwen 3 has biases', 'qwen3', 'qwen', config({ attention_bias: true }), /biases/u],
    ['SmolLM 3 rotates another layer', 'smollm3', 'smollm', config({ no_rope_layers: [1, 1, 0, 1] }), /layer 2/u],
    ['Gemma 2 scales queries otherwise', 'gemma2', 'pieces-gemma', config({ query_pre_attn_scalar: 17 }), /17/u],
    [
      'Gemma 3 has windows elsewhere',
      'gemma3',
      'pieces-gemma',
      config({ layer_types: ['full_attention'] }),
      /layer 0/u,
    ],
    ['config.json is no JSON', 'llama', 'gpt-2', file('config.json', '{"model_type":'), /config\.json: /u],
    [
      'a key stands twice',
      'llama',
      'gpt-2',
      file('config.json', '{"model_type":"llama","model_type":"qwen2"}'),
      /twice/u,
    ],
    ['config.json is missing', 'llama', 'gpt-2', (it) => rm(join(it, 'config.json')), /no config\.json/u],

    [
      'a tensor is missing',
      'llama',
      'gpt-2',
      tensor('model.layers.1.mlp.up_proj.weight', undefined),
      /blk\.1\.ffn_up\.weight is missing/u,
    ],
    [
      'a tensor is too many',
      'llama',
      'gpt-2',
      tensor('model.layers.2.input_layernorm.weight', [32]),
      /blk\.2\.attn_norm/u,
    ],
    ['a tensor is not known', 'llama', 'gpt-2', tensor('model.layers.0.self_attn.gate', [4]), /no place in llama/u],
    [
      'a shape disagrees',
      'llama',
      'gpt-2',
      tensor('model.layers.0.self_attn.k_proj.weight', [32, 32]),
      /\[32, 32\].*\[16, 32\]/u,
    ],
    [
      'an unused projection holds something else',
      'qwen2',
      'qwen',
      tensor('lm_head.weight', [448, 32]),
      /differs from the embedding/u,
    ],
    ['layers are missing', 'llama', 'gpt-2', config({ num_hidden_layers: 3 }), /blk\.2\..* is missing/u],
    [
      'the projection is missing',
      'qwen2',
      'qwen',
      config({ tie_word_embeddings: false }),
      /output\.weight is missing/u,
    ],

    ['it has no tokenizer', 'llama', 'gpt-2', (it) => rm(join(it, 'tokenizer.json')), /neither tokenizer/u],
    [
      'the pre-tokenizer is not known',
      'llama',
      'gpt-2',
      tokenizer({ pre_tokenizer: { type: 'Whitespace' } }),
      /cuts as this one does: Whitespace/u,
    ],
    ['texts are not cut at all', 'llama', 'gpt-2', tokenizer({ pre_tokenizer: null }), /none/u],
    [
      'a regular expression differs in one character',
      'llama-3',
      'llama-3',
      (it) => replaced(it, '{1,3}', '{1,4}'),
      /cuts as/u,
    ],
    [
      'texts are lowered',
      'llama',
      'gpt-2',
      tokenizer({ normalizer: { type: 'Lowercase' } }),
      /normalised by Lowercase/u,
    ],
    [
      'texts are rewritten',
      'mistral',
      'pieces-legacy',
      tokenizer({ normalizer: { type: 'Replace', pattern: { String: 'a' }, content: 'b' } }),
      /prepared by/u,
    ],
    [
      'answers are rewritten',
      'llama',
      'gpt-2',
      tokenizer({ decoder: { type: 'Replace', pattern: { String: 'a' }, content: 'b' } }),
      /turned into text/u,
    ],
    ['it is no BPE', 'llama', 'gpt-2', bpe({ type: 'WordPiece' }), /WordPiece/u],
    ['merges are taken otherwise', 'llama', 'gpt-2', bpe({ ignore_merges: true }), /ignore_merges/u],
    ['merges are dropped at random', 'llama', 'gpt-2', bpe({ dropout: 0.1 }), /random/u],
    ['a merge makes no token', 'llama', 'gpt-2', bpe({ merges: ['! !'] }), /not of this vocabulary/u],
    ['a byte has no token', 'llama', 'gpt-2', bpe({ vocab: { a: 3 }, merges: [] }), /no token for the byte/u],
    ['two tokens share a number', 'llama', 'gpt-2', bpe({ vocab: { a: 5, b: 5 } }), /two tokens have the number 5/u],
    ['a token has a number past all', 'llama', 'gpt-2', bpe({ vocab: { a: 4e9 } }), /past 1000000/u],
    ['an added token is another one', 'llama', 'gpt-2', added({ id: 77 }), /is 77 and 0/u],
    ['an added token takes spaces with it', 'llama', 'gpt-2', added({ lstrip: true }), /lstrip/u],
    ['merges differ from what scores do', 'mistral', 'pieces-legacy', bpe({ merges: [] }), /would merge/u],
    [
      'two tokenizers differ',
      'mistral',
      'pieces-legacy',
      (it) => replaced(it, '"<0x41>":', '"<0x4100>":'),
      /differs between|merge/u,
    ],
    [
      'two files name a token differently',
      'llama',
      'gpt-2',
      (it) => edit(it, 'tokenizer_config.json', (own) => ({ ...own, added_tokens_decoder: { 5: { content: 'x' } } })),
      /calls token 5/u,
    ],
    [
      'the last token is none',
      'llama',
      'gpt-2',
      (it) => edit(it, 'tokenizer_config.json', (own) => ({ ...own, eos_token: 'nowhere' })),
      /no token/u,
    ],
    [
      'more tokens than rows',
      'llama',
      'gpt-2',
      tokenizer({ added_tokens: [{ id: 500, content: '<|new|>', special: true }] }),
      /501 tokens, .* 448 rows/u,
    ],
    [
      'the tokenizer is no SentencePiece',
      'mistral',
      'pieces-legacy',
      file('tokenizer.model', 'nothing'),
      /tokenizer\.model/u,
    ],
    [
      'two chat templates differ',
      'llama',
      'gpt-2',
      async (it) => {
        await file('chat_template.jinja', 'a')(it);
        await edit(it, 'tokenizer_config.json', (own) => ({ ...own, chat_template: 'b' }));
      },
      /different chat templates/u,
    ],
  ])('%s', async (_what, model, tokenizerName, change, why) => {
    const directory = await checkpoint(model, tokenizerName);
    await change(directory);
    expect(await refusal(directory)).toMatch(why);
  });
});

async function replaced(directory: string, from: string, to: string): Promise<void> {
  const path = join(directory, 'tokenizer.json');
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}
