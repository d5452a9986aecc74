import { posix } from 'node:path';
import type { Container, Job, Step, Workflow } from '../github/model.ts';
import { blankJob, blankStep, blankWorkflow, checkoutStep, written } from '../systems/blank.ts';
import { joined, marked, marksOf } from '../systems/marked.ts';
import type { ReadFile, SystemReader, SystemSink } from '../systems/reader.ts';
import { get, listOf, mapOf, scalarOf, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { includedFiles } from './include.ts';
import { flat, Merger, type Keyword, type MergedJob } from './merge.ts';
import { gitlabStarts } from './starts.ts';

const FILE = /(?:^|\/)\.gitlab-ci\.ya?ml$/u;
/** Components, which a header with `spec:` tells apart from templates of other programs. */
const COMPONENT = /(?:^|\/)templates\/[^/]+(?:\/template)?\.ya?ml$/u;
const SECRET = /\$\{?([A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|_KEY|_PAT)(?:_[A-Z0-9]+)?)\b/gu;
const SCRIPTS = ['before_script', 'script', 'after_script'] as const;

/** `$[[ inputs.name ]]`: put in when the file is included, before YAML is read. */
const INPUTS = marksOf(/\$\[\[\s*inputs\.([\w-]{1,100})[^[\]]{0,200}\]\]/gu, (name) => ['inputs', name]);

/** GitLab CI: a pipeline with its local includes, `extends`, `default`, references, anchors, and local child pipelines. */
export const gitlab: SystemReader = {
  claims: (path) => FILE.test(path) || COMPONENT.test(path),
  read(paths, sink) {
    const seen = new Set<string>();
    const queue = [...paths];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      // A directory `templates` is no sign yet that GitLab reads it.
      if (!FILE.test(path) && paths.includes(path) && !/^spec:/mu.test(sink.text(path)?.text ?? '')) continue;
      const root = sink.yaml(path);
      if (root !== undefined) queue.push(...readPipeline(root, sink, seen));
    }
  },
};

/** Places of each file that some job told of. */
type Told = Map<ReadFile, Set<string>>;

/** Gives the files of child pipelines. */
function readPipeline(root: ReadFile, sink: SystemSink, seen: Set<string>): string[] {
  const { files, imports } = includedFiles(root, sink);
  const merger = new Merger(files, sink);
  const global = files.flatMap(({ root: node }) => get(node, 'workflow') ?? []).at(-1);
  const called = root.documents.length > 1 && get(root.documents[0], 'spec') !== undefined;
  const workflows = new Map<ReadFile, Workflow>();
  for (const file of files) {
    seen.add(file.source.path);
    workflows.set(
      file,
      sink.add({
        ...blankWorkflow(file.source, 'gitlab', file.root),
        name: textOf(get(global, 'name')),
        env: variablesOf(get(file.root, 'variables')),
        imports: imports.get(file) ?? [],
        inputs: mapOf(get(get(file.documents[0], 'spec'), 'inputs')).map(({ key }) => key.toLowerCase()),
      }),
    );
  }
  const children: string[] = [];
  const told: Told = new Map();
  const jobs = [...merger.jobs()];
  const earlier = byStage(jobs, merger);
  for (const job of jobs) {
    const starts = gitlabStarts(job.keywords, global, called);
    for (const [file, made] of byFile(job, merger, { told, earlier })) {
      const workflow = workflows.get(file);
      if (workflow !== undefined) sink.addJob(workflow, made, starts);
    }
    children.push(...childrenOf(job, sink));
  }
  return children;
}

/** Jobs of a stage that are told of as what others wait for. */
const SIDE_BY_SIDE = 100;

interface Whole {
  readonly told: Told;
  /** Names of the jobs that a job waits for where it does not say so: those of the stage before its own. */
  readonly earlier: (job: MergedJob) => readonly string[];
}

function byStage(jobs: readonly MergedJob[], merger: Merger): Whole['earlier'] {
  const stageOf = (job: MergedJob): string => textOf(job.keywords.get('stage')?.entry.value) ?? 'test';
  const named = listOf(merger.global('stages')?.entry.value).flatMap((node) => textOf(node) ?? []);
  const order = ['.pre', ...(named.length > 0 ? named : ['build', 'test', 'deploy']), '.post'];
  const byName = Map.groupBy(jobs, stageOf);
  return (job) => {
    const before = order.slice(0, Math.max(0, order.indexOf(stageOf(job)))).findLast((stage) => byName.has(stage));
    return before === undefined ? [] : (byName.get(before) ?? []).slice(0, SIDE_BY_SIDE).map(({ name }) => name);
  };
}

/** A job as a job of each file that something of it stands in, so that every place is one of its own file. */
function byFile(job: MergedJob, merger: Merger, { told, earlier }: Whole): Map<ReadFile, Job> {
  const inherits = textOf(get(job.keywords.get('inherit')?.entry.value, 'default')) !== 'false';
  const keyword = (key: string): Keyword | undefined =>
    job.keywords.get(key) ?? (inherits ? merger.global(key) : undefined);
  const steps = new Map<ReadFile, Step[]>();
  for (const key of SCRIPTS) {
    const found = keyword(key);
    if (found === undefined) continue;
    const groups = new Map<ReadFile, YamlScalar[]>();
    for (const { scalar, file } of merger.lines(found)) {
      const group = groups.get(file) ?? [];
      group.push(marked(scalar, INPUTS));
      groups.set(file, group);
    }
    for (const [file, lines] of groups) {
      const run = joined(lines);
      if (run === undefined) continue;
      const step: Step = { ...blankStep(found.entry.value), place: run.place, name: key, run, shell: 'bash -e' };
      steps.set(file, [...(steps.get(file) ?? []), step]);
    }
  }
  const strategy = textOf(job.variables.flatMap(({ entry }) => get(entry.value, 'GIT_STRATEGY') ?? []).at(-1));
  const waits = (job.keywords.get('needs') ?? job.keywords.get('dependencies'))?.entry.value;
  const made = new Map<ReadFile, Job>();
  const image = keyword('image');
  const services = keyword('services');
  for (const file of new Set([job.file, ...steps.keys(), ...[image, services].flatMap((one) => one?.file ?? [])])) {
    const own = steps.get(file) ?? [];
    const container = image?.file === file ? containerOf(image.entry.value) : undefined;
    const beside = services?.file === file ? listOf(services.entry.value).flatMap((one) => containerOf(one) ?? []) : [];
    // What jobs inherit from another file is told there once.
    if (file !== job.file && isTold(told, file, own, container, beside)) continue;
    const place = file === job.file ? job.entry.place : (own[0]?.place ?? container?.image.place ?? job.entry.place);
    made.set(file, {
      ...blankJob(job.name, job.entry.value),
      place,
      needs: waits === undefined ? earlier(job) : needsOf(waits),
      environment: file === job.file ? environmentOf(job.keywords.get('environment')) : undefined,
      env: job.variables.filter((one) => one.file === file).flatMap(({ entry }) => variablesOf(entry.value)),
      container,
      services: beside,
      // Two scripts run in one shell, the third in another; the sources are there before all of them.
      steps: [
        ...(strategy === 'none' || own.length === 0 ? own : [checkoutStep(job.entry.value), ...own]),
        ...(file === job.file && isPages(job) ? [pagesStep(job)] : []),
      ],
      credentials: secretsIn(own, job, file),
      continueOnError:
        job.keywords.get('allow_failure')?.file === file
          ? scalarOf(job.keywords.get('allow_failure')?.entry.value)
          : undefined,
    });
  }
  return made;
}

/** GitLab puts the directory `public` of a job of this name on the web. */
function isPages({ name, keywords }: MergedJob): boolean {
  const told = keywords.get('pages')?.entry.value;
  return told === undefined ? name === 'pages' : textOf(told) !== 'false';
}

function pagesStep({ entry }: MergedJob): Step {
  const scalar = written('pages', { ...entry.value, place: entry.place });
  const uses = { scalar, kind: 'service', name: 'service/pages', path: '', ref: undefined } as const;
  return { ...blankStep(entry.value), place: entry.place, name: 'pages', uses };
}

/** Whether everything of a file that a job uses was already told by another job. Steps are made anew for each; their places are not. */
function isTold(
  told: Told,
  file: ReadFile,
  steps: readonly Step[],
  container: Container | undefined,
  services: readonly Container[],
): boolean {
  const known = told.get(file) ?? new Set<string>();
  told.set(file, known);
  const containers = container === undefined ? services : [container, ...services];
  const places = [...steps.map(({ place }) => place), ...containers.map(({ image }) => image.place)];
  const keys = places.map(({ line, column }) => `${line}:${column}`);
  const fresh = keys.some((key) => !known.has(key));
  for (const key of keys) known.add(key);
  return !fresh;
}

function variablesOf(node: YamlNode | undefined): YamlEntry[] {
  return flat(node).flatMap(([key, { place, value }]) => {
    const scalar = scalarOf(value) ?? scalarOf(get(value, 'value'));
    return scalar === undefined ? [] : [{ key, place, value: marked(scalar, INPUTS) }];
  });
}

/** Undefined where a variable says which image it is. */
function containerOf(node: YamlNode): Container | undefined {
  const image = scalarOf(node) ?? scalarOf(get(node, 'name'));
  if (image === undefined || image.text === '' || image.text.includes('$')) return undefined;
  return { image, options: undefined, volumes: [], credentials: [] };
}

function needsOf(node: YamlNode | undefined): string[] {
  return listOf(node).flatMap((item) => textOf(item) ?? textOf(get(item, 'job')) ?? []);
}

function environmentOf(keyword: Keyword | undefined): YamlScalar | undefined {
  const value = keyword?.entry.value;
  return scalarOf(value) ?? scalarOf(get(value, 'name'));
}

/** Variables with names of secrets that the files don't set: GitLab sets them from the project. And `secrets:` of a vault. */
function secretsIn(steps: readonly Step[], { keywords, variables }: MergedJob, file: ReadFile): Job['credentials'] {
  const set = new Set([
    ...variables.flatMap(({ entry }) => mapOf(entry.value).map(({ key }) => key)),
    ...mapOf(get(file.root, 'variables')).map(({ key }) => key),
  ]);
  const vault = keywords.get('secrets');
  const found = new Map<string, Job['credentials'][number]>();
  if (vault?.file === file)
    for (const { key, place } of mapOf(vault.entry.value)) found.set(key, { name: key.toLowerCase(), place });
  for (const { run } of steps)
    for (const match of run?.text.matchAll(SECRET) ?? []) {
      const [, name = ''] = match;
      if (run === undefined || set.has(name) || name === 'CI_JOB_TOKEN' || found.has(name)) continue;
      found.set(name, { name: name.toLowerCase(), place: run.placeOf(match.index) });
    }
  return [...found.values()];
}

/** Local files of child pipelines; those of other projects and those that a job makes are told. */
function childrenOf({ keywords, name }: MergedJob, sink: SystemSink): string[] {
  const trigger = keywords.get('trigger');
  if (trigger === undefined) return [];
  return listOf(get(trigger.entry.value, 'include')).flatMap((item) => {
    const local = scalarOf(item) ?? scalarOf(get(item, 'local'));
    const base = posix.dirname(trigger.file.source.path);
    const path = local === undefined ? undefined : posix.normalize(posix.join(base, local.text.replace(/^\/+/u, '')));
    if (path !== undefined && sink.has(path)) return [path];
    sink.elsewhere(trigger.file.source.path, `the child pipeline of ${name} is not in the repository`, item.place.line);
    return [];
  });
}
