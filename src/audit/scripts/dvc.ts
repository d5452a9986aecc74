import type { Place, SourceText } from '../source/text.ts';
import { get, listOf, mapOf, textOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';

/** A stage of `dvc.yaml`. Its commands are run by a shell, whatever they are. */
export interface DvcStage {
  readonly name: string;
  readonly commands: readonly YamlScalar[];
  /** Files, directories and addresses that it reads, with the place of each. */
  readonly needs: readonly { readonly text: string; readonly place: Place }[];
  readonly makes: readonly string[];
  /** Where it runs, relative to the file. */
  readonly directory: string;
}

const STAGES = 1_000;

/** Stages of a `dvc.yaml`, those of `foreach` and `matrix` once. Undefined where the text has none. */
export function readDvc(source: SourceText): readonly DvcStage[] | undefined {
  const [root] = readYaml(source).documents;
  const stages = mapOf(get(root, 'stages'));
  if (stages.length === 0) return undefined;
  return stages.slice(0, STAGES).map(({ key, value }): DvcStage => {
    const stage = get(value, 'do') ?? value;
    return {
      name: key,
      commands: listOf(get(stage, 'cmd')).filter((one): one is YamlScalar => one.kind === 'scalar'),
      needs: [...listOf(get(stage, 'deps')), ...listOf(get(stage, 'params'))].flatMap((one) => nameOf(one) ?? []),
      makes: ['outs', 'metrics', 'plots'].flatMap((name) =>
        listOf(get(stage, name)).flatMap((one) => nameOf(one)?.text ?? []),
      ),
      directory: textOf(get(stage, 'wdir')) ?? '.',
    };
  });
}

/** The stages that a call of `dvc repro` runs: those that are named, and what they need; all where none is named. */
export function reproduced(stages: readonly DvcStage[], names: readonly string[]): readonly DvcStage[] {
  const wanted = names.map((name) => name.slice(name.lastIndexOf(':') + 1).split('@', 1)[0] ?? '');
  const started = stages.filter(({ name }) => wanted.includes(name));
  if (started.length === 0) return stages;
  const maker = new Map(stages.flatMap((stage) => stage.makes.map((made) => [made, stage] as const)));
  const found = new Set<DvcStage>();
  const queue = [...started];
  for (let stage = queue.pop(); stage !== undefined; stage = queue.pop()) {
    if (found.has(stage)) continue;
    found.add(stage);
    for (const { text } of stage.needs) queue.push(...[maker.get(text) ?? []].flat());
  }
  return stages.filter((stage) => found.has(stage));
}

/** A path as it stands, or as the key of what is said about it. */
function nameOf(node: YamlNode): { readonly text: string; readonly place: Place } | undefined {
  if (node.kind === 'scalar') return { text: node.text, place: node.place };
  const [entry] = mapOf(node);
  return entry === undefined ? undefined : { text: entry.key, place: entry.place };
}
