import { embeddedIn } from '../expression/parse.ts';
import type { Expression } from '../expression/syntax.ts';
import { scalarsIn } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'obfuscated-workflow',
  title: 'A workflow says in a roundabout way what it does',
  severity: 'low',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Write out what is meant.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
      for (const uses of [
        ...(job.uses === undefined ? [] : [job.uses]),
        ...job.steps.flatMap((step) => step.uses ?? []),
      ]) {
        const parts = uses.path.split('/');
        if (
          uses.kind === 'repository' &&
          uses.path !== '' &&
          parts.some((part) => part === '' || part === '.' || part === '..')
        )
          yield { path: workflow.path, place: uses.scalar.place, message: 'the path of an action goes round about' };
      }
      for (const scalar of scalarsIn(job.node)) {
        if (!scalar.text.includes('${{')) continue;
        for (const { expression, start, source } of embeddedIn(scalar.text))
          if (expression !== undefined && isConstantCall(expression))
            yield {
              path: workflow.path,
              place: scalar.placeOf(start),
              message: `\${{ ${source.trim().slice(0, 80)} }} always gives the same text`,
            };
      }
    }
  },
};

/** A call whose every part is written out. */
function isConstantCall(expression: Expression): boolean {
  if (expression.kind === 'call')
    return (
      /^(?:format|join|tojson|fromjson|contains|startswith|endswith)$/u.test(expression.name) &&
      expression.given.length > 0 &&
      expression.given.every(isConstant)
    );
  return expression.kind === 'operation' && expression.given.some(isConstantCall);
}

function isConstant(expression: Expression): boolean {
  return (
    expression.kind === 'literal' ||
    (expression.kind !== 'context' && expression.given.length > 0 && expression.given.every(isConstant))
  );
}
