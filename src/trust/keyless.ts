import { X509Certificate as Reader } from '@sigstore/core';
import { bundleFromJSON } from '@sigstore/bundle';
import type { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier, type SignedEntity } from '@sigstore/verify';
import { X509Certificate, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { CLOCK_SKEW_MS } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import { followChain, KEYLESS_SIGNING } from './certificate-chain.ts';
import { hashesOf } from './key.ts';
import { checkLogEntry, logEntrySchema, type LoggedSigner } from './log-entry.ts';
import type { Signed } from './signed.ts';
import { alternativeNames, asciiOf } from './subject-names.ts';

export interface KeylessSigner {
  readonly identity: string;
  readonly issuer: string;
}

/** Fulcio's extensions that hold the issuer: bare bytes, and a UTF8String since. */
const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';

/**
 * Verifies a keyless bundle offline under a trust root: certificate chain, certificate transparency where the root names a log
 * of certificates, transparency log, signature. Answers who signed; whether they are trusted is for the caller to compare,
 * literally. (The library's own identity policy is a regular expression, and without one it accepts anybody.)
 * A root that names no log is of an instance that proves the time of signing by timestamps alone.
 * @throws GateError SIGNATURE_INVALID
 */
export function verifyKeyless(signed: Signed, root: TrustedRoot, now: Date): KeylessSigner {
  const chain = signed.material.kind === 'certificate' ? signed.material.chain : [];
  const [leaf] = chain;
  if (leaf === undefined) throw invalid('it carries no certificate');
  // Sigstore bundle, x509CertificateChain: a root in it says nothing that the trust root doesn't, and must not be there.
  if (chain.some(isSelfSigned)) throw invalid('it carries the certificate of a root');
  if (root.certificateAuthorities.length === 0) throw invalid('the trust root names no certificate authority');
  const logged = root.tlogs.length > 0;
  if (!logged && root.timestampAuthorities.length === 0)
    throw invalid('the trust root names neither a transparency log nor a time-stamping authority');
  const thresholds = {
    tlogThreshold: logged ? 1 : 0,
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  };
  attempt(() => {
    const entity = entityOf(signed);
    new Verifier(toTrustMaterial(root), thresholds).verify(entity);
    for (const time of timesOf(entity)) checkChain(chain, root, time, now);
  });
  checkEntries(signed, { certificate: leaf }, now);
  return identityOf(leaf);
}

/**
 * Checks the log's entries of a signature that this key made: a bundle that brings any stands or falls with them.
 * @throws GateError SIGNATURE_INVALID
 */
export function verifyLogged(signed: Signed, key: KeyObject, root: TrustedRoot, now: Date): void {
  attempt(() => {
    const trust = toTrustMaterial(root, () => ({ publicKey: key, validFor: () => true }));
    const thresholds = { tlogThreshold: 1, ctlogThreshold: 0, timestampThreshold: 0 };
    // Timestamps of a key's signature are judged by the policy's time-stamping authorities, not by the instance's.
    new Verifier(trust, thresholds).verify({ ...entityOf(signed), timestamps: [] });
  });
  checkEntries(signed, { key }, now);
}

const entriesSchema = z.object({
  verificationMaterial: z.object({ tlogEntries: z.array(logEntrySchema).nullish() }),
});

function checkEntries({ json }: Signed, signer: LoggedSigner, now: Date): void {
  const parsed = entriesSchema.safeParse(json);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  const latest = new Date(now.getTime() + CLOCK_SKEW_MS);
  for (const entry of parsed.data.verificationMaterial.tlogEntries ?? []) checkLogEntry(entry, signer, latest);
}

/**
 * The library follows names and signatures, and asks neither what a key is for nor which names an authority may give: a trust root of one's
 * own may hold an authority that certifies more than signers.
 */
function checkChain(chain: readonly X509Certificate[], root: TrustedRoot, time: Date, now: Date): void {
  if (time.getTime() > now.getTime() + CLOCK_SKEW_MS) throw invalid('it was signed at a time to come');
  const authorities = root.certificateAuthorities
    .filter(({ validFor }) => !(validFor?.start !== undefined && time < validFor.start))
    .filter(({ validFor }) => !(validFor?.end !== undefined && time > validFor.end))
    .map(({ certChain }) => (certChain?.certificates ?? []).map(({ rawBytes }) => new X509Certificate(rawBytes)));
  const anchors = authorities.flatMap((certificates) => certificates.slice(-1));
  const between = authorities.flatMap((certificates) => certificates.slice(0, -1));
  if (!followChain([...chain, ...between], anchors, time, KEYLESS_SIGNING).anchored)
    throw invalid('its certificate is of no authority of the trust root');
}

function timesOf({ timestamps }: SignedEntity): Date[] {
  return timestamps.flatMap((one) => {
    if (one.$case === 'timestamp-authority') return [one.timestamp.signingTime];
    const { inclusionPromise, integratedTime } = one.tlogEntry;
    return inclusionPromise === undefined ? [] : [new Date(Number(integratedTime) * 1_000)];
  });
}

/** The one name of a certificate. One with two would let each reader choose. */
function identityOf(leaf: X509Certificate): KeylessSigner {
  const [identity, another] = alternativeNames(leaf);
  const read = Reader.parse(Buffer.from(leaf.raw));
  const [issuer] = asciiOf(read.extension(ISSUER_V2)?.valueObj.subs[0]?.value ?? read.extension(ISSUER_V1)?.value);
  if (identity === undefined || issuer === undefined) throw invalid('its certificate names no identity or no issuer');
  if (another !== undefined) throw invalid('its certificate names several identities');
  return { identity, issuer };
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
}

/**
 * What the library verifies, with the signature checked by us: it would hold the whole of a message in memory, and takes SHA-256 for
 * every curve. RSA, which only certificates may have here, is left to it.
 */
function entityOf(signed: Signed): SignedEntity {
  const entity = toSignedEntity(bundleFromJSON(signed.json));
  const content = entity.signature;
  return {
    ...entity,
    signature: {
      signature: content.signature,
      compareSignature: (signature) => content.compareSignature(signature),
      compareDigest: (digest) => content.compareDigest(digest),
      compareSignedDigest: (digest) => content.compareSignedDigest(digest),
      verifySignature: (key: KeyObject) =>
        hashesOf(key) === undefined ? content.verifySignature(key) : signed.signedBy(key),
    },
  };
}

function attempt(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
}

function invalid(why: string, cause?: unknown): GateError {
  return new GateError('SIGNATURE_INVALID', `the Sigstore bundle does not verify: ${why}`, { cause });
}
