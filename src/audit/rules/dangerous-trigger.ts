import { dangerOf, worstDanger } from '../danger.ts';
import { effectsOf } from '../map/effects.ts';
import type { JobView } from '../map/pipeline.ts';
import type { AuditContext, AuditHit, AuditRule } from '../rule.ts';

const TOLD = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

export const rule: AuditRule = {
  id: 'dangerous-trigger',
  title: 'Strangers start a workflow that has the rights of the project',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0010'],
  advice:
    'Use `pull_request` where no secret is needed; otherwise keep code and data of the stranger apart from this run.',
  *check({ map, arrivals, executions }) {
    for (const view of map.jobs) {
      const found = asksNobody(view, { arrivals, executions });
      if (found !== undefined) yield found;
    }
    for (const workflow of map.workflows) {
      const views = map.jobsOf.get(workflow) ?? [];
      for (const trigger of workflow.triggers) {
        if (!TOLD.has(trigger.event)) continue;
        const reaches = views.map(
          (view) =>
            worstDanger({ ...view, starts: view.starts.filter(({ event }) => event === trigger.event) })?.reach ??
            'trusted',
        );
        // Of a workflow whose jobs could not be read, nobody knows what they check.
        const open = reaches.length === 0 || reaches.some((reach) => reach === 'open' || reach === 'unsure');
        yield {
          path: workflow.path,
          place: trigger.place,
          message: `${trigger.event} runs with secrets and a token that may write, whoever starts it${open ? '' : '; every job checks who that is'}`,
          severity: open && trigger.event !== 'issue_comment' ? 'low' : 'info',
        };
      }
    }
  },
};

/** A job that anybody's comment starts, and that runs what lies in a pull request or publishes. */
function asksNobody(
  view: JobView,
  { arrivals, executions }: Pick<AuditContext, 'arrivals' | 'executions'>,
): AuditHit | undefined {
  const start = view.starts.find(({ event }) => event === 'issue_comment' || event === 'discussion_comment');
  if (start === undefined || view.workflow.kind === 'action' || dangerOf(view, start).reach !== 'open')
    return undefined;
  const run = arrivals(view, start).flatMap((arrival) => executions(view, arrival))[0];
  const shown = effectsOf(view).find(({ kind }) => kind === 'publish' || kind === 'merge');
  const act = run ?? shown;
  // A check in the job itself comes before what it does, or not at all.
  if (act === undefined || dangerOf(view, start, act.step.index).reach !== 'open') return undefined;
  return {
    path: view.workflow.path,
    place: view.job.condition?.scalar.place ?? view.job.place,
    message: `anybody who may comment starts this, which runs ${act.what}`,
    severity: run === undefined ? 'high' : 'critical',
    related: [act],
  };
}
