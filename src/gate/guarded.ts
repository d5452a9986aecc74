import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import type { StageContext } from '../core/stage.ts';
import { VERSION } from '../core/version.ts';

/** How long a stage may take to stop once it was told to; after that its result is no longer waited for. */
const GRACE_MS = 5_000;

export const STAGE_PREDICATE = 'https://modelgate.dev/attestation/stage/v0.1';

/**
 * Runs one stage under its time-out. Whatever goes wrong inside becomes `errored` evidence, so that a stage that breaks
 * can only make the verdict worse. Three things do pass through: the person's own cancellation and a full disk, because
 * after either nothing more can be recorded, and a blob that changed in quarantine, because no verdict is about these bytes.
 * @throws GateError CANCELLED, DISK_FULL, BLOB_CORRUPT
 */
export async function guarded(
  stage: StageName,
  context: Omit<StageContext, 'signal' | 'scratch'> & { readonly signal: AbortSignal; readonly scratchRoot: string },
  timeoutSeconds: number,
  produce: (context: StageContext) => Promise<Evidence>,
): Promise<Evidence> {
  const { scratchRoot, clock, ...rest } = context;
  const startedAt = clock.now().toISOString();
  const scratch = join(scratchRoot, stage);
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  const timeout = new AbortController();
  const timer = setTimeout(
    () => timeout.abort(new GateError('STAGE_TIMEOUT', `${stage} took longer than ${timeoutSeconds} s`)),
    timeoutSeconds * 1_000,
  );
  const signal = AbortSignal.any([context.signal, timeout.signal]);
  try {
    return await Promise.race([produce({ ...rest, clock, signal, scratch }), overdue(signal)]);
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (error instanceof GateError && (error.code === 'DISK_FULL' || error.code === 'BLOB_CORRUPT')) throw error;
    return erroredEvidence(stage, timeout.signal.aborted ? timeout.signal.reason : error, startedAt, clock);
  } finally {
    clearTimeout(timer);
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Rejects when an aborted stage doesn't stop by itself within the grace period. */
function overdue(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const arm = (): void => {
      setTimeout(() => reject(signal.reason), GRACE_MS).unref();
    };
    if (signal.aborted) arm();
    else signal.addEventListener('abort', arm, { once: true });
  });
}

function erroredEvidence(stage: StageName, error: unknown, startedAt: string, clock: Clock): Evidence {
  const gate = error instanceof GateError ? error : new GateError('INTERNAL', String(error), { cause: error });
  return {
    stage,
    outcome: 'errored',
    reason: `${gate.code}: ${gate.message}`,
    predicateType: STAGE_PREDICATE,
    predicate: { code: gate.code, message: gate.message, next: gate.next },
    findings: [],
    startedAt,
    finishedAt: clock.now().toISOString(),
    tools: { modelgate: VERSION },
  };
}

/** Evidence that a stage did not run, and why: never counted as passed. */
export function skippedEvidence(stage: StageName, reason: string, clock: Clock): Evidence {
  const at = clock.now().toISOString();
  return {
    stage,
    outcome: 'skipped',
    reason,
    predicateType: STAGE_PREDICATE,
    predicate: { skipped: reason },
    findings: [],
    startedAt: at,
    finishedAt: at,
    tools: { modelgate: VERSION },
  };
}
