import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf, type Expression } from '../expression/syntax.ts';
import type { Condition } from '../github/model.ts';
import type { Place } from '../source/text.ts';
import type { Act } from './act.ts';
import type { JobView, PipelineMap, StepView } from './pipeline.ts';

export interface NeverSet {
  readonly place: Place;
  readonly what: string;
  readonly why: string;
}

/** Conditions that ask for an output which no job or step gives, or which is always the same. */
export function neverSet(view: JobView, map: PipelineMap): NeverSet[] {
  const found: NeverSet[] = [];
  const conditions = [view.job.condition, ...view.job.steps.map(({ condition }) => condition)];
  for (const condition of conditions) {
    if (condition === undefined) continue;
    for (const context of expressionsOf(condition).flatMap((expression) => [...contextsOf(expression)])) {
      const [of, name = '', , output = ''] = context.path;
      if (context.path[2] !== 'outputs' || output === '' || output === '[]' || output === '*') continue;
      const place = condition.scalar.placeOf(Math.max(0, condition.scalar.text.toLowerCase().indexOf(`.${output}`)));
      const what = pathOf(context);
      if (of === 'needs') {
        const why = ofJob(view, map, name, output);
        if (why !== undefined) found.push({ place, what, why });
      }
      if (of === 'steps') {
        const step = view.steps.find((one) => one.step.id === name);
        if (step === undefined) found.push({ place, what, why: 'names a step that is not there' });
        else if (step.step.uses === undefined && !gives(step, output))
          found.push({ place, what, why: 'is given by no line of that step, so that it is always empty' });
      }
    }
  }
  return found;
}

function expressionsOf(condition: Condition): Expression[] {
  if (condition.expression !== undefined) return [condition.expression];
  return embeddedIn(condition.scalar.text).flatMap(({ expression }) => expression ?? []);
}

function ofJob(view: JobView, map: PipelineMap, name: string, output: string): string | undefined {
  const job = view.workflow.jobs.find(({ id }) => id.toLowerCase() === name);
  if (job === undefined) return 'names a job that is not there';
  // What a reusable workflow of elsewhere gives is not known.
  if (job.uses !== undefined) return undefined;
  if (!view.job.needs.some((need) => need.toLowerCase() === name)) return 'names a job that this one does not wait for';
  const entry = job.outputs.find(({ key }) => key.toLowerCase() === output);
  if (entry === undefined) return 'is no output of that job, so that it is always empty';
  if (entry.value.kind !== 'scalar') return undefined;
  const given = map.jobsOf.get(view.workflow)?.find((one) => one.job === job);
  const expressions = embeddedIn(entry.value.text);
  if (expressions.length === 0) return `is always '${entry.value.text.slice(0, 40)}'`;
  return ofStep(
    given,
    expressions.flatMap(({ expression }) => expression ?? []),
  );
}

function ofStep(view: JobView | undefined, expressions: readonly Expression[]): string | undefined {
  for (const context of expressions.flatMap((expression) => [...contextsOf(expression)])) {
    const [of, id = '', kind, output = ''] = context.path;
    if (of !== 'steps' || kind !== 'outputs') continue;
    const step = view?.steps.find((one) => one.step.id === id);
    if (step === undefined) return 'goes back to a step that is not there';
    if (step.step.uses === undefined && !gives(step, output))
      return 'goes back to an output that no line gives, so that it is always empty';
  }
  return undefined;
}

/** Programs that write what they are told to, and no outputs of their own. */
const SILENT =
  /^(?:echo|printf|cd|ls|test|\[|\[\[|exit|true|false|set|export|mkdir|rm|cp|mv|touch|sleep|grep|sed|awk|head|tail|sort|uniq|wc|tr|cut|date|jq|git|curl|wget|which|find|diff|chmod|unzip|tar|gunzip|gzip|du|df|cat)$/u;

/** Whether any text of a step names an output as one; programs that are not in the repository may give any. */
function gives({ step, acts }: StepView, output: string): boolean {
  const run = step.run?.text ?? '';
  const plain = output.replaceAll(/[^\w-]/gu, '');
  if (plain === '' || new RegExp(String.raw`\b${plain}\b`, 'iu').test(run)) return true;
  // Any other program may write it.
  return acts.some(({ command, name }) => command === undefined || (name !== '' && !SILENT.test(name)));
}

/** Outputs that are made of a variable of the script which the script never sets. */
export function unsetVariables(
  { workflow, job }: JobView,
  { step, acts }: StepView,
): { readonly act: Act; readonly variable: string; readonly output: string }[] {
  const run = step.run?.text;
  if (run === undefined || (step.shell !== undefined && !/^(?:bash|sh)/u.test(step.shell))) return [];
  const known = new Set([...workflow.env, ...job.env, ...step.env].map(({ key }) => key));
  return acts.flatMap((act) => {
    if (
      act.command === undefined ||
      act.via.length > 0 ||
      act.path !== workflow.path ||
      !/GITHUB_OUTPUT|::set-output/u.test(act.text)
    )
      return [];
    const [, output, variable] =
      /["']?(?:::set-output name=)?([\w-]+)(?:=|::)["']?\$\{?([a-z_][a-z0-9_]*)\}?["']?(?:\s|$|["'])/u.exec(act.text) ??
      [];
    if (output === undefined || variable === undefined || known.has(variable)) return [];
    if (act.script.some(({ assignments }) => assignments.some(({ name }) => name === variable))) return [];
    // Read, exported, a loop's, or set by something that is sourced or written to the environment.
    const set = new RegExp(
      String.raw`\b(?:for|select)\s+${variable}\b|\b(?:read|mapfile|readarray|local|declare|export|typeset|getopts|printf -v|let)\b[^\n]*\b${variable}\b|\(\(\s*${variable}\s*[+=-]`,
      'u',
    );
    if (set.test(run) || /^\s*(?:source|\.)\s/mu.test(run) || workflow.source.text.includes('GITHUB_ENV')) return [];
    return [{ act, variable, output }];
  });
}
