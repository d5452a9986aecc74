import { worstDanger } from '../danger.ts';
import type { AuditRule } from '../rule.ts';

const TOLD = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

export const rule: AuditRule = {
  id: 'dangerous-trigger',
  title: 'Strangers start a workflow that has the rights of the project',
  severity: 'low',
  confidence: 'medium',
  atlas: ['AML.T0010'],
  advice:
    'Use `pull_request` where no secret is needed; otherwise keep code and data of the stranger apart from this run.',
  *check({ map }) {
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
