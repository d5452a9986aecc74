import * as z from 'zod';
import { claimCheckSchema } from '../../core/predicates/evaluate.ts';
import type { FileFacts } from '../../formats/facts.ts';
import { defined } from '../../formats/defined.ts';
import { checkFiles } from './check-files.ts';

const count = z.number().int().positive();

/** The output of `modelgate claims --format json`. Names that Every Eval Ever has, mean what they mean there. */
export const claimsReportSchema = z.object({
  version: z.literal(1),
  claims: z.array(
    z.object({
      task: z.string(),
      metric: z.string(),
      /** A fraction for metrics that are 0 or 1 for each item; null for what can't be a score, see `stated`. */
      value: z.number().nullable(),
      /** As the file writes it. */
      stated: z.string(),
      stderr: z.number().optional(),
      n: count.optional(),
      filter: z.string().optional(),
      /** Whose score it is, where one file has those of several models. */
      model: z.string().optional(),
      source: z.string(),
      /** Of the source file. */
      sha256: z.string().optional(),
      /** A claim is the submitter's own word, whatever token calls it verified. */
      evaluator_relationship: z.literal('first_party'),
      checks: z.array(claimCheckSchema),
      /** A check does not hold. */
      suspicious: z.boolean(),
    }),
  ),
});
export type ClaimsReport = z.infer<typeof claimsReportSchema>;

export interface ResultFile {
  readonly facts: FileFacts;
  /** As the operator would name it. */
  readonly shown: string;
  readonly sha256: string;
}

/** Holds what files claim against itself and against the samples beside it. */
export function reportClaims(files: readonly ResultFile[]): ClaimsReport {
  const bySource = new Map(files.map((file) => [file.facts.path, file]));
  const checked = checkFiles(files.map(({ facts }) => facts));
  return {
    version: 1,
    claims: checked.map(({ claim, checks }) => {
      const { task, metric, value, stated, stderr, n, filter, model, source, invalid } = claim;
      const file = bySource.get(source);
      return {
        task,
        metric,
        value: invalid === undefined ? value : null,
        stated,
        ...defined({ stderr, n, filter, model }),
        source: file?.shown ?? source,
        ...defined({ sha256: file?.sha256 }),
        evaluator_relationship: 'first_party',
        checks: [...checks],
        suspicious: checks.some(({ held }) => !held),
      };
    }),
  };
}
