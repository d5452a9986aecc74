import { printable } from '../core/escape.ts';
import { unreachable } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import { severityAtLeast } from '../core/finding.ts';
import { wrap } from '../core/layout.ts';
import type { RequirementId } from '../core/policy.ts';
import type { Answer, Reason, Verdict } from '../core/verdict.ts';

/** Failures first, then what stayed open. */
export const ANSWER_ORDER: Readonly<Record<Answer, number>> = { fail: 0, unknown: 1, pass: 2 };

/** A requirement's answer in a word or three, for places with room for no more. */
const IN_SHORT: Readonly<Record<RequirementId, Readonly<Record<'fail' | 'unknown', string>>>> = {
  signature: { fail: 'signature fails', unknown: 'no trusted signature' },
  scan: { fail: 'scan blocks it', unknown: 'scan incomplete' },
  base: { fail: 'base refused', unknown: 'base unknown' },
  weights: { fail: 'weights differ', unknown: 'weights not compared' },
  evaluation: { fail: 'evaluation fails', unknown: 'not evaluated' },
  claims: { fail: 'claims do not hold', unknown: 'claims open' },
  coverage: { fail: 'weights not covered', unknown: 'weights not covered' },
  isolation: { fail: 'sandbox too weak', unknown: 'no proven sandbox' },
  attestations: { fail: 'statement refused', unknown: 'statement missing' },
  hunt: { fail: 'hidden trigger', unknown: 'not searched for triggers' },
};

const MAX_RULES = 2;

/**
 * Why this verdict, on one line: what rejects it, else what a person must look at, else what was recorded as open.
 * The scan names its rules.
 */
export function verdictInShort({ verdict, reasons }: Verdict, stages: readonly Evidence[]): string {
  const blocking = reasons.filter(({ level, waived }) => level !== 'record' && waived === undefined);
  const failed = blocking.filter(({ outcome }) => outcome === 'fail');
  const rejecting = failed.filter(({ level }) => level === 'require');
  const open = reasons.filter(({ outcome }) => outcome !== 'pass');
  switch (verdict) {
    case 'reject':
      return inShort(rejecting, stages);
    case 'quarantine': {
      const looked = blocking.filter(({ outcome }) => outcome !== 'pass');
      // A stage that errs quarantines whatever the levels say.
      return looked.length > 0 ? inShort(looked, stages) : 'a stage could not be completed';
    }
    case 'admit':
      return open.length === 0
        ? `all ${reasons.length} requirements hold`
        : `${reasons.length - open.length} of ${reasons.length} requirements hold; recorded: ${inShort(open, stages)}`;
    default:
      return unreachable(verdict);
  }
}

function inShort(reasons: readonly Reason[], stages: readonly Evidence[]): string {
  return reasons
    .map(({ requirement, outcome }) => {
      if (outcome === 'pass') return requirement;
      const rules = requirement === 'scan' && outcome === 'fail' ? blockingRules(stages) : '';
      return rules === '' ? IN_SHORT[requirement][outcome] : `scan: ${rules}`;
    })
    .join(', ');
}

function blockingRules(stages: readonly Evidence[]): string {
  const findings = stages.find(({ stage }) => stage === 'scan')?.findings ?? [];
  const critical = findings.filter(({ severity }) => severity === 'critical');
  const worst = critical.length > 0 ? critical : findings.filter(({ severity }) => severityAtLeast(severity, 'high'));
  return [...new Set(worst.map(({ rule }) => rule))].slice(0, MAX_RULES).join(', ');
}

/** The answer of each requirement with its reason, failures first, and what an admission leaves out. */
export function renderVerdictText({ verdict, reasons, excluded }: Verdict): string[] {
  const lines = reasons
    .toSorted((a, b) => ANSWER_ORDER[a.outcome] - ANSWER_ORDER[b.outcome])
    .flatMap((reason) => reasonLines(reason));
  // Nothing of the others is admitted, so there is nothing to leave out of them.
  if (verdict === 'admit' && excluded.length > 0) {
    lines.push('', 'not admitted (neither evaluated nor proven equal to an evaluated file):');
    lines.push(...excluded.flatMap((path) => wrap(printable(path), { first: '  ', rest: '    ' })));
  }
  return lines;
}

function reasonLines({ requirement, outcome, level, message, waived }: Reason): string[] {
  const head = `  ${outcome.padEnd(8)}${requirement.padEnd(12)}`;
  const weak = outcome !== 'pass' && level !== 'require' ? ` [${level}]` : '';
  const lifted = waived === undefined ? '' : ` [waived by ${printable(waived, 200)}]`;
  return wrap(`${printable(message, 800)}${weak}${lifted}`, { first: head, rest: ' '.repeat(head.length) });
}
