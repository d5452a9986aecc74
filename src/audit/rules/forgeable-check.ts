import { contextsOf, pathOf, type Expression } from '../expression/syntax.ts';
import type { Condition } from '../github/model.ts';
import type { JobView } from '../map/pipeline.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'forgeable-check',
  title: 'A condition trusts what a stranger can make it be',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice:
    'Ask who wrote the pull request (`github.event.pull_request.user.login`), and whether its head lies in the repository.',
  *check({ map }) {
    for (const view of map.jobs) {
      for (const condition of conditionsOf(view)) {
        if (condition.expression === undefined) continue;
        for (const { what, how } of forgeable(condition.expression, view)) {
          const privileged = view.starts.some(({ exposure }) => exposure === 'privileged');
          yield {
            path: view.workflow.path,
            place: condition.scalar.placeOf(Math.max(0, condition.scalar.text.indexOf(what.split('.').at(-1) ?? ''))),
            message: `${what} ${how}`,
            severity: privileged ? 'high' : 'medium',
            confidence: privileged ? 'high' : 'medium',
          };
        }
      }
    }
  },
};

function conditionsOf({ job, steps }: JobView): Condition[] {
  return [job.condition, ...steps.map(({ step }) => step.condition)].flatMap((one) => one ?? []);
}

interface Forgeable {
  readonly what: string;
  readonly how: string;
}

function* forgeable(expression: Expression, view: JobView): Generator<Forgeable> {
  if (expression.kind === 'literal' || expression.kind === 'context') return;
  const compares =
    expression.kind === 'call'
      ? /^(?:contains|startswith|endswith)$/u.test(expression.name)
      : expression.operator === '==';
  if (!compares) {
    for (const given of expression.given) yield* forgeable(given, view);
    return;
  }
  const words = JSON.stringify(
    expression.given.filter(({ kind }) => kind === 'literal' || kind === 'call'),
  ).toLowerCase();
  const started = new Set(view.starts.map(({ event }) => event));
  for (const context of expression.given.flatMap((given) => [...contextsOf(given)])) {
    const path = pathOf(context);
    if (
      /^github\.(?:actor|triggering_actor|actor_id)$|^github\.event\.(?:sender\.login|pull_request\.sender\.login)$/u.test(
        path,
      ) &&
      /\[bot\]|dependabot|renovate|49699333|29139614/u.test(words)
    )
      yield {
        what: path,
        how: 'is whoever caused the event last: a bot that updates the branch of a stranger makes it true',
      };
    else if (
      /^github\.event\.workflow_run\.head_branch$|^github\.event\.check_suite\.head_branch$/u.test(path) &&
      started.has('workflow_run') &&
      !onlyOwn(view)
    )
      yield { what: path, how: 'is a name that a fork gives to its own branch' };
    else if (
      /^github\.event\.(?:state|context|check_run\.name|check_suite\.app\.slug)$/u.test(path) &&
      (started.has('status') || started.has('check_run'))
    )
      yield {
        what: path,
        how: 'is told by whoever may write a status, and by any job of a pull request’s own workflows',
      };
    else if (
      /^github\.event\.review\.state$/u.test(path) &&
      !/author_association/u.test(JSON.stringify(view.job.condition?.expression ?? null))
    )
      yield { what: path, how: 'is true for the approval of anybody who can read the repository' };
  }
}

/** `event == 'push'` beside it: a fork's push starts nothing here. */
function onlyOwn({ job, steps }: JobView): boolean {
  const text = [job.condition, ...steps.map(({ step }) => step.condition)].map((one) => one?.scalar.text).join(' ');
  return /workflow_run\.event\s*==\s*'(?:push|schedule|workflow_dispatch|release)'|head_repository\.full_name\s*==/u.test(
    text,
  );
}
