import * as z from 'zod';
import { sha256Schema } from '../digest-schema.ts';
import { classifiedChangeSchema, lineageSchema } from './compare-change.ts';

export const COMPARE_PREDICATE = 'https://modelgate.dev/attestation/compare/v0.1';

const natural = z.number().int().nonnegative();
/** JSON has no infinity: null where a ratio has no finite value. */
const ratio = z.number().nullable();

/** `base_model_relation` as the Hugging Face Hub defines it; `undeclared` for anything else. */
export const BASE_RELATIONS = ['finetune', 'quantized', 'merge', 'adapter', 'undeclared'] as const;
export type BaseRelation = (typeof BASE_RELATIONS)[number];

/**
 * `retyped`: another stored type, whether or not the values are equal (`valuesEqual` says). `incomparable`: the values
 * could not be computed, so nothing is known; never a kind of equal.
 */
export const TENSOR_STATUSES = [
  'unchanged',
  'changed',
  'retyped',
  'reshaped',
  'added',
  'removed',
  'incomparable',
] as const;
export type TensorStatus = (typeof TENSOR_STATUSES)[number];

/**
 * What explains a retyped tensor's difference. `exact`: every stored unit is what rounding the base gives, so there is no
 * edit. `within-bound`: the norm of the difference is no larger than rounding to that type leaves; a smaller edit may
 * hide in it.
 */
export const ROUNDINGS = ['exact', 'within-bound', 'beyond-bound'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/**
 * What the table of tensors amounts to. Only what was measured: none of these says why, or what the model now does.
 * - `identical`: every tensor has the base's type and values. `same-values`: other types, the same values.
 * - `rounded-exactly`: what a cast or quantisation of the base gives, proven unit by unit. `rounded`: no further from the
 *   base than rounding to those types leaves.
 * - `embedding-rows`: only a few rows of embeddings or output. `few-tensors`, `broad`: by the share of tensors.
 * - `unrelated`: the values have next to nothing in common. `other-tensors`: hardly any tensor is in both.
 * - `not-measured`: some difference could not be measured.
 */
export const CHANGE_KINDS = [
  'identical',
  'same-values',
  'rounded-exactly',
  'rounded',
  'embedding-rows',
  'few-tensors',
  'broad',
  'unrelated',
  'other-tensors',
  'not-measured',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const storedTensorSchema = z.object({ dtype: z.string(), shape: z.array(natural) });

/** D = candidate − base, W₀ = base. */
export const changedTensorSchema = z.object({
  /** Cut at a stated length. */
  name: z.string(),
  status: z.enum(TENSOR_STATUSES),
  candidate: storedTensorSchema.optional(),
  base: storedTensorSchema.optional(),
  valuesEqual: z.boolean(),
  rounding: z.enum(ROUNDINGS).optional(),
  /** ‖D‖ / ‖W₀‖, Frobenius. */
  relativeNorm: ratio.optional(),
  /** Elements whose bits differ, out of all. */
  fractionChanged: z.number().min(0).max(1).optional(),
  maxAbsolute: ratio.optional(),
  cosine: ratio.optional(),
  rowsChanged: natural.optional(),
  rowParticipation: ratio.optional(),
  /** Rows that changed most; `share` is their part of ‖D‖². For an embedding a row is a token id. */
  topRows: z.array(z.object({ row: natural, share: z.number() })).optional(),
  /** Of the singular values of D: σ₁²/‖D‖², Σ of the first eight over ‖D‖², σ₁/σ₂, ‖D‖²/σ₁². Only of matrices. */
  e1: ratio.optional(),
  e8: ratio.optional(),
  gap: ratio.optional(),
  stableRank: ratio.optional(),
  /** σᵢ/‖D‖, largest first, of the most suspicious tensors alone. */
  spectrum: z.array(z.number()).optional(),
  nonFinite: z
    .object({ candidateNaN: natural, candidateInfinite: natural, baseNaN: natural, baseInfinite: natural })
    .optional(),
  /** Why the values could not be computed. */
  why: z.string().optional(),
});
export type ChangedTensor = z.infer<typeof changedTensorSchema>;

/** One cell of the heat strip: `embeddings`, a layer's number, `output` or `other`. */
export const layerChangeSchema = z.object({
  layer: z.string(),
  tensors: natural,
  tensorsChanged: natural,
  /** Over the layer's measured tensors: 0 when none changed. */
  relativeNorm: ratio,
  /** The layer's part of ‖D‖² over the whole model. */
  share: z.number(),
});
export type LayerChange = z.infer<typeof layerChangeSchema>;

/** One group of equal weights of the candidate against one set of weights of the base. */
export const comparisonSchema = z.object({
  candidate: z.array(z.string()),
  base: z.array(z.string()),
  kind: z.enum(CHANGE_KINDS),
  /** What explains it best. */
  change: classifiedChangeSchema,
  lineage: lineageSchema,
  /** The reading in plain words: a paragraph for a person. */
  reading: z.string(),
  /** Texts of `change.tokens`, where the tokenizer says them; null where it doesn't know the id. */
  tokenTexts: z.array(z.string().nullable()).optional(),
  /** One sentence for a person. */
  summary: z.string(),
  counts: z.strictObject({
    unchanged: natural,
    changed: natural,
    retyped: natural,
    reshaped: natural,
    added: natural,
    removed: natural,
    incomparable: natural,
  }),
  /** Tensors of either side that are not the base's values. */
  different: natural,
  /** Over the tensors whose values differ and could be measured. */
  relativeNorm: ratio,
  cosine: ratio,
  /** Every tensor that is not the base's, most changed first, up to a stated number. */
  tensors: z.array(changedTensorSchema),
  /** How many more there are. */
  tensorsNotListed: natural,
  layers: z.array(layerChangeSchema),
  /** Tensors that a convention explains, and how. */
  leftOut: z.array(z.string()),
  /** Settings that turn the same weights into another model and differ (`rope base 10000 against 500000`). */
  settingDifferences: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One thing beside the weights that differs from the base's. */
export const semanticDifferenceSchema = z.object({
  about: z.enum(['tokenizer', 'chat-template', 'config', 'generation', 'code']),
  /** What a reader must look at: text that a template adds, a moved special token, code that is named, a limit that moved. */
  dangerous: z.boolean(),
  path: z.string(),
  told: z.string(),
});
export type SemanticDifference = z.infer<typeof semanticDifferenceSchema>;

export const comparePredicateSchema = z.object({
  claim: z.object({
    /** `base_model` as stated; empty without a claim. */
    baseModels: z.array(z.string()),
    relation: z.enum(BASE_RELATIONS),
    /** Files that state it. */
    sources: z.array(z.string()),
  }),
  /** The base that was given to compare with. */
  base: z.object({ name: z.string(), subject: sha256Schema }).optional(),
  /** Loadable weight files of the submission, by equal contents. */
  weightGroups: z.array(
    z.object({
      /** Every file of every member. */
      paths: z.array(z.string()).min(1),
      /** Each loads as one model. `opaque`: nothing is known of its tensors. */
      members: z.array(
        z.object({ format: z.enum(['safetensors', 'gguf', 'torch', 'opaque']), paths: z.array(z.string()) }),
      ),
      why: z.array(z.string()),
    }),
  ),
  comparisons: z.array(comparisonSchema),
  /** Tokenizer, templates, configuration and defaults that differ from the base's, the dangerous ones first. */
  semantic: z.array(semanticDifferenceSchema).optional(),
  /** Without a base: what stands out among the model's own tensors. Weak signs, never a verdict. */
  signs: z.array(z.object({ sign: z.string(), tensor: z.string(), value: z.number(), told: z.string() })).optional(),
  /** Weights of the submission that were not compared with the base. */
  notCompared: z.array(z.object({ paths: z.array(z.string()), why: z.string() })),
  summary: z.string(),
});
export type ComparePredicate = z.infer<typeof comparePredicateSchema>;
