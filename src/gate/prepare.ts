import { inspectWhile, type FoundFile, type InspectRequest } from '../acquire/inspect.ts';
import { readFacts, type ReadFacts } from '../acquire/read-facts.ts';
import { GateError } from '../core/errors.ts';
import type { Progress, ProgressEvent } from '../core/progress.ts';
import type { Submission } from '../core/submission.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { whileProving } from '../sandbox/while-proving.ts';

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

/** Hashes and parses a model where it lies, both at once: a base that the operator vouches for. */
export async function readInPlace(
  source: string,
  sandbox: SandboxDriver | undefined,
  working: Working & Pick<InspectRequest, 'blake3'>,
): Promise<ReadModel> {
  return (
    await reading(source, working, async (files, { signal, progress }) => ({
      sandbox,
      result: await readFacts({ submission: { files }, sandbox, signal, progress }),
    }))
  ).model;
}

/**
 * The same for one stage run alone, in whatever sandbox works here; its walls are proven meanwhile. `begun` is called when
 * both are under way, or there is nothing to wait for.
 */
export async function readProvingMeanwhile(
  source: string,
  working: Working & Pick<InspectRequest, 'onRefused'>,
  begun: () => void,
): Promise<{ readonly model: ReadModel; readonly sandbox: SandboxDriver | undefined }> {
  return reading(source, working, async (files, { signal, progress }) =>
    whileProving(
      async (sandbox, either, up) => readFacts({ submission: { files }, sandbox, signal: either, progress, begun: up }),
      signal,
      undefined,
      begun,
    ),
  );
}

interface ParsedIn {
  readonly sandbox: SandboxDriver | undefined;
  readonly result: ReadFacts;
}

async function reading(
  source: string,
  working: Working & Pick<InspectRequest, 'onRefused' | 'blake3'>,
  parse: (files: readonly FoundFile[], working: Working) => Promise<ParsedIn>,
): Promise<{ readonly model: ReadModel; readonly sandbox: SandboxDriver | undefined }> {
  // One of the two is told of at a time: bytes that are hashed, then files that are still being parsed.
  let hashed = false;
  let parsed: ProgressEvent | undefined;
  const hashing: Progress = (event) => {
    hashed = event.done === event.total;
    working.progress(event);
    if (hashed && parsed !== undefined && parsed.done !== parsed.total) working.progress(parsed);
  };
  const parsing: Progress = (event) => {
    parsed = event;
    if (hashed) working.progress(event);
  };
  const { submission, result } = await inspectWhile({ ...working, source, progress: hashing }, async (files, signal) =>
    parse(files, { signal, progress: parsing }),
  );
  const { sandbox, result: read } = result;
  const paths = new Set(submission.files.map(({ path }) => path));
  const facts = read.facts.filter(({ path }) => paths.has(path));
  return { sandbox, model: { submission, parsing: read.parsing, facts } };
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
