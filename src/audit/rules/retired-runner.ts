import type { AuditRule } from '../rule.ts';

/** Images of runners that GitHub has taken away; a job that asks for one waits until it is ended. */
const RETIRED =
  /^(?:ubuntu-(?:16\.04|18\.04|20\.04)|windows-(?:2016|2019)|macos-(?:10\.15|11(?:\.0)?|12|13)(?:-(?:large|xlarge|xl))?)$/u;

export const rule: AuditRule = {
  id: 'retired-runner',
  title: 'A job asks for a runner that is gone',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010'],
  advice: 'Name a runner that exists: a check that never runs holds nothing back.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const label of job.runner?.labels ?? []) {
        if (RETIRED.test(label.text))
          yield {
            path: workflow.path,
            place: label.place,
            message: `${label.text} is retired, so that ${job.id} does not run`,
            severity: /check|valid|test|verif|lint|scan|gate/iu.test(`${job.id} ${job.name ?? ''}`) ? 'medium' : 'low',
          };
      }
    }
  },
};
