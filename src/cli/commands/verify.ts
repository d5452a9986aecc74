import { beginHashThread } from '../../acquire/hash-pool.ts';
import { inspect } from '../../acquire/inspect.ts';
import type { ExitCode } from '../../core/errors.ts';
import type { Submission } from '../../core/submission.ts';
import { isAttestation } from '../../gate/is-attestation.ts';
import type { CommandCall } from '../command.ts';
import { orUnverified } from '../or-unverified.ts';
import { firstArgument } from '../parse-options.ts';

/** Hashing takes longest, so it begins before all that reads the options and judges signatures is loaded. */
export async function run(call: CommandCall): Promise<ExitCode> {
  return orUnverified(call.output, async () => {
    const source = firstArgument(call.args);
    const over = new AbortController();
    const { reading } = await begin(call, source, over.signal);
    try {
      const { interpretSchemas } = await import('../interpret-schemas.ts');
      interpretSchemas();
      const { verifyModel } = await import('../verify-model.ts');
      return await verifyModel(call, source, reading);
    } finally {
      over.abort();
      await reading?.catch(() => {});
    }
  });
}

/** Nothing where no byte of a model is hashed, or by other means. */
async function begin(
  { options, output, signal }: CommandCall,
  source: string,
  over: AbortSignal,
): Promise<{ readonly reading?: Promise<Submission> }> {
  const { vsa, digests, signature, allowSymlinks } = options;
  if (digests !== undefined) return {};
  beginHashThread(source, { before: 'nothing' });
  if (vsa !== undefined) return {};
  if (signature === undefined && (await isAttestation(source))) return {};
  const begun = Promise.withResolvers<void>();
  const reading = inspect({
    source,
    begun: begun.resolve,
    signal: AbortSignal.any([signal, over]),
    progress: output.progress,
    followLinks: allowSymlinks === true,
    exactNames: true,
  });
  // What is loaded before would keep the threads waiting for their files.
  await Promise.race([begun.promise, reading.catch(() => {})]); // told where it is awaited
  return { reading };
}
