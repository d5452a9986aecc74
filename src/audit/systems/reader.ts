import type { Job, Workflow } from '../github/model.ts';
import type { Start } from '../map/pipeline.ts';
import type { SourceText } from '../source/text.ts';
import type { YamlNode } from '../yaml/node.ts';

export interface ReadFile {
  readonly source: SourceText;
  /** The last document: GitLab's first one may be a header. */
  readonly root: YamlNode;
  readonly documents: readonly YamlNode[];
}

/** Where readers of services other than GitHub get their files, and put what they found. */
export interface SystemSink {
  readonly paths: readonly string[];
  /** A file of the repository; undefined where it is not there or no YAML. Faults are told once. */
  yaml(path: string): ReadFile | undefined;
  text(path: string): SourceText | undefined;
  /** Jobs come behind, by `addJob`. */
  add(workflow: Workflow): Workflow;
  /** Every start of a job must be given: an empty list says that nothing starts it. */
  addJob(workflow: Workflow, job: Job, starts: readonly Start[]): void;
  /** Whether a script of so many characters may still be read: aliases make one text stand in any number of jobs. */
  spend(path: string, characters: number): boolean;
  has(path: string): boolean;
  /** A part of a pipeline that stands here and was not read: the audit is not complete. */
  tell(path: string, reason: string, line?: number): void;
  /** A part that no file of the repository holds: a blind spot. */
  elsewhere(path: string, reason: string, line?: number): void;
}

/** A reader of one service: what it makes is in the words of the model, so that every rule goes over it. */
export interface SystemReader {
  claims(path: string): boolean;
  /** Of files whose path says too little: whether their text is of the service. */
  readonly bySign?: { readonly path: RegExp; readonly text: RegExp };
  /** `paths` are those that it claims. */
  read(paths: readonly string[], sink: SystemSink): void;
}
