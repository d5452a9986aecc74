import { inspect } from '../../acquire/inspect.ts';
import type { ExitCode } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import { isAttestation } from '../../gate/is-attestation.ts';
import type { CommandCall } from '../command.ts';
import { orUnverified } from '../or-unverified.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { verifyOptionsSchema, type VerifyOptions } from '../verify-options.ts';

export async function run(call: CommandCall): Promise<ExitCode> {
  return orUnverified(call.output, () => verify(call));
}

/** Hashing takes longest, so it begins before all that judges signatures is loaded. */
async function verify(call: CommandCall): Promise<ExitCode> {
  const given = parseOptions(verifyOptionsSchema, call.options);
  const source = firstArgument(call.args);
  const over = new AbortController();
  const { reading } = await begin(call, given, source, over.signal);
  try {
    const { verifyModel } = await import('../verify-model.ts');
    return await verifyModel(call, given, source, reading);
  } finally {
    over.abort();
    await reading?.catch(() => {});
  }
}

/** Nothing where no byte of a model is hashed, or by other means. */
async function begin(
  { output, signal }: CommandCall,
  { vsa, digests, signature, allowSymlinks: followLinks }: VerifyOptions,
  source: string,
  over: AbortSignal,
): Promise<{ readonly reading?: Promise<Submission> }> {
  if (vsa !== undefined || digests !== undefined) return {};
  if (signature === undefined && (await isAttestation(source))) return {};
  const reading = inspect({
    source,
    signal: AbortSignal.any([signal, over]),
    progress: output.progress,
    followLinks,
    exactNames: true,
  });
  reading.catch(() => {}); // told where it is awaited
  return { reading };
}
