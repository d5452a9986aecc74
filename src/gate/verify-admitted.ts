import { checkAgain, type CheckedAgain } from '../acquire/check-again.ts';
import { VSA_PREDICATE, vsaPredicateSchema } from '../attest/vsa.ts';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { filesOf } from '../core/predicates/file-list.ts';
import { subjectOf } from '../core/submission.ts';
import { hexOf } from '../core/digest.ts';
import { readManifest } from './acquire-evidence.ts';
import { envelopeSignedBy, readPublicKey } from '../trust/key.ts';
import { parseBundle } from '../trust/sigstore-bundle.ts';
import { parseStatement } from '../trust/statement.ts';

export interface AdmittedRequest {
  readonly source: string;
  /** The verification summary, and what to call it in messages. */
  readonly summary: Uint8Array;
  readonly where: string;
  /** Where the list of files lies, which a summary names by its digest where it is long. */
  readonly manifest: string;
  /** The gate's public key (PEM). */
  readonly publicKey: string;
  readonly followLinks: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface AdmittedCheck extends CheckedAgain {
  readonly subject: string;
  /** Files of the subject that the verdict does not cover, and that lie there all the same. */
  readonly excluded: string[];
  /** These are the admitted files, all of them, and nothing else. */
  readonly admitted: boolean;
}

/**
 * Whether a model is, byte for byte, what the gate admitted: its summary says so under its signature, and every file is read
 * again. Files that the verdict left out of the admitted subject must not lie there.
 * @throws GateError SIGNATURE_INVALID, ATTESTATION_INVALID, VERDICT_NOT_ADMIT, and those of checkAgain()
 */
export async function verifyAdmitted(request: AdmittedRequest): Promise<AdmittedCheck> {
  const { where } = request;
  const bundle = parseBundle(request.summary, where);
  if (!envelopeSignedBy(bundle.envelope, readPublicKey(request.publicKey, 'the given key')))
    throw new GateError('SIGNATURE_INVALID', `${where} is not signed by the given key`);
  const statement = parseStatement(bundle.envelope.payload, where);
  const predicate = vsaPredicateSchema.safeParse(statement.predicate);
  if (statement.predicateType !== VSA_PREDICATE || !predicate.success)
    throw new GateError('ATTESTATION_INVALID', `${where} is no verification summary of a gate`);
  const { verdict, ...list } = predicate.data.modelgate;
  const files = await filesOf(list, () => readManifest(request.manifest), where);
  const subject = subjectOf(files);
  if (
    statement.subject.length !== 1 ||
    statement.subject[0]?.digest['sha256'] !== hexOf(subject) ||
    verdict.subject !== subject
  )
    throw new GateError('ATTESTATION_INVALID', `${where} lists other files than those of its subject`);
  if (predicate.data.verificationResult !== 'PASSED' || verdict.verdict !== 'admit')
    throw new GateError('VERDICT_NOT_ADMIT', `${where} says ${verdict.verdict} of ${subject}`);
  const { source, followLinks, signal, progress } = request;
  const excluded = new Set(verdict.excluded);
  const expected = files.filter(({ path }) => !excluded.has(path));
  const checked = await checkAgain({ source, expected, followLinks, signal, progress });
  const lying = checked.added.filter((path) => excluded.has(path));
  const added = checked.added.filter((path) => !excluded.has(path));
  const faults = checked.changed.length + checked.missing.length + added.length + lying.length;
  return { ...checked, added, subject, excluded: lying, admitted: faults === 0 };
}
