import { posix } from 'node:path';
import type { Container, Import, Job, Runner, Step, Workflow } from '../github/model.ts';
import { isCommit } from '../github/model.ts';
import type { Start } from '../map/pipeline.ts';
import { blankJob, blankWorkflow, checkoutStep } from '../systems/blank.ts';
import { marked, type Marks } from '../systems/marked.ts';
import { PUSH, startBy } from '../systems/starts.ts';
import type { ReadFile, SystemReader } from '../systems/reader.ts';
import { get, listOf, mapOf, scalarOf, scalarsIn, textOf, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { azureMarks } from './marks.ts';
import { azureStep } from './steps.ts';
import { excludesChanges, groupsOf, itemsOf, variablesOf, type Item } from './syntax.ts';

const FILE =
  /(?:^|\/)(?:\.?azure-pipelines?[\w.-]*\.ya?ml|\.vsts-ci\.ya?ml|\.?(?:azure-?pipelines?|azuredevops|vsts)\/.+\.ya?ml)$/iu;
const KEYS = ['stages', 'jobs', 'steps', 'extends'] as const;
/** Phases of a deployment that run steps. */
const PHASES = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'] as const;

/** What a list of steps, jobs or stages inherits from what stands around it. */
interface Around {
  readonly file: Workflow;
  readonly marks: Marks;
  readonly starts: readonly Start[];
  readonly pool: YamlNode | undefined;
  readonly groups: readonly { readonly name: string; readonly place: Job['place'] }[];
}

/** Azure Pipelines: stages, jobs, deployments, steps, tasks that run scripts, and templates of the same repository. */
export const azure: SystemReader = {
  claims: (path) => FILE.test(path),
  read(paths, reader) {
    const files = paths.flatMap((path) => {
      const file = reader.yaml(path);
      return file !== undefined && KEYS.some((key) => get(file.root, key) !== undefined) ? [file] : [];
    });
    const referred = new Set(files.flatMap((file) => templatesIn(file.root, file.source.path)));
    for (const file of files)
      if (!referred.has(file.source.path)) new PipelineReader(reader).read(file, startsOf(file.root), undefined);
  },
};

type Reader = Parameters<SystemReader['read']>[1];

class PipelineReader {
  private readonly reader: Reader;
  private readonly seen = new Set<string>();
  private jobs = 0;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** A file as a pipeline, or as a template inside of `around`. */
  read({ source, root }: ReadFile, starts: readonly Start[], around: Around | undefined, steps?: Job): void {
    if (this.seen.has(source.path)) return;
    this.seen.add(source.path);
    const variables = variablesOf(get(root, 'variables'));
    const open = new Set(around === undefined ? openParameters(root) : []);
    const marks = azureMarks(variables, open);
    const file = this.reader.add({
      ...blankWorkflow(source, 'azure', root),
      name: textOf(get(root, 'name')),
      env: markedEntries(variables, marks),
      triggers: starts.map(({ event }) => trigger(event, root)),
      imports: importsOf(root),
    });
    const groups = groupsOf(get(root, 'variables')).map(({ text, place }) => ({ name: text, place }));
    const inside: Around = {
      file,
      marks,
      starts,
      pool: get(root, 'pool') ?? (around?.pool === undefined ? undefined : movedTo(root, around.pool)),
      groups: [...(around?.groups ?? []).map(({ name }) => ({ name, place: root.place })), ...groups],
    };
    const base = get(root, 'extends');
    if (base !== undefined) this.template({ node: base, kept: false }, inside);
    for (const item of itemsOf(get(root, 'stages'))) this.stage(item, inside);
    for (const item of itemsOf(get(root, 'jobs'))) this.job(item, inside);
    if (get(root, 'steps') !== undefined)
      this.steps(
        itemsOf(get(root, 'steps')),
        { ...(steps ?? blankJob('job', root)), place: root.place },
        inside,
        steps,
      );
  }

  private stage({ node, kept }: Item, around: Around): void {
    if (this.template({ node, kept }, around)) return;
    const closed = kept || excludesChanges(textOf(get(node, 'condition')));
    const inside: Around = {
      ...around,
      starts: closed ? withoutChanges(around.starts) : around.starts,
      pool: get(node, 'pool') ?? around.pool,
    };
    for (const item of itemsOf(get(node, 'jobs'))) this.job(item, inside);
  }

  private job({ node, kept }: Item, around: Around): void {
    if (this.template({ node, kept }, around)) return;
    const deployment = scalarOf(get(node, 'deployment'));
    const name = scalarOf(get(node, 'job')) ?? deployment;
    if (name === undefined) return;
    const condition = scalarOf(get(node, 'condition'));
    const closed = kept || excludesChanges(condition?.text);
    const environment = get(node, 'environment');
    const job: Job = {
      ...blankJob(name.text === '' ? 'job' : name.text, node),
      place: name.place,
      name: textOf(get(node, 'displayName')),
      needs: listOf(get(node, 'dependsOn')).flatMap((item) => textOf(item) ?? []),
      environment: scalarOf(environment) ?? scalarOf(get(environment, 'name')),
      runner: runnerOf(get(node, 'pool') ?? around.pool),
      container: containerOf(get(node, 'container'), around.file),
      env: markedEntries(variablesOf(get(node, 'variables')), around.marks),
      continueOnError: scalarOf(get(node, 'continueOnError')),
    };
    const strategy = get(node, 'strategy');
    const ways = ['runOnce', 'rolling', 'canary'].map((way) => get(strategy, way));
    const deployed = ways.flatMap((way) => PHASES.flatMap((phase) => itemsOf(get(get(way, phase), 'steps'))));
    const items = [...itemsOf(get(node, 'steps')), ...deployed];
    const inside = closed ? { ...around, starts: withoutChanges(around.starts) } : around;
    this.steps(items, job, inside, undefined, deployment !== undefined);
  }

  private steps(items: readonly Item[], job: Job, around: Around, outer?: Job, bare = false): void {
    if (this.jobs++ > 5_000) return;
    const steps: Step[] = [];
    // A job takes the sources by itself unless a step says what it takes; a template's steps come behind those of its job.
    const explicit = items.some(({ node }) => get(node, 'checkout') !== undefined);
    if (!explicit && !bare && (outer === undefined || outer.steps.length > 0)) steps.push(checkoutStep(job.node));
    for (const item of items) {
      if (!this.reader.spend(around.file.path, lengthOf(item.node))) break;
      const made = azureStep(item, around.marks);
      if (made !== undefined) steps.push(made);
      else
        this.template(item, around, {
          ...job,
          steps: steps.filter(({ uses }) => uses?.name === 'service/checkout'),
        });
    }
    const secrets = items.flatMap(({ node }) => secretsIn(node, around.file));
    this.reader.addJob(
      around.file,
      { ...job, runner: job.runner ?? runnerOf(around.pool), steps, credentials: [...around.groups, ...secrets] },
      around.starts,
    );
  }

  /** Whether an item is a template: one of this repository is read where it is used first. */
  private template({ node, kept }: Item, around: Around, steps?: Job): boolean {
    const scalar = scalarOf(get(node, 'template'));
    if (scalar === undefined) return false;
    const [path = '', alias] = scalar.text.split('@');
    if ((alias !== undefined && alias !== 'self') || path.includes('${{')) {
      this.reader.elsewhere(around.file.path, `the template ${scalar.text} lies elsewhere`, scalar.place.line);
      return true;
    }
    const name = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(around.file.path), path);
    const file = this.reader.yaml(posix.normalize(name));
    if (file === undefined) this.reader.tell(around.file.path, `the template ${path} is not there`, scalar.place.line);
    else this.read(file, kept ? withoutChanges(around.starts) : around.starts, around, steps);
    return true;
  }
}

/** Characters of a step's own texts. */
function lengthOf(node: YamlNode): number {
  let sum = 0;
  for (const { value } of mapOf(node)) {
    if (value.kind === 'scalar') sum += value.text.length;
    for (const inner of mapOf(value)) if (inner.value.kind === 'scalar') sum += inner.value.text.length;
  }
  return sum;
}

function startsOf(root: YamlNode): Start[] {
  const none = (key: string): boolean => textOf(get(root, key)) === 'none';
  // Without a word about them, every pull request starts a run; whether it has secrets is set in the service.
  return [PUSH, ...(none('pr') ? [] : [startBy('pr', 'setting')])];
}

function withoutChanges(starts: readonly Start[]): readonly Start[] {
  return starts.filter(({ event }) => event !== 'pr');
}

function trigger(event: string, root: YamlNode): Workflow['triggers'][number] {
  const place = (get(root, event === 'pr' ? 'pr' : 'trigger') ?? root).place;
  return { event, place, types: [], branches: [], paths: [], workflows: [], node: undefined };
}

function markedEntries(entries: readonly YamlEntry[], marks: Marks): YamlEntry[] {
  return entries.map((entry) =>
    entry.value.kind === 'scalar' ? { ...entry, value: marked(entry.value, marks) } : entry,
  );
}

/** A pool by its name is the project's own; one by an image is Microsoft's. */
function runnerOf(pool: YamlNode | undefined): Runner | undefined {
  if (pool === undefined) return undefined;
  const name = scalarOf(pool) ?? scalarOf(get(pool, 'name'));
  const image = scalarOf(get(pool, 'vmImage'));
  const labels = image === undefined ? [] : [image];
  const own = name !== undefined && !/^(?:azure pipelines|hosted)|\$/iu.test(name.text);
  return { labels, group: own && image === undefined ? name : undefined };
}

/** A pool of the including file, so that its place is one of the included. */
function movedTo({ place }: YamlNode, pool: YamlNode): YamlNode {
  if (pool.kind === 'scalar') return { ...pool, place, placeOf: () => place };
  if (pool.kind !== 'map') return pool;
  const entries = pool.entries.map((entry) => ({ ...entry, place, value: movedTo({ ...pool, place }, entry.value) }));
  return { kind: 'map', place, entries };
}

function containerOf(node: YamlNode | undefined, file: Workflow): Container | undefined {
  const named = scalarOf(node);
  const image = named ?? scalarOf(get(node, 'image'));
  if (image === undefined || image.text.includes('$')) return undefined;
  // A name of `resources.containers` is told there.
  if (named !== undefined && !/[/:]/u.test(named.text) && file.source.text.includes('containers:')) return undefined;
  return {
    image,
    options: scalarOf(get(node, 'options')),
    volumes: listOf(get(node, 'volumes')).flatMap((item) => scalarOf(item) ?? []),
    credentials: [],
  };
}

/** Parameters of a pipeline that whoever starts it may fill in as they like. */
function openParameters(root: YamlNode): string[] {
  return listOf(get(root, 'parameters')).flatMap((item) => {
    const fixed = get(item, 'values') !== undefined || /^(?:boolean|number)$/u.test(textOf(get(item, 'type')) ?? '');
    const name = textOf(get(item, 'name'));
    return fixed || name === undefined ? [] : [name.toLowerCase()];
  });
}

function importsOf(root: YamlNode): Import[] {
  return listOf(get(get(root, 'resources'), 'repositories')).flatMap((item) => {
    const scalar = scalarOf(get(item, 'name'));
    const ref = textOf(get(item, 'ref'));
    if (scalar === undefined) return [];
    const branch = ref === undefined ? 'no version at all' : `${ref}, a branch or tag`;
    return [{ scalar, movable: isCommit(ref) ? undefined : branch }];
  });
}

const SECRET =
  /\$\(([\w.-]{0,60}(?:token|secret|password|passwd|apikey|api_key|credential|_key|\.pat)[\w.-]{0,60})\)/giu;

function secretsIn(node: YamlNode, { env }: Workflow): Job['credentials'] {
  const found: { name: string; place: Job['place'] }[] = [];
  for (const scalar of scalarsIn(node))
    for (const match of scalar.text.matchAll(SECRET)) {
      const name = (match[1] ?? '').toLowerCase();
      if (name !== 'system.accesstoken' && !env.some(({ key }) => key.toLowerCase() === name))
        found.push({ name, place: scalar.placeOf(match.index) });
    }
  return found;
}

function templatesIn(root: YamlNode, path: string): string[] {
  const found: string[] = [];
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const template = textOf(get(node, 'template'))?.replace(/@self$/u, '');
    if (template !== undefined)
      found.push(
        template.startsWith('/') ? template.slice(1) : posix.normalize(posix.join(posix.dirname(path), template)),
      );
    if (node.kind === 'list') stack.push(...node.items);
    if (node.kind === 'map') stack.push(...node.entries.map(({ value }) => value));
  }
  return found;
}
