import * as z from 'zod';
import { MAX_TEXT } from '../../runner/protocol.ts';
import { ENDPOINT_LIMITS } from './limits.ts';

/* What an OpenAI-compatible interface answers, as far as it is read; everything else in it is left. */

const usage = z
  .object({ prompt_tokens: z.int().nonnegative().catch(0), completion_tokens: z.int().nonnegative().catch(0) })
  .catch({ prompt_tokens: 0, completion_tokens: 0 });
const ended = z.string().max(64).nullish();
const text = z.string().max(MAX_TEXT);

export const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string().min(1) })).max(ENDPOINT_LIMITS.models),
});

/** One question has one answer. */
export const chatSchema = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: text }), finish_reason: ended })]),
  usage,
});

export const completionSchema = z.object({
  choices: z.tuple([z.object({ text, finish_reason: ended })]),
  usage,
});

/** The first token of a text has no probability; JSON has no NaN. */
const logarithm = z.number().max(1e-6).nullable();

export const echoSchema = z.object({
  choices: z.tuple([
    z.object({
      logprobs: z
        .object({
          tokens: z.array(z.string()),
          token_logprobs: z.array(logarithm),
          top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish(),
        })
        .nullish(),
    }),
  ]),
});
export type Echo = z.infer<typeof echoSchema>;
