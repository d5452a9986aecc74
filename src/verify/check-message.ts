import type { Clock } from '../core/clock.ts';
import { hexOf } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { readPublicKey } from '../trust/key.ts';
import { signedFile } from '../trust/message-signature.ts';
import type { MessageBundle } from '../trust/sigstore-bundle.ts';
import { authorshipOf } from './authorship.ts';
import { trustFor } from './standing.ts';

/**
 * Checks a signature over the bytes of one file (`cosign sign-blob`): it signs a model that is this file alone. Of a model of several
 * it would leave the others to anybody.
 * @throws GateError ATTESTATION_INVALID, LIMIT_EXCEEDED, SOURCE_CHANGED when the file is another than was read before
 */
export async function checkMessage(
  file: string,
  bundle: MessageBundle,
  files: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  trust: Policy['trust'],
  clock: Clock,
  signal: AbortSignal,
): Promise<SignatureCheck> {
  const [model, another] = files.filter(({ path }) => !own.has(path));
  if (model === undefined || another !== undefined)
    throw new GateError('ATTESTATION_INVALID', `${file} signs the bytes of one file, and the model is not one file`, {
      next: 'Verify that file by its own path, or sign the directory: modelgate sign.',
    });
  const trusted = trustFor('models', trust);
  const keys = trusted.keys.map(({ name, publicKey }) => readPublicKey(publicKey, `trusted key ${name}`));
  const { signed, sha256, same } = await signedFile(bundle, model.blob, keys, signal);
  if (sha256 !== hexOf(model.sha256))
    throw new GateError('SOURCE_CHANGED', `${model.path} changed while its signature was checked`);
  const { status, method, signer, detail } = await authorshipOf(signed, trusted, clock);
  const about = { file, method, missing: [], unlisted: [], ignored: [] };
  // Its signer says that it is over other bytes: whoever that was, these are not what was signed.
  if (!same)
    return {
      ...about,
      status: 'mismatch',
      detail: 'it is over other bytes than these',
      covered: 0,
      changed: [model.path],
    };
  return { ...about, status, ...(signer === undefined ? {} : { signer }), detail, covered: 1, changed: [] };
}
