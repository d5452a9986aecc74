import { azure } from '../azure/read.ts';
import { circleci } from '../circleci/read.ts';
import { gitlab } from '../gitlab/read.ts';
import { isCompose, readCompose } from '../compose/read.ts';
import type { Job, Workflow } from '../github/model.ts';
import { jenkins } from '../jenkins/read.ts';
import type { Start } from '../map/pipeline.ts';
import type { Repository, Unread } from '../source/repository.ts';
import type { SourceText } from '../source/text.ts';
import { spaces } from '../spaces/read.ts';
import { tekton } from '../tekton/read.ts';
import { readYaml } from '../yaml/read.ts';
import type { ReadFile, SystemReader, SystemSink } from './reader.ts';

const READERS: readonly SystemReader[] = [gitlab, azure, tekton, circleci, jenkins, spaces];
const JOBS = 20_000;
/** Characters of scripts, each step counted with some more for what it costs beside its text. */
const SCRIPTS = 24 << 20;
const PER_STEP = 600;
/** Files that are opened for their sign, and characters in which it stands. */
const LOOKED_AT = 1_000;
const SIGN = 4_000;

/** Pipelines of services other than GitHub. */
export interface Systems {
  readonly workflows: readonly Workflow[];
  readonly starts: ReadonlyMap<Job, readonly Start[]>;
  readonly unread: readonly Unread[];
  /** Files that a reader takes for a pipeline. */
  readonly claimed: ReadonlySet<string>;
}

export function readSystems(repository: Repository): Systems {
  const sink = new Sink(repository);
  for (const reader of READERS) {
    const paths = [...repository.paths.filter((path) => reader.claims(path)), ...signed(reader, repository)];
    if (paths.length > 0) reader.read(paths, sink);
    for (const path of paths) sink.claimed.add(path);
  }
  for (const path of repository.paths.filter(isCompose)) {
    const source = repository.text(path);
    if (source !== undefined) sink.unread.push(...readCompose(source).unread);
  }
  return sink;
}

function signed(reader: SystemReader, repository: Repository): string[] {
  const { bySign } = reader;
  if (bySign === undefined) return [];
  const paths = repository.paths.filter((path) => bySign.path.test(path) && !reader.claims(path)).slice(0, LOOKED_AT);
  return paths.filter((path) => bySign.text.test(repository.text(path)?.text.slice(0, SIGN) ?? ''));
}

class Sink implements SystemSink, Systems {
  readonly unread: Unread[] = [];
  readonly claimed = new Set<string>();
  readonly starts = new Map<Job, readonly Start[]>();
  private readonly repository: Repository;
  private spent = 0;
  private readonly files = new Map<string, ReadFile | undefined>();
  /** By each workflow its own list of jobs, which grows. */
  private readonly added = new Map<Workflow, Job[]>();

  constructor(repository: Repository) {
    this.repository = repository;
  }

  get paths(): readonly string[] {
    return this.repository.paths;
  }

  get workflows(): readonly Workflow[] {
    return [...this.added.keys()];
  }

  text(path: string): SourceText | undefined {
    return this.repository.text(path);
  }

  yaml(path: string): ReadFile | undefined {
    if (!this.files.has(path)) this.files.set(path, this.parse(path));
    return this.files.get(path);
  }

  private parse(path: string): ReadFile | undefined {
    const source = this.repository.text(path);
    if (source === undefined) return undefined;
    const { documents, unread } = readYaml(source);
    this.unread.push(...unread.map((one) => ({ ...one, pipeline: true as const })));
    const root = documents.at(-1);
    if (root !== undefined) return { source, root, documents };
    if (source.text.trim() !== '') this.tell(path, 'nothing that can be read');
    return undefined;
  }

  add(workflow: Workflow): Workflow {
    // The list is filled by `addJob`: whoever holds the workflow sees every job of it in the end.
    const jobs: Job[] = [];
    const kept: Workflow = { ...workflow, jobs };
    this.added.set(kept, jobs);
    return kept;
  }

  addJob(workflow: Workflow, job: Job, starts: readonly Start[]): void {
    const jobs = this.added.get(workflow);
    if (jobs === undefined) return;
    if (this.starts.size >= JOBS) {
      this.tell(workflow.path, `more than ${JOBS} jobs`);
      return;
    }
    jobs.push(job);
    // Starts are told apart by identity: what arrives in one job does not in the next.
    this.starts.set(
      job,
      starts.map((start) => ({ ...start })),
    );
  }

  has(path: string): boolean {
    return this.repository.has(path);
  }

  spend(path: string, characters: number): boolean {
    this.spent += characters + PER_STEP;
    if (this.spent > SCRIPTS) this.tell(path, 'scripts that are too long together');
    return this.spent <= SCRIPTS;
  }

  tell(path: string, reason: string, line?: number): void {
    this.note({ path, reason, ...(line === undefined ? {} : { line }), pipeline: true });
  }

  elsewhere(path: string, reason: string, line?: number): void {
    this.note({ path, reason, ...(line === undefined ? {} : { line }) });
  }

  private note(unread: Unread): void {
    const reason = unread.reason.slice(0, 200);
    if (this.unread.length < 1_000 && !this.unread.some((one) => one.path === unread.path && one.reason === reason))
      this.unread.push({ ...unread, reason });
  }
}
