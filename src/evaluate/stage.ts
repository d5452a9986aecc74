import { randomInt } from 'node:crypto';
import { instant } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Evidence } from '../core/evidence.ts';
import { EVALUATE_PREDICATE, evaluatePredicateSchema, type EvaluatePredicate } from '../core/predicates/evaluate.ts';
import type { Stage, StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { checkFiles } from './claims/check-files.ts';
import { judgeClaims, MAX_CLAIMS } from './claims/judge-claims.ts';
import { evaluationEnvironment } from '../runner/client/environment.ts';
import { runnerBundle, type RunnerBundle } from '../runner/client/runner-bundle.ts';
import { measureGroups } from './measure-groups.ts';
import { measureTaskGroups } from './measure-task-groups.ts';
import { CANARY_TOUCHED, evaluationOutcome } from './outcome.ts';
import { pinnedSuites, suiteRecords } from './pinned-suites.ts';
import type { Recordings } from './recorded/recordings.ts';
import type { Estimate } from './scheduling/estimate.ts';
import { SEED_LIMIT } from './scorers/shuffle.ts';
import { CONFIDENCE } from './statistics/test-claim.ts';

export interface EvaluateInputs {
  readonly facts: readonly FileFacts[];
  readonly sandbox: SandboxDriver;
  /** Weight files of the submission, in groups that were proven to hold the same model. */
  readonly weightGroups: readonly (readonly string[])[];
  /** Facts about files of results that the operator gives beside the submission: claims, and samples of them. */
  readonly results?: readonly FileFacts[];
  /** Of an earlier evaluation, to repeat it; otherwise a new one is drawn. */
  readonly seed?: number;
  /** Of that evaluation: what it asked where it ended early. */
  readonly repeat?: Pick<EvaluatePredicate, 'earlyStop'>;
  /** Items of each task that are asked at most, drawn at random: for a look, which admits nothing. */
  readonly limit?: number | undefined;
  /** Told before the run begins how long it will take. */
  readonly onEstimate?: (estimate: Estimate) => void | Promise<void>;
  /** Where answers are kept as they come, and looked for. */
  readonly recordings?: Recordings;
  /** Where the runner's bundle lies; otherwise where scripts/build-runner.ts puts it. */
  readonly runnerDirectory?: string;
}

/**
 * Measures again, behind proven walls, what the submission says about itself: every pinned task on one runnable member of
 * each weight group, every claim held against what came out. The model's answers go to `answers.jsonl` in the scratch
 * directory. Throws GateError SUITE_UNREADABLE, SUITE_INVALID, SUITE_MISMATCH, ENVIRONMENT_MISMATCH, RUNNER_MISSING, SANDBOX_LEAKS,
 * SANDBOX_FAILED, CANCELLED, DISK_FULL; what goes wrong with one file or task is told in the evidence.
 */
export const evaluateStage: Stage<EvaluateInputs> = {
  name: 'evaluate',
  async run(context, inputs): Promise<Evidence> {
    const startedAt = instant(context.clock);
    const suites = await pinnedSuites(context.policy);
    const tasks = suites.flatMap((suite) => suite.tasks);
    const bundle = tasks.length === 0 ? undefined : await runnerBundle(inputs.runnerDirectory);
    if (bundle !== undefined) await checkEnvironment(bundle, context);
    const drawn = inputs.seed ?? randomInt(SEED_LIMIT);
    const seed = (await inputs.recordings?.begin(drawn)) ?? drawn;
    const groups = suites.flatMap((suite) => suite.groups);
    const stated = checkFiles([...inputs.facts, ...(inputs.results ?? [])]);
    const claimed = { stated, groups };
    const { measured: own, outcomes } = await measureGroups({ context, ...inputs, tasks, bundle, seed, claimed });
    const measurements = [...own.measurements, ...measureTaskGroups(groups, own.measurements)];
    const measured = { ...own, measurements };
    const { alpha, tolerance } = context.policy.evaluate;
    const predicate: EvaluatePredicate = {
      assuranceLevel: measured.measurements.length > 0 ? 'reproduced' : 'none',
      suites: suiteRecords(suites),
      ...measured,
      claims: judgeClaims({ stated, tasks, groups, measurements, outcomes, alpha, tolerance }),
      claimsNotListed: Math.max(0, stated.length - MAX_CLAIMS),
      ...(tasks.length === 0 ? { gap: 'no-suite' } : {}),
      ...(inputs.limit === undefined ? {} : { limit: inputs.limit }),
      seed,
      statistics: {
        test: 'binomial-exact-one-sided',
        correction: 'holm',
        alpha,
        tolerance,
        confidence: CONFIDENCE,
      },
    };
    const { outcome, reason } = evaluationOutcome(predicate);
    return {
      stage: 'evaluate',
      outcome,
      reason,
      predicateType: EVALUATE_PREDICATE,
      predicate: evaluatePredicateSchema.parse(predicate),
      findings: outcome === 'failed' && reason === CANARY_TOUCHED ? canaryFindings(predicate) : [],
      startedAt,
      finishedAt: instant(context.clock),
      tools: { modelgate: VERSION, node: process.versions.node, ...toolsOf(measured) },
    };
  },
};

/** Before anything is run on it. @throws GateError ENVIRONMENT_MISMATCH */
async function checkEnvironment(bundle: RunnerBundle, { policy }: StageContext): Promise<void> {
  const pinned = policy.sandbox.environment;
  if (pinned === undefined) return;
  const { digest } = await evaluationEnvironment(bundle);
  if (digest !== pinned)
    throw new GateError('ENVIRONMENT_MISMATCH', `the evaluation environment is ${digest}; the policy pins ${pinned}`);
}

/** One for the whole evaluation: which task it was stands with the group that it left unevaluated. */
function canaryFindings({ isolation, groups }: EvaluatePredicate): Finding[] {
  const touched = isolation?.tripwires?.events.filter(({ kind }) => kind === 'canary') ?? [];
  const path = groups.find(({ why }) => why !== undefined)?.paths[0] ?? '';
  return [
    {
      rule: 'canary-touched',
      severity: 'critical',
      confidence: 'high',
      message: `${CANARY_TOUCHED} (${touched.map(({ what, count }) => `${what}, ${count} times`).join('; ')})`,
      location: { path },
      atlas: ['AML.T0055'],
    },
  ];
}

function toolsOf({ runner }: Pick<EvaluatePredicate, 'runner'>): Record<string, string> {
  return runner?.engine === undefined ? {} : { 'runner engine': runner.engine };
}
