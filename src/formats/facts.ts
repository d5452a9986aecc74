import * as z from 'zod';
import { claimSchema } from '../core/claim.ts';
import { samplesFactsSchema } from './claims/facts.ts';
import { chatTemplateFactsSchema } from './chat-template-facts.ts';
import { documentFactsSchema } from './document/union.ts';
import { dvcFactsSchema } from './dvc/facts.ts';
import { executableFactsSchema } from './executable-facts.ts';
import { ggufFactsSchema } from './gguf/facts.ts';
import { graphFactsSchema } from './graph/union.ts';
import { hdf5FactsSchema } from './hdf5/facts.ts';
import {
  adapterFactsSchema,
  configFactsSchema,
  generationFactsSchema,
  jsonFactsSchema,
  tokenizerFactsSchema,
  weightIndexFactsSchema,
} from './json/facts.ts';
import { kerasFactsSchema } from './keras/facts.ts';
import { licenceFactsSchema } from './licence/facts.ts';
import { pickleStreamSchema } from './pickle/facts.ts';
import { pythonFactsSchema } from './python/facts.ts';
import { safetensorsFactsSchema } from './safetensors/facts.ts';
import { secretsFactsSchema } from './secrets/facts.ts';
import { shardFactsSchema } from './shard-facts.ts';
import { tensorFactsSchema } from './tensor-facts.ts';
import {
  commandsFactsSchema,
  lfsPointerFactsSchema,
  modelCardFactsSchema,
  scriptFactsSchema,
  textFactsSchema,
} from './text/facts.ts';
import { torchFactsSchema } from './torch/facts.ts';
import { zipFactsSchema } from './zip/facts.ts';

export type { TensorFacts } from './tensor-facts.ts';

/*
 * What parsers read from bytes: facts, never judgements. Facts cross a pipe from the isolated parsing process, which a
 * hostile file may have taken over, so this schema is the edge where they are checked again. A new format adds its own
 * `<format>/facts.ts` and one optional line to `fileFactsSchema`.
 */

/** A stated input limit that was reached: what lies past it was not read, and `complete` is false. */
export const limitFactsSchema = z.object({
  /** The limit's name as docs/guide/limits.md lists it. */
  limit: z.string(),
  message: z.string(),
  offset: z.number().int().nonnegative().optional(),
  member: z.string().optional(),
});
export type LimitFacts = z.infer<typeof limitFactsSchema>;

/** A violation of a format's own rules, stated as a fact; rules decide what it is worth. */
export const problemFactsSchema = z.object({
  /** `<format>-<what>`, such as `safetensors-hole`. */
  code: z.string(),
  message: z.string(),
  offset: z.number().int().nonnegative().optional(),
  member: z.string().optional(),
});
export type ProblemFacts = z.infer<typeof problemFactsSchema>;

const natural = z.number().int().nonnegative();

/** A stream or member that expanded to so much that the ratio is of interest. */
export const expansionFactsSchema = z.object({ member: z.string().optional(), compressedSize: natural, size: natural });
export type ExpansionFacts = z.infer<typeof expansionFactsSchema>;

/**
 * A file inside a container that holds something that is judged by file. What has a `member` of its own (pickles, graphs,
 * problems) stands in the lists of the outer file instead.
 */
export const memberFactsSchema = z.object({
  /** Inside the outermost file: `outer!inner/name`. */
  path: z.string(),
  size: natural,
  extension: z.string(),
  formats: z.array(z.string()),
  chatTemplates: z.array(chatTemplateFactsSchema).optional(),
  json: jsonFactsSchema.optional(),
  config: configFactsSchema.optional(),
  tokenizer: tokenizerFactsSchema.optional(),
  text: textFactsSchema.optional(),
  script: scriptFactsSchema.optional(),
  python: pythonFactsSchema.optional(),
  commands: commandsFactsSchema.optional(),
});
export type MemberFacts = z.infer<typeof memberFactsSchema>;

export const fileFactsSchema = z.object({
  path: z.string(),
  size: z.number().int().nonnegative(),
  /** The ending after the last dot, lower case, without the dot: what the name says, kept apart from what it is. */
  extension: z.string(),
  /** By content; several for a polyglot; `data` when nothing is recognised, `empty` for no bytes. */
  formats: z.array(z.string()),
  /** Whether everything in the file that a parser knows was read. False means that absence of facts proves nothing. */
  complete: z.boolean(),
  limits: z.array(limitFactsSchema),
  problems: z.array(problemFactsSchema),

  tensors: z.array(tensorFactsSchema).optional(),
  chatTemplates: z.array(chatTemplateFactsSchema).optional(),
  claims: z.array(claimSchema).optional(),
  samples: z.array(samplesFactsSchema).optional(),

  shard: shardFactsSchema.optional(),
  safetensors: safetensorsFactsSchema.optional(),
  gguf: ggufFactsSchema.optional(),
  json: jsonFactsSchema.optional(),
  config: configFactsSchema.optional(),
  generation: generationFactsSchema.optional(),
  tokenizer: tokenizerFactsSchema.optional(),
  weightIndex: weightIndexFactsSchema.optional(),
  adapter: adapterFactsSchema.optional(),
  modelCard: modelCardFactsSchema.optional(),
  dvc: dvcFactsSchema.optional(),
  licence: licenceFactsSchema.optional(),
  lfsPointer: lfsPointerFactsSchema.optional(),
  text: textFactsSchema.optional(),
  script: scriptFactsSchema.optional(),
  python: pythonFactsSchema.optional(),
  commands: commandsFactsSchema.optional(),
  secrets: secretsFactsSchema.optional(),
  executables: z.array(executableFactsSchema).optional(),
  pickles: z.array(pickleStreamSchema).optional(),
  zip: zipFactsSchema.optional(),
  torch: torchFactsSchema.optional(),
  graphs: z.array(graphFactsSchema).optional(),
  hdf5: z.array(hdf5FactsSchema).optional(),
  keras: z.array(kerasFactsSchema).optional(),
  members: z.array(memberFactsSchema).optional(),
  expansions: z.array(expansionFactsSchema).optional(),
  documents: z.array(documentFactsSchema).optional(),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;

/** What one parser contributes; the registry joins the contributions of all parsers that recognise a file. */
export type PartialFacts = Partial<Omit<FileFacts, 'path' | 'size' | 'extension' | 'formats'>>;
