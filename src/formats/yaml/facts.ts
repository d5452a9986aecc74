import * as z from 'zod';

const place = { offset: z.number().int().nonnegative(), line: z.number().int().positive() };

/** A value that some library imports and calls by its name. */
const namedCodeSchema = z.object({
  /**
   * `_target_` (Hydra), `target` beside `params` or in NeMo's configuration, `class_path` (jsonargparse), `loader_module` (MLflow),
   * `_type` and `allow_dangerous_…` (LangChain), `@registry` (spaCy), `expression` for a text that is a call and nothing else.
   */
  key: z.string(),
  /** References such as `${model.target}` are replaced where the document has what they name. */
  value: z.string(),
  /** Whether a reference is left that is known only when the configuration is composed. */
  computed: z.boolean(),
  /** Keys and indexes from the root. */
  pointer: z.string(),
  ...place,
});
export type NamedCode = z.infer<typeof namedCodeSchema>;

export const yamlFactsSchema = z.object({
  format: z.literal('yaml'),
  member: z.string().optional(),
  documents: z.number().int().nonnegative(),
  names: z.array(namedCodeSchema),
  /** Explicit tags other than those of YAML's own types, in full: `tag:yaml.org,2002:python/name:os.system`. */
  tags: z.array(z.object({ tag: z.string(), ...place })),
});
export type YamlFacts = z.infer<typeof yamlFactsSchema>;
