import type { AttestationDemand } from '../core/attestation-policy.ts';
import { hexOf, type Sha256 } from '../core/digest.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import {
  VULNERABILITY_SEVERITIES,
  type AttestationCheck,
  type AttestedFacts,
  type Covers,
} from '../core/predicates/attestation.ts';
import { comparePredicateSchema } from '../core/predicates/compare.ts';
import type { LayoutCheck } from '../core/predicates/layout.ts';
import { verifyPredicateSchema } from '../core/predicates/verify.ts';
import type { Policy } from '../core/policy.ts';
import { fail, pass, unknown, type Judgement } from './judgement.ts';

const DAY_MS = 86_400_000;

const COVERING: Readonly<Record<AttestationDemand['covers'], readonly Covers[]>> = {
  all: ['root', 'manifest', 'files'],
  weights: ['root', 'manifest', 'files', 'weights'],
};

interface Asked {
  /** Digests of which one must be a dependency; undefined when no base is known. */
  readonly bases: readonly Sha256[];
  readonly now: Date;
}

/** One judgement for each statement and each layout that the policy demands, in its order. */
export function judgeAttestations(
  evidence: ReadonlyMap<StageName, Evidence>,
  policy: Policy,
  now: Date,
): readonly Judgement[] {
  const { required = [], layouts = [] } = policy.attestations ?? {};
  if (required.length + layouts.length === 0) return [];
  const stage = evidence.get('verify');
  const predicate = verifyPredicateSchema.safeParse(stage?.predicate);
  if (!predicate.success || stage?.outcome === 'errored') {
    const why = stage === undefined ? 'there is no evidence of verify' : `verify ${stage.outcome}: ${stage.reason}`;
    return [...required, ...layouts].map(({ name }) => unknown(`${name}: ${why}`));
  }
  const { attestations = [], layouts: checked = [] } = predicate.data;
  const asked = { bases: basesOf(evidence, policy), now };
  return [
    ...required.map((demand) => named(demand.name, judgeDemand(demand, attestations, asked))),
    ...layouts.map(({ name }) => named(name, judgeLayout(checked.find((one) => one.name === name)))),
  ];
}

/** The base that was compared is the one that the build must name; without one, any that the policy pins. */
function basesOf(evidence: ReadonlyMap<StageName, Evidence>, policy: Policy): readonly Sha256[] {
  const compared = comparePredicateSchema.safeParse(evidence.get('compare')?.predicate).data?.base?.subject;
  return compared === undefined ? policy.bases.map(({ digest }) => digest) : [compared];
}

/**
 * One statement that answers all of it passes. Where the right signers made some and none answers, that fails: they said something else. A
 * negative result of theirs about these bytes fails whatever else they signed.
 */
function judgeDemand(demand: AttestationDemand, checks: readonly AttestationCheck[], asked: Asked): Judgement {
  const ofType = checks.filter(({ status, kind }) => status === 'verified' && kind === demand.type);
  const candidates = ofType.filter(
    ({ principal }) => principal !== undefined && demand.signedBy.includes(principal.name),
  );
  const [first] = candidates;
  if (first === undefined) return absent(demand, checks, ofType);
  const negative = candidates.find(({ facts }) => facts?.result === 'FAILED');
  if (negative !== undefined) return fail(`${negative.where}: ${negative.signer ?? ''} says FAILED`);
  const answers = candidates.map((check) => ({ check, ...answerOf(demand, check, asked) }));
  const answer =
    answers.find((one) => one.answer === 'pass') ??
    answers.find((one) => one.answer === 'fail') ??
    answers.find((one) => one.answer === 'unknown');
  if (answer === undefined) return unknown('it could not be judged');
  const told = `${answer.check.where}, ${answer.check.detail}`;
  return answer.answer === 'pass' ? pass(told) : { ...answer, message: `${told}: ${answer.message}` };
}

/** Why there is none: nobody made one, or whoever did does not count. */
function absent(
  demand: AttestationDemand,
  checks: readonly AttestationCheck[],
  ofType: readonly AttestationCheck[],
): Judgement {
  const [other] = ofType;
  if (other !== undefined)
    return unknown(`${other.where} is by ${other.signer ?? 'somebody'}, not by ${demand.signedBy.join(' or ')}`);
  const [rejected] = checks.filter(({ status }) => status !== 'verified' && status !== 'unknown-type');
  const beside = rejected === undefined ? '' : `; ${rejected.where} does not count: ${rejected.detail}`;
  return unknown(`there is no ${demand.type} by ${demand.signedBy.join(' or ')}${beside}`);
}

function answerOf(
  demand: AttestationDemand,
  { covers, facts = {}, provenAt, older = [] }: AttestationCheck,
  asked: Asked,
): Judgement {
  if (covers === undefined || !COVERING[demand.covers].includes(covers))
    return fail(`it is about ${covers ?? 'none'} of the files, not ${demand.covers}`);
  const judgements = [
    older.length > 0 && demand.olderForms === 'refuse'
      ? unknown(`it is in a superseded form (${older.join(', ')}), which the policy can accept: olderForms`)
      : undefined,
    ageOf(demand, facts.statedAt ?? provenAt, asked.now),
    equal('builder', demand.builder, facts.builder),
    equal('build type', demand.buildType, facts.buildType),
    equal('verifier', demand.verifier, facts.verifier),
    sourceOf(demand.source, facts.sources ?? []),
    ...dependenciesOf(demand, facts, asked.bases),
    ...includes('level', demand.levels, facts.levels),
    ...includes('passed test', demand.tests, facts.passedTests),
    ...includes('attribute', demand.attributes, facts.attributes),
    severityOf(demand.maxSeverity, facts),
    facts.result === 'WARNED' ? unknown('its result is WARNED') : undefined,
  ].filter((one) => one !== undefined);
  return (
    judgements.find(({ answer }) => answer === 'fail') ??
    judgements.find(({ answer }) => answer === 'unknown') ??
    pass('')
  );
}

function ageOf({ maxAgeDays }: AttestationDemand, at: string | undefined, now: Date): Judgement | undefined {
  if (maxAgeDays === undefined) return undefined;
  if (at === undefined) return unknown('it does not say when it was made');
  const days = (now.getTime() - Date.parse(at)) / DAY_MS;
  return days > maxAgeDays ? fail(`it is ${Math.floor(days)} days old, ${maxAgeDays} at most`) : undefined;
}

/** Whole and literally: a look-alike or a prefix is somebody else. */
function equal(what: string, wanted: string | undefined, stated: string | undefined): Judgement | undefined {
  if (wanted === undefined || wanted === stated) return undefined;
  return stated === undefined ? unknown(`it states no ${what}`) : fail(`its ${what} is ${stated}, not ${wanted}`);
}

function sourceOf(asked: string | undefined, stated: readonly string[]): Judgement | undefined {
  // Statements name repositories with and without the scheme's prefix; the facts are without.
  const wanted = asked?.replace(/^git\+/u, '');
  if (wanted === undefined || (stated.length > 0 && stated.every((one) => one === wanted))) return undefined;
  if (stated.length === 0) return unknown('it does not state which repository it was built from');
  return fail(`it was built from ${stated.join(' and ')}, not from ${wanted} alone`);
}

function dependenciesOf(
  { includesBase, includes: wanted }: AttestationDemand,
  { dependencies = [] }: AttestedFacts,
  bases: readonly Sha256[],
): Judgement[] {
  const digests = new Set(dependencies.flatMap(({ digest }) => digest?.['sha256'] ?? []));
  const judgements = wanted
    .filter((digest) => !digests.has(hexOf(digest)))
    .map((digest) => fail(`${digest} is not among its dependencies`));
  if (!includesBase || bases.some((digest) => digests.has(hexOf(digest)))) return judgements;
  if (bases.length === 0)
    return [...judgements, unknown('no base was compared and none is pinned, so none can be looked for')];
  return [...judgements, fail(`its dependencies lack the base (${bases.join(', ')})`)];
}

function includes(what: string, wanted: readonly string[], stated: readonly string[] = []): Judgement[] {
  return wanted.filter((one) => !stated.includes(one)).map((one) => fail(`it states no ${what} ${one}`));
}

function severityOf(
  limit: AttestationDemand['maxSeverity'],
  { vulnerabilities = [] }: AttestedFacts,
): Judgement | undefined {
  if (limit === undefined) return undefined;
  const worse = vulnerabilities.filter(
    ({ severity }) => VULNERABILITY_SEVERITIES.indexOf(severity) > VULNERABILITY_SEVERITIES.indexOf(limit),
  );
  if (worse.length === 0) return undefined;
  const told = worse.slice(0, 3).map(({ id, severity }) => `${id} (${severity})`);
  return fail(`${worse.length} worse than ${limit}: ${told.join(', ')}`);
}

function judgeLayout(check: LayoutCheck | undefined): Judgement {
  if (check === undefined) return unknown('it was not checked');
  if (check.status === 'passed') return pass(check.detail);
  return check.status === 'failed' ? fail(check.detail) : unknown(check.detail);
}

function named(name: string, judgement: Judgement): Judgement {
  return { ...judgement, message: `${name}: ${judgement.message}` };
}
