import { GateError } from '../core/errors.ts';
import type { Evidence } from '../core/evidence.ts';
import type { StageContext } from '../core/stage.ts';
import { chooseParsingSandbox } from '../sandbox/choose.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { readProvingMeanwhile, type ReadModel } from './prepare.ts';
import { inScratch, type Standing } from './in-scratch.ts';

export interface StandaloneRequest extends Standing {
  /** What is read already; without it, the model is read now, and the first entry that can't be taken ends the call. */
  readonly read?: ReturnType<typeof readProvingMeanwhile>;
}

/**
 * Runs one stage alone over a model where it lies, with its facts. Parsing needs no strongest sandbox: bubblewrap starts in
 * a tenth of gVisor's time, and where none works the parsers run in a child process with limits, which the result says.
 */
export async function standalone(
  request: StandaloneRequest,
  produce: (context: StageContext, model: ReadModel, sandbox: SandboxDriver | undefined) => Promise<Evidence>,
): Promise<{ readonly model: ReadModel; readonly evidence: Evidence }> {
  const { source, signal, progress } = request;
  const { model, sandbox } = await (request.read ?? readProvingMeanwhile(source, { signal, progress }, () => {}));
  const evidence = await inScratch(request, model.submission, (context) => produce(context, model, sandbox));
  return { model, evidence };
}

/** A sandbox for parsing alone, or none where none works. */
export async function parsingSandbox(signal: AbortSignal): Promise<SandboxDriver | undefined> {
  try {
    return (await chooseParsingSandbox({ minimum: 'podman', signal })).driver;
  } catch (error) {
    if (error instanceof GateError && error.code === 'NO_SANDBOX') return undefined;
    throw error;
  }
}
