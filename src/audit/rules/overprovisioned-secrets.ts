import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf } from '../expression/syntax.ts';
import { scalarsIn } from '../yaml/node.ts';
import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: 'overprovisioned-secrets',
  title: 'A job is handed every secret of the repository',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Name the secrets that the step needs.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs) {
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
                related: [{ path: workflow.path, place: job.place }],
              };
            }
          }
        }
      }
    }
  },
};
