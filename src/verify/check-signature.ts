import type { X509Certificate } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { followChain, readCertificates } from '../trust/certificate-chain.ts';
import { IN_TOTO_PAYLOAD, omsReleaseEncoding, preAuthenticationEncoding } from '../trust/dsse.ts';
import { envelopeSignedBy, keyHint, readPublicKey } from '../trust/key.ts';
import { verifyKeyless } from '../trust/keyless.ts';
import { parseManifest } from '../trust/oms-manifest.ts';
import { parseBundle, type Bundle } from '../trust/sigstore-bundle.ts';
import { parseStatement } from '../trust/statement.ts';
import { coverageOf } from './coverage.ts';
import { chainRevocation, outsideTerm, revocationOf, signingTime, type SigningTime } from './standing.ts';

/** What cryptography says, before the bytes are looked at. */
interface Authorship {
  readonly status: 'verified' | 'untrusted' | 'invalid';
  readonly method: SignatureCheck['method'];
  readonly signer?: string;
  readonly detail: string;
}

export interface CheckOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Files that the signature doesn't list are shown and not held against it: for a person who looks, never for the gate. */
  readonly allowUnlisted?: boolean;
  /** The same for files that the signature lists and that are not here: part of a model. At least one file must be. */
  readonly allowMissing?: boolean;
}

const OMS_ENCODINGS = [preAuthenticationEncoding, omsReleaseEncoding];

const NOTHING = { covered: 0, changed: [], missing: [], unlisted: [], ignored: [] };

/**
 * Checks one signature file: who made it, by the policy's trust alone, and whether it covers these bytes. A signature that
 * covers other bytes is a mismatch whoever made it: the submission says something untrue of itself.
 */
export async function checkSignature(
  file: string,
  bytes: Uint8Array,
  files: readonly SubmissionFile[],
  own: ReadonlySet<string>,
  trust: Policy['trust'],
  { clock, signal, allowUnlisted = false, allowMissing = false }: CheckOptions,
): Promise<SignatureCheck> {
  try {
    const bundle = parseBundle(bytes, file);
    if (bundle.envelope.payloadType !== IN_TOTO_PAYLOAD) {
      throw new GateError('ATTESTATION_INVALID', `${file} signs a payload of type ${bundle.envelope.payloadType}`);
    }
    const manifest = parseManifest(parseStatement(bundle.envelope.payload, file), file);
    const authorship = await authorshipOf(bundle, trust, clock);
    const coverage = await coverageOf(manifest, files, own, signal);
    const faults =
      coverage.changed.length +
      (allowMissing && coverage.covered > 0 ? 0 : coverage.missing.length) +
      (allowUnlisted ? 0 : coverage.unlisted.length);
    return {
      file,
      ...authorship,
      ...coverage,
      ...(faults > 0 && authorship.status !== 'invalid'
        ? { status: 'mismatch', detail: `${authorship.detail}, but it does not cover these bytes` }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { file, status: 'invalid', method: 'unreadable', detail: error.message, ...NOTHING };
  }
}

async function authorshipOf(bundle: Bundle, trust: Policy['trust'], clock: Clock): Promise<Authorship> {
  if (bundle.material.kind === 'key' || !bundle.material.keyless) {
    const time = signingTime(bundle, trust, clock.now());
    return bundle.material.kind === 'key'
      ? byKey(bundle, bundle.material.hint, trust, time)
      : byCertificate(bundle, bundle.material.chain, trust, time);
  }
  try {
    const { identity, issuer } = await verifyKeyless(bundle, trust.trustedRoot);
    const signer = `${identity} (${issuer})`;
    // Compared whole: a pattern or a prefix would let release@example.org.attacker.net pass for release@example.org.
    const trusted = trust.identities.some((one) => one.identity === identity && one.issuer === issuer);
    return trusted
      ? { status: 'verified', method: 'sigstore', signer, detail: `signed by ${signer}` }
      : {
          status: 'untrusted',
          method: 'sigstore',
          signer,
          detail: `signed by ${signer}, whom the policy does not trust`,
        };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { status: 'invalid', method: 'sigstore', detail: error.message };
  }
}

function byKey(bundle: Bundle, hint: string | undefined, trust: Policy['trust'], time: SigningTime): Authorship {
  for (const { name, publicKey, ...term } of trust.keys) {
    const key = readPublicKey(publicKey, `trusted key ${name}`);
    if (envelopeSignedBy(bundle.envelope, key, OMS_ENCODINGS)) {
      const revoked = revocationOf(key, trust, time);
      if (revoked !== undefined) return { status: 'invalid', method: 'key', detail: `made by ${name}: ${revoked}` };
      const outside = outsideTerm(term, time);
      if (outside !== undefined)
        return { status: 'untrusted', method: 'key', detail: `signed by the key ${name}, which ${outside}` };
      const when = time.proven ? ` at ${time.at.toISOString()}` : '';
      return { status: 'verified', method: 'key', signer: name, detail: `signed by the trusted key ${name}${when}` };
    }
    if (hint === keyHint(key)) {
      return { status: 'invalid', method: 'key', detail: `names the trusted key ${name}, which did not make it` };
    }
  }
  return { status: 'untrusted', method: 'key', detail: 'signed by a key that the policy does not hold' };
}

/**
 * The certificates must be valid when the signature was made, as far as a trusted timestamp proves that, else now. (The
 * reference implementation takes the leaf's own date for that moment: an expired certificate never fails there.)
 */
function byCertificate(
  { envelope }: Bundle,
  chain: readonly X509Certificate[],
  trust: Policy['trust'],
  time: SigningTime,
): Authorship {
  const { authorities } = trust;
  const { at } = time;
  const method = 'certificate';
  try {
    let unknown: Authorship | undefined;
    for (const { name, certificates, identity } of authorities) {
      const signer = followChain(chain, readCertificates(certificates, `trusted authority ${name}`), at);
      if (!signer.anchored) continue;
      if (!envelopeSignedBy(envelope, signer.key, OMS_ENCODINGS)) return notByLeaf();
      const revoked = chainRevocation(chain, trust, time);
      if (revoked !== undefined) return { status: 'invalid', method, detail: `made with a certificate: ${revoked}` };
      const who = `${signer.names[0] ?? 'a signer without a name'} (${name})`;
      if (identity === undefined || signer.names.includes(identity)) {
        return { status: 'verified', method, signer: who, detail: `signed by ${who}` };
      }
      unknown = {
        status: 'untrusted',
        method,
        signer: who,
        detail: `signed by ${who}, whom the policy does not trust`,
      };
    }
    if (unknown !== undefined) return unknown;
    if (!envelopeSignedBy(envelope, followChain(chain, [], at).key, OMS_ENCODINGS)) return notByLeaf();
    return {
      status: 'untrusted',
      method,
      detail: 'signed with a certificate of an authority that the policy does not hold',
    };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'SIGNATURE_INVALID') throw error;
    return { status: 'invalid', method, detail: error.message };
  }
}

function notByLeaf(): Authorship {
  return { status: 'invalid', method: 'certificate', detail: 'not made by the key of its certificate' };
}
