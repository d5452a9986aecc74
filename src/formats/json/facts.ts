import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** What a well-known file of a model directory is for. It follows from the name, because loaders go by the name. */
export const JSON_ROLES = [
  'config',
  'tokenizer',
  'tokenizer-config',
  'generation-config',
  'weight-index',
  'adapter-config',
  'chat-template',
  'other',
] as const;

/** Why a value is worth a rule's look. */
export const JSON_NOTABLE_KINDS = [
  /** A string under an `auto_map` key, anywhere: transformers imports that module when the operator trusts remote code. */
  'auto-map',
  /** A `trust_remote_code` key, anywhere. */
  'trust-remote-code',
  /** A string of the form `repo--file.Class`: code from another repository than the one submitted. */
  'remote-class',
  /** A string under `custom_pipelines`, `custom_pipeline` or `custom_generate`: further ways to name code. */
  'custom-code',
  /** `model.handler` of TorchServe's `MAR-INF/MANIFEST.json`: a Python file that the server imports, or a handler of its own. */
  'handler',
  /** A string that a loader imports as a module: `type` in `modules.json`, a library in `model_index.json`, PEFT's `parent_library`. */
  'import',
  /** `attn_implementation`: with `org/repo`, transformers fetches compiled kernels from there. */
  'kernel',
  /** `_target_`, and `py/object`, `py/type` and `py/function` of jsonpickle: what a loader imports and calls. */
  'target',
  /** `allow_dangerous_…` (LangChain): what a model answers is run. */
  'unsafe-switch',
  /** A variable of the environment that LangChain puts in the place of `{lc, type: secret}`. */
  'secret-reference',
  /** What decodes the chunks of an array in a zarr store: `id` of a filter or compressor, `name` of a codec. */
  'codec',
  /** A file that a loader opens by this name: `transformers_weights`, `vocab_file`… */
  'file-reference',
  /** A sentence under a key of prompts (`system_prompt`, `prefix`…): what a model is told before its user speaks. */
  'prompt',
  /** `_name_or_path`, `base_model_name_or_path`: which model the submitter says it comes from. */
  'model-reference',
] as const;

export const jsonNotableSchema = z.object({
  kind: z.enum(JSON_NOTABLE_KINDS),
  /** RFC 6901 JSON pointer of the value. */
  pointer: z.string(),
  /** The value as JSON text writes it without quotes: `true`, `org/repo--file.Class`. */
  value: z.string(),
  /** Of the value's first byte. */
  offset: natural,
});

export const jsonFactsSchema = z.object({
  role: z.enum(JSON_ROLES),
  root: z.enum(['object', 'array', 'string', 'number', 'boolean', 'null']),
  /** Values in the document, containers counted too. */
  values: natural,
  depth: natural,
  notable: z.array(jsonNotableSchema),
});
export type JsonFacts = z.infer<typeof jsonFactsSchema>;
export type JsonNotable = z.infer<typeof jsonNotableSchema>;

/** `config.json` */
export const configFactsSchema = z.object({
  modelType: z.string().optional(),
  architectures: z.array(z.string()),
  dtype: z.string().optional(),
  /** `quantization_config.quant_method` */
  quantization: z.string().optional(),
  /** `quantization_config.checkpoint_format` */
  quantizationFormat: z.string().optional(),
  vocabularySize: natural.optional(),
  /** Top-level members with a finite number (`num_attention_heads`, `rope_theta`…), in file order; bounded. */
  numbers: z.array(z.tuple([z.string(), z.number()])).optional(),
  /** Texts and finite numbers of `rope_parameters`, else of `rope_scaling`; those of objects in it as `object.key`; bounded. */
  rope: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])).optional(),
});
export type ConfigFacts = z.infer<typeof configFactsSchema>;

/** `tokenizer.json` and `tokenizer_config.json` */
export const tokenizerFactsSchema = z.object({
  /** `model.type` or `tokenizer_class`. */
  type: z.string().optional(),
  /** Entries of `model.vocab`. */
  vocabularySize: natural.optional(),
  addedTokens: z.array(
    z.object({ id: z.number().optional(), content: z.string(), special: z.boolean(), offset: natural }),
  ),
  /** Steps of `/normalizer` and `/decoder` that put other text in the place of some: before the model reads, after it wrote. */
  replacements: z
    .array(
      z.object({
        stage: z.enum(['normalizer', 'decoder']),
        pattern: z.string(),
        content: z.string(),
        offset: natural,
      }),
    )
    .optional(),
});
export type TokenizerFacts = z.infer<typeof tokenizerFactsSchema>;

/** `*.safetensors.index.json` and `*.bin.index.json`: shards as stated, and which of them the submission lacks. */
export const weightIndexFactsSchema = z.object({
  totalSize: natural.optional(),
  tensorCount: natural,
  shards: z.array(z.string()),
  missing: z.array(z.string()),
});
export type WeightIndexFacts = z.infer<typeof weightIndexFactsSchema>;

/** `generation_config.json`: top-level members with a scalar or a list of numbers, as JSON writes them (`temperature`, `eos_token_id`…); bounded. */
export const generationFactsSchema = z.object({ values: z.array(z.tuple([z.string(), z.string()])) });
export type GenerationFacts = z.infer<typeof generationFactsSchema>;

/** `adapter_config.json`: weights that are nothing without their base. */
export const adapterFactsSchema = z.object({
  type: z.string().optional(),
  baseModel: z.string().optional(),
  revision: z.string().optional(),
});
export type AdapterFacts = z.infer<typeof adapterFactsSchema>;
