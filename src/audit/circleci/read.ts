import type { Container, Import, Job, Runner, Step } from '../github/model.ts';
import type { Start } from '../map/pipeline.ts';
import { blankJob, blankStep, blankWorkflow, checkoutStep } from '../systems/blank.ts';
import { marked, marksOf, type Marks } from '../systems/marked.ts';
import type { ReadFile, SystemReader, SystemSink } from '../systems/reader.ts';
import { PUSH, startBy } from '../systems/starts.ts';
import { entryOf, get, listOf, mapOf, scalarOf, textOf, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { flat } from '../gitlab/merge.ts';

const FILE = /(?:^|\/)\.circleci\/[^/]+\.ya?ml$/u;
const MARKS = /<<\s*([\w.-]{1,200})\s*>>/gu;
const DEPTH = 8;
const STEPS = 2_000;
const SECRET = /\$\{?([A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|_KEY|_PAT)(?:_[A-Z0-9]+)?)\b/gu;

/** CircleCI: jobs, commands, executors, workflows with contexts and filters; orbs by their versions. */
export const circleci: SystemReader = {
  claims: (path) => FILE.test(path),
  read(paths, sink) {
    for (const path of paths) {
      const file = sink.yaml(path);
      if (file !== undefined && get(file.root, 'jobs') !== undefined) readConfig(file, sink);
      else if (file !== undefined && get(file.root, 'version') !== undefined)
        sink.tell(path, 'no jobs that can be read');
    }
  },
};

interface Use {
  readonly name: string;
  readonly node: YamlNode | undefined;
  readonly contexts: readonly { readonly name: string; readonly place: Job['place'] }[];
  readonly needs: readonly string[];
  readonly approved: boolean;
}

function readConfig({ source, root }: ReadFile, sink: SystemSink): void {
  const workflow = sink.add({
    ...blankWorkflow(source, 'circleci', root),
    imports: mapOf(get(root, 'orbs')).flatMap((entry) => importOf(entry)),
  });
  const uses = usesOf(get(root, 'workflows'));
  for (const { key, value, place } of mapOf(get(root, 'jobs'))) {
    const own = uses.filter(({ name }) => name === key);
    const marks = circleMarks(value, own);
    const expander = new StepReader(source.path, root, marks, sink);
    const steps = expander.steps(get(value, 'steps'), value);
    if (expander.cut) sink.tell(source.path, `steps of ${key} that are nested too deeply or too many`, place.line);
    const executor = executorOf(value, root);
    const job: Job = {
      ...blankJob(key, value),
      place,
      needs: own.flatMap(({ needs }) => needs),
      env: environmentOf(get(value, 'environment'), marks),
      runner: runnerOf(get(value, 'resource_class') ?? get(executor, 'resource_class')),
      ...imagesOf(get(value, 'docker') ?? get(executor, 'docker')),
      steps,
      credentials: [...own.flatMap(({ contexts }) => contexts), ...secretsIn(steps)],
    };
    sink.addJob(workflow, job, startsOf(own));
  }
}

/** `<< pipeline.git.branch >>`, and parameters of a job with a value that a workflow gives. */
function circleMarks(job: YamlNode, uses: readonly Use[]): Marks {
  const given = new Map<string, string>();
  for (const { node } of uses)
    for (const { key, value } of mapOf(node))
      if (value.kind === 'scalar') {
        const inner = /^<<\s*pipeline\.([\w.-]{1,200})\s*>>$/u.exec(value.text.trim())?.[1];
        if (inner !== undefined) given.set(key, inner);
      }
  for (const { key, value } of mapOf(get(job, 'parameters'))) {
    const inner = /^<<\s*pipeline\.([\w.-]{1,200})\s*>>$/u.exec((textOf(get(value, 'default')) ?? '').trim())?.[1];
    if (inner !== undefined && !given.has(key)) given.set(key, inner);
  }
  return marksOf(MARKS, (name) => {
    if (name.startsWith('pipeline.parameters.')) return ['inputs', name.slice('pipeline.parameters.'.length)];
    if (name.startsWith('pipeline.')) return ['circleci', ...name.slice('pipeline.'.length).split('.')];
    const inner = given.get(name.replace(/^parameters\./u, ''));
    // Of other parameters the config itself says what they are; marked, so that a shell does not take them for a document.
    return inner === undefined ? ['circleci', 'fixed'] : ['circleci', ...inner.split('.')];
  });
}

class StepReader {
  cut = false;
  private readonly sink: SystemSink;
  private readonly path: string;
  private readonly root: YamlNode;
  private readonly marks: Marks;
  private count = 0;

  constructor(path: string, root: YamlNode, marks: Marks, sink: SystemSink) {
    this.sink = sink;
    this.path = path;
    this.root = root;
    this.marks = marks;
  }

  steps(node: YamlNode | undefined, job: YamlNode, depth = 0): Step[] {
    if (depth > DEPTH || this.count > STEPS) {
      this.cut = true;
      return [];
    }
    return listOf(node).flatMap((item) => {
      if (this.count++ > STEPS) return [];
      return this.step(item, job, depth);
    });
  }

  private step(item: YamlNode, job: YamlNode, depth: number): Step[] {
    const [name, given] = item.kind === 'scalar' ? [item.text, undefined] : only(item);
    if (name === 'checkout') {
      const path = textOf(get(given, 'path'));
      return [{ ...checkoutStep(item, path?.replace(/^~\/project\/?/u, '')), place: item.place }];
    }
    if (name === 'run') return this.run(item, given);
    if (name === 'when' || name === 'unless') return this.steps(get(given, 'steps'), job, depth + 1);
    const command = get(get(this.root, 'commands'), name);
    return command === undefined ? [] : this.steps(get(command, 'steps'), job, depth + 1);
  }

  private run(item: YamlNode, given: YamlNode | undefined): Step[] {
    const script = scalarOf(given) ?? scalarOf(get(given, 'command'));
    if (script === undefined || !this.sink.spend(this.path, script.text.length)) return [];
    const directory = textOf(get(given, 'working_directory'));
    return [
      {
        ...blankStep(item),
        place: script.place,
        name: textOf(get(given, 'name')),
        run: marked(script, this.marks),
        // CircleCI's own shell ends at the first failure.
        shell: textOf(get(given, 'shell')) ?? 'bash -eo pipefail',
        directory: directory?.replace(/^~\/project\/?/u, '') ?? undefined,
        env: environmentOf(get(given, 'environment'), this.marks),
      },
    ];
  }
}

function only(item: YamlNode): [string, YamlNode | undefined] {
  const [first] = flat(item);
  return first === undefined ? ['', undefined] : [first[0], first[1].value];
}

function usesOf(workflows: YamlNode | undefined): Use[] {
  return mapOf(workflows).flatMap(({ value }) => {
    const jobs = listOf(get(value, 'jobs'));
    const approvals = new Set(
      jobs.flatMap((item) => {
        const [name, node] = item.kind === 'scalar' ? [item.text, undefined] : only(item);
        return textOf(get(node, 'type')) === 'approval' ? [name] : [];
      }),
    );
    return jobs.flatMap((item): Use[] => {
      const [name, node] = item.kind === 'scalar' ? [item.text, undefined] : only(item);
      const needs = listOf(get(node, 'requires')).flatMap((one) => textOf(one) ?? []);
      const contexts = listOf(get(node, 'context')).flatMap((one) =>
        one.kind === 'scalar' ? [{ name: one.text.toLowerCase(), place: one.place }] : [],
      );
      return [{ name, node, contexts, needs, approved: needs.some((one) => approvals.has(one)) }];
    });
  });
}

/** Pull requests of forks start runs, with secrets or without, if the project is set so; filters may leave out their branches. */
function startsOf(uses: readonly Use[]): Start[] {
  const reached = uses.length === 0 || uses.some((use) => !use.approved && !filtered(use.node));
  return [PUSH, ...(reached ? [startBy('pull_request', 'setting')] : [])];
}

/** A job for branches by name never runs for a fork's `pull/<number>`. */
function filtered(node: YamlNode | undefined): boolean {
  const only = entryOf(get(get(node, 'filters'), 'branches'), 'only');
  const ignored = listOf(get(get(get(node, 'filters'), 'branches'), 'ignore')).map((one) => textOf(one) ?? '');
  const names = listOf(only?.value).map((one) => textOf(one) ?? '');
  if (ignored.some((name) => /^\/?(?:\.\*|pull\\?\/.*)\/?$/u.test(name))) return true;
  return names.length > 0 && names.every((name) => !/^\/\^?(?:\.\*|pull)/u.test(name));
}

/** An orb by its whole version never changes; all others follow what their owner publishes. */
function importOf({ value }: YamlEntry): Import[] {
  const scalar = scalarOf(value);
  if (scalar === undefined) return [];
  const version = scalar.text.split('@').at(1);
  if (version === undefined) return [{ scalar, movable: 'no version at all' }];
  if (/^\d+\.\d+\.\d+$/u.test(version)) return [{ scalar, movable: undefined }];
  return [{ scalar, movable: /^\d/u.test(version) ? `${version}, a version that moves` : `the branch ${version}` }];
}

function executorOf(job: YamlNode, root: YamlNode): YamlNode | undefined {
  const executor = get(job, 'executor');
  const name = textOf(executor) ?? textOf(get(executor, 'name'));
  return name === undefined ? undefined : get(get(root, 'executors'), name);
}

function imagesOf(node: YamlNode | undefined): Pick<Job, 'container' | 'services'> {
  const images = listOf(node).flatMap((item): Container[] => {
    const image = scalarOf(get(item, 'image'));
    if (image === undefined || /\$|<</u.test(image.text)) return [];
    return [{ image, options: undefined, volumes: [], credentials: mapOf(get(item, 'auth')).filter(isWritten) }];
  });
  return { container: images[0], services: images.slice(1) };
}

/** A password that stands there itself, not the name of a variable that holds it. */
function isWritten({ value }: YamlEntry): boolean {
  return value.kind === 'scalar' && !value.text.startsWith('$');
}

/** `namespace/name` is a machine of the project's own. */
function runnerOf(node: YamlNode | undefined): Runner | undefined {
  const scalar = scalarOf(node);
  return scalar === undefined ? undefined : { labels: [], group: scalar.text.includes('/') ? scalar : undefined };
}

function environmentOf(node: YamlNode | undefined, marks: Marks): YamlEntry[] {
  return [...mapOf(node), ...listOf(node).flatMap((item) => (node?.kind === 'list' ? mapOf(item) : []))].map((entry) =>
    entry.value.kind === 'scalar' ? { ...entry, value: marked(entry.value, marks) } : entry,
  );
}

function secretsIn(steps: readonly Step[]): Job['credentials'] {
  const found = new Map<string, Job['credentials'][number]>();
  for (const { run } of steps)
    for (const match of run?.text.matchAll(SECRET) ?? [])
      if (run !== undefined && !found.has(match[1] ?? ''))
        found.set(match[1] ?? '', { name: (match[1] ?? '').toLowerCase(), place: run.placeOf(match.index) });
  return [...found.values()];
}
