import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { sha256FromBytes } from '../../src/core/digest.ts';
import type { Evidence, Outcome, StageName } from '../../src/core/evidence.ts';
import { ABSENCES, REQUIREMENTS, type Policy } from '../../src/core/policy.ts';
import type { ComparePredicate } from '../../src/core/predicates/compare.ts';
import type { CheckedClaim, EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import type { Tripwires } from '../../src/core/predicates/tripwires.ts';
import type { VerifyPredicate } from '../../src/core/predicates/verify.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { decide } from '../../src/decide/decide.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { WALLS } from '../../src/sandbox/probe/walls.ts';

const SUBJECT = sha256FromBytes(Buffer.alloc(32, 1));
const BASE = sha256FromBytes(Buffer.alloc(32, 2));
const CLOCK = fixedClock(new Date('2026-11-23T10:00:00Z'));

const claim: CheckedClaim['claim'] = {
  task: 'safety',
  metric: 'refusal_rate',
  value: 0.95,
  stated: '0.95',
  source: 'evaluation_results.json',
};
const measurement = {
  file: 'model.gguf',
  suite: 's',
  task: 'safety',
  metric: 'refusal_rate',
  k: 285,
  n: 300,
  value: 0.95,
  interval: [0.92, 0.97] as [number, number],
};

const goodVerify: VerifyPredicate = { status: 'verified', signatures: [] };
const goodCompare: ComparePredicate = {
  claim: { baseModels: ['open-chat'], relation: 'finetune', sources: ['README.md'] },
  base: { name: 'open-chat', subject: BASE },
  weightGroups: [{ paths: ['model.gguf', 'model.safetensors'], members: [], why: [] }],
  comparisons: [],
  notCompared: [],
  summary: 'differs as declared',
};
const enforcement = {
  driver: 'bubblewrap',
  version: '0.8.0',
  memory: 'rlimit',
  pids: 'cgroup-v1',
  cpu: 'cgroup-v1',
  hostUid: 65_534,
  specification: SUBJECT,
} as const;
const probe = {
  driver: 'bubblewrap',
  specification: SUBJECT,
  enforcement,
  walls: WALLS.map((wall) => ({ wall, held: true, detail: 'tried' })),
};
const NOTHING_TRIED = {
  by: 'seccomp-user-notification',
  blockedConnections: 0,
  permissionDenials: 0,
  execs: 0,
  opensOutside: 0,
  canaryTouches: 0,
} as const;
const goodEvaluate: EvaluatePredicate = {
  assuranceLevel: 'reproduced',
  suites: [],
  measurements: [measurement],
  claims: [{ claim, answer: 'consistent', measurement, pValue: 0.5, detail: 'holds' }],
  groups: [{ paths: ['model.gguf', 'model.safetensors'], evaluated: 'model.gguf' }],
  isolation: { driver: 'bubblewrap', probe: [probe], enforcement: [] },
  seed: 1,
};

function evidence(stage: StageName, predicate: Record<string, unknown>, outcome: Outcome = 'passed'): Evidence {
  const at = '2026-11-23T10:00:00Z';
  return {
    stage,
    outcome,
    reason: `${stage} ${outcome}`,
    predicateType: 'https://example.org/p',
    predicate,
    findings: [],
    startedAt: at,
    finishedAt: at,
    tools: {},
  };
}

interface Case {
  readonly profile?: Policy['profile'];
  readonly verify?: VerifyPredicate;
  readonly compare?: Evidence;
  readonly scan?: Outcome;
  readonly evaluate?: Partial<EvaluatePredicate> | Evidence;
  readonly policy?: Partial<Policy>;
}

function verdictOf({
  profile = 'strict',
  verify = goodVerify,
  compare,
  scan = 'passed',
  evaluate = {},
  policy = {},
}: Case): Verdict {
  const stages = [
    evidence('acquire', {}),
    evidence('verify', verify),
    evidence('scan', {}, scan),
    compare ?? evidence('compare', goodCompare),
    'stage' in evaluate ? evaluate : evidence('evaluate', { ...goodEvaluate, ...evaluate }),
  ];
  const loaded = profilePolicy(profile);
  return decide({
    subject: SUBJECT,
    evidence: new Map(stages.map((one) => [one.stage, one])),
    policy: { ...loaded.policy, bases: [{ name: 'open-chat', digest: BASE }], ...policy },
    policyDigest: loaded.digest,
    clock: CLOCK,
  });
}

const noBase = evidence(
  'compare',
  { ...goodCompare, base: undefined, claim: { baseModels: [], relation: 'undeclared', sources: [] } },
  'skipped',
);
const RUNNER_DIED = { measurements: [], errors: [{ code: 'RUNNER_DIED', message: 'it ended' }] };
const unpinned = { bases: [] };

describe('the table of docs/guide/policy.md', () => {
  it.each<[string, Case, string, string, string]>([
    ['everything holds', {}, 'admit', 'admit', 'admit'],
    ['unsigned', { verify: { status: 'unsigned', signatures: [] } }, 'quarantine', 'admit', 'admit'],
    ['signed by a stranger', { verify: { status: 'untrusted', signatures: [] } }, 'quarantine', 'admit', 'admit'],
    ['a signature over other bytes', { verify: { status: 'mismatch', signatures: [] } }, 'reject', 'reject', 'reject'],
    ['no base claimed', { compare: noBase }, 'quarantine', 'admit', 'admit'],
    [
      'a claimed base that is not given',
      { compare: evidence('compare', { ...goodCompare, base: undefined }, 'inconclusive') },
      'quarantine',
      'quarantine',
      'quarantine',
    ],
    ['an unpinned base', { policy: unpinned }, 'quarantine', 'quarantine', 'admit'],
    [
      'claims to be its base, and differs',
      { compare: evidence('compare', goodCompare, 'failed') },
      'reject',
      'reject',
      'quarantine',
    ],
    ['no claims', { evaluate: { claims: [] } }, 'quarantine', 'admit', 'admit'],
    [
      'a claim that no suite measures',
      { evaluate: { claims: [{ claim, answer: 'unmeasured', detail: 'no task' }] } },
      'quarantine',
      'admit',
      'admit',
    ],
    [
      'a refuted claim',
      { evaluate: { claims: [{ claim, answer: 'refuted', measurement, pValue: 0, detail: 'refuted' }] } },
      'reject',
      'reject',
      'reject',
    ],
    [
      'an insufficient measurement',
      { evaluate: { claims: [{ claim, answer: 'insufficient', measurement, detail: 'too few' }] } },
      'quarantine',
      'quarantine',
      'quarantine',
    ],
    [
      'no runner for it',
      {
        evaluate: {
          gap: 'not-runnable',
          measurements: [],
          claims: [],
          isolation: undefined,
          groups: [{ paths: ['model.gguf', 'model.safetensors'] }],
        },
      },
      'quarantine',
      'quarantine',
      'admit',
    ],
    [
      'a weight file that nobody evaluated',
      { evaluate: { groups: [{ paths: ['model.gguf'], evaluated: 'model.gguf' }] } },
      'quarantine',
      'quarantine',
      'admit',
    ],
    ['a blocking finding', { scan: 'failed' }, 'reject', 'reject', 'reject'],
    ['a runner that died or lied', { evaluate: RUNNER_DIED }, 'quarantine', 'quarantine', 'quarantine'],
    ['a stage that erred', { evaluate: evidence('evaluate', {}, 'errored') }, 'quarantine', 'quarantine', 'quarantine'],
  ])('%s', (_what, one, strict, hub, research) => {
    const verdicts = (['strict', 'hub', 'research'] as const).map((profile) => verdictOf({ ...one, profile }).verdict);
    expect(verdicts).toEqual([strict, hub, research]);
  });
});

describe('a verdict', () => {
  it('answers every requirement, with a reason, and none about statements and searches that nobody demands', () => {
    const answered = verdictOf({}).reasons.map(({ requirement }) => requirement);
    expect(answered).toEqual(REQUIREMENTS.filter((id) => id !== 'attestations' && id !== 'hunt'));
  });

  it('is at best quarantine without any evidence, and with evidence that can’t be read', () => {
    const { policy, digest } = profilePolicy('research');
    const nothing = { subject: SUBJECT, evidence: new Map(), policy, policyDigest: digest, clock: CLOCK };
    expect(decide(nothing).verdict).toBe('quarantine');
    expect(verdictOf({ verify: JSON.parse('{"status":"fine"}') }).verdict).toBe('quarantine');
  });

  it('lists the files that it does not cover', () => {
    expect(
      verdictOf({ evaluate: { groups: [{ paths: ['model.gguf'], evaluated: 'model.gguf' }] }, profile: 'research' })
        .excluded,
    ).toEqual(['model.safetensors']);
  });

  it('admits a submission that is itself a pinned base without comparing it', () => {
    const { reasons } = verdictOf({ compare: noBase, policy: { bases: [{ name: 'self', digest: SUBJECT }] } });
    expect(
      reasons
        .filter(({ requirement }) => requirement === 'base' || requirement === 'weights')
        .map(({ outcome }) => outcome),
    ).toEqual(['pass', 'pass']);
  });

  it('demands the sandbox that the policy demands', () => {
    const { policy } = profilePolicy('strict');
    expect(verdictOf({ policy: { sandbox: { ...policy.sandbox, minimum: 'gvisor' } } }).verdict).toBe('reject');
  });

  it('demands that every wall was seen to hold around every file that ran', () => {
    const without = { ...probe, walls: probe.walls.filter(({ wall }) => wall !== 'names') };
    const broken = { ...probe, walls: probe.walls.map((it) => ({ ...it, held: it.wall !== 'sockets' })) };
    for (const probes of [[], [probe, without], [broken]]) {
      const isolation = { driver: 'bubblewrap', probe: probes, enforcement: [enforcement] };
      expect(verdictOf({ evaluate: { ...goodEvaluate, isolation } }).verdict).toBe('reject');
    }
  });

  it('demands a control group and somebody who watches where the policy says so', () => {
    const { policy } = profilePolicy('strict');
    const isolated = (memory: string, tripwires?: Tripwires): EvaluatePredicate => ({
      ...goodEvaluate,
      isolation: {
        driver: 'bubblewrap',
        probe: [probe],
        enforcement: [{ ...enforcement, memory }],
        ...(tripwires === undefined ? {} : { tripwires }),
      },
    });
    const grouped = { sandbox: { ...policy.sandbox, limits: 'control-group' as const } };
    for (const less of ['rlimit', 'asked'])
      expect(verdictOf({ evaluate: isolated(less), policy: grouped }).verdict).toBe('reject');
    expect(verdictOf({ evaluate: isolated('cgroup-v2'), policy: grouped }).verdict).toBe('admit');
    const watched = { sandbox: { ...policy.sandbox, tripwires: 'require' as const } };
    const unseen = { by: 'not-observed', canaryTouches: 0, events: [] } as const;
    const seen = { ...NOTHING_TRIED, events: [] };
    expect(verdictOf({ evaluate: isolated('rlimit', { ...unseen, events: [] }), policy: watched }).verdict).toBe(
      'quarantine',
    );
    expect(verdictOf({ evaluate: isolated('rlimit', seen), policy: watched }).verdict).toBe('admit');
  });

  it('admits what was not asked to its end only where the policy lets a consistent claim end a task', () => {
    const early = { ...measurement, k: 95, n: 100, sampled: { of: 300, share: 0.125 } };
    const { evaluate } = profilePolicy('strict').policy;
    const under = (earlyStop: Policy['evaluate']['earlyStop']): string =>
      verdictOf({ evaluate: { measurements: [early] }, policy: { evaluate: { ...evaluate, earlyStop } } }).verdict;
    expect(['never' as const, 'refuted' as const, undefined].map(under)).toEqual(Array(3).fill('quarantine'));
    expect(under('answered')).toBe('admit');
  });

  it('admits nothing by what a remote endpoint answered, whatever its evidence says and the policy accepts', () => {
    const endpoint = { url: 'https://models.invalid/v1', model: 'served' };
    const accept = [...ABSENCES];
    for (const profile of ['strict', 'hub'] as const)
      for (const asked of [
        { endpoint },
        { endpoint, assuranceLevel: 'none' as const, groups: [] },
        { endpoint, assuranceLevel: 'none' as const, gap: 'not-runnable' as const, measurements: [], groups: [] },
      ]) {
        const verdict = verdictOf({ profile, evaluate: asked, policy: { accept } });
        expect(verdict.verdict).toBe('quarantine');
        expect(verdict.reasons.find(({ requirement }) => requirement === 'evaluation')?.outcome).toBe('unknown');
      }
  });

  it('rejects what touched the canary and quarantines what tried to get out', () => {
    const tried = (tripwires: Partial<Tripwires>): Verdict['verdict'] => {
      const isolation = {
        driver: 'bubblewrap',
        probe: [probe],
        enforcement: [],
        tripwires: { ...NOTHING_TRIED, events: [], ...tripwires },
      };
      return verdictOf({ evaluate: { ...goodEvaluate, isolation } }).verdict;
    };
    expect(tried({})).toBe('admit');
    expect(tried({ opensOutside: 7, execs: 2 })).toBe('admit');
    expect(tried({ blockedConnections: 1 })).toBe('quarantine');
    expect(tried({ permissionDenials: 1 })).toBe('quarantine');
    expect(tried({ canaryTouches: 1 })).toBe('reject');
  });
});

describe('a waiver', () => {
  const waiver = {
    requirement: 'signature',
    subject: SUBJECT,
    reason: 'checked by phone',
    approvedBy: 'dana',
    expires: '2026-11-23',
  } as const;
  const unsigned: VerifyPredicate = { status: 'unsigned', signatures: [] };

  it('lifts its one requirement through its last day, and stays visible', () => {
    const { verdict, reasons } = verdictOf({ verify: unsigned, policy: { waivers: [waiver] } });
    expect(verdict).toBe('admit');
    expect(reasons[0]).toMatchObject({ outcome: 'unknown', waived: 'dana: checked by phone (until 2026-11-23)' });
  });

  it.each([
    ['expired', { ...waiver, expires: '2026-11-22' }],
    ['for other bytes', { ...waiver, subject: BASE }],
    ['for another requirement', { ...waiver, requirement: 'claims' as const }],
  ])('does nothing when it is %s', (_what, one) => {
    expect(verdictOf({ verify: unsigned, policy: { waivers: [one] } }).verdict).toBe('quarantine');
  });

  it.each([
    ['the gate itself', evidence('evaluate', {}, 'errored')],
    ['a runner', RUNNER_DIED],
  ])('never lifts an error of %s', (_of, evaluate) => {
    const waivers = REQUIREMENTS.map((requirement) => ({ ...waiver, requirement }));
    expect(verdictOf({ evaluate, policy: { waivers } }).verdict).toBe('quarantine');
  });
});
