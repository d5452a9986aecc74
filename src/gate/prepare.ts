import { inspectWhile, type InspectRequest } from '../acquire/inspect.ts';
import { readFacts, type ReadFacts } from '../acquire/read-facts.ts';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import type { Submission } from '../core/submission.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';

export interface Working {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A model with what the parsers read of it. */
export interface ReadModel {
  readonly submission: Submission;
  readonly facts: readonly FileFacts[];
  readonly parsing: ReadFacts['parsing'];
}

/** Hashes and parses a model where it lies, both at once: a base that the operator vouches for, or one stage run alone. */
export async function readInPlace(
  source: string,
  sandbox: SandboxDriver | undefined | Promise<SandboxDriver | undefined>,
  working: Working & Pick<InspectRequest, 'onRefused'>,
): Promise<ReadModel> {
  // One of the two is told of at a time: bytes that are hashed, then files that are still being parsed.
  let hashed = false;
  const hashing: Progress = (event) => {
    hashed = event.done === event.total;
    working.progress(event);
  };
  const parsing: Progress = (event) => {
    if (hashed) working.progress(event);
  };
  const { submission, result } = await inspectWhile({ ...working, source, progress: hashing }, async (files, signal) =>
    readFacts({ submission: { files }, sandbox: await sandbox, signal, progress: parsing }),
  );
  const paths = new Set(submission.files.map(({ path }) => path));
  return { submission, parsing: result.parsing, facts: result.facts.filter(({ path }) => paths.has(path)) };
}

/**
 * The same for a base, whose faults are the operator's to mend and not the submission's.
 * @throws GateError BASE_UNREADABLE
 */
export async function readBase(
  source: string,
  sandbox: SandboxDriver | undefined,
  working: Working,
): Promise<ReadModel> {
  try {
    return await readInPlace(source, sandbox, working);
  } catch (error) {
    if (working.signal.aborted || !(error instanceof GateError)) throw error;
    throw new GateError('BASE_UNREADABLE', `the base ${source}: ${error.message}`, { cause: error });
  }
}
