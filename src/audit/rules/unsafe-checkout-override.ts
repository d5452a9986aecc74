import { textOf } from '../yaml/node.ts';
import { describeGates, worstDanger } from '../danger.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'unsafe-checkout-override',
  title: 'A checkout is told to take a fork’s files into a privileged run',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.001'],
  advice: 'Remove `allow-unsafe-pr-checkout`, and take the files in a run for `pull_request`.',
  *check({ map }) {
    for (const view of map.jobs) {
      for (const { step, index } of view.steps) {
        const entry = step.with.find(({ key }) => key.toLowerCase() === 'allow-unsafe-pr-checkout');
        if (entry === undefined || !/^(?:true|yes|1)$/iu.test(textOf(entry.value) ?? '')) continue;
        const danger = worstDanger(view, index);
        yield {
          path: view.workflow.path,
          place: entry.place,
          message: `the refusal of actions/checkout to take a fork’s files is switched off${describeGates(danger?.gates ?? [])}`,
          severity: danger?.reach === 'gated' ? 'medium' : 'high',
        };
      }
    }
  },
};
