import type { Gate } from '../gates/gate.ts';
import type { Exposure } from '../gates/events.ts';
import type { Job, Permissions, Step, Workflow } from '../github/model.ts';
import type { Repository, Unread } from '../source/repository.ts';
import type { Act } from './act.ts';

/** What a repository's pipelines do: facts that rules go over. */
export interface PipelineMap {
  readonly repository: Repository;
  readonly workflows: readonly Workflow[];
  readonly actions: readonly Workflow[];
  readonly jobs: readonly JobView[];
  readonly jobsOf: ReadonlyMap<Workflow, readonly JobView[]>;
  readonly unread: readonly Unread[];
  /** By the path of a workflow or action: the jobs and steps that use it. */
  readonly callers: ReadonlyMap<string, readonly Caller[]>;
}

export interface Caller {
  readonly workflow: Workflow;
  readonly job: Job;
  /** Undefined where the whole job is the call. */
  readonly step: Step | undefined;
}

export interface JobView {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly steps: readonly StepView[];
  /** Each event that can start it, with what stands between a stranger and the run. */
  readonly starts: readonly Start[];
  /** The job's own, or the workflow's. Undefined: whatever the repository's setting says. */
  readonly permissions: Permissions | undefined;
}

export interface StepView {
  readonly step: Step;
  readonly index: number;
  /** Everything it runs, scripts of the repository included. */
  readonly acts: readonly Act[];
}

export interface Start {
  readonly event: string;
  readonly types: readonly string[];
  readonly exposure: Exposure;
  /** Empty: a stranger starts it. */
  readonly gates: readonly Gate[];
  /** Checks on the way that a stranger satisfies: forgeable names. */
  readonly forged: readonly string[];
  /** Labels that forms of issues set by themselves. */
  readonly labels?: ReadonlySet<string>;
}
