import type { Sha256 } from '../core/digest.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import type { Absence, Policy } from '../core/policy.ts';
import type { Answer } from '../core/verdict.ts';

/** A judge's answer to its requirement. `absence` only with `unknown`: what the submission left open. */
export interface Judgement {
  readonly answer: Answer;
  readonly message: string;
  readonly absence?: Absence;
}

export type Judge = (evidence: ReadonlyMap<StageName, Evidence>, policy: Policy, subject: Sha256) => Judgement;

export const pass = (message: string): Judgement => ({ answer: 'pass', message });
export const fail = (message: string): Judgement => ({ answer: 'fail', message });
export const unknown = (message: string, absence?: Absence): Judgement => ({
  answer: 'unknown',
  message,
  ...(absence === undefined ? {} : { absence }),
});
