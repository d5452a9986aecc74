import { blankJob } from './blank-job.ts';
import { AUDIT_LIMITS } from '../limits.ts';
import { conditionOf } from '../expression/parse.ts';
import type { SourceText } from '../source/text.ts';
import {
  entryOf,
  get,
  listOf,
  mapOf,
  scalarOf,
  textOf,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from '../yaml/node.ts';
import type {
  Condition,
  Container,
  Job,
  Permissions,
  Runner,
  Step,
  StepDefaults,
  Trigger,
  Uses,
  Workflow,
} from './model.ts';

/** A workflow file. Undefined if nothing in it is one. */
export function workflowOf(source: SourceText, root: YamlNode | undefined): Workflow | undefined {
  if (root?.kind !== 'map' || get(root, 'jobs') === undefined) return undefined;
  // YAML 1.1 reads a bare `on` as true; GitHub and this reader don't.
  const triggers = triggersOf(entryOf(root, 'on') ?? entryOf(root, 'true'));
  return {
    path: source.path,
    source,
    kind: 'workflow',
    system: 'github',
    name: textOf(get(root, 'name'))?.slice(0, AUDIT_LIMITS.name),
    root,
    triggers,
    permissions: permissionsOf(entryOf(root, 'permissions')),
    env: mapOf(get(root, 'env')),
    defaults: defaultsOf(root),
    jobs: mapOf(get(root, 'jobs')).flatMap((entry) => jobOf(entry) ?? []),
    inputs: triggers.flatMap(({ node }) => mapOf(get(node, 'inputs')).map(({ key }) => key.toLowerCase())),
    imports: [],
  };
}

/** An action of the repository, `action.yml`: its steps as those of one job. */
export function actionOf(source: SourceText, root: YamlNode | undefined): Workflow | undefined {
  const runs = get(root, 'runs');
  if (root?.kind !== 'map' || runs?.kind !== 'map') return undefined;
  const image = scalarOf(get(runs, 'image'));
  const container = image === undefined || !image.text.startsWith('docker://') ? undefined : plainContainer(image);
  return {
    path: source.path,
    source,
    kind: 'action',
    system: 'github',
    name: textOf(get(root, 'name'))?.slice(0, AUDIT_LIMITS.name),
    root,
    triggers: [],
    permissions: undefined,
    env: [],
    defaults: { shell: undefined, directory: undefined },
    jobs: [{ ...blankJob('runs', runs), steps: stepsOf(get(runs, 'steps')), container }],
    inputs: mapOf(get(root, 'inputs')).map(({ key }) => key.toLowerCase()),
    imports: [],
  };
}

function triggersOf(on: YamlEntry | undefined): Trigger[] {
  if (on === undefined) return [];
  const of = (event: string, place: Trigger['place'], node?: YamlNode): Trigger => ({
    event,
    place,
    types: texts(get(node, 'types')),
    branches: texts(get(node, 'branches')),
    paths: texts(get(node, 'paths')),
    workflows: texts(get(node, 'workflows')),
    node,
  });
  if (on.value.kind === 'map') return on.value.entries.map(({ key, place, value }) => of(key, place, value));
  return listOf(on.value).flatMap((item) => (item.kind === 'scalar' ? [of(item.text, item.place)] : []));
}

function permissionsOf(entry: YamlEntry | undefined): Permissions | undefined {
  if (entry === undefined) return undefined;
  const { value, place } = entry;
  const scopes = new Map(
    mapOf(value).flatMap((scope) =>
      scope.value.kind === 'scalar'
        ? [[scope.key.toLowerCase(), { access: scope.value.text, place: scope.place }] as const]
        : [],
    ),
  );
  const text = textOf(value);
  const all =
    text === 'write-all'
      ? 'write'
      : text === 'read-all'
        ? 'read'
        : value.kind === 'map' && scopes.size === 0
          ? 'none'
          : undefined;
  return { place, all, scopes };
}

function defaultsOf(node: YamlNode): StepDefaults {
  const run = get(get(node, 'defaults'), 'run');
  return { shell: textOf(get(run, 'shell')), directory: textOf(get(run, 'working-directory')) };
}

function jobOf({ key, place, value }: YamlEntry): Job | undefined {
  if (value.kind !== 'map') return undefined;
  const environment = get(value, 'environment');
  const container = get(value, 'container');
  return {
    ...blankJob(key, value),
    place,
    name: textOf(get(value, 'name'))?.slice(0, AUDIT_LIMITS.name),
    condition: conditionIn(value),
    needs: texts(get(value, 'needs')),
    permissions: permissionsOf(entryOf(value, 'permissions')),
    runner: runnerOf(get(value, 'runs-on')),
    environment: scalarOf(environment) ?? scalarOf(get(environment, 'name')),
    env: mapOf(get(value, 'env')),
    outputs: mapOf(get(value, 'outputs')),
    container: container === undefined ? undefined : containerOf(container),
    services: mapOf(get(value, 'services')).flatMap((service) => containerOf(service.value) ?? []),
    matrix: get(get(value, 'strategy'), 'matrix'),
    steps: stepsOf(get(value, 'steps')),
    uses: usesOf(scalarOf(get(value, 'uses'))),
    with: mapOf(get(value, 'with')),
    secrets: get(value, 'secrets'),
    continueOnError: scalarOf(get(value, 'continue-on-error')),
    defaults: defaultsOf(value),
  };
}

function runnerOf(node: YamlNode | undefined): Runner | undefined {
  if (node === undefined) return undefined;
  const labels = node.kind === 'map' ? get(node, 'labels') : node;
  return {
    labels: listOf(labels).filter((item): item is YamlScalar => item.kind === 'scalar'),
    group: scalarOf(get(node, 'group')),
  };
}

function containerOf(node: YamlNode): Container | undefined {
  const image = scalarOf(node) ?? scalarOf(get(node, 'image'));
  if (image === undefined || image.text === '') return undefined;
  return {
    image,
    options: scalarOf(get(node, 'options')),
    volumes: listOf(get(node, 'volumes')).filter((item): item is YamlScalar => item.kind === 'scalar'),
    credentials: mapOf(get(node, 'credentials')),
  };
}

function plainContainer(image: YamlScalar): Container {
  return { image, options: undefined, volumes: [], credentials: [] };
}

function stepsOf(node: YamlNode | undefined): Step[] {
  // An alias in the list may stand for a list of steps.
  return listOf(node)
    .flatMap((item) => (item.kind === 'list' ? item.items : [item]))
    .filter((item) => item.kind === 'map')
    .map(stepOf);
}

function stepOf(node: YamlNode): Step {
  return {
    place: node.place,
    node,
    id: textOf(get(node, 'id'))?.toLowerCase(),
    name: textOf(get(node, 'name'))?.slice(0, AUDIT_LIMITS.name),
    condition: conditionIn(node),
    uses: usesOf(scalarOf(get(node, 'uses'))),
    run: scalarOf(get(node, 'run')),
    shell: textOf(get(node, 'shell')),
    directory: textOf(get(node, 'working-directory')),
    with: mapOf(get(node, 'with')),
    env: mapOf(get(node, 'env')),
    continueOnError: scalarOf(get(node, 'continue-on-error')),
  };
}

function conditionIn(node: YamlNode): Condition | undefined {
  const scalar = scalarOf(get(node, 'if'));
  return scalar === undefined ? undefined : { scalar, expression: conditionOf(scalar.text) };
}

function usesOf(scalar: YamlScalar | undefined): Uses | undefined {
  if (scalar === undefined || scalar.text === '') return undefined;
  const { text } = scalar;
  if (text.startsWith('docker://')) return { scalar, kind: 'docker', name: text.slice(9), path: '', ref: undefined };
  if (/^\.{1,2}(?:\/|$)/u.test(text))
    return { scalar, kind: 'local', name: text.replace(/^\.\//u, '').replace(/\/$/u, ''), path: '', ref: undefined };
  const at = text.lastIndexOf('@');
  const whole = at === -1 ? text : text.slice(0, at);
  const [owner = '', repository = '', ...path] = whole.split('/');
  return {
    scalar,
    kind: 'repository',
    name: `${owner}/${repository}`.toLowerCase(),
    path: path.join('/'),
    ref: at === -1 ? undefined : text.slice(at + 1).trim(),
  };
}

function texts(node: YamlNode | undefined): string[] {
  return listOf(node).flatMap((item) => textOf(item) ?? []);
}
