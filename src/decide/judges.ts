import * as z from 'zod';
import type { Evidence, StageName } from '../core/evidence.ts';
import { SANDBOX_DRIVERS, type RequirementId } from '../core/policy.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import {
  endedEarly,
  evaluatePredicateSchema,
  runnerFailed,
  type EvaluatePredicate,
} from '../core/predicates/evaluate.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';
import { enforcementSchema } from '../sandbox/driver.ts';
import { probeReportSchema, WALLS, type ProbeReport, type Wall } from '../sandbox/probe/walls.ts';
import { unreachable } from '../core/errors.ts';
import { coveredWeights } from './coverage.ts';
import { fail, pass, unknown, type Judge, type Judgement } from './judgement.ts';

const MAX_CITED = 3;

type AllEvidence = ReadonlyMap<StageName, Evidence>;

/** One judge per requirement, but for the statements that a policy demands. A judge that finds no evidence, or evidence that it can't read, answers `unknown`. */
export const JUDGES: Readonly<Record<Exclude<RequirementId, 'attestations'>, Judge>> = {
  hunt(evidence) {
    const stage = evidence.get('hunt');
    if (stage?.outcome === 'passed') return pass(stage.reason);
    if (stage?.outcome === 'failed') return fail(stage.reason);
    return notRun('hunt', stage);
  },

  signature(evidence) {
    const stage = evidence.get('verify');
    const predicate = verifyPredicateSchema.safeParse(stage?.predicate);
    if (stage === undefined || !predicate.success) return notRun('verify', stage);
    const { status } = predicate.data;
    switch (status) {
      case 'verified':
        return pass(stage.reason);
      case 'mismatch':
      case 'invalid':
        return fail(stage.reason);
      case 'untrusted':
        return unknown(stage.reason, 'untrusted-signer');
      case 'unsigned':
        return unknown(stage.reason, 'unsigned');
      default:
        return unreachable(status);
    }
  },

  scan(evidence) {
    const stage = evidence.get('scan');
    if (stage?.outcome === 'passed') return pass(stage.reason);
    if (stage?.outcome === 'failed') return fail(stage.reason);
    return notRun('scan', stage);
  },

  base(evidence, policy, subject) {
    const pinned = policy.bases.find(({ digest }) => digest === subject);
    if (pinned !== undefined) return pass(`the submission is itself the pinned base ${pinned.name}`);
    const predicate = comparePredicateSchema.safeParse(evidence.get('compare')?.predicate);
    if (!predicate.success) return notRun('compare', evidence.get('compare'));
    const { base, claim } = predicate.data;
    if (base === undefined) {
      return claim.baseModels.length === 0
        ? unknown('it claims no base, and none was given', 'no-base')
        : unknown(`it claims the base ${claim.baseModels.join(', ')}, which was not given (--base)`);
    }
    const known = policy.bases.find(({ digest }) => digest === base.subject);
    return known === undefined
      ? unknown(`the base ${base.name} (${base.subject}) is not pinned by the policy`, 'unpinned-base')
      : pass(`the base ${known.name} is pinned by the policy`);
  },

  weights(evidence, policy, subject) {
    const pinned = policy.bases.find(({ digest }) => digest === subject);
    if (pinned !== undefined) return pass(`byte for byte the pinned base ${pinned.name}`);
    const stage = evidence.get('compare');
    const predicate = comparePredicateSchema.safeParse(stage?.predicate);
    if (stage === undefined || !predicate.success) return notRun('compare', stage);
    if (stage.outcome === 'passed') return pass(stage.reason);
    if (stage.outcome === 'failed') return fail(stage.reason);
    return stage.outcome === 'skipped' ? unknown(stage.reason, 'no-base') : unknown(stage.reason);
  },

  evaluation: withEvaluation((predicate, stage, policy) => {
    if (predicate.gap === 'not-runnable') return unknown(stage.reason, 'not-runnable');
    if (predicate.gap === 'over-budget') return unknown(stage.reason, 'over-budget');
    if (predicate.gap !== undefined || predicate.measurements.length === 0) return unknown(stage.reason);
    const tasks = new Set(predicate.measurements.map(({ task }) => task)).size;
    const measured = `${tasks} ${tasks === 1 ? 'task' : 'tasks'} measured again in the sandbox`;
    const early = [...new Set(predicate.measurements.filter(endedEarly).map(({ task }) => task))];
    if (early.length === 0) return pass(measured);
    const said = `${measured}, ${early.length} of them not to the end (${early.slice(0, 3).join(', ')})`;
    return policy.evaluate.earlyStop === 'answered' ? pass(said) : unknown(said);
  }),

  claims: withEvaluation((predicate, stage) => {
    const { claims } = predicate;
    const wrong = claims.filter(({ answer }) => answer === 'refuted' || answer === 'invalid');
    if (wrong.length > 0) return fail(stage.reason);
    if (claims.length === 0) return unknown('it states no number', 'no-claims');
    const open = claims.filter(({ answer }) => answer === 'insufficient');
    if (open.length > 0) return unknown(told(open));
    const unmeasured = claims.filter(({ answer }) => answer === 'unmeasured');
    if (unmeasured.length > 0) return unknown(told(unmeasured), 'unmeasured-claims');
    return pass(`all ${claims.length} claims hold`);
  }, 'no claim was tested'),

  coverage(evidence) {
    const { weights, excluded } = coveredWeights(evidence);
    if (weights === undefined) return notRun('compare', evidence.get('compare'));
    if (weights.length === 0) return unknown('no file that a loader would take weights from', 'not-runnable');
    if (excluded.length === 0)
      return pass(`all ${weights.length} weight files were evaluated or proven equal to an evaluated one`);
    return unknown(
      `neither evaluated nor proven equal: ${excluded.slice(0, 5).join(', ')}${excluded.length > 5 ? '…' : ''}`,
      'unevaluated-weights',
    );
  },

  isolation: withEvaluation(({ isolation, gap }, _stage, policy) => {
    if (isolation === undefined)
      return unknown('nothing was run in a sandbox', gap === 'not-runnable' || gap === 'over-budget' ? gap : undefined);
    const driver = SANDBOX_DRIVERS.find((name) => name === isolation.driver);
    const weakest = SANDBOX_DRIVERS.indexOf(policy.sandbox.minimum);
    if (driver === undefined || SANDBOX_DRIVERS.indexOf(driver) < weakest) {
      return fail(`it ran in ${isolation.driver}; the policy demands at least ${policy.sandbox.minimum}`);
    }
    const probes = z.array(probeReportSchema).safeParse(isolation.probe).data ?? [];
    const open = WALLS.filter((wall) => !everyProbe(probes, wall));
    if (open.length > 0) return fail(`nothing proves that these walls held: ${open.join(', ')}`);
    const { tripwires } = isolation;
    if ((tripwires?.canaryTouches ?? 0) > 0) return fail('the model’s side touched the canary');
    const tried = (tripwires?.blockedConnections ?? 0) + (tripwires?.permissionDenials ?? 0);
    if (tried > 0) return unknown(`the model’s side tried ${tried} connections or calls that the sandbox refused`);
    if (policy.sandbox.limits === 'control-group' && !byControlGroup(isolation.enforcement)) {
      return fail('no control group is known to have held memory and processes; the policy demands one');
    }
    if (policy.sandbox.tripwires === 'require' && (tripwires === undefined || tripwires.by === 'not-observed')) {
      return unknown(
        `${isolation.driver} does not see what the model’s side tries; the policy demands that somebody does`,
      );
    }
    return pass(`${isolation.driver}, and every wall that the probe tried held`);
  }, 'nothing was run in a sandbox'),
};

function everyProbe(probes: readonly ProbeReport[], wall: Wall): boolean {
  return probes.length > 0 && probes.every(({ walls }) => walls.some((report) => report.wall === wall && report.held));
}

function byControlGroup(enforcements: readonly unknown[]): boolean {
  return enforcements.every((enforcement) => {
    const { memory = 'rlimit', pids = 'rlimit' } = enforcementSchema.safeParse(enforcement).data ?? {};
    return [memory, pids].every((mechanism) => mechanism === 'cgroup-v1' || mechanism === 'cgroup-v2');
  });
}

/** A submission may state a thousand numbers; the evidence lists them, the reason cites some. */
function told(claims: EvaluatePredicate['claims']): string {
  const details = claims.slice(0, MAX_CITED).map(({ detail }) => detail);
  const more = claims.length > MAX_CITED ? [`and ${claims.length - MAX_CITED} more`] : [];
  return [...details, ...more].join('; ');
}

/** `without` is what a requirement says when there was no evaluation; the stage's own reason stands with `evaluation`. */
function withEvaluation(
  judge: (predicate: EvaluatePredicate, stage: Evidence, policy: Parameters<Judge>[1]) => Judgement,
  without?: string,
): Judge {
  return (evidence: AllEvidence, policy) => {
    const stage = evidence.get('evaluate');
    const predicate = evaluatePredicateSchema.safeParse(stage?.predicate);
    if (stage === undefined || stage.outcome === 'errored' || !predicate.success || runnerFailed(predicate.data))
      return notRun('evaluate', stage, without);
    if (predicate.data.endpoint !== undefined)
      return unknown('a remote endpoint was asked, whose answers speak for no submission');
    return judge(predicate.data, stage, policy);
  };
}

function notRun(name: StageName, stage: Evidence | undefined, without?: string): Judgement {
  if (stage === undefined) return unknown(`there is no evidence of ${name}`);
  if (without !== undefined) return unknown(`${without}: ${name} ${stage.outcome}`);
  return unknown(`${name} ${stage.outcome}: ${stage.reason}`);
}
