import type { Sha256 } from '../../core/digest.ts';
import { VERSION } from '../../core/version.ts';
import type { SandboxSpec } from '../../sandbox/driver.ts';
import type { ProbeReport } from '../../sandbox/probe/walls.ts';
import type { EvaluatedFile } from '../evaluate-task.ts';
import { PROTOCOL_VERSION } from '../../runner/protocol.ts';
import type { Task } from '../tasks/task-schema.ts';
import { digestOfValue } from './record.ts';

export interface JobOrigin {
  readonly subject: Sha256;
  /** What is loaded, its chat template in it. */
  readonly file: EvaluatedFile;
  readonly task: Task;
  /** Runtime, libraries, runner and engine. */
  readonly environment: Sha256 | undefined;
  readonly spec: SandboxSpec;
  readonly probe: ProbeReport;
  /** Whether its items are asked in an order that is drawn, because it may end early. */
  readonly drawn: boolean;
}

/**
 * The digest of everything that a task's answers on a file depend on but the seed, which an entry states beside them: subject and
 * loaded file (weights, vocabulary and chat template), questions, generation settings and examples, the version of harness and
 * scorers, runner and engine to the byte, and the walls and limits that were in force. Scorers are code, known by the version.
 */
export function jobKey({ subject, file, task, environment, spec, probe, drawn }: JobOrigin): Sha256 {
  const { specification: _paths, ...enforced } = probe.enforcement;
  return digestOfValue({
    harness: VERSION,
    protocol: PROTOCOL_VERSION,
    subject,
    runner: file.runner,
    file: file.sha256,
    beside: (file.beside ?? []).map(({ name, file: { sha256 } }) => ({ name, sha256 })),
    preparation: file.preparation ?? null,
    task,
    drawn,
    environment,
    program: { argv: spec.argv, env: spec.env },
    limits: spec.limits,
    enforced,
  });
}
