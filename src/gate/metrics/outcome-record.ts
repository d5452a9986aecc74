import * as z from 'zod';
import type { Evidence, StageName } from '../../core/evidence.ts';
import { evaluatePredicateSchema, runnerFailed } from '../../core/predicates/evaluate.ts';
import { SIGNATURE_STATUSES, verifyPredicateSchema } from '../../core/predicates/verify.ts';
import { probeReportSchema } from '../../sandbox/probe/walls.ts';

/** `unknown`: the check did not come to an answer, or the entry is older than this field. */
export const SIGNATURE_ANSWERS = [...SIGNATURE_STATUSES, 'unsigned', 'unknown'] as const;
export type SignatureAnswer = (typeof SIGNATURE_ANSWERS)[number];

/** `sandboxed`: models ran behind walls that were probed and all held. `none`: nothing was run. */
export const EVALUATION_ANSWERS = ['sandboxed', 'unsandboxed', 'none', 'unknown'] as const;
export type EvaluationAnswer = (typeof EVALUATION_ANSWERS)[number];

/** What a ledger entry keeps of the stages, so that rates can be told without the runs. */
export const outcomeRecordSchema = z.object({
  signature: z.enum(SIGNATURE_ANSWERS).default('unknown'),
  evaluation: z.enum(EVALUATION_ANSWERS).default('unknown'),
});
export type OutcomeRecord = z.infer<typeof outcomeRecordSchema>;

export function outcomeRecord(evidence: ReadonlyMap<StageName, Evidence>): OutcomeRecord {
  const verify = evidence.get('verify');
  const signature = verifyPredicateSchema.safeParse(verify?.predicate).data?.status;
  return { signature: signature ?? 'unknown', evaluation: evaluationAnswer(evidence.get('evaluate')) };
}

function evaluationAnswer(evaluate: Evidence | undefined): EvaluationAnswer {
  if (evaluate === undefined || evaluate.outcome === 'errored') return 'unknown';
  const predicate = evaluatePredicateSchema.safeParse(evaluate.predicate).data;
  if (predicate !== undefined && runnerFailed(predicate)) return 'unknown';
  if (predicate === undefined) return evaluate.outcome === 'skipped' ? 'none' : 'unknown';
  if (predicate.isolation === undefined) return predicate.measurements.length === 0 ? 'none' : 'unsandboxed';
  const probes = z.array(probeReportSchema).min(1).safeParse(predicate.isolation.probe).data;
  const held = probes?.every(({ walls }) => walls.length > 0 && walls.every((wall) => wall.held));
  return held === true && predicate.isolation.enforcement.length > 0 ? 'sandboxed' : 'unsandboxed';
}
