import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { IN_TOTO_PAYLOAD } from '../trust/dsse.ts';
import { envelopeSignedBy, keyHint, readPublicKey } from '../trust/key.ts';
import { verifyKeyless } from '../trust/keyless.ts';
import { parseManifest } from '../trust/oms-manifest.ts';
import { parseBundle, type Bundle } from '../trust/sigstore-bundle.ts';
import { parseStatement } from '../trust/statement.ts';
import { coverageOf } from './coverage.ts';

/** What cryptography says, before the bytes are looked at. */
interface Authorship {
  readonly status: 'verified' | 'untrusted' | 'invalid';
  readonly method: SignatureCheck['method'];
  readonly signer?: string;
  readonly detail: string;
}

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
  signal: AbortSignal,
): Promise<SignatureCheck> {
  try {
    const bundle = parseBundle(bytes, file);
    if (bundle.envelope.payloadType !== IN_TOTO_PAYLOAD) {
      throw new GateError('ATTESTATION_INVALID', `${file} signs a payload of type ${bundle.envelope.payloadType}`);
    }
    const manifest = parseManifest(parseStatement(bundle.envelope.payload, file), file);
    const authorship = await authorshipOf(bundle, trust);
    const coverage = await coverageOf(manifest, files, own, signal);
    const faults = coverage.changed.length + coverage.missing.length + coverage.unlisted.length;
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

async function authorshipOf(bundle: Bundle, trust: Policy['trust']): Promise<Authorship> {
  if (bundle.material.kind === 'key') return byKey(bundle, bundle.material.hint, trust.keys);
  if (!bundle.material.keyless) {
    return {
      status: 'untrusted',
      method: 'certificate',
      detail: 'signed with a certificate, which no policy can trust yet',
    };
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

function byKey(bundle: Bundle, hint: string | undefined, keys: Policy['trust']['keys']): Authorship {
  for (const { name, publicKey } of keys) {
    const key = readPublicKey(publicKey, `trusted key ${name}`);
    if (envelopeSignedBy(bundle.envelope, key)) {
      return { status: 'verified', method: 'key', signer: name, detail: `signed by the trusted key ${name}` };
    }
    if (hint === keyHint(key)) {
      return { status: 'invalid', method: 'key', detail: `names the trusted key ${name}, which did not make it` };
    }
  }
  return { status: 'untrusted', method: 'key', detail: 'signed by a key that the policy does not hold' };
}
