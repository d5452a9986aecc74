import { posix } from 'node:path';
import { formLabels } from '../gates/issue-forms.ts';
import { startsOf, type World } from '../gates/starts.ts';
import type { Job, Step, Uses, Workflow } from '../github/model.ts';
import { actionOf, workflowOf } from '../github/read.ts';
import type { Repository, Unread } from '../source/repository.ts';
import { readSystems } from '../systems/read.ts';
import type { YamlScalar } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import type { Act } from './act.ts';
import type { Caller, JobView, PipelineMap, StepView } from './pipeline.ts';
import type { Language } from './run-of.ts';
import { Tracer } from './trace.ts';
import { programOf } from './unwrap.ts';

const WORKFLOW = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/u;
const LOOSE = /^(?:[^/]+\/){0,2}[^/]+\.ya?ml$/u;
const ACTION = /(?:^|\/)action\.ya?ml$/u;

/** Reads every pipeline of a repository. */
export function mapPipelines(repository: Repository): PipelineMap {
  const unread: Unread[] = [];
  const workflows: Workflow[] = [];
  const actions: Workflow[] = [];
  // Files that were taken out of their repository: what has jobs is a workflow then.
  const loose = !repository.paths.some((path) => WORKFLOW.test(path));
  for (const path of repository.paths) {
    const isAction = ACTION.test(path);
    const isWorkflow = WORKFLOW.test(path) || (loose && !isAction && LOOSE.test(path));
    if (!isWorkflow && !isAction) continue;
    const source = repository.text(path);
    if (source === undefined) continue;
    const file = readYaml(source);
    const root = file.documents[0];
    const read = isWorkflow ? workflowOf(source, root) : actionOf(source, root);
    // YAML that is no workflow may be broken as it likes; what speaks of jobs is one that nobody could read.
    const pipeline = read !== undefined || !loose || /^jobs\s*:/mu.test(source.text) ? { pipeline: true as const } : {};
    unread.push(...file.unread.map((one) => ({ ...one, ...pipeline })));
    if (read === undefined && loose && isWorkflow) continue;
    if (read === undefined)
      unread.push({
        path,
        reason: isWorkflow ? 'no jobs that can be read' : 'no action that can be read',
        ...pipeline,
      });
    else (isWorkflow ? workflows : actions).push(read);
  }
  const systems = readSystems(repository);
  workflows.push(...systems.workflows);
  unread.push(...systems.unread);
  const callers = callersOf([...workflows, ...actions]);
  const world: World = { callers, labels: formLabels(repository) };
  const tracer = new Tracer(repository);
  const jobs = [...workflows, ...actions].flatMap((workflow) =>
    workflow.jobs.map((job): JobView => {
      const steps = job.steps.map((step, index) => viewOf(workflow, job, step, index, tracer));
      const own = systems.starts.get(job);
      if (own !== undefined) return { workflow, job, steps, starts: own, permissions: undefined };
      const starts = workflow.kind === 'workflow' ? startsOf(workflow, job, world) : actionStarts(workflow, world);
      return { workflow, job, steps, starts, permissions: job.permissions ?? workflow.permissions };
    }),
  );
  const refused = repository.unread.map((one) =>
    WORKFLOW.test(one.path) || ACTION.test(one.path) || systems.claimed.has(one.path)
      ? { ...one, pipeline: true as const }
      : one,
  );
  const jobsOf = Map.groupBy(jobs, ({ workflow }) => workflow);
  return { repository, workflows, actions, jobs, jobsOf, callers, unread: [...refused, ...unread, ...tracer.unread] };
}

function callersOf(files: readonly Workflow[]): ReadonlyMap<string, readonly Caller[]> {
  const callers = new Map<string, Caller[]>();
  const add = (workflow: Workflow, job: Job, step: Step | undefined, uses: Uses | undefined): void => {
    const path = localPath(uses);
    if (path === undefined) return;
    for (const name of step === undefined ? [path] : [`${path}/action.yml`, `${path}/action.yaml`]) {
      const list = callers.get(posix.normalize(name)) ?? [];
      list.push({ workflow, job, step });
      callers.set(posix.normalize(name), list);
    }
  };
  for (const workflow of files) {
    for (const job of workflow.jobs) {
      add(workflow, job, undefined, job.uses);
      for (const step of job.steps) add(workflow, job, step, step.uses);
    }
  }
  return callers;
}

/** `./x`, and the repository's own workflows by their full name. */
function localPath(uses: Uses | undefined): string | undefined {
  if (uses === undefined) return undefined;
  if (uses.kind === 'local') return posix.normalize(uses.name === '.' ? '.' : uses.name);
  return uses.kind === 'repository' && uses.path.startsWith('.github/workflows/') ? uses.path : undefined;
}

function actionStarts(action: Workflow, world: World): JobView['starts'] {
  const calling = world.callers.get(action.path) ?? [];
  const found = calling.flatMap(({ workflow, job }) =>
    workflow.kind === 'workflow' ? startsOf(workflow, job, world) : [],
  );
  return found.length > 0 ? found : [{ event: 'workflow_call', types: [], exposure: 'called', gates: [], forged: [] }];
}

function viewOf(workflow: Workflow, job: Job, step: Step, index: number, tracer: Tracer): StepView {
  return { step, index, acts: actsOf(workflow, job, step, tracer) };
}

/** Inputs of actions that a shell runs in the workspace; not those that run on another machine or are a language of their own. */
const CODE = /^(?:run|command|commands|cmd|script|run_?cmd|pre_?command|post_?command|install)$/iu;
const ELSEWHERE =
  /github-script|(?:^|[/-])ssh(?:-|$)|powershell|python|\bcli$|\/(?:yq|jq|setup-)|wrangler|codeql|claude|gemini|codex/u;

function codeIn({ run, uses, with: given }: Step): YamlScalar | undefined {
  if (run !== undefined || uses?.kind !== 'repository' || ELSEWHERE.test(uses.name)) return run;
  const value = given.find((one) => CODE.test(one.key))?.value;
  return value?.kind === 'scalar' && /\s/u.test(value.text.trim()) ? value : undefined;
}

function actsOf(workflow: Workflow, job: Job, step: Step, tracer: Tracer): Act[] {
  const run = codeIn(step);
  if (run === undefined) return [];
  const shell = step.shell ?? job.defaults.shell ?? workflow.defaults.shell ?? 'bash';
  const directory = step.directory ?? job.defaults.directory ?? workflow.defaults.directory ?? '.';
  return tracer.trace({
    text: run.text,
    path: workflow.path,
    language: languageOf(shell),
    placeOf: (index) => run.placeOf(index),
    via: [],
    directory: directory.includes('$') ? undefined : posix.normalize(directory),
    // GitHub starts bash with -e, whatever the step says of its shell by name alone.
    strict: /^(?:bash|sh|pwsh|powershell|cmd)$/u.test(shell) || /-\w*e/u.test(shell),
  });
}

/** What a shell's template runs; `nix develop -c bash {0}` and names that are worked out are taken for a shell. */
function languageOf(shell: string): Language {
  const name = programOf(shell.trim().split(/\s/u, 1)[0] ?? '');
  if (name === 'python') return 'python';
  if (name === 'Rscript' || name === 'R') return 'r';
  return /^(?:node|deno|bun|perl|ruby|julia|lua|php|octave|java|dotnet|elixir|guile|emacs)$/u.test(name)
    ? 'other'
    : 'shell';
}
