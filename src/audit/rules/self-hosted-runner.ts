import { worstDanger } from '../danger.ts';
import { isOwnRunner } from '../map/runner.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'self-hosted-runner',
  title: 'Code of strangers may reach a machine of the project',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010', 'AML.T0050'],
  advice: 'Use fresh machines for each run, and let no pull request of a stranger start one.',
  *check({ map }) {
    for (const view of map.jobs) {
      const { runner } = view.job;
      if (runner === undefined) continue;
      const place = (runner.labels[0] ?? runner.group)?.place ?? view.job.place;
      const worked = runner.labels.find(({ text }) => text.includes('${{'));
      if (!isOwnRunner(view.job)) {
        if (
          worked !== undefined &&
          view.starts.some(({ exposure }) => exposure === 'confined' || exposure === 'privileged')
        )
          yield {
            path: view.workflow.path,
            place,
            message: 'which machine this runs on is worked out',
            severity: 'info',
            persona: 'auditor',
          };
        continue;
      }
      const reach = worstDanger(view)?.reach ?? 'trusted';
      const strangers = reach === 'confined' || reach === 'setting' || reach === 'open' || reach === 'unsure';
      yield {
        path: view.workflow.path,
        place,
        message: strangers
          ? 'pull requests of strangers run on a machine of the project, which the next run finds as they leave it'
          : 'this runs on a machine of the project',
        severity: strangers ? 'high' : 'low',
        ...(strangers ? {} : { confidence: 'low' as const }),
      };
    }
  },
};
