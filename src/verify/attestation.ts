import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { isInTotoPayload } from '../trust/dsse.ts';
import { readDocuments } from '../trust/attestation-file.ts';
import { signedEnvelope } from '../trust/signed.ts';
import type { Bundle } from '../trust/sigstore-bundle.ts';
import { checkPredicate } from '../trust/predicates/read-predicate.ts';
import { parseAnyStatement, type Statement, type SubjectDigest } from '../trust/statement.ts';
import { authorshipOf } from './authorship.ts';

export interface AttestationRequest {
  readonly bytes: Uint8Array;
  readonly where: string;
  readonly trust: Policy['trust'];
  readonly clock: Clock;
  /** What the statement must be about: every one of them. */
  readonly subjects: readonly SubjectDigest[];
  /** The predicate type that it must have; any when left out. */
  readonly type?: string;
}

export interface CheckedAttestation {
  readonly signer: string;
  readonly detail: string;
  readonly statement: Statement;
  /** Superseded forms that it is in, for people: what a policy may refuse. */
  readonly older: readonly string[];
  /** Signatures of the envelope beside that of the signer, which count for nothing. */
  readonly otherSignatures: number;
}

/**
 * Checks a signed in-toto statement from anywhere, in a Sigstore bundle or a bare DSSE envelope: who signed it, that it is about
 * the subjects, of the expected type, and what that type asks for. Of a file with one on each line (`*.jsonl`), the first that is all of that.
 * @throws GateError ATTESTATION_INVALID and ATTESTATION_AMBIGUOUS when it is no statement; PAYLOAD_TYPE_MISMATCH; SIGNATURE_INVALID,
 * SIGNER_UNTRUSTED, SIGNER_OUTSIDE_TERM and KEY_REVOKED for its signer; SUBJECT_MISMATCH; PREDICATE_TYPE_MISMATCH; PREDICATE_INVALID;
 * STATEMENT_FROM_FUTURE; LIMIT_EXCEEDED
 */
export async function checkAttestation(request: AttestationRequest): Promise<CheckedAttestation> {
  let fault: unknown;
  for (const { where, document } of readDocuments(request.bytes, request.where)) {
    try {
      if (document instanceof GateError) throw document;
      if (document.form === 'metadata')
        throw new GateError('ATTESTATION_INVALID', `${where} is metadata of an in-toto layout, and no statement`);
      return await checkBundle(document.bundle, { ...request, where });
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      fault ??= error;
    }
  }
  throw fault ?? new GateError('ATTESTATION_INVALID', `${request.where} holds no statement`);
}

async function checkBundle(
  bundle: Bundle,
  { where, trust, clock, subjects, type }: AttestationRequest,
): Promise<CheckedAttestation> {
  const { payloadType, payload } = bundle.envelope;
  if (!isInTotoPayload(payloadType))
    throw new GateError('PAYLOAD_TYPE_MISMATCH', `${where} signs a payload of type ${payloadType}`);
  const { status, method, signer, detail, code } = await authorshipOf(signedEnvelope(bundle), trust, clock);
  if (status !== 'verified') {
    // Of a bundle that names a key by a hint alone, nobody can tell a changed payload from another signer.
    const unverified = method === 'key' && code === 'SIGNER_UNTRUSTED';
    if (unverified) throw new GateError('SIGNATURE_INVALID', `${where} is not signed by the given key`);
    throw new GateError(code ?? 'SIGNATURE_INVALID', `${where}: ${detail}`);
  }
  const statement = parseAnyStatement(payload, where);
  const other = subjects.find(
    ({ algorithm, value }) => !statement.subject.some(({ digest }) => digest[algorithm] === value),
  );
  if (other !== undefined)
    throw new GateError('SUBJECT_MISMATCH', `${where} is not about ${other.algorithm}:${other.value}`);
  if (type !== undefined && statement.predicateType !== type)
    throw new GateError('PREDICATE_TYPE_MISMATCH', `${where} is of type ${statement.predicateType}, not ${type}`);
  const older = checkPredicate(statement, where, clock);
  const otherSignatures = bundle.envelope.signatures.length - 1;
  return { signer: signer ?? '', detail, statement, older, otherSignatures };
}
