import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf } from '../expression/syntax.ts';
import { scalarsIn, type YamlNode } from '../yaml/node.ts';
import type { Spot } from './act.ts';
import type { JobView } from './pipeline.ts';

export interface SecretUse extends Spot {
  /** In lower case; `*` for all of them, `[]` for one that is worked out. */
  readonly name: string;
}

/** Secrets that a job is handed, the token that every run has left out. */
export function secretsOf(view: JobView): SecretUse[] {
  const env = view.workflow.env.map(({ value }) => value);
  const handed = view.job.credentials.map((one) => ({ ...one, path: view.workflow.path }));
  return [...handed, ...[...env, view.job.node].flatMap((node) => secretsIn(node, view.workflow.path))];
}

export function secretsIn(node: YamlNode, path: string): SecretUse[] {
  const found: SecretUse[] = [];
  for (const scalar of scalarsIn(node)) {
    if (!scalar.text.includes('secrets')) continue;
    for (const { expression, start } of embeddedIn(scalar.text)) {
      if (expression === undefined) continue;
      for (const context of contextsOf(expression)) {
        if (context.path[0] !== 'secrets') continue;
        const name = pathOf(context).split('.')[1] ?? '*';
        if (name !== 'github_token') found.push({ name, path, place: scalar.placeOf(start) });
      }
    }
  }
  return found;
}

/** Whether a job's token may write, as far as the files say: without a word about it the repository's setting decides. */
export function mayWrite({ permissions }: JobView): boolean | 'unknown' {
  if (permissions === undefined) return 'unknown';
  if (permissions.all !== undefined) return permissions.all === 'write';
  return [...permissions.scopes].some(([scope, { access }]) => access === 'write' && scope !== 'id-token');
}
