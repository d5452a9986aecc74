import * as z from 'zod';

/**
 * A Jinja chat template, wherever it was found: GGUF metadata, tokenizer_config.json, chat_template.json or a .jinja
 * file. Never rendered.
 */
export const chatTemplateFactsSchema = z.object({
  /** GGUF key, RFC 6901 JSON pointer, or empty for a file that is the template. */
  key: z.string(),
  /** The name in a list of named templates (`default`, `tool_use`). */
  name: z.string().optional(),
  /** Cut at the stated limit; the file's facts then have `complete: false`. */
  text: z.string(),
  /** Of the value in the file: the string's first byte in GGUF, the opening quote in JSON. */
  offset: z.number().int().nonnegative(),
});
export type ChatTemplateFacts = z.infer<typeof chatTemplateFactsSchema>;
