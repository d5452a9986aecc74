import type { Description, Hyperparameters, Vocabulary } from './description.ts';
import { TOKEN_TYPES } from './description.ts';
import { bytesOf, type ElementType, type TensorPlan } from './plan-tensors.ts';

/*
 * GGUF version 3 (ggml's gguf.md): header, metadata, tensor table, padding. Keys are those of `gguf-py/gguf/constants.py`.
 */

export const ALIGNMENT = 32;
const VERSION = 3;
const KIND = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const TYPE_IDS: Readonly<Record<ElementType, number>> = { F32: 0, F16: 1, BF16: 30 };
/** `general.file_type`: what most weights are. */
const FILE_TYPES: Readonly<Record<ElementType, number>> = { F32: 0, F16: 1, BF16: 32 };

export interface TableEntry {
  readonly name: string;
  readonly type: ElementType;
  /** As PyTorch has it; GGUF lists the innermost dimension first. */
  readonly shape: readonly number[];
  readonly elements: number;
}

/** Every tensor of the file, in its order. */
export function tableOf({ hyperparameters }: Description, plan: TensorPlan): readonly TableEntry[] {
  const elements = hyperparameters.ropeFactors?.length;
  if (elements === undefined) return plan.tensors;
  return [...plan.tensors, { name: 'rope_freqs.weight', type: 'F32', shape: [elements], elements }];
}

class Encoder {
  readonly parts: Buffer[] = [];
  count = 0;

  u32(value: number): this {
    const buffer = Buffer.alloc(4);
    buffer.writeUInt32LE(value);
    this.parts.push(buffer);
    return this;
  }

  u64(value: number): this {
    const buffer = Buffer.alloc(8);
    buffer.writeBigUInt64LE(BigInt(value));
    this.parts.push(buffer);
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    this.u64(bytes.length).parts.push(bytes);
    return this;
  }

  private entry(key: string, kind: number): this {
    this.count++;
    return this.text(key).u32(kind);
  }

  natural(key: string, value: number | undefined): void {
    if (value !== undefined) this.entry(key, KIND.u32).u32(value);
  }

  float(key: string, value: number | undefined): void {
    if (value !== undefined) this.entry(key, KIND.f32).parts.push(Buffer.from(Float32Array.of(value).buffer));
  }

  flag(key: string, value: boolean): void {
    this.entry(key, KIND.bool).parts.push(Buffer.from([value ? 1 : 0]));
  }

  string(key: string, value: string | undefined): void {
    if (value !== undefined) this.entry(key, KIND.string).text(value);
  }

  strings(key: string, values: readonly string[] | undefined): void {
    if (values === undefined) return;
    this.entry(key, KIND.array).u32(KIND.string).u64(values.length);
    for (const value of values) this.text(value);
  }

  numbers(key: string, kind: 'i32' | 'f32', values: readonly number[] | undefined): void {
    if (values === undefined) return;
    const bytes = kind === 'i32' ? Int32Array.from(values).buffer : Float32Array.from(values).buffer;
    this.entry(key, KIND.array).u32(KIND[kind]).u64(values.length).parts.push(Buffer.from(bytes));
  }
}

/** Everything in front of the tensors' bytes, padded to where the first of them begins. */
export function encodeHeader(description: Description, plan: TensorPlan, table: readonly TableEntry[]): Buffer {
  const metadata = new Encoder();
  modelKeys(metadata, description.hyperparameters, plan);
  vocabularyKeys(metadata, description.vocabulary, plan.vocabularySize);
  metadata.string('tokenizer.chat_template', description.chatTemplate);
  const entries = new Encoder();
  let offset = 0;
  for (const { name, type, shape, elements } of table) {
    entries.text(name).u32(shape.length);
    for (const length of shape.toReversed()) entries.u64(length);
    entries.u32(TYPE_IDS[type]).u64(offset);
    offset += padded(bytesOf(type, elements));
  }
  const head = new Encoder();
  head.parts.push(Buffer.from('GGUF'));
  head.u32(VERSION).u64(table.length).u64(metadata.count);
  const bytes = Buffer.concat([...head.parts, ...metadata.parts, ...entries.parts]);
  return Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
}

export function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}

function modelKeys(metadata: Encoder, model: Hyperparameters, plan: TensorPlan): void {
  const { architecture } = model;
  const key = (name: string): string => `${architecture}.${name}`;
  metadata.string('general.architecture', architecture);
  metadata.natural('general.alignment', ALIGNMENT);
  metadata.natural('general.file_type', FILE_TYPES[plan.tensors.find(({ shape }) => shape.length > 1)?.type ?? 'F32']);
  metadata.natural(key('vocab_size'), plan.vocabularySize);
  metadata.natural(key('context_length'), model.contextLength);
  metadata.natural(key('embedding_length'), model.embeddingLength);
  metadata.natural(key('block_count'), model.blockCount);
  metadata.natural(key('feed_forward_length'), model.feedForwardLength);
  metadata.natural(key('attention.head_count'), model.heads);
  metadata.natural(key('attention.head_count_kv'), model.keyValueHeads);
  metadata.natural(key('attention.key_length'), model.headLength);
  metadata.natural(key('attention.value_length'), model.headLength);
  metadata.float(key('attention.layer_norm_rms_epsilon'), model.normEpsilon);
  metadata.natural(key('attention.sliding_window'), model.slidingWindow);
  metadata.float(key('attn_logit_softcapping'), model.attentionSoftcap);
  metadata.float(key('final_logit_softcapping'), model.outputSoftcap);
  metadata.natural(key('rope.dimension_count'), model.headLength);
  metadata.float(key('rope.freq_base'), model.ropeBase);
  if (model.ropeLinear !== undefined) metadata.string(key('rope.scaling.type'), 'linear');
  metadata.float(key('rope.scaling.factor'), model.ropeLinear);
}

/** llama.cpp wants a token for every row of the embedding. */
function vocabularyKeys(metadata: Encoder, vocabulary: Vocabulary, rows: number): void {
  const missing = rows - vocabulary.tokens.length;
  const names = Array.from({ length: missing }, (_, index) => `[PAD${vocabulary.tokens.length + index}]`);
  const fill = <T>(values: readonly T[] | undefined, value: T): T[] | undefined =>
    values === undefined ? undefined : [...values, ...Array.from({ length: missing }, () => value)];
  const key = (name: string): string => `tokenizer.ggml.${name}`;
  metadata.string(key('model'), vocabulary.model);
  metadata.string(key('pre'), vocabulary.pre ?? 'default');
  metadata.strings(key('tokens'), [...vocabulary.tokens, ...names]);
  metadata.numbers(key('token_type'), 'i32', fill(vocabulary.types, TOKEN_TYPES.unused));
  metadata.numbers(key('scores'), 'f32', fill(vocabulary.scores, 0));
  metadata.strings(key('merges'), vocabulary.merges);
  metadata.natural(key('bos_token_id'), vocabulary.bos);
  metadata.natural(key('eos_token_id'), vocabulary.eos);
  metadata.natural(key('unknown_token_id'), vocabulary.unknown);
  metadata.natural(key('padding_token_id'), vocabulary.padding);
  metadata.natural(key('eot_token_id'), vocabulary.ends[0]);
  metadata.natural(key('eom_token_id'), vocabulary.ends[1]);
  metadata.flag(key('add_bos_token'), vocabulary.addBos);
  metadata.flag(key('add_eos_token'), vocabulary.addEos);
  metadata.flag(key('add_space_prefix'), vocabulary.addSpacePrefix);
}
