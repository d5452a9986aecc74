import { controlOf } from '../expression/control.ts';
import { contextsOf, pathOf, type Expression } from '../expression/syntax.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'unsound-contains',
  title: 'A value is looked for in a text instead of a list',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Compare with the items of a list: `contains(fromJSON(\'["a", "b"]\'), value)`.',
  *check({ map }) {
    for (const { workflow, job, steps, starts } of map.jobs) {
      for (const condition of [job.condition, ...steps.map(({ step }) => step.condition)]) {
        if (condition?.expression === undefined) continue;
        for (const { list, value } of searches(condition.expression)) {
          const control = controlOf(value);
          const free =
            control === 'free' || control === 'formed' || /^github\.(?:ref|ref_name|base_ref|actor)$/u.test(value);
          // An account is free for anybody to make, and its name may be a piece of a trusted one's.
          const account = /^github\.(?:actor|triggering_actor)$|\.(?:user|sender)\.login$/u.test(value);
          const privileged = starts.some(({ exposure }) => exposure === 'privileged');
          yield {
            path: workflow.path,
            place: condition.scalar.placeOf(Math.max(0, condition.scalar.text.toLowerCase().indexOf('contains'))),
            message: `${value} counts where it is any piece of '${list.slice(0, 60)}'`,
            severity: account && privileged ? 'high' : free ? 'medium' : 'info',
          };
        }
      }
    }
  },
};

function* searches(expression: Expression): Generator<{ readonly list: string; readonly value: string }> {
  if (expression.kind === 'literal' || expression.kind === 'context') return;
  if (expression.kind === 'call' && expression.name === 'contains') {
    const [list, value] = expression.given;
    if (list?.kind === 'literal' && typeof list.value === 'string' && value !== undefined)
      for (const context of contextsOf(value)) yield { list: list.value, value: pathOf(context) };
  }
  for (const given of expression.given) yield* searches(given);
}
