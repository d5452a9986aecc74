import type { Confidence, Severity } from '../core/finding.ts';
import type { RuleDescription } from '../core/rule.ts';
import type { Spot } from './map/act.ts';
import type { Arrival } from './map/arrival.ts';
import type { Execution } from './map/executes.ts';
import type { JobView, PipelineMap, Start, StepView } from './map/pipeline.ts';
import type { Site } from './map/taint-value.ts';
import type { TaintReader } from './map/taint.ts';
import type { Persona } from './persona.ts';

/** A finding of a rule; what it leaves out is the rule's own. It is shown at the offending line itself. */
export interface AuditHit extends Spot {
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly persona?: Persona;
  /** Where what is wrong here comes from, or goes to. */
  readonly related?: readonly Spot[];
}

/** What rules go over. */
export interface AuditContext {
  readonly map: PipelineMap;
  readonly taint: TaintReader;
  /** A stranger's files in a job, in a run for `start`; worked out once. */
  readonly arrivals: (view: JobView, start: Start) => readonly Arrival[];
  readonly executions: (view: JobView, arrival: Arrival) => readonly Execution[];
}

/** One way in which a pipeline trusts what it was given, or tells what it should not. Knows no other rule. */
export interface AuditRule extends RuleDescription {
  /** Regular when left out. */
  readonly persona?: Persona;
  check(context: AuditContext): Iterable<AuditHit>;
}

export function siteOf(view: JobView, step: StepView | undefined): Site {
  return { workflow: view.workflow, job: view.job, step: step?.step };
}
