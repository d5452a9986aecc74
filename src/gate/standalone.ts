import type { OnRefused } from '../acquire/refusals.ts';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Policy } from '../core/policy.ts';
import type { Progress } from '../core/progress.ts';
import type { StageContext } from '../core/stage.ts';
import type { Submission } from '../core/submission.ts';
import { chooseParsingSandbox } from '../sandbox/choose.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { readProvingMeanwhile, type ReadModel } from './prepare.ts';
import { withScratch } from './scratch.ts';

export interface StandaloneRequest {
  readonly source: string;
  /** A promise where it is loaded while the parsers are at work. */
  readonly policy: Policy | Promise<Policy>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Told of each entry that can't be taken, which is then left out; without it, the first one ends the call. */
  readonly onRefused?: OnRefused;
  /** Called when the parsers are at work, and again when they are done. */
  readonly onParsing?: () => void;
}

/**
 * Runs one stage alone over a model where it lies, with its facts. Parsing needs no strongest sandbox: bubblewrap starts in
 * a tenth of gVisor's time, and where none works the parsers run in a child process with limits, which the result says.
 */
export async function standalone(
  request: StandaloneRequest,
  produce: (context: StageContext, model: ReadModel, sandbox: SandboxDriver | undefined) => Promise<Evidence>,
): Promise<{ readonly model: ReadModel; readonly evidence: Evidence }> {
  const { source, signal, progress, onRefused, onParsing = () => {} } = request;
  const working = { signal, progress, ...(onRefused === undefined ? {} : { onRefused }) };
  const { model, sandbox } = await readProvingMeanwhile(source, working, onParsing);
  onParsing(); // without any file there was no parser
  const evidence = await inScratch(request, model.submission, (context) => produce(context, model, sandbox));
  return { model, evidence };
}

/** The same for a stage that needs no facts, over a model that is being hashed. */
export async function standaloneWithoutFacts(
  request: StandaloneRequest,
  submission: Promise<Submission>,
  produce: (context: StageContext) => Promise<Evidence>,
): Promise<{ readonly evidence: Evidence }> {
  return { evidence: await inScratch(request, await submission, produce) };
}

/** A sandbox for parsing alone, or none where none works. */
export async function parsingSandbox(signal: AbortSignal): Promise<SandboxDriver | undefined> {
  try {
    return (await chooseParsingSandbox({ minimum: 'bubblewrap', signal })).driver;
  } catch (error) {
    if (error instanceof GateError && error.code === 'NO_SANDBOX') return undefined;
    throw error;
  }
}

async function inScratch(
  { policy, clock, signal, progress }: StandaloneRequest,
  submission: Submission,
  produce: (context: StageContext) => Promise<Evidence>,
): Promise<Evidence> {
  return withScratch(async (scratch) =>
    produce({ submission, policy: await policy, clock, signal, progress, scratch }),
  );
}
