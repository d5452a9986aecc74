import type { Outcome } from '../core/evidence.ts';
import { endedEarly, type EvaluatePredicate } from '../core/predicates/evaluate.ts';
import { tellClaims } from './claims/judge-claims.ts';

const MAX_REASONS = 3;
export const CANARY_TOUCHED = 'the model’s side touched the canary: it read or reached for what no honest runner does';

/**
 * One outcome for the whole evaluation. The worst wins: a lie stays a lie if another task could not be run. Passed means
 * that every pinned task ran on every weight group and that no claim was left open; a submission that claims nothing passes
 * too, and the reason says so.
 */
export function evaluationOutcome(predicate: EvaluatePredicate): { outcome: Outcome; reason: string } {
  const { claims, errors = [], groups, gap, isolation, limit, measurements, reused } = predicate;
  if ((isolation?.tripwires?.canaryTouches ?? 0) > 0) return { outcome: 'failed', reason: CANARY_TOUCHED };
  const answered = (...answers: readonly string[]): string[] =>
    tellClaims(claims.filter(({ answer }) => answers.includes(answer)));
  const lies = answered('refuted', 'invalid');
  if (lies.length > 0) return { outcome: 'failed', reason: told(lies) };
  if (errors.length > 0) {
    // A runner that lies, dies or hangs is the model's side, and a judge nothing of ours: no answer, and no error of the gate.
    const theirs = errors.every(({ code }) => code === 'JUDGE_UNUSABLE' || code.startsWith('RUNNER_'));
    const reasons = errors.map(({ code, message }) => (code === 'JUDGE_UNUSABLE' ? message : `${code}: ${message}`));
    return { outcome: theirs ? 'inconclusive' : 'errored', reason: told(reasons) };
  }
  if (gap !== undefined) {
    const why = told(groups.flatMap((group) => (group.why === undefined ? [] : [group.why])));
    const reasons = {
      'no-suite': 'the policy pins no suite, so nothing was measured',
      'not-runnable': `no weight file could be run: ${why || 'there is none'}`,
      'over-budget': `nothing was started: ${why}`,
    } as const;
    return { outcome: 'inconclusive', reason: reasons[gap] };
  }
  const open = answered('insufficient', 'unmeasured');
  if (open.length > 0) return { outcome: 'inconclusive', reason: told(open) };
  const left = groups.filter(({ evaluated }) => evaluated === undefined);
  if (left.length > 0) {
    const paths = left.map(({ paths: [first = ''], why }) => `${first} (${why ?? 'unknown'})`);
    return { outcome: 'inconclusive', reason: `measured, but not all weights: ${told(paths)}` };
  }
  const tasks = new Set(measurements.map(({ suite, task }) => `${suite}/${task}`)).size;
  const held = claims.length === 0 ? 'it states no number' : `all ${claims.length} claims hold`;
  const { cached = [] } = reused ?? {};
  const earlier = cached.length === 0 ? '' : `, ${cached.length} of them with answers of an earlier run`;
  const ended = new Set(measurements.filter(endedEarly).map(({ suite, task }) => `${suite}/${task}`)).size;
  const until = limit === undefined ? 'until their claims were answered' : `over about ${limit} items`;
  const early = ended === 0 ? '' : `, ${ended} of them ${until}`;
  return { outcome: 'passed', reason: `${tasks} tasks measured again in the sandbox${earlier}${early}; ${held}` };
}

function told(reasons: readonly string[]): string {
  // A runner that can't start says the same of every task.
  const different = [...new Set(reasons)];
  const shown = different.slice(0, MAX_REASONS).join('; ');
  return different.length > MAX_REASONS ? `${shown}; and ${different.length - MAX_REASONS} more` : shown;
}
