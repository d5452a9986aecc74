import type { Severity } from '../../core/finding.ts';
import { dangerOfArrival, describeGates, isApproved, isHeld, type Danger } from '../danger.ts';
import { effectsOf } from '../map/effects.ts';
import type { JobView } from '../map/pipeline.ts';
import { isOwnRunner } from '../map/runner.ts';
import { secretsIn, secretsOf } from '../map/secrets.ts';
import type { AuditRule } from '../rule.ts';

const EVALUATION =
  /eval|scor|benchmark|leaderboard|submission|grade|judge|predict|infer|(?:^|[^a-z])(?:test|validate|check|run)[_ -]?(?:\w+[_ -])?(?:model|plugin|agent|solution)s?|model[_ -]?(?:test|zoo|check)/iu;

export const rule: AuditRule = {
  id: 'submitted-code-evaluation',
  title: 'Submitted code drives the evaluation',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0050'],
  advice:
    'Run submissions in a sandbox without network and secrets, and let code of the project alone read the answers.',
  *check({ map, arrivals, executions }) {
    const automatic = map.jobs.some((view) => effectsOf(view).some(({ kind }) => kind === 'merge'));
    for (const view of map.jobs) {
      if (!EVALUATION.test(wordsOf(view))) continue;
      const own = isOwnRunner(view.job);
      const secrets = secretsOf(view);
      for (const start of view.starts) {
        for (const arrival of arrivals(view, start)) {
          const all = executions(view, arrival);
          // Of several that which is handed secrets itself.
          const execution = all.find(({ step }) => secretsIn(step.step.node, '').length > 0) ?? all[0];
          if (execution === undefined) continue;
          const danger = dangerOfArrival(view, start, execution.step.index, arrival);
          const { gates } = danger;
          const held = isHeld(danger, arrival.movable);
          const approved = isApproved(danger, arrival.movable);
          const severity = approved ? 'medium' : gradeOf(danger, { held, own, secrets: secrets.length > 0, automatic });
          const means = [
            ...(secrets.length > 0 ? ['secrets in the job'] : []),
            ...(own ? ['a runner of the project'] : []),
            'the network',
          ];
          yield {
            path: execution.path,
            place: execution.place,
            message: `${execution.what} runs what is evaluated in a run for ${start.event}, next to ${means.join(', ')}${describeGates(gates)}`,
            severity,
            related: [arrival, ...secrets.slice(0, 3)],
          };
        }
      }
    }
  },
};

interface Situation {
  readonly held: boolean;
  readonly own: boolean;
  readonly secrets: boolean;
  /** The repository merges by itself. */
  readonly automatic: boolean;
}

function gradeOf({ reach, start, gates }: Danger, { held, own, secrets, automatic }: Situation): Severity {
  // A merge lets through what somebody has looked at, unless nobody does.
  // Whoever set a label has seen the code; it still runs next to what only the project should hold.
  if (held && secrets && gates.some(({ kind }) => kind === 'label')) return 'high';
  if (held) return secrets && gates.some(({ kind }) => kind === 'merged') ? (automatic ? 'high' : 'medium') : 'low';
  if (start.exposure === 'privileged' || start.event.endsWith('_dispatch'))
    return reach === 'open' ? 'critical' : 'high';
  // A fork's run has no secrets; a branch of the project's own has them.
  return own ? 'high' : secrets ? 'medium' : 'low';
}

function wordsOf({ workflow, job }: JobView): string {
  return [workflow.path.split('/').at(-1), workflow.name, job.id, job.name, ...job.steps.map(({ name }) => name)].join(
    ' ',
  );
}
