import * as z from 'zod';
import { textPreparationSchema } from '../protocol.ts';
import { CONVERSION_LIMITS } from './limits.ts';

/*
 * What the isolated process reads from a checkpoint's small files: everything of a GGUF but its tensors. It crosses a pipe
 * from a process that a hostile tokenizer may have taken over, so it is checked here and held against the tensors' shapes.
 */

const { width, layers, heads, contextTokens, tokens, merges, template } = CONVERSION_LIMITS;

const size = (most: number): z.ZodInt => z.int().min(1).max(most);
const positive = z.number().positive().max(1e12);
const token = z.int().nonnegative().max(tokens);

export const hyperparametersSchema = z.strictObject({
  architecture: z.enum(['llama', 'smollm3', 'qwen2', 'qwen3', 'gemma', 'gemma2', 'gemma3']),
  contextLength: size(contextTokens),
  embeddingLength: size(width),
  blockCount: size(layers),
  feedForwardLength: size(width),
  heads: size(heads),
  keyValueHeads: size(heads),
  headLength: size(width),
  normEpsilon: z.number().positive().max(1),
  ropeBase: positive,
  /** Llama 3: one divisor per rotated pair. */
  ropeFactors: z.array(positive).min(1).max(width).optional(),
  /** Positions are divided by it. */
  ropeLinear: positive.optional(),
  slidingWindow: size(contextTokens).optional(),
  attentionSoftcap: positive.optional(),
  outputSoftcap: positive.optional(),
  attentionBiases: z.enum(['none', 'qkv', 'qkvo']),
  feedForwardBiases: z.boolean(),
  /** Whether the embedding is the output projection too. */
  tied: z.boolean(),
});
export type Hyperparameters = z.infer<typeof hyperparametersSchema>;

/** GGUF's `tokenizer.ggml.token_type`. */
export const TOKEN_TYPES = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

export const vocabularySchema = z.strictObject({
  /** `gpt2`: byte-level BPE. `llama`: SentencePiece BPE with byte fallback. */
  model: z.enum(['gpt2', 'llama']),
  /** llama.cpp's name of the pre-tokenizer. */
  pre: z.string().max(64).optional(),
  tokens: z.array(z.string()).min(1).max(tokens),
  types: z.array(z.int().min(1).max(6)),
  scores: z.array(z.number()).optional(),
  merges: z.array(z.string()).max(merges).optional(),
  bos: token.optional(),
  eos: token.optional(),
  unknown: token.optional(),
  padding: token.optional(),
  /** Further tokens that end an answer. */
  ends: z.array(token).max(2),
  addBos: z.boolean(),
  addEos: z.boolean(),
  addSpacePrefix: z.boolean(),
  ...textPreparationSchema.shape,
});
export type Vocabulary = z.infer<typeof vocabularySchema>;

export const descriptionSchema = z.strictObject({
  hyperparameters: hyperparametersSchema,
  vocabulary: vocabularySchema,
  chatTemplate: z.string().max(template).optional(),
});
export type Description = z.infer<typeof descriptionSchema>;

export const describeAnswerSchema = z.union([
  z.strictObject({ description: descriptionSchema }),
  z.strictObject({ refused: z.string().max(1_000) }),
]);
export type DescribeAnswer = z.infer<typeof describeAnswerSchema>;

/** The files that a description is read from, beside the weights. */
export const SOURCE_FILES = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'tokenizer.model',
  'added_tokens.json',
  'chat_template.jinja',
  'chat_template.json',
] as const;
export type SourceFile = (typeof SOURCE_FILES)[number];

/** One line of JSON to the process: where each file lies for it. */
export type DescribeRequest = Readonly<Partial<Record<SourceFile, string>>>;
