import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'insecure-commands',
  title: 'Lines of the log may set variables and paths',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0050'],
  advice: 'Remove ACTIONS_ALLOW_UNSECURE_COMMANDS, and write to `$GITHUB_ENV` and `$GITHUB_PATH`.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const { key, value, place } of [...workflow.env, ...job.env, ...job.steps.flatMap(({ env }) => env)])
        if (
          key.toUpperCase() === 'ACTIONS_ALLOW_UNSECURE_COMMANDS' &&
          value.kind === 'scalar' &&
          !/^(?:false|0|)$/iu.test(value.text)
        )
          yield {
            path: workflow.path,
            place,
            message: 'whatever a program prints can set the environment of later steps',
          };
    }
  },
};
