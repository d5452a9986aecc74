import type { AuditRule } from '../rule.ts';

const DEBUG = /^(?:ACTIONS_(?:STEP|RUNNER)_DEBUG|CI_DEBUG_(?:TRACE|SERVICES)|SYSTEM[._]DEBUG)$/iu;

export const rule: AuditRule = {
  id: 'debug-enabled',
  title: 'Debugging is on, and its log shows what others must not see',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Turn it on for a single run instead.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const { key, value, place } of [...workflow.env, ...job.env, ...job.steps.flatMap(({ env }) => env)])
        if (DEBUG.test(key) && value.kind === 'scalar' && /^(?:true|1)$/iu.test(value.text))
          yield { path: workflow.path, place, message: `${key} is on for every run` };
    }
  },
};
