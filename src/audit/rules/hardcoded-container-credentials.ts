import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'hardcoded-container-credentials',
  title: 'The password of a registry stands in the workflow',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Revoke it, and hand it over as a secret.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const { credentials } of [...(job.container === undefined ? [] : [job.container]), ...job.services]) {
        for (const { key, value, place } of credentials)
          if (key === 'password' && value.kind === 'scalar' && value.text !== '' && !value.text.includes('${{'))
            yield { path: workflow.path, place, message: 'the password is written out' };
      }
    }
  },
};
