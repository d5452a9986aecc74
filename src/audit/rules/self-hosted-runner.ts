import { worstDanger } from '../danger.ts';
import { isOwnRunner } from '../map/runner.ts';
import type { JobView } from '../map/pipeline.ts';
import type { AuditHit, AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'self-hosted-runner',
  title: 'Code of strangers may reach a machine of the project',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010', 'AML.T0050'],
  advice: 'Use fresh machines for each run, and let no pull request of a stranger start one.',
  *check({ map }) {
    for (const view of map.jobs) yield* roles(view, map.jobsOf.get(view.workflow) ?? []);
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

/** A machine that is started with a role of a cloud: whatever runs on it asks the machine's own service for its keys. */
function* roles({ workflow, job }: JobView, jobs: readonly JobView[]): Generator<AuditHit> {
  for (const { uses, with: given } of job.steps) {
    const role = given.find(({ key }) =>
      /^(?:iam-role-name|iam-instance-profile|iam_role|instance-profile|service-account)$/u.test(key),
    );
    if (uses === undefined || role === undefined || !/runner|ec2|gce|instance/u.test(uses.name)) continue;
    const reached = jobs.some(
      (one) =>
        one.job !== job &&
        one.job.needs.includes(job.id) &&
        isOwnRunner(one.job) &&
        /^(?:open|unsure|confined|setting)$/u.test(worstDanger(one)?.reach ?? ''),
    );
    if (reached)
      yield {
        path: workflow.path,
        place: role.place,
        message: 'the machine on which code of strangers runs carries a role, whose keys it hands to whatever asks',
        severity: 'high',
      };
  }
}
