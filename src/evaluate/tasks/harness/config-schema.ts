import * as z from 'zod';
import { MAX_NEW_TOKENS } from '../../../runner/protocol.ts';

/** Keys of lm-evaluation-harness whose value is a program there, or that change what is asked in a way that is not done here. */
export const REFUSED_KEYS: Readonly<Record<string, string>> = {
  process_docs: 'write the documents as the function leaves them into the data file',
  process_results: 'only the metrics of docs/guide/tasks.md are computed',
  class: 'a task that is a Python class is a program',
  custom_dataset: 'documents come from a file beside the task',
  use_prompt: 'write the template into doc_to_text',
  doc_to_image: 'only text is asked',
  doc_to_audio: 'only text is asked',
  gen_prefix: 'write it at the end of doc_to_text',
  unsafe_code: 'no answer is run as a program',
};

const text = z.string().max(64_000);
/** The name of a column, or a template. */
const field = z.union([text, z.number().int()]);
const choices = z.union([
  text,
  z.array(z.union([z.string(), z.number(), z.boolean()])),
  z.record(z.string(), z.unknown()),
]);
const files = z.union([z.string(), z.array(z.string())]);

const filterSchema = z.discriminatedUnion('function', [
  z.strictObject({
    function: z.literal('regex'),
    regex_pattern: z.string().max(4_000).default('#### (\\-?[0-9\\.\\,]+)'),
    group_select: z.number().int().default(0),
    fallback: z.string().default('[invalid]'),
  }),
  z.strictObject({ function: z.literal('take_first') }),
  z.strictObject({ function: z.literal('take_first_k'), k: z.number().int().positive() }),
  z.strictObject({ function: z.literal('majority_vote') }),
  z.strictObject({ function: z.literal('lowercase') }),
  z.strictObject({ function: z.literal('uppercase') }),
  z.strictObject({ function: z.literal('remove_whitespace') }),
  z.strictObject({
    function: z.literal('map'),
    mapping_dict: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    default_value: z.union([z.string(), z.number(), z.null()]).default(null),
  }),
]);
export type HarnessFilter = z.infer<typeof filterSchema>;

const pipelineSchema = z.object({ name: z.string().min(1).max(100), filter: z.array(filterSchema).max(20) });

const outputTypeSchema = z.enum(['multiple_choice', 'loglikelihood', 'loglikelihood_rolling', 'generate_until']);
export type OutputType = z.infer<typeof outputTypeSchema>;

const metricSchema = z.object({
  /** Which of them a type of task has, scoring.ts tells. */
  metric: z.string().max(100),
  aggregation: z.string().optional(),
  higher_is_better: z.boolean().optional(),
  ignore_case: z.boolean().default(false),
  ignore_punctuation: z.boolean().default(false),
  ignore_numbers: z.boolean().default(false),
  regexes_to_ignore: z.array(z.string().max(1_000)).max(20).default([]),
});
export type HarnessMetric = z.infer<typeof metricSchema>;

const generationSchema = z
  .object({
    until: z.union([z.string().min(1), z.array(z.string().min(1)).max(8)]).default(['\n\n']),
    max_gen_toks: z.number().int().min(1).max(MAX_NEW_TOKENS).default(256),
    do_sample: z.literal(false).optional(),
    temperature: z.union([z.literal(0), z.literal('0'), z.literal('0.0')]).optional(),
  })
  .loose();

/** The useful subset of a task file of lm-evaluation-harness, after its includes; what is not named here changes nothing. */
export const harnessConfigSchema = z.object({
  task: z.string().min(1).max(200),
  task_alias: z.string().max(200).optional(),
  tag: z.union([z.string(), z.array(z.string())]).optional(),
  output_type: outputTypeSchema,
  dataset_path: z.string().optional(),
  dataset_kwargs: z
    .object({ data_files: z.union([files, z.record(z.string(), files)]).optional(), data_dir: z.string().optional() })
    .loose()
    .nullish(),
  training_split: z.string().nullish(),
  validation_split: z.string().nullish(),
  test_split: z.string().nullish(),
  fewshot_split: z.string().nullish(),
  num_fewshot: z.number().int().min(0).max(100).nullish(),
  fewshot_config: z
    .object({
      sampler: z.enum(['default', 'first_n']).default('default'),
      samples: z.array(z.record(z.string(), z.json())).max(1_000).optional(),
      doc_to_text: field.optional(),
      doc_to_target: field.optional(),
      doc_to_choice: choices.optional(),
    })
    .nullish(),
  description: text.default(''),
  doc_to_text: field.default(''),
  doc_to_target: z.union([field, z.array(z.union([z.string(), z.number()]))]).default(''),
  doc_to_choice: choices.nullish(),
  target_delimiter: z.string().max(100).default(' '),
  fewshot_delimiter: z.string().max(100).default('\n\n'),
  generation_kwargs: generationSchema.nullish(),
  filter_list: z.array(pipelineSchema).min(1).max(20).nullish(),
  metric_list: z.array(metricSchema).min(1).max(20).nullish(),
  repeats: z.literal(1).default(1),
  metadata: z
    .object({
      /** The gate's own: whether the model's chat template is put around the prompt, as `--apply_chat_template` does. */
      apply_chat_template: z.boolean().default(false),
      /** The gate's own: the seed of the examples, `--seed`'s third number. */
      fewshot_seed: z
        .number()
        .int()
        .min(0)
        .max(2 ** 32 - 1)
        .default(1_234),
      /** The gate's own: further names of claims. */
      aliases: z.array(z.string().min(1).max(200)).max(100).default([]),
    })
    .loose()
    .nullish(),
});
export type HarnessConfig = z.infer<typeof harnessConfigSchema>;

/** A file that names tasks as one: their mean over all items stands beside them. */
export const harnessGroupSchema = z.object({
  group: z.string().min(1).max(200),
  group_alias: z.string().max(200).nullish(),
  task: z.array(z.string().min(1)).min(1).max(1_000),
  aggregate_metric_list: z
    .array(z.object({ metric: z.string(), weight_by_size: z.boolean().default(true) }).loose())
    .nullish(),
});
export type HarnessGroup = z.infer<typeof harnessGroupSchema>;
