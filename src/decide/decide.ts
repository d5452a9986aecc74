import { timestamp, type Clock } from '../core/clock.ts';
import type { Sha256 } from '../core/digest.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { evaluatePredicateSchema, runnerFailed } from '../core/predicates/evaluate.ts';
import { REQUIREMENTS, type Policy, type RequirementId } from '../core/policy.ts';
import type { Reason, Verdict, VerdictKind } from '../core/verdict.ts';
import { coveredWeights } from './coverage.ts';
import { judgeAttestations } from './judge-attestations.ts';
import { JUDGES } from './judges.ts';
import type { Judgement } from './judgement.ts';

export interface DecideInputs {
  readonly subject: Sha256;
  /** One per stage that ran; a stage that is missing here is missing evidence. */
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly policy: Policy;
  readonly policyDigest: Sha256;
  readonly clock: Clock;
}

/**
 * The only place where evidence becomes a verdict. The worst consequence of any requirement wins; an errored stage makes
 * it at best `quarantine` whatever the levels say, because a level speaks about the submission and an error about us.
 */
export function decide(inputs: DecideInputs): Verdict {
  let verdict: VerdictKind = 'admit';
  const reasons: Reason[] = [];
  for (const id of REQUIREMENTS) {
    for (const judgement of judgements(inputs, id)) {
      const accepted = judgement.absence !== undefined && inputs.policy.accept.includes(judgement.absence);
      const level = accepted ? 'record' : inputs.policy.requirements[id];
      const waiver = judgement.answer === 'pass' ? undefined : findWaiver(inputs, id);
      reasons.push({
        requirement: id,
        level,
        outcome: judgement.answer,
        message: accepted ? `${judgement.message} (the policy accepts: ${judgement.absence})` : judgement.message,
        ...(waiver === undefined ? {} : { waived: `${waiver.approvedBy}: ${waiver.reason} (until ${waiver.expires})` }),
      });
      if (waiver === undefined) verdict = worse(verdict, consequence(judgement, level));
    }
  }
  if ([...inputs.evidence.values()].some(brokeOff)) verdict = worse(verdict, 'quarantine');
  return {
    verdict,
    subject: inputs.subject,
    policyDigest: inputs.policyDigest,
    reasons,
    excluded: coveredWeights(inputs.evidence).excluded,
  };
}

/** An error of the gate itself, or a runner that a model may have taken over. */
function brokeOff({ outcome, stage, predicate }: Evidence): boolean {
  if (outcome === 'errored') return true;
  const evaluated = stage === 'evaluate' ? evaluatePredicateSchema.safeParse(predicate).data : undefined;
  return evaluated !== undefined && runnerFailed(evaluated);
}

/** One answer; for statements of others one for each that is demanded, and none of a search that nobody asked for. */
function judgements({ evidence, policy, subject, clock }: DecideInputs, id: RequirementId): readonly Judgement[] {
  if (id === 'hunt' && policy.hunt === undefined) return [];
  return id === 'attestations'
    ? judgeAttestations(evidence, policy, clock.now())
    : [JUDGES[id](evidence, policy, subject)];
}

function consequence({ answer }: Judgement, level: Reason['level']): VerdictKind {
  if (answer === 'pass' || level === 'record') return 'admit';
  return answer === 'fail' && level === 'require' ? 'reject' : 'quarantine';
}

const RANK: Readonly<Record<VerdictKind, number>> = { admit: 0, quarantine: 1, reject: 2 };

function worse(a: VerdictKind, b: VerdictKind): VerdictKind {
  return RANK[b] > RANK[a] ? b : a;
}

/** A waiver holds through its last day, in UTC, for one requirement of one subject. */
function findWaiver(
  { policy, subject, clock }: DecideInputs,
  id: RequirementId,
): Policy['waivers'][number] | undefined {
  const today = timestamp(clock).slice(0, 10);
  return policy.waivers.find(
    (waiver) => waiver.requirement === id && waiver.subject === subject && waiver.expires >= today,
  );
}
