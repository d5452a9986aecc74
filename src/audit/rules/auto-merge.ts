import { SEVERITIES, type Severity } from '../../core/finding.ts';
import { dangerOf, describeGates } from '../danger.ts';
import { effectsOf, type Effect } from '../map/effects.ts';
import type { JobView, Start } from '../map/pipeline.ts';
import { tellsOfResults } from '../map/results.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'auto-merge',
  title: 'A pull request is approved or merged without a person',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010', 'AML.T0058'],
  advice: 'Let a person approve what strangers submit, or re-run the evaluation in a check that a merge requires.',
  *check({ map }) {
    for (const view of map.jobs) {
      const effects = effectsOf(view).filter(({ kind }) => kind === 'merge');
      const handed =
        tellsOfResults(view.workflow.triggers.flatMap(({ paths }) => paths).join(' ')) ||
        BENCHMARKS.test(view.workflow.triggers.flatMap(({ paths }) => paths).join(' '));
      const alone = effects.some(approves) && !effects.every(approves);
      for (const effect of effects) {
        const found = view.starts.flatMap((start) => judged(view, effect, start, { alone, handed }) ?? []);
        const worst = found.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
        if (worst !== undefined) yield worst;
      }
    }
  },
};

/** The same merge in a run for one event. */
function judged(
  view: JobView,
  effect: Effect,
  start: Start,
  { alone, handed }: Pick<Situation, 'alone' | 'handed'>,
): (AuditHit & { readonly severity: Severity }) | undefined {
  const { reach, gates } = dangerOf(view, start, effect.step.index);
  if (reach === 'trusted' && !/^(?:pull_request|status|check_|schedule|workflow_dispatch)/u.test(start.event))
    return undefined;
  const bot = gates.some(({ kind }) => kind === 'actor');
  const updates = /dependabot|renovate/iu.test(
    `${view.workflow.path} ${effect.what} ${view.job.condition?.scalar.text ?? ''} ${effect.step.step.condition?.scalar.text ?? ''}`,
  );
  const forged = start.forged.length > 0 || gates.some(({ kind, blocks }) => kind === 'actor' && !blocks);
  return {
    path: effect.path,
    place: effect.place,
    message: `${effect.what} lets a pull request in, in a run for ${start.event}${describeGates(gates)}${forged ? ', which a stranger can satisfy' : ''}`,
    severity: severityOf(reach, { bot, updates, forged, event: start.event, alone, handed }),
    related: gates.map(({ path, place }) => ({ path, place })),
  };
}

interface Situation {
  readonly bot: boolean;
  readonly updates: boolean;
  readonly forged: boolean;
  readonly event: string;
  /** The same job approves and merges: nobody else is asked. */
  readonly alone: boolean;
  /** What starts it are files of results. */
  readonly handed: boolean;
}

const BENCHMARKS = /(?:^|[\s/])(?:benchmarks?|submissions?|entries)\//u;

function severityOf(reach: string, { bot, updates, forged, event, alone, handed }: Situation): Severity {
  if (forged) return 'high';
  if (reach === 'gated' || (bot && updates)) return 'low';
  if (updates) return 'medium';
  // Where forks are given rights, and for every branch of the project: approved and merged in one go, and nobody has looked.
  if (reach === 'confined' && alone && handed) return 'high';
  return reach === 'open' || reach === 'unsure' || (reach === 'called' && alone)
    ? 'high'
    : /^(?:schedule|workflow_dispatch|push)$/u.test(event)
      ? 'low'
      : 'medium';
}

function approves({ what }: Effect): boolean {
  return /approve/iu.test(what);
}
