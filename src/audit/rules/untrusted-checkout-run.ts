import { bySeverity, dangerOfArrival, describeGates, isApproved, isHeld } from '../danger.ts';
import { isOwnRunner } from '../map/runner.ts';
import type { AuditRule } from '../rule.ts';

const HOW = {
  checkout: 'a checkout of the pull request',
  merge: 'the merge of the pull request',
  command: 'a checkout of the pull request by hand',
  artifact: 'an artifact of a run for a pull request',
  named: 'what a stranger names',
} as const;

export const rule: AuditRule = {
  id: 'untrusted-checkout-run',
  title: 'Code of a pull request runs with the rights of the project',
  severity: 'critical',
  confidence: 'high',
  atlas: ['AML.T0010.001', 'AML.T0050'],
  advice: 'Run submitted code in a `pull_request` job without secrets, and hand only data to the job that may write.',
  *check({ map, arrivals, executions }) {
    for (const view of map.jobs) {
      for (const start of view.starts) {
        const named = start.event.endsWith('_dispatch');
        for (const arrival of arrivals(view, start)) {
          const strong = start.exposure === 'privileged' || start.exposure === 'setting' || named;
          if (!strong && (arrival.how !== 'named' || start.exposure !== 'trusted')) continue;
          for (const execution of executions(view, arrival)) {
            const danger = dangerOfArrival(view, start, execution.step.index, arrival);
            const held = isHeld(danger, arrival.movable);
            yield {
              path: execution.path,
              place: execution.place,
              message: `${execution.what} runs files of ${HOW[arrival.how]} in a run for ${start.event}, with its secrets and token${start.exposure === 'setting' ? ' if the service is set so' : ''}${describeGates(danger.gates)}`,
              severity: held
                ? 'low'
                : isApproved(danger, arrival.movable)
                  ? 'medium'
                  : bySeverity(danger.reach, {
                      open: 'critical',
                      unsure: 'high',
                      raced: 'high',
                      // On a machine of the project what it leaves stays.
                      setting: isOwnRunner(view.job) || view.workflow.system === 'jenkins' ? 'high' : 'medium',
                    }),
              confidence: arrival.directory === undefined || arrival.how === 'artifact' ? 'medium' : 'high',
              related: [arrival, ...execution.via, { path: view.workflow.path, place: view.job.place }],
            };
          }
        }
      }
    }
  },
};
