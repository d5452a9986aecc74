import { blankJob as blankGitHubJob } from '../github/blank-job.ts';
import type { Job, Step, Uses, Workflow } from '../github/model.ts';
import type { SourceText } from '../source/text.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../yaml/node.ts';

const NO_DEFAULTS = { shell: undefined, directory: undefined } as const;

/** A pipeline of another service in the words of the model. */
export function blankWorkflow(source: SourceText, system: Workflow['system'], root: YamlNode): Workflow {
  return {
    path: source.path,
    source,
    kind: 'workflow',
    system,
    name: undefined,
    root: bare(root),
    triggers: [],
    permissions: undefined,
    env: [],
    defaults: NO_DEFAULTS,
    jobs: [],
    inputs: [],
    imports: [],
  };
}

export function blankJob(id: string, node: YamlNode): Job {
  return { ...blankGitHubJob(id, node), node: bare(node) };
}

export function blankStep(node: YamlNode): Step {
  return {
    place: node.place,
    node: bare(node),
    id: undefined,
    name: undefined,
    condition: undefined,
    uses: undefined,
    run: undefined,
    shell: undefined,
    directory: undefined,
    with: [],
    env: [],
    continueOnError: undefined,
  };
}

/** The service lays the files of the commit that started the run into the working directory. */
export function checkoutStep(node: YamlNode, directory?: string): Step {
  const scalar = written('checkout', node);
  const uses: Uses = { scalar, kind: 'service', name: 'service/checkout', path: '', ref: undefined };
  const path: YamlEntry[] =
    directory === undefined ? [] : [{ key: 'path', place: node.place, value: written(directory, node) }];
  return { ...blankStep(node), name: 'checkout', uses, with: path };
}

export function written(text: string, { place }: YamlNode): YamlScalar {
  return { kind: 'scalar', place, text, value: text, placeOf: () => place };
}

/** What is written there means something in GitHub's language that it doesn't mean in its own: only its place counts. */
function bare({ place }: YamlNode): YamlNode {
  return { kind: 'map', place, entries: [] };
}
