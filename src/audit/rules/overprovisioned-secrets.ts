import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf } from '../expression/syntax.ts';
import type { Act } from '../map/act.ts';
import type { JobView } from '../map/pipeline.ts';
import { scalarsIn } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'overprovisioned-secrets',
  title: 'A job is handed every secret of the repository',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Name the secrets that the step needs.',
  *check({ map, taint, executions }) {
    for (const view of map.jobs) {
      const { workflow, job } = view;
      const runs =
        strangersImages(view) ?? taint.arrivals(view).find((one) => one.movable || executions(view, one).length > 0);
      const nodes = [...workflow.env.map(({ value }) => value), job.node];
      for (const node of nodes) {
        for (const scalar of scalarsIn(node)) {
          if (!scalar.text.includes('secrets')) continue;
          for (const { expression, start } of embeddedIn(scalar.text)) {
            if (expression === undefined) continue;
            for (const context of contextsOf(expression)) {
              const path = pathOf(context);
              if (path !== 'secrets' && path !== 'secrets.[]' && path !== 'secrets.*') continue;
              yield {
                path: workflow.path,
                place: scalar.placeOf(start),
                message:
                  path === 'secrets.[]'
                    ? 'a secret is picked by a name that is worked out, so that the runner is handed all of them'
                    : 'every secret is handed over at once',
                ...(runs === undefined || path === 'secrets.[]' ? {} : { severity: 'high' as const }),
                related: [{ path: workflow.path, place: job.place }, ...(runs === undefined ? [] : [runs])],
              };
            }
          }
        }
      }
    }
  },
};

/** Containers that the job starts as a file says: whoever made them finds what lies beside them. */
function strangersImages({ steps }: JobView): Act | undefined {
  return steps
    .flatMap(({ acts }) => acts)
    .find(
      ({ name, words }) =>
        /^(?:docker|podman|docker-compose)$/u.test(name) && words.some((word) => /^(?:up|run)$/u.test(word)),
    );
}
