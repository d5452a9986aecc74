import * as z from 'zod';

const natural = z.number().int().nonnegative();

export const TEXT_ENCODINGS = ['ascii', 'utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'] as const;

/** A file that is text as far as it was looked at. */
export const textFactsSchema = z.object({
  encoding: z.enum(TEXT_ENCODINGS),
  /** The interpreter of a first line `#!`. */
  shebang: z.string().optional(),
  /** The language by shebang, or by ending where the content is text. */
  language: z
    .enum([
      'python',
      'shell',
      'javascript',
      'batch',
      'powershell',
      'perl',
      'ruby',
      'php',
      'lua',
      'r',
      'julia',
      'vbscript',
      'registry',
    ])
    .optional(),
});
export type TextFacts = z.infer<typeof textFactsSchema>;

/** A script's text for rules that read it. */
export const scriptFactsSchema = z.object({
  language: z.string(),
  /** Cut at the stated limit; the file's facts then have `complete: false`. */
  text: z.string(),
});

/** A Git LFS pointer that stands where the content should be. */
export const lfsPointerFactsSchema = z.object({ oid: z.string(), size: natural });

/** The YAML front matter of a model card (README.md). */
export const modelCardFactsSchema = z.object({
  /** `base_model`, one or several. */
  baseModels: z.array(z.string()),
  /** `base_model_relation`: finetune, quantized, adapter, merge. */
  relation: z.string().optional(),
  license: z.string().optional(),
  /** `license_name`, where `license` is `other`. */
  licenseName: z.string().optional(),
  /** `library_name` */
  library: z.string().optional(),
  /** `pipeline_tag` */
  pipeline: z.string().optional(),
  tags: z.array(z.string()),
  /** `datasets`: what the model was trained on, as stated. */
  datasets: z.array(z.string()).optional(),
  /** `model-index` as JSON text, for whoever reads claims from it. */
  modelIndex: z.string().optional(),
});
export type ModelCardFacts = z.infer<typeof modelCardFactsSchema>;

/** Text that is no script by its name and that some tool runs commands from. */
export const commandsFactsSchema = z.object({
  kind: z.enum([
    'notebook',
    'build',
    'automatic',
    'settings',
    'instructions',
    'modelfile',
    'requirements',
    'packages',
    'dependencies',
    'markup',
    'git-config',
    'git-attributes',
    'git-modules',
    'git-hook',
  ]),
  parts: z.array(z.object({ text: z.string(), line: natural, offset: natural, markup: z.boolean().optional() })),
});
export type CommandsFacts = z.infer<typeof commandsFactsSchema>;
