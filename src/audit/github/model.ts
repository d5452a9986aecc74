import type { Expression } from '../expression/syntax.ts';
import type { Place, SourceText } from '../source/text.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../yaml/node.ts';

/** A workflow or an action of GitHub, as it is written: facts without judgement. */
export interface Workflow {
  readonly path: string;
  readonly source: SourceText;
  readonly kind: 'workflow' | 'action';
  readonly system: 'github' | 'gitlab' | 'azure' | 'tekton' | 'circleci' | 'jenkins' | 'space';
  readonly name: string | undefined;
  readonly root: YamlNode;
  readonly triggers: readonly Trigger[];
  readonly permissions: Permissions | undefined;
  readonly env: readonly YamlEntry[];
  readonly defaults: StepDefaults;
  readonly jobs: readonly Job[];
  /** Of an action or of `workflow_call` and `workflow_dispatch`: names in lower case. */
  readonly inputs: readonly string[];
  /** Parts that lie elsewhere: included files of GitLab, orbs, templates and tasks of other repositories. */
  readonly imports: readonly Import[];
}

/** A part of a pipeline from elsewhere. */
export interface Import {
  readonly scalar: YamlScalar;
  /** By what it is named, for people; undefined where nobody can put something else there. */
  readonly movable: string | undefined;
}

export interface Trigger {
  readonly event: string;
  readonly place: Place;
  /** `types:`; empty where all of the event's usual ones are meant. */
  readonly types: readonly string[];
  readonly branches: readonly string[];
  readonly paths: readonly string[];
  /** Of `workflow_run`: names of workflows. */
  readonly workflows: readonly string[];
  readonly node: YamlNode | undefined;
}

export interface Permissions {
  readonly place: Place;
  /** Every scope at once: `read-all`, `write-all`; `none` for `{}`. */
  readonly all: 'read' | 'write' | 'none' | undefined;
  readonly scopes: ReadonlyMap<string, { readonly access: string; readonly place: Place }>;
}

export interface StepDefaults {
  readonly shell: string | undefined;
  readonly directory: string | undefined;
}

export interface Condition {
  readonly scalar: YamlScalar;
  /** Undefined where it is no expression, or text stands around the braces. */
  readonly expression: Expression | undefined;
}

export interface Job {
  readonly id: string;
  readonly place: Place;
  readonly node: YamlNode;
  readonly name: string | undefined;
  readonly condition: Condition | undefined;
  readonly needs: readonly string[];
  readonly permissions: Permissions | undefined;
  readonly runner: Runner | undefined;
  readonly environment: YamlScalar | undefined;
  readonly env: readonly YamlEntry[];
  readonly outputs: readonly YamlEntry[];
  readonly container: Container | undefined;
  readonly services: readonly Container[];
  readonly matrix: YamlNode | undefined;
  readonly steps: readonly Step[];
  /** A reusable workflow that is the whole job. */
  readonly uses: Uses | undefined;
  readonly with: readonly YamlEntry[];
  readonly secrets: YamlNode | undefined;
  /** Secrets that another service hands over by other means than `secrets.`. */
  readonly credentials: readonly { readonly name: string; readonly place: Place }[];
  readonly continueOnError: YamlScalar | undefined;
  readonly defaults: StepDefaults;
}

export interface Runner {
  readonly labels: readonly YamlScalar[];
  readonly group: YamlScalar | undefined;
}

export interface Container {
  readonly image: YamlScalar;
  readonly options: YamlScalar | undefined;
  readonly volumes: readonly YamlScalar[];
  readonly credentials: readonly YamlEntry[];
}

export interface Step {
  readonly place: Place;
  readonly node: YamlNode;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly condition: Condition | undefined;
  readonly uses: Uses | undefined;
  readonly run: YamlScalar | undefined;
  readonly shell: string | undefined;
  readonly directory: string | undefined;
  readonly with: readonly YamlEntry[];
  readonly env: readonly YamlEntry[];
  readonly continueOnError: YamlScalar | undefined;
}

export interface Uses {
  readonly scalar: YamlScalar;
  /** `service`: something that a service other than GitHub does by itself. */
  readonly kind: 'local' | 'docker' | 'repository' | 'service';
  /** `owner/repository` in lower case; the path of a local action; the image of `docker://`. */
  readonly name: string;
  /** Inside of the repository. */
  readonly path: string;
  /** Behind `@`. */
  readonly ref: string | undefined;
}

/** The digest of a commit, whole: everything shorter or named can be moved. */
export function isCommit(ref: string | undefined): boolean {
  return ref !== undefined && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/iu.test(ref);
}
