import * as z from 'zod';
import { findingSchema } from './finding.ts';

/** In the order in which the gate runs them. */
export const STAGES = ['acquire', 'verify', 'scan', 'compare', 'evaluate', 'hunt'] as const;
export type StageName = (typeof STAGES)[number];

/** Stages that a run has only where its policy asks for them; the summary names the statements that there are. */
export const OPTIONAL_STAGES: ReadonlySet<StageName> = new Set(['hunt']);

/** Only `passed` ever counts as passed. */
export const OUTCOMES = ['passed', 'failed', 'inconclusive', 'errored', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * One stage's result. `predicate` is the body of the in-toto statement that the gate signs for this stage, of the type
 * `predicateType`; each stage exports a zod schema for its own.
 */
export const evidenceSchema = z.object({
  stage: z.enum(STAGES),
  outcome: z.enum(OUTCOMES),
  /** One sentence for a person: why this outcome. Always present, because `skipped` without a reason is a hole. */
  reason: z.string().min(1),
  predicateType: z.url(),
  predicate: z.record(z.string(), z.unknown()),
  findings: z.array(findingSchema),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  /** Name to version of everything that took part: modelgate, node, bubblewrap, llama.cpp… */
  tools: z.record(z.string(), z.string()),
});
export type Evidence = z.infer<typeof evidenceSchema>;
