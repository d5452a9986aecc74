import { worstDanger } from '../danger.ts';
import { embeddedIn } from '../expression/parse.ts';
import type { Condition } from '../github/model.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'always-true-condition',
  title: 'A condition is always true',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0010'],
  advice: 'Write the whole condition inside of one pair of braces, or none.',
  *check({ map }) {
    for (const view of map.jobs) {
      const conditions = [view.job.condition, ...view.steps.map(({ step }) => step.condition)];
      for (const condition of conditions) {
        const around = condition === undefined ? undefined : textAround(condition);
        if (condition === undefined || around === undefined) continue;
        const reached = worstDanger(view)?.reach;
        yield {
          path: view.workflow.path,
          place: condition.scalar.place,
          message: `${around} stands outside of the braces, so that the condition is a text, and a text is true`,
          severity: reached === 'open' ? 'high' : 'medium',
        };
      }
    }
  },
};

/** What makes a text of it: words beside the braces, or the line feed that a block of YAML ends with. */
function textAround({ scalar }: Condition): string | undefined {
  const found = embeddedIn(scalar.text);
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const around = scalar.text.slice(0, first.start) + scalar.text.slice(last.end);
  if (found.length > 1 || around.trim() !== '')
    return around.trim() === '' ? 'the second expression' : around.trim().slice(0, 60);
  if (scalar.text.slice(last.end).endsWith('\n')) return 'a line feed';
  return around === '' ? undefined : 'a space';
}
