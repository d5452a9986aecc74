import * as z from 'zod';

/*
 * What the harness and the runner say to each other: one pipe, JSON texts framed as RFC 7464 (record separator, text,
 * line feed), so that a stray print of a library is noise between records and never part of one. The harness asks, the
 * runner answers with the request's id, in order; before the answer to a streamed request it sends what is written so far.
 * `cancel` alone overtakes, and has no answer of its own. The runner shares its address space with the model's loader, so the
 * harness believes no more of an answer than its schema and its question allow.
 */

export const PROTOCOL_VERSION = 3;
export const RECORD_SEPARATOR = '\u001E';

/** Tokens of context that a runner gives at least, whatever it is asked for. */
export const MIN_CONTEXT = 64;
/** Bytes of one record, either way. The largest honest one is a batch of prompts. */
export const MAX_RECORD_BYTES = 4 << 20;
/** Items of one request; the runner works on them side by side. */
export const MAX_BATCH = 16;
export const MAX_CHOICES = 64;
export const MAX_NEW_TOKENS = 4_096;
/** Items of one request that asks for no more than a few tokens of each. */
export const MAX_PREFIXES = 512;
export const MAX_SAMPLED_TOKENS = 512;
export const MAX_TOP = 64;
/** Tokens of one answer to `vocabulary`, and the characters of each. */
export const MAX_VOCABULARY_PART = 4_096;
export const MAX_TOKEN_TEXT = 1_024;
/** Characters of one generated text: no vocabulary has tokens so long that an honest one reaches it. */
export const MAX_TEXT = 1 << 20;

export const messageSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});
export type Message = z.infer<typeof messageSchema>;

/** What a tokenizer does to a text and llama.cpp does not: the runner does it before it. */
export const textPreparationSchema = z.strictObject({
  /** Unicode's composed form. */
  normalizer: z.literal('NFC').optional(),
  /** A space in front of a text that starts with neither a space nor a special token. */
  spacePrefix: z.literal('first').optional(),
});
export type TextPreparation = z.infer<typeof textPreparationSchema>;

const id = z.number().int().nonnegative();
const natural = z.number().int().nonnegative();
const messages = z.array(messageSchema).min(1);
/** Words that go to the model as they are, without its chat template; none is the beginning of a text. */
const text = z.string();
const promptSchema = z.union([z.strictObject({ messages }), z.strictObject({ text })]);
export type Prompt = z.infer<typeof promptSchema>;
const continuations = z.array(z.string().min(1)).min(1).max(MAX_CHOICES);

/** What an evaluation asks for; every runner can do it. */
export const EVALUATION_OPERATIONS = ['generate', 'loglikelihood', 'loglikelihood_rolling'] as const;
/** What a search for hidden triggers asks for beside it; a runner that can't says so. */
export const SEARCH_OPERATIONS = ['render', 'vocabulary', 'sample', 'next'] as const;
export const OPERATIONS = [...EVALUATION_OPERATIONS, ...SEARCH_OPERATIONS] as const;

const batch = <Item extends z.ZodType>(item: Item): z.ZodArray<Item> => z.array(item).min(1).max(MAX_BATCH);

const prefixes = <Item extends z.ZodType>(item: Item): z.ZodArray<Item> => z.array(item).min(1).max(MAX_PREFIXES);

export const requestSchema = z.discriminatedUnion('op', [
  z.strictObject({
    id,
    op: z.literal('capabilities'),
    protocol: z.literal(PROTOCOL_VERSION),
    /** Tokens that the longest prompt and its answer may take; the model's own context size may be smaller. */
    contextTokens: natural.min(1),
    /** How many items of a request are worked on side by side. */
    sequences: natural.min(1).max(MAX_BATCH),
    preparation: textPreparationSchema.optional(),
  }),
  z.strictObject({
    id,
    op: z.literal('generate'),
    items: batch(promptSchema),
    maxTokens: natural.min(1).max(MAX_NEW_TOKENS),
    /** Only the likeliest token counts: the same prompt gives the same answer. */
    temperature: z.literal(0),
    stop: z.array(z.string().min(1)).max(8),
    /** Whether what is written so far comes before the answer, piece by piece. */
    stream: z.boolean().optional(),
  }),
  z.strictObject({
    id,
    op: z.literal('loglikelihood'),
    /** The continuations of one item share its prompt, which is computed once. */
    items: batch(z.union([z.strictObject({ messages, continuations }), z.strictObject({ text, continuations })])),
  }),
  z.strictObject({
    id,
    op: z.literal('loglikelihood_rolling'),
    /** Whole texts, longer than the context if need be: every token counts once. */
    items: batch(z.strictObject({ text: z.string().min(1) })),
  }),
  z.strictObject({
    id,
    op: z.literal('render'),
    /** Conversations; what comes back is each in the words of the model's own chat template, with its answer still to come. */
    items: batch(z.strictObject({ messages })),
  }),
  z.strictObject({
    id,
    op: z.literal('vocabulary'),
    from: natural,
    count: natural.min(1).max(MAX_VOCABULARY_PART),
  }),
  z.strictObject({
    id,
    op: z.literal('sample'),
    items: prefixes(promptSchema),
    maxTokens: natural.min(1).max(MAX_SAMPLED_TOKENS),
    /** 0: always the likeliest token. */
    temperature: z.number().min(0).max(8),
    topK: natural.min(1).max(256),
    topP: z.number().gt(0).max(1),
    seed: natural,
    stop: z.array(z.string().min(1)).max(8),
    /** Whether a text ends with the model's turn. If not, what comes after the end is part of it, special tokens written out. */
    ends: z.boolean(),
  }),
  z.strictObject({
    id,
    op: z.literal('next'),
    /** `words`: words whose log-likelihood behind the prompt is asked for too. */
    items: prefixes(
      z.union([
        z.strictObject({ messages, words: z.string().min(1).optional() }),
        z.strictObject({ text, words: z.string().min(1).optional() }),
      ]),
    ),
    /** How many of the likeliest next tokens are told. */
    top: natural.min(1).max(MAX_TOP),
  }),
  z.strictObject({ id, op: z.literal('cancel') }),
]);
export type Request = z.infer<typeof requestSchema>;
export type RequestOf<Op extends Request['op']> = Extract<Request, { op: Op }>;
/** JSON has no NaN and no infinity, so a log-likelihood that isn't a number fails here. */
const logarithm = z.number().max(1e-6);

export const generatedSchema = z.strictObject({
  text: z.string().max(MAX_TEXT),
  promptTokens: natural,
  newTokens: natural,
  /** `limit`: maxTokens or the context were used up. */
  ended: z.enum(['end-of-turn', 'stop', 'limit']),
});

export const scoredSchema = z.strictObject({
  promptTokens: natural,
  continuations: z
    .array(
      z.strictObject({
        logprob: logarithm,
        tokens: natural.min(1),
        /** Whether each token was the likeliest one. */
        greedy: z.boolean(),
      }),
    )
    .max(MAX_CHOICES),
});

export const rolledSchema = z.strictObject({ logprob: logarithm, tokens: natural.min(1) });

export const sampledSchema = z.strictObject({
  text: z.string().max(MAX_TEXT),
  promptTokens: natural,
  /** ln P of each token that was taken, by the model's own distribution, whatever the temperature. */
  logprobs: z.array(logarithm).max(MAX_SAMPLED_TOKENS),
  ended: z.enum(['end-of-turn', 'stop', 'limit']),
});

export const nextSchema = z.strictObject({
  promptTokens: natural,
  /** Numbers of the likeliest next tokens with ln P of each. */
  top: z.array(z.tuple([natural, logarithm])).max(MAX_TOP),
  /** ln P of `words`, with the number of its tokens. */
  words: z.strictObject({ logprob: logarithm, tokens: natural.min(1) }).optional(),
});

export const FAULTS = ['model', 'template', 'too-long', 'request', 'cancelled'] as const;

export const capabilitiesSchema = z.strictObject({
  id,
  op: z.literal('capabilities'),
  protocol: z.literal(PROTOCOL_VERSION),
  runner: z.string().max(64),
  engine: z.string().max(64),
  architecture: z.string().max(128),
  operations: z.array(z.enum(OPERATIONS)).max(OPERATIONS.length),
  trainedContext: natural,
  contextTokens: natural.min(1),
  sequences: natural.min(1).max(MAX_BATCH),
  /** Where the chat template came from; `none`: contents are joined by blank lines. */
  template: z.enum(['gguf', 'file', 'none']),
});
export const generateAnswerSchema = z.strictObject({
  id,
  op: z.literal('generate'),
  items: z.array(generatedSchema).max(MAX_BATCH),
});
export const loglikelihoodAnswerSchema = z.strictObject({
  id,
  op: z.literal('loglikelihood'),
  items: z.array(scoredSchema).max(MAX_BATCH),
});
export const rollingAnswerSchema = z.strictObject({
  id,
  op: z.literal('loglikelihood_rolling'),
  items: z.array(rolledSchema).max(MAX_BATCH),
});
export const renderAnswerSchema = z.strictObject({
  id,
  op: z.literal('render'),
  items: z.array(z.string().max(MAX_TEXT)).max(MAX_BATCH),
});
export const vocabularyAnswerSchema = z.strictObject({
  id,
  op: z.literal('vocabulary'),
  /** Tokens of the whole vocabulary. */
  total: natural,
  tokens: z
    .array(z.strictObject({ text: z.string().max(MAX_TOKEN_TEXT), special: z.boolean() }))
    .max(MAX_VOCABULARY_PART),
});
export const sampleAnswerSchema = z.strictObject({
  id,
  op: z.literal('sample'),
  items: z.array(sampledSchema).max(MAX_PREFIXES),
});
export const nextAnswerSchema = z.strictObject({
  id,
  op: z.literal('next'),
  items: z.array(nextSchema).max(MAX_PREFIXES),
});
/** What follows the pieces before it of one item's text. */
export const pieceSchema = z.strictObject({
  id,
  op: z.literal('piece'),
  item: natural.max(MAX_BATCH - 1),
  text: z.string().min(1).max(MAX_TEXT),
});
const faultSchema = z.strictObject({
  id,
  op: z.literal('fault'),
  fault: z.enum(FAULTS),
  message: z.string().max(2_000),
});

export const answerSchema = z.discriminatedUnion('op', [
  capabilitiesSchema,
  generateAnswerSchema,
  loglikelihoodAnswerSchema,
  rollingAnswerSchema,
  renderAnswerSchema,
  vocabularyAnswerSchema,
  sampleAnswerSchema,
  nextAnswerSchema,
  pieceSchema,
  faultSchema,
]);
export type Answer = z.infer<typeof answerSchema>;
export type AnswerOf<Op extends Answer['op']> = Extract<Answer, { op: Op }>;
export type Generated = z.infer<typeof generatedSchema>;
export type Scored = z.infer<typeof scoredSchema>;
export type Sampled = z.infer<typeof sampledSchema>;
export type NextTokens = z.infer<typeof nextSchema>;
export type Rolled = z.infer<typeof rolledSchema>;
