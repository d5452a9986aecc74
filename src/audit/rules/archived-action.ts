import { ARCHIVED } from '../data/actions.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'archived-action',
  title: 'An action is used that nobody mends any more',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Use what its owner names in its place, or a command.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const uses of [
        ...(job.uses === undefined ? [] : [job.uses]),
        ...job.steps.flatMap((step) => step.uses ?? []),
      ])
        if (ARCHIVED.has(uses.name))
          yield { path: workflow.path, place: uses.scalar.place, message: `${uses.name} is archived` };
    }
  },
};
