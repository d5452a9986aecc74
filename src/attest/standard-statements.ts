import * as z from 'zod';
import { timestamp, type Clock } from '../core/clock.ts';
import { hexOf } from '../core/digest.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { evaluatePredicateSchema, type CheckedClaim, type Measurement } from '../core/predicates/evaluate.ts';
import type { Tripwires } from '../core/predicates/tripwires.ts';
import type { Submission } from '../core/submission.ts';
import type { Verdict } from '../core/verdict.ts';
import { VERSION } from '../core/version.ts';
import { probeReportSchema } from '../sandbox/probe/walls.ts';
import { STATEMENT_TYPE, type Statement } from '../trust/statement.ts';
import { VERIFIER_ID } from './vsa.ts';

/*
 * What the gate tells tools that know nothing of it, in in-toto's own predicate types. The chain of stage statements is the
 * gate's record; these are drawn from it.
 */

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/eval-result.md */
export const EVAL_RESULT_PREDICATE = 'https://in-toto.io/attestation/eval-result/v0.1';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/runtime-trace.md */
export const RUNTIME_TRACE_PREDICATE = 'https://in-toto.io/attestation/runtime-trace/v0.1';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/svr.md */
export const SVR_PREDICATE = 'https://in-toto.io/attestation/svr/v0.2';

const MONITOR = 'https://modelgate.dev/monitor/isolation-probe/v0.1';
const EVALUATION = 'https://modelgate.dev/evaluation/v0.1';

export interface StandardStatement {
  /** For the file's name: lower case letters, digits, `-`. */
  readonly name: string;
  readonly statement: Statement;
}

export interface StandardInputs {
  readonly submission: Submission;
  readonly verdict: Verdict;
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly clock: Clock;
}

/** Every standard statement that the evidence supports: none speaks of what was not done. */
export function standardStatements(inputs: StandardInputs): StandardStatement[] {
  return [...evalResults(inputs), ...runtimeTrace(inputs), verificationResult(inputs)];
}

/** One per suite: what was measured here, and whether what was claimed holds. */
function evalResults({ submission, evidence }: StandardInputs): StandardStatement[] {
  const stage = evidence.get('evaluate');
  const predicate = evaluatePredicateSchema.safeParse(stage?.predicate).data;
  if (stage === undefined || predicate === undefined || predicate.assuranceLevel !== 'reproduced') return [];
  return predicate.suites.flatMap(({ name, digest, datasets = [] }, at) => {
    const measured = predicate.measurements.filter(({ suite }) => suite === name);
    if (measured.length === 0) return [];
    const body = {
      verifier: { id: VERIFIER_ID },
      evaluatedAt: stage.finishedAt,
      suite: { name, version: digest },
      claims: measured.flatMap((one) => thresholds(one, predicate.claims)),
      sampleSize: measured.reduce((sum, { n }) => sum + n, 0),
      commitments: {
        model: { alg: 'sha256', value: hexOf(submission.subject), salted: false },
        dataset: { alg: 'sha256', value: hexOf(digest), salted: false },
      },
      assuranceLevel: 'reproduced',
      subjectProfile: 'public-model',
      harness: { name: 'modelgate', version: VERSION },
      // The commitment is to the suite, tasks and data; each data set is here by its own bytes.
      modelgate: {
        datasets: datasets.map(({ task, path, sha256 }) => ({ task, name: path, digest: { sha256: hexOf(sha256) } })),
        measurements: measured,
        runner: predicate.runner,
        seed: predicate.seed,
        answers: predicate.answers,
      },
    };
    const suffix = predicate.suites.length === 1 ? '' : `-${at + 1}`;
    return [{ name: `eval-result${suffix}`, statement: about(submission, EVAL_RESULT_PREDICATE, body) }];
  });
}

interface Threshold {
  readonly metric: string;
  readonly comparator: '>=';
  /** A decimal string, as the predicate asks: no float that a reader rounds. */
  readonly threshold: string;
  /** Arithmetic alone, as the predicate defines it; `answer` says what the test makes of the difference. */
  readonly passed: boolean;
  readonly answer?: CheckedClaim['answer'];
}

/** What was claimed of a measurement; where nothing was, the lower confidence bound, which it passes by construction. */
function thresholds(measured: Measurement, claims: readonly CheckedClaim[]): Threshold[] {
  const metric = `${measured.task}/${measured.metric}`;
  const own = claims.filter(
    ({ answer, measurement }) =>
      answer !== 'invalid' && measurement?.task === measured.task && measurement.file === measured.file,
  );
  const stated = own.map(({ claim, answer }): Threshold => ({
    metric,
    comparator: '>=',
    threshold: String(claim.value),
    passed: measured.value >= claim.value,
    answer,
  }));
  if (stated.length > 0) return stated;
  // Rounded down: what is stated must not be more than what was measured.
  const bound = Math.floor(measured.interval[0] * 1e6) / 1e6;
  return [{ metric, comparator: '>=', threshold: bound.toFixed(6), passed: true }];
}

/** The walls around the model while it ran, and what its side tried where somebody saw it: no list says so by being empty. */
function runtimeTrace({ submission, evidence, verdict }: StandardInputs): StandardStatement[] {
  const stage = evidence.get('evaluate');
  const predicate = evaluatePredicateSchema.safeParse(stage?.predicate).data;
  const probes = z.array(probeReportSchema).safeParse(predicate?.isolation?.probe).data ?? [];
  const [first] = probes;
  if (stage === undefined || predicate?.isolation === undefined || first === undefined) return [];
  const ran = new Set(predicate.groups.flatMap(({ evaluated }) => evaluated ?? []));
  const body = {
    monitor: {
      type: MONITOR,
      configSource: { name: first.driver, digest: { sha256: hexOf(first.specification) } },
      tracePolicy: { enforcement: predicate.isolation.enforcement },
    },
    monitoredProcess: {
      hostID: VERIFIER_ID,
      type: EVALUATION,
      event: `modelgate:${submission.subject}:${hexOf(verdict.policyDigest)}:${stage.startedAt}`,
    },
    monitorLog: {
      ...triedOf(predicate.isolation.tripwires),
      process: probes.flatMap(({ driver, walls }) => walls.map((wall) => ({ driver, ...wall }))),
      fileAccess: submission.files
        .filter(({ path }) => ran.has(path))
        .map(({ path, sha256 }) => ({ name: path, digest: { sha256: hexOf(sha256) } })),
    },
    metadata: { buildStartedOn: stage.startedAt, buildFinishedOn: stage.finishedAt },
  };
  return [{ name: 'runtime-trace', statement: about(submission, RUNTIME_TRACE_PREDICATE, body) }];
}

/** Nothing was seen: no member. What was counted stands beside what was told one by one. */
function triedOf(tripwires: Tripwires | undefined): object {
  if (tripwires === undefined || tripwires.by === 'not-observed') return { tripwires };
  return { tripwires, network: tripwires.events.filter(({ kind }) => kind === 'connection') };
}

/** The requirements that passed, and the admission only where it was one. A waived or recorded requirement did not pass. */
function verificationResult({ submission, verdict, clock }: StandardInputs): StandardStatement {
  const passed = new Set(verdict.reasons.map(({ requirement }) => requirement));
  // A requirement can have several answers, and passed if all of them did.
  for (const { requirement, outcome } of verdict.reasons) if (outcome !== 'pass') passed.delete(requirement);
  const body = {
    verifier: {
      id: VERIFIER_ID,
      policy: { uri: 'modelgate-policy', digest: { sha256: hexOf(verdict.policyDigest) } },
    },
    timeCreated: timestamp(clock),
    properties: [
      ...(verdict.verdict === 'admit' ? ['MODELGATE_ADMITTED'] : []),
      ...Array.from(passed, (requirement) => `MODELGATE_${requirement.toUpperCase()}`).toSorted(),
    ],
  };
  return { name: 'svr', statement: about(submission, SVR_PREDICATE, body) };
}

function about({ name, subject }: Submission, predicateType: string, predicate: Record<string, unknown>): Statement {
  return { _type: STATEMENT_TYPE, subject: [{ name, digest: { sha256: hexOf(subject) } }], predicateType, predicate };
}
