import type { Import, Job, Step, Workflow } from '../github/model.ts';
import { isCommit } from '../github/model.ts';
import type { Start } from '../map/pipeline.ts';
import { blankJob, blankStep, blankWorkflow, checkoutStep } from '../systems/blank.ts';
import { marked } from '../systems/marked.ts';
import type { ReadFile, SystemReader, SystemSink } from '../systems/reader.ts';
import { startBy } from '../systems/starts.ts';
import { get, listOf, mapOf, scalarOf, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { tektonMarks } from './marks.ts';
import { parametersOf, valueIn, type Cut, type Parameters } from './parameters.ts';

const FILE = /(?:^|\/)(?:\.?tekton(?:-ci)?|pipelinerun|\.pipelines?ascode)\/.+\.ya?ml$/u;
const OBJECTS = 1_000;
const TASKS = 500;
const KINDS = /^(?:PipelineRun|Pipeline|Task|ClusterTask|TaskRun|StepAction|TriggerTemplate)$/u;
const PREFIX = 'pipelinesascode.tekton.dev/';
/** Tasks of Tekton's catalog that take the sources. */
const CLONES = /^(?:git-clone|git-batch-merge|git-cli|checkout|clone)\b/u;

const NONE: Parameters = new Map();

interface Found {
  readonly file: ReadFile;
  readonly node: YamlNode;
}

/** Tekton: runs with their pipelines and tasks, in the file or by name in the repository; annotations of Pipelines as Code. */
export const tekton: SystemReader = {
  claims: (path) => FILE.test(path),
  bySign: {
    path: /(?:^|\/)(?:[\w-]*(?:pipelines?|tasks?|manifests?|triggers?|konflux|ci|pipelineruns?)[\w-]*)\/(?:.+\/)?[^/]+\.ya?ml$/u,
    text: /^apiVersion:\s*["']?(?:triggers\.)?tekton\.dev\//mu,
  },
  read(paths, sink) {
    const objects = paths.flatMap((path) => objectsOf(sink.yaml(path), sink));
    new TektonReader(objects, sink).read();
  },
};

/** Objects of a file, each with its kind; those in a list and in the template of a trigger included. */
function objectsOf(file: ReadFile | undefined, sink: SystemSink): Found[] {
  if (file === undefined) return [];
  const found: Found[] = [];
  const queue = [...file.documents];
  let left = OBJECTS;
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (left-- <= 0) {
      sink.tell(file.source.path, `more than ${OBJECTS} objects`, node.place.line);
      break;
    }
    const kind = textOf(get(node, 'kind')) ?? '';
    if (/^(?:tekton\.dev|triggers\.tekton\.dev)\//u.test(textOf(get(node, 'apiVersion')) ?? '') && KINDS.test(kind))
      found.push({ file, node });
    if (kind === 'TriggerTemplate') queue.push(...listOf(get(get(node, 'spec'), 'resourcetemplates')));
    if (kind === 'List') queue.push(...listOf(get(node, 'items')));
  }
  return found;
}

class TektonReader {
  private readonly objects: readonly Found[];
  private readonly sink: SystemSink;
  private readonly workflows = new Map<ReadFile, Workflow>();
  private readonly used = new Set<YamlNode>();

  constructor(objects: readonly Found[], sink: SystemSink) {
    this.objects = objects;
    this.sink = sink;
    const imports = new Map<ReadFile, Import[]>();
    for (const { file, node } of objects) imports.set(file, [...(imports.get(file) ?? []), ...annotated(node)]);
    for (const [file, own] of imports)
      this.workflows.set(
        file,
        sink.add({
          ...blankWorkflow(file.source, 'tekton', file.root),
          name: textOf(get(get(file.root, 'metadata'), 'name')),
          imports: [...own, ...objects.filter((one) => one.file === file).flatMap(({ node }) => resolvedIn(node))],
        }),
      );
  }

  read(): void {
    const of = (kind: string): Found[] => this.objects.filter(({ node }) => textOf(get(node, 'kind')) === kind);
    for (const run of of('PipelineRun')) {
      const spec = get(run.node, 'spec');
      const given = parametersOf(get(spec, 'params'), undefined, NONE, this.cut(run.file));
      const pipeline = this.refer(run, get(spec, 'pipelineSpec'), get(spec, 'pipelineRef'), 'Pipeline');
      if (pipeline !== undefined) this.pipeline(pipeline, startsOf(run.node), given);
    }
    for (const run of of('TaskRun')) {
      const spec = get(run.node, 'spec');
      const given = parametersOf(get(spec, 'params'), undefined, NONE, this.cut(run.file));
      const task = this.refer(run, get(spec, 'taskSpec'), get(spec, 'taskRef'), 'Task');
      if (task !== undefined) this.task(task, nameOf(run.node), [], startsOf(run.node), given, false);
    }
    // What nothing here runs is run by something elsewhere.
    const called = [startBy('workflow_call', 'called')];
    for (const one of of('Pipeline'))
      if (!this.used.has(one.node))
        this.pipeline({ ...one, node: get(one.node, 'spec') ?? one.node }, called, new Map());
    for (const one of [...of('Task'), ...of('ClusterTask'), ...of('StepAction')]) {
      const spec = get(one.node, 'spec') ?? one.node;
      if (!this.used.has(one.node)) this.task({ ...one, node: spec }, nameOf(one.node), [], called, new Map(), false);
    }
  }

  /** The specification that stands there, or that of an object of the repository by its name. */
  private refer(from: Found, spec: YamlNode | undefined, ref: YamlNode | undefined, kind: string): Found | undefined {
    if (spec !== undefined) return { file: from.file, node: spec };
    const name = scalarOf(get(ref, 'name'));
    if (name === undefined || get(ref, 'bundle') !== undefined) return undefined;
    const found = this.objects.find(({ node }) => textOf(get(node, 'kind')) === kind && nameOf(node) === name.text);
    if (found === undefined) {
      if (!CLONES.test(name.text))
        this.sink.elsewhere(
          from.file.source.path,
          `the ${kind.toLowerCase()} ${name.text} lies elsewhere`,
          name.place.line,
        );
      return undefined;
    }
    this.used.add(found.node);
    return { file: found.file, node: get(found.node, 'spec') ?? found.node };
  }

  private cut({ source }: ReadFile): Cut {
    return (reason, { place }) => this.sink.tell(source.path, reason, place.line);
  }

  private atMost(nodes: readonly YamlNode[], file: ReadFile, what: string): readonly YamlNode[] {
    const next = nodes[TASKS];
    if (next !== undefined) this.cut(file)(`more than ${TASKS} ${what}`, next);
    return nodes.slice(0, TASKS);
  }

  private pipeline({ file, node }: Found, starts: readonly Start[], given: Parameters): void {
    const parameters = parametersOf(get(node, 'params'), given, NONE, this.cut(file));
    const tasks = this.atMost([...listOf(get(node, 'tasks')), ...listOf(get(node, 'finally'))], file, 'tasks');
    const cloned = tasks.some((task) => CLONES.test(textOf(get(get(task, 'taskRef'), 'name')) ?? clonedBy(task)));
    for (const task of tasks) {
      const name = textOf(get(task, 'name')) ?? 'task';
      const inner = this.refer({ file, node: task }, get(task, 'taskSpec'), get(task, 'taskRef'), 'Task');
      if (inner === undefined) continue;
      const values = parametersOf(get(task, 'params'), undefined, parameters, this.cut(file));
      const needs = listOf(get(task, 'runAfter')).flatMap((item) => textOf(item) ?? []);
      this.task(
        inner,
        name,
        needs,
        starts,
        get(task, 'taskSpec') === undefined ? values : new Map([...parameters, ...values]),
        cloned,
      );
    }
  }

  private task(
    { file, node }: Found,
    name: string,
    needs: readonly string[],
    starts: readonly Start[],
    given: Parameters,
    cloned: boolean,
  ): void {
    const workflow = this.workflows.get(file);
    if (workflow === undefined) return;
    const parameters = parametersOf(get(node, 'params'), given, NONE, this.cut(file));
    const marks = tektonMarks(new Set(parameters.keys()));
    const env: YamlEntry[] = [...parameters].map(([key, value]) => ({
      key,
      place: value.place,
      value: marked(value, tektonMarks(new Set())),
    }));
    const nodes = this.atMost(listOf(get(node, 'steps')), file, 'steps');
    const steps = nodes.flatMap((step): Step[] => {
      const run = scriptOf(step);
      if (!this.sink.spend(file.source.path, run?.text.length ?? 0)) return [];
      const variables = [...envOf(get(get(node, 'stepTemplate'), 'env')), ...envOf(get(step, 'env'))];
      const entries = variables.map((entry) =>
        entry.value.kind === 'scalar' ? { ...entry, value: marked(entry.value, marks) } : entry,
      );
      return [
        {
          ...blankStep(step),
          place: run?.place ?? step.place,
          name: textOf(get(step, 'name')),
          run: run === undefined ? undefined : marked(run, marks),
          shell: shellOf(run?.text ?? ''),
          env: entries,
          continueOnError: continues(step),
        },
      ];
    });
    const images = [...nodes, ...listOf(get(node, 'sidecars'))].flatMap((step) => {
      const image = scalarOf(get(step, 'image'));
      return image === undefined || /\$|\{\{/u.test(image.text)
        ? []
        : [{ image, options: privileges(step), volumes: [], credentials: [] }];
    });
    const job: Job = {
      ...blankJob(name, node),
      needs,
      env,
      services: images,
      steps: cloned ? [checkoutStep(node), ...steps] : steps,
      credentials: nodes.flatMap((step) => secretsIn(step)),
    };
    this.sink.addJob(workflow, job, starts);
  }
}

function nameOf(node: YamlNode): string {
  const metadata = get(node, 'metadata');
  return textOf(get(metadata, 'name')) ?? textOf(get(metadata, 'generateName')) ?? 'run';
}

/** A resolver's parameter that names the task. */
function clonedBy(task: YamlNode): string {
  return (
    listOf(get(get(task, 'taskRef'), 'params'))
      .flatMap((item) => textOf(get(item, 'value')) ?? [])
      .find((text) => CLONES.test(text)) ?? ''
  );
}

/**
 * Events of Pipelines as Code. A stranger's pull request waits for an owner's `/ok-to-test`, and brings its own pipelines unless
 * the repository is set otherwise. Source: documentation of Pipelines as Code.
 */
function startsOf(run: YamlNode): Start[] {
  const annotations = get(get(run, 'metadata'), 'annotations');
  const said = ['on-event', 'on-cel-expression', 'on-comment', 'on-label']
    .map((name) => textOf(get(annotations, `${PREFIX}${name}`)) ?? '')
    .join(' ');
  const starts: Start[] = [];
  if (/pull_request|merge_request/u.test(said)) starts.push(startBy('pull_request', 'setting'));
  if (get(annotations, `${PREFIX}on-comment`) !== undefined) starts.push(startBy('comment', 'setting'));
  if (/push|incoming/u.test(said)) starts.push(startBy('push', 'trusted'));
  // By a trigger, or by hand: nobody knows whose event that is.
  return starts.length > 0 ? starts : [startBy('workflow_call', 'called')];
}

/** Tasks and pipelines that Pipelines as Code fetches. A name alone is the newest of the catalog. */
function annotated(node: YamlNode): Import[] {
  const annotations = get(get(node, 'metadata'), 'annotations');
  return mapOf(annotations).flatMap(({ key, value }) => {
    if (!/^pipelinesascode\.tekton\.dev\/(?:task|pipeline)(?:-\d+)?$/u.test(key) || value.kind !== 'scalar') return [];
    return value.text
      .replaceAll(/[[\]"'\s]/gu, '')
      .split(',')
      .filter((name) => name !== '' && !name.startsWith('.'))
      .map((name) => ({ scalar: { ...value, text: name }, movable: movableTask(name) }));
  });
}

function movableTask(name: string): string | undefined {
  if (/^https?:/u.test(name)) return /\/[0-9a-f]{40}\//u.test(name) ? undefined : 'an address, whatever lies there';
  const version = name.split(':').at(1);
  return version === undefined ? 'no version at all' : `${version}, a version of a catalog`;
}

/** References that a resolver follows: bundles, git, the hub. */
function resolvedIn(root: YamlNode): Import[] {
  const found: Import[] = [];
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'list') stack.push(...node.items);
    if (node.kind !== 'map') continue;
    for (const { key, value } of node.entries) {
      stack.push(value);
      if (/^(?:taskRef|pipelineRef|ref)$/u.test(key)) found.push(...resolved(value));
    }
  }
  return found;
}

function resolved(ref: YamlNode): Import[] {
  const bundle = scalarOf(get(ref, 'bundle')) ?? valueIn(ref, 'bundle');
  if (bundle !== undefined)
    return bundle.text.includes('$')
      ? []
      : [{ scalar: bundle, movable: /@sha256:[0-9a-f]{64}/u.test(bundle.text) ? undefined : 'a tag of an image' }];
  const url = valueIn(ref, 'url');
  if (textOf(get(ref, 'resolver')) !== 'git' || url === undefined || /\$|\{\{/u.test(url.text)) return [];
  const revision = valueIn(ref, 'revision')?.text;
  return [{ scalar: url, movable: isCommit(revision) ? undefined : namedBy(revision ?? 'main') }];
}

function namedBy(revision: string): string {
  return /^(?:refs\/heads\/)?(?:main|master|develop|HEAD)$/u.test(revision)
    ? `the branch ${revision}`
    : `${revision}, a branch or tag`;
}

/** A script; without one the command and its arguments as they stand. */
function scriptOf(step: YamlNode): YamlScalar | undefined {
  const script = scalarOf(get(step, 'script'));
  if (script !== undefined) return script;
  const words = [...listOf(get(step, 'command')), ...listOf(get(step, 'args'))].flatMap((item) => scalarOf(item) ?? []);
  const at = words.findIndex(({ text }) => /^-\w*c$/u.test(text));
  return at === -1 ? undefined : words[at + 1];
}

function shellOf(script: string): string {
  const [, program = 'sh'] = /^#!\s*\S*?(?:env\s+)?(python|bash|sh|zsh|node|perl|ruby)\d*/u.exec(script) ?? [];
  return program === 'python' ? 'python' : /^#!.*-\w*e|^\s*set -\w*e/mu.test(script) ? 'bash -e' : '/bin/sh';
}

function envOf(node: YamlNode | undefined): YamlEntry[] {
  return listOf(node).flatMap((item) => {
    const name = scalarOf(get(item, 'name'));
    const value = get(item, 'value');
    return name === undefined || value === undefined ? [] : [{ key: name.text, place: item.place, value }];
  });
}

function continues(step: YamlNode): YamlScalar | undefined {
  const scalar = scalarOf(get(step, 'onError'));
  return scalar?.text === 'continue' ? { ...scalar, text: 'true', value: true } : undefined;
}

function privileges(step: YamlNode): YamlScalar | undefined {
  const scalar = scalarOf(get(get(step, 'securityContext'), 'privileged'));
  return scalar?.value === true ? { ...scalar, text: '--privileged' } : undefined;
}

/** Secrets in variables, whole secrets as variables; the token that Pipelines as Code makes is left out. */
function secretsIn(step: YamlNode): Job['credentials'] {
  const found: { name: string; place: Job['place'] }[] = [];
  const add = (scalar: YamlScalar | undefined): void => {
    if (scalar !== undefined && !/git_auth_secret/u.test(scalar.text))
      found.push({ name: scalar.text.toLowerCase(), place: scalar.place });
  };
  for (const item of listOf(get(step, 'env'))) add(scalarOf(get(get(get(item, 'valueFrom'), 'secretKeyRef'), 'name')));
  for (const item of listOf(get(step, 'envFrom'))) add(scalarOf(get(get(item, 'secretRef'), 'name')));
  return found;
}
