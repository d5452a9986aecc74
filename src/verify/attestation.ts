import type { Clock } from '../core/clock.ts';
import type { Sha256 } from '../core/digest.ts';
import { hexOf } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { IN_TOTO_PAYLOAD } from '../trust/dsse.ts';
import { envelopeSignedBy, readPublicKey } from '../trust/key.ts';
import { verifyKeyless } from '../trust/keyless.ts';
import { parseBundle, type Bundle } from '../trust/sigstore-bundle.ts';
import { parseStatement, type Statement } from '../trust/statement.ts';
import { outsideTerm, revocationOf, signingTime } from './standing.ts';

export interface AttestationRequest {
  readonly bytes: Uint8Array;
  readonly where: string;
  readonly trust: Policy['trust'];
  readonly clock: Clock;
  /** What the statement must be about. */
  readonly subject: Sha256;
  /** The predicate type that it must have; any when left out. */
  readonly type?: string;
}

/**
 * Checks a signed in-toto statement from anywhere: who signed it, that it is about the subject, and of the expected type.
 * @throws GateError SIGNATURE_INVALID when nobody trusted signed it; ATTESTATION_INVALID for another subject or type, or when it
 * is no statement; LIMIT_EXCEEDED
 */
export async function checkAttestation(
  request: AttestationRequest,
): Promise<{ readonly signer: string; readonly statement: Statement }> {
  const { bytes, where, subject, type } = request;
  const bundle = parseBundle(bytes, where);
  if (bundle.envelope.payloadType !== IN_TOTO_PAYLOAD)
    throw new GateError('ATTESTATION_INVALID', `${where} signs a payload of type ${bundle.envelope.payloadType}`);
  const signer = await signerOf(bundle, where, request);
  const statement = parseStatement(bundle.envelope.payload, where);
  if (!statement.subject.some(({ digest }) => digest['sha256'] === hexOf(subject)))
    throw new GateError('ATTESTATION_INVALID', `${where} is not about ${subject}`);
  if (type !== undefined && statement.predicateType !== type)
    throw new GateError('ATTESTATION_INVALID', `${where} is of type ${statement.predicateType}, not ${type}`);
  return { signer, statement };
}

async function signerOf(bundle: Bundle, where: string, { trust, clock }: AttestationRequest): Promise<string> {
  if (bundle.material.kind === 'key') {
    const key = trust.keys.find(({ name, publicKey }) =>
      envelopeSignedBy(bundle.envelope, readPublicKey(publicKey, name)),
    );
    if (key === undefined) throw new GateError('SIGNATURE_INVALID', `${where} is not signed by the given key`);
    const time = signingTime(bundle, trust, clock.now());
    const fault = revocationOf(readPublicKey(key.publicKey, key.name), trust, time) ?? outsideTerm(key, time);
    if (fault !== undefined) throw new GateError('SIGNATURE_INVALID', `${where} is signed by ${key.name}: ${fault}`);
    return key.name;
  }
  const { identity, issuer } = await verifyKeyless(bundle, trust.trustedRoot);
  if (!trust.identities.some((one) => one.identity === identity && one.issuer === issuer))
    throw new GateError('SIGNATURE_INVALID', `${where} is signed by ${identity} (${issuer}), who is not trusted`);
  return `${identity} (${issuer})`;
}
