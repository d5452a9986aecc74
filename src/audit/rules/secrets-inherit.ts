import { entryOf, textOf } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'secrets-inherit',
  title: 'Another workflow is handed every secret',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Name the secrets that the called workflow needs.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      const entry = entryOf(job.node, 'secrets');
      if (job.uses === undefined || textOf(entry?.value) !== 'inherit' || entry === undefined) continue;
      const foreign = job.uses.kind === 'repository';
      yield {
        path: workflow.path,
        place: entry.place,
        message: `${job.uses.scalar.text.slice(0, 120)} is handed every secret${foreign ? ', and lies in another repository' : ''}`,
        severity: foreign ? 'medium' : 'low',
        related: [{ path: workflow.path, place: job.uses.scalar.place }],
      };
    }
  },
};
