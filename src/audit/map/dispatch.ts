import type { YamlScalar } from '../yaml/node.ts';
import { textOf } from '../yaml/node.ts';
import type { Spot } from './act.ts';
import type { PipelineMap } from './pipeline.ts';
import type { Site } from './taint-value.ts';

/** A step or a program that starts workflows of this repository, and with what. */
export interface Dispatch extends Spot {
  readonly site: Site | undefined;
  /** Texts by the name of the input that they become; `*` for all of them. */
  readonly given: ReadonlyMap<string, string>;
}

const ACTIONS =
  /^(?:peter-evans\/(?:slash-command-dispatch|repository-dispatch)|benc-uk\/workflow-dispatch|the-actions-org\/workflow-dispatch|convictional\/trigger-workflow-and-wait|aurelien-baudet\/workflow-dispatch|lasith-kg\/dispatch-workflow|codex-\/return-dispatch|workflow-dispatch-and-wait\/.*)$/u;
const INPUTS = /^(?:static-args|named-args|inputs|client-payload|client_payload|workflow-inputs|workflow_inputs)$/iu;
const SCRIPT = /createWorkflowDispatch|createDispatchEvent|\/dispatches\b/u;
const PROGRAM = /\bcreate_dispatch\s*\(|createWorkflowDispatch|createDispatchEvent|\/dispatches["'`]/u;
const PROGRAMS = /\.(?:py|js|ts|mjs|go|rb)$/u;
const SKIPPED = /(?:^|\/)(?:tests?|node_modules|vendor|\.github)\//u;
const FILES = 2_000;

const known = new WeakMap<PipelineMap, readonly Dispatch[]>();

/** Everything in a repository that starts one of its workflows by the forge's API. */
export function dispatchesOf(map: PipelineMap): readonly Dispatch[] {
  const found = known.get(map) ?? read(map);
  known.set(map, found);
  return found;
}

function read(map: PipelineMap): Dispatch[] {
  const wanted = map.workflows.some(({ triggers }) => triggers.some(({ event }) => event.endsWith('_dispatch')));
  if (!wanted) return [];
  const found: Dispatch[] = [];
  for (const { workflow, job, steps } of map.jobs) {
    for (const { step, acts } of steps) {
      const site: Site = { workflow, job, step };
      const at = { path: workflow.path, place: step.place };
      if (step.uses !== undefined && ACTIONS.test(step.uses.name)) {
        const given = new Map<string, string>();
        for (const { key, value } of step.with)
          if (INPUTS.test(key) && value.kind === 'scalar')
            for (const [name, text] of pairsOf(value)) given.set(name, text);
        found.push({ ...at, site, given });
      }
      const script = textOf(step.with.find(({ key }) => key === 'script')?.value);
      if (step.uses?.name === 'actions/github-script' && script !== undefined && SCRIPT.test(script))
        found.push({ ...at, site, given: new Map([['*', script]]) });
      for (const { name, words, path, place, command } of acts) {
        if (command === undefined || name !== 'gh') continue;
        const line = words.join(' ');
        if (!/^workflow run\b|^api\b.*\/dispatches\b/u.test(line)) continue;
        const given = new Map<string, string>();
        for (const word of words) {
          const [, key, text] = /^(?:inputs\[|client_payload\[)?([\w-]+)\]?=([^]*)$/u.exec(word) ?? [];
          if (key !== undefined && text !== undefined) given.set(key.toLowerCase(), text);
        }
        found.push({ path, place, site, given });
      }
    }
  }
  let left = FILES;
  for (const path of map.repository.paths) {
    if (!PROGRAMS.test(path) || SKIPPED.test(path) || left-- <= 0) continue;
    const source = map.repository.text(path);
    const at = source?.text.search(PROGRAM) ?? -1;
    if (source !== undefined && at !== -1)
      found.push({ path, place: source.placeAt(at), site: undefined, given: new Map() });
  }
  return found;
}

/** `name=text` by lines, or `"name": "text"` of JSON. */
function* pairsOf({ text }: YamlScalar): Generator<readonly [string, string]> {
  for (const [, plain, after = '', quoted = '', value = ''] of text.matchAll(
    /(?:^|\n)\s*([\w-]+)=([^\n]*)|["']([\w-]+)["']\s*:\s*["']?([^"',\n}]*(?:\}\}[^"',\n}]*)*)/gu,
  ))
    yield plain === undefined ? [quoted.toLowerCase(), value] : [plain.toLowerCase(), after];
}
