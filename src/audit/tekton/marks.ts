import { marksOf, type Marks } from '../systems/marked.ts';

/** `{{ body.pull_request.title }}`: Pipelines as Code puts it into the file before Tekton reads it. Templates of Go end in it, too. */
const BRACES = marksOf(/\{\{([^{}]{1,300})\}\}/gu, (name) =>
  /^(?:cel:|[a-z_][\w.'[\]-]*$)/u.test(name) ? ['tekton', ...partsOf(name)] : undefined,
);
/** `$(params.x)`, `$(params["x"])`, `$(tasks.t.results.r)`, `$(context.…)`, `$(workspaces.…)`, `$(body.…)` of a trigger. */
const SUBSTITUTION =
  /\$\(((?:params|tasks|context|workspaces|results|steps|step|inputs|outputs|finally|resources|tt\.params|body|header|extensions)[.[][^()\n]{1,200}?)\)/gu;

/** Places at which Tekton and Pipelines as Code put values into a text; `known` are parameters whose values the files tell. */
export function tektonMarks(known: ReadonlySet<string>): Marks {
  const substituted = marksOf(SUBSTITUTION, (name) => {
    const parts = partsOf(name);
    const parameter = parameterOf(parts);
    if (parameter !== undefined && known.has(parameter)) return ['env', parameter];
    return ['tekton', ...parts];
  });
  return (text) => [...BRACES(text), ...substituted(text)].sort((left, right) => left.start - right.start);
}

/** The name of a parameter: `params.x`, `inputs.params.x`, `tt.params.x`. */
function parameterOf(parts: readonly string[]): string | undefined {
  const at = parts.indexOf('params');
  const name = at === 0 || at === 1 ? parts.slice(at + 1).join('.') : '';
  return name === '' ? undefined : name.replace(/\.\*$|\[.*$/u, '').toLowerCase();
}

function partsOf(name: string): string[] {
  if (name.startsWith('cel:')) return [name.replaceAll('.', '_')];
  return name
    .replaceAll(/\[['"]?([^\]'"]*)['"]?\]/gu, '.$1')
    .split('.')
    .filter((part) => part !== '');
}
