import { GateError } from '../core/errors.ts';
import { bubblewrap } from './bubblewrap.ts';
import type { SandboxDriver } from './driver.ts';

/** What is done with a sandbox, or without one where none works; `begun` is called when the sandbox is up. */
export type SandboxedWork<T> = (
  sandbox: SandboxDriver | undefined,
  signal: AbortSignal,
  begun: () => void,
) => Promise<T>;

/**
 * Runs `work` in the quickest sandbox while the probe still tries its walls. What it gave counts only once every wall was
 * seen to hold; otherwise it is ended, thrown away, and done again in what the probe did prove, or without a sandbox where
 * there is none. For work that is done without a sandbox rather than not at all: an unproven sandbox is no weaker than that.
 * `trying` is called once nothing is waiting to be started. `candidates` is for tests, quickest first.
 * @throws GateError CANCELLED, and what `work` throws
 */
export async function whileProving<T>(
  work: SandboxedWork<T>,
  signal: AbortSignal,
  candidates?: readonly SandboxDriver[],
  trying: () => void = () => {},
): Promise<{ readonly result: T; readonly sandbox: SandboxDriver | undefined }> {
  const first = await firstInstalled(candidates);
  if (first === undefined) trying();
  if (first === undefined) return { result: await work(undefined, signal, () => {}), sandbox: undefined };
  const unproven = new AbortController();
  const begun = Promise.withResolvers<void>();
  const early = work(first, AbortSignal.any([signal, unproven.signal]), begun.resolve);
  const ended = early.then(
    () => {},
    () => {}, // told where it is awaited
  );
  try {
    // The probe starts three sandboxes of its own: what takes longest goes first.
    await Promise.race([begun.promise, ended]);
    const proven = await provenSandbox(signal, candidates, trying);
    if (proven === first) return { result: await early, sandbox: first };
    unproven.abort(new GateError('CANCELLED', `the walls of ${first.name} do not hold`));
    await ended;
    return { result: await work(proven, signal, () => {}), sandbox: proven };
  } catch (error) {
    unproven.abort(error);
    await ended; // nothing may outlive this call
    throw error;
  }
}

/** The first of PARSING_DRIVERS is asked before the others are loaded: what they import takes longer than it does to start. */
async function firstInstalled(candidates: readonly SandboxDriver[] | undefined): Promise<SandboxDriver | undefined> {
  if (candidates === undefined && (await bubblewrap.detect()).available) return bubblewrap;
  for (const driver of candidates ?? (await import('./drivers.ts')).PARSING_DRIVERS)
    if ((await driver.detect()).available) return driver;
  return undefined;
}

async function provenSandbox(
  signal: AbortSignal,
  candidates: readonly SandboxDriver[] | undefined,
  trying: () => void,
): Promise<SandboxDriver | undefined> {
  try {
    const { chooseParsingSandbox } = await import('./choose.ts');
    const among = candidates === undefined ? {} : { candidates };
    return (await chooseParsingSandbox({ minimum: 'podman', signal, trying, ...among })).driver;
  } catch (error) {
    if (error instanceof GateError && error.code === 'NO_SANDBOX') return undefined;
    throw error;
  }
}
