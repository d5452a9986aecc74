import * as z from 'zod';
import { classifiedChangeSchema, lineageSchema } from '../core/predicates/compare-change.ts';
import {
  comparePredicateSchema,
  semanticDifferenceSchema,
  type ChangedTensor,
  type Comparison,
} from '../core/predicates/compare.ts';
import { evidenceSchema, OUTCOMES, type Evidence } from '../core/evidence.ts';
import { findingSchema } from '../core/finding.ts';

const ratio = z.number().nullable();

/** What `compare --format json` prints. `change` and `lineage` are those of the comparison that changed most. */
export const compareReportSchema = z.object({
  version: z.literal(1),
  outcome: z.enum(OUTCOMES),
  reason: z.string(),
  /** `unknown` where nothing was compared. */
  change: classifiedChangeSchema.extend({
    /** Texts of `tokens`, where the tokenizer says them. */
    tokenTexts: z.array(z.string().nullable()).optional(),
  }),
  /** Nulls where it couldn't be tested. */
  lineage: lineageSchema,
  /** The reading in plain words; the reason where nothing was compared. */
  reading: z.string(),
  /** Tensors that differ, most changed first. D = candidate − base, over the base's norm; numbers that have no finite value are null. */
  tensors: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      relF: ratio,
      nz: ratio,
      e1: ratio,
      gap: ratio,
      stableRank: ratio,
      rowParticipation: ratio,
    }),
  ),
  tensorsNotListed: z.number().int().nonnegative(),
  semantic: z.array(semanticDifferenceSchema),
  /** Weight files that could not be compared, and why. */
  notCompared: z.array(z.object({ paths: z.array(z.string()), why: z.string() })),
  findings: z.array(findingSchema),
  evidence: evidenceSchema,
});
export type CompareReport = z.infer<typeof compareReportSchema>;

/** Least explained by the base first: the comparison that a reader must see where a submission has several sets of weights. */
const GRAVITY = [
  'identical',
  'requantised-or-cast',
  'vocabulary-extended',
  'vocabulary-reduced',
  'permuted',
  'rescaled',
  'layers-changed',
  'pruned',
  'merge',
  'lora-merge',
  'full-fine-tune',
  'embedding-or-head-rows',
  'rank-one-edit',
  'unknown',
  'unrelated',
];

export function compareReport(evidence: Evidence): CompareReport {
  const predicate = comparePredicateSchema.parse(evidence.predicate);
  const grave = ({ change }: Comparison): number => GRAVITY.indexOf(change.class);
  const worst = predicate.comparisons.toSorted((a, b) => grave(b) - grave(a))[0];
  return {
    version: 1,
    outcome: evidence.outcome,
    reason: evidence.reason,
    ...(worst === undefined
      ? {
          change: { class: 'unknown', confidence: 'low' },
          lineage: { related: null, pValue: null, layers: 0 },
          reading: evidence.reason,
        }
      : {
          change: { ...worst.change, ...(worst.tokenTexts === undefined ? {} : { tokenTexts: worst.tokenTexts }) },
          lineage: worst.lineage,
          reading: worst.reading,
        }),
    tensors: worst?.tensors.map(tensorLine) ?? [],
    tensorsNotListed: worst?.tensorsNotListed ?? 0,
    semantic: predicate.semantic ?? [],
    notCompared: predicate.notCompared,
    findings: evidence.findings,
    evidence,
  };
}

function tensorLine(tensor: ChangedTensor): CompareReport['tensors'][number] {
  return {
    name: tensor.name,
    status: tensor.status,
    relF: tensor.relativeNorm ?? null,
    nz: tensor.fractionChanged ?? null,
    e1: tensor.e1 ?? null,
    gap: tensor.gap ?? null,
    stableRank: tensor.stableRank ?? null,
    rowParticipation: tensor.rowParticipation ?? null,
  };
}
