import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { X509Certificate as ExtensionReader } from '@sigstore/core';
import { GateError } from '../core/errors.ts';
import { hashesOf } from './key.ts';
import { constraintFault, NAME_CONSTRAINTS } from './name-constraints.ts';
import { alternativeNames } from './subject-names.ts';

/** What a leaf may be used for (RFC 5280 §4.2.1.12). */
export interface Purpose {
  readonly oid: string;
  readonly what: string;
  /** The leaf's one purpose, in a critical extension. */
  readonly exclusive: boolean;
  /** RSA keys are accepted of a leaf, as most such authorities have them. */
  readonly rsa: boolean;
}
const CODE_SIGNING: Purpose = { oid: '1.3.6.1.5.5.7.3.3', what: 'signing code', exclusive: false, rsa: false };
/** The same of certificates that live for minutes, for whatever key their owner brought. */
export const KEYLESS_SIGNING: Purpose = { ...CODE_SIGNING, rsa: true };
/** RFC 3161 §2.3. */
export const TIMESTAMPING: Purpose = { oid: '1.3.6.1.5.5.7.3.8', what: 'time-stamping', exclusive: true, rsa: true };
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** Extensions that are understood here. RFC 5280 §4.2: a critical one that isn't makes the certificate unusable. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  '2.5.29.14', // subject key identifier
  '2.5.29.15', // key usage
  '2.5.29.17', // subject alternative name
  '2.5.29.19', // basic constraints
  '2.5.29.35', // authority key identifier
  EXTENDED_KEY_USAGE,
  NAME_CONSTRAINTS,
]);
/** Certificates from the leaf to the authority, both included. */
const MAX_CHAIN = 10;
/** RSA keys of an authority; shorter ones are within reach of an attacker. */
const MIN_RSA_BITS = 2_048;
/** SHA-1 and MD5 collide: two certificates could carry one signature. RSASSA-PSS names its hash in parameters, not here. */
const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.11', // RSA with SHA-256
  '1.2.840.113549.1.1.12', // RSA with SHA-384
  '1.2.840.113549.1.1.13', // RSA with SHA-512
  '1.2.840.10045.4.3.2', // ECDSA with SHA-256
  '1.2.840.10045.4.3.3', // ECDSA with SHA-384
  '1.2.840.10045.4.3.4', // ECDSA with SHA-512
  '1.3.101.112', // Ed25519
]);

export interface CertificateSigner {
  readonly key: KeyObject;
  /** Every name that the leaf carries: common name, e-mail addresses, URIs. Compare them whole. */
  readonly names: readonly string[];
  /** Whether the chain ends in one of the anchors. False says nothing about the signer. */
  readonly anchored: boolean;
}

/**
 * Follows a certificate chain from its leaf to one of `anchors` and checks each step as RFC 5280 §6.1 asks: signature,
 * names, validity at `at`, basic constraints with path length, key usage; on the leaf, that it may sign code (or another purpose). The anchors
 * are trusted as keys, and hold to the same rules.
 * @throws GateError SIGNATURE_INVALID for a certificate that breaks a rule; never merely for an unknown authority
 */
export function followChain(
  chain: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  at: Date,
  purpose: Purpose = CODE_SIGNING,
): CertificateSigner {
  const [leaf] = chain;
  if (leaf === undefined) throw invalid('the certificate chain is empty');
  checkLeaf(leaf, at, purpose);
  const signer = { key: leaf.publicKey, names: namesOf(leaf) };
  const others = chain.slice(1);
  let current = leaf;
  const below = [leaf];
  for (let above = 0; above < MAX_CHAIN; above++) {
    if (anchors.some((anchor) => sameCertificate(anchor, current))) return { ...signer, anchored: true };
    const issuer = [...anchors, ...others].find((one) => issued(one, current));
    if (issuer === undefined || sameCertificate(issuer, current)) return { ...signer, anchored: false };
    checkAuthority(issuer, above, at, purpose);
    checkNames(issuer, below);
    below.push(issuer);
    current = issuer;
  }
  throw invalid(`the certificate chain is longer than ${MAX_CHAIN}`);
}

/**
 * Reads one or more certificates in PEM.
 * @throws GateError KEY_INVALID
 */
export function readCertificates(pem: string, where: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----/gu) ?? [];
  if (blocks.length === 0)
    throw new GateError('KEY_INVALID', `${where} holds no certificate in PEM`, {
      next: 'Give the authority’s certificate; if it is one in DER: openssl x509 -inform der -in FILE -out FILE.pem.',
    });
  try {
    return blocks.map(parseCertificate);
  } catch (error) {
    throw new GateError('KEY_INVALID', `${where} holds a certificate that can't be read`, { cause: error });
  }
}

/**
 * A certificate whose public key can be read. OpenSSL looks at the key only when it is first asked for, so that a broken one
 * would throw wherever that is.
 * @throws what OpenSSL throws
 */
export function parseCertificate(encoded: string | Uint8Array): X509Certificate {
  const certificate = new X509Certificate(encoded);
  hashesOf(certificate.publicKey);
  return certificate;
}

function checkLeaf(leaf: X509Certificate, at: Date, { oid, what, exclusive, rsa }: Purpose): void {
  const name = describe(leaf);
  checkCommon(leaf, at);
  const usages: readonly string[] = leaf.keyUsage ?? [];
  if (!usages.includes(oid)) throw invalid(`${name} is not for ${what} (extended key usage)`);
  if (exclusive && (usages.length !== 1 || !extensionsOf(leaf).critical.includes(EXTENDED_KEY_USAGE)))
    throw invalid(`${name} is not for ${what} alone (extended key usage)`);
  // RFC 5280 §4.2.1.3: without the extension, the key's use is not restricted.
  const { keyUsage } = extensionsOf(leaf);
  if (keyUsage !== undefined && !keyUsage.digitalSignature) throw invalid(`${name} is not for signatures (key usage)`);
  if (rsa && leaf.publicKey.asymmetricKeyType === 'rsa') checkRsa(leaf);
  else if (hashesOf(leaf.publicKey) === undefined)
    throw invalid(`${name}: only P-256, P-384, P-521 and Ed25519 keys are accepted`);
}

/** `above`: how many certificates stand between this one and the leaf, which path length counts. */
function checkAuthority(certificate: X509Certificate, above: number, at: Date, { oid, what }: Purpose): void {
  const name = describe(certificate);
  checkCommon(certificate, at);
  const { basicConstraints, keyUsage } = extensionsOf(certificate);
  if (!basicConstraints?.isCA) throw invalid(`${name} is no authority and issued a certificate`);
  if (keyUsage !== undefined && !keyUsage.keyCertSign) throw invalid(`${name} may not issue certificates (key usage)`);
  const limit = basicConstraints.pathLenConstraint;
  if (limit !== undefined && BigInt(above) > limit) throw invalid(`${name} allows ${limit} authorities below it`);
  const usages: readonly string[] | undefined = certificate.keyUsage;
  // An extended key usage on an authority bounds what is under it; every validator in use reads it so.
  if (usages !== undefined && usages.length > 0 && !usages.includes(oid))
    throw invalid(`${name} may not issue certificates for ${what} (extended key usage)`);
  checkRsa(certificate);
}

/** Every name under an authority must be one that it may give. One that an authority gives to itself anew is its own affair. */
function checkNames(authority: X509Certificate, below: readonly X509Certificate[]): void {
  for (const [at, one] of below.entries()) {
    if (at > 0 && one.subject === one.issuer) continue;
    const fault = attempt(() => constraintFault(authority, one));
    if (fault !== undefined) throw invalid(`${describe(authority)} ${fault} (name constraints)`);
  }
}

function attempt(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return 'has name constraints that can’t be read';
  }
}

function checkRsa(certificate: X509Certificate): void {
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength;
  if (certificate.publicKey.asymmetricKeyType === 'rsa' && (bits ?? 0) < MIN_RSA_BITS)
    throw invalid(`${describe(certificate)} has an RSA key of ${bits ?? 0} bits`);
}

function checkCommon(certificate: X509Certificate, at: Date): void {
  const name = describe(certificate);
  const { critical, signatureAlgorithm } = extensionsOf(certificate);
  const from = certificate.validFromDate;
  const to = certificate.validToDate;
  if (!(from <= at)) throw invalid(`${name} is valid only from ${certificate.validFrom}`);
  if (!(at <= to)) throw invalid(`${name} expired on ${certificate.validTo}`);
  if (!SIGNATURE_ALGORITHMS.has(signatureAlgorithm))
    throw invalid(`${name} is signed with an algorithm that is not accepted (${signatureAlgorithm})`);
  const strange = critical.find((oid) => !UNDERSTOOD.has(oid));
  if (strange !== undefined)
    throw invalid(`${name} carries the critical extension ${strange}${named(strange)}, which is not followed here`);
}

const POLICIES: ReadonlyMap<string, string> = new Map([
  ['2.5.29.32', 'certificate policies'],
  ['2.5.29.33', 'policy mappings'],
  ['2.5.29.36', 'policy constraints'],
  ['2.5.29.54', 'inhibit anyPolicy'],
]);

function named(oid: string): string {
  const name = POLICIES.get(oid);
  return name === undefined ? '' : ` (${name})`;
}

/** Whether `issuer` made `certificate`: names, key identifiers and the signature itself. */
function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

interface Extensions {
  readonly basicConstraints: { readonly isCA: boolean; readonly pathLenConstraint: bigint | undefined } | undefined;
  readonly keyUsage: { readonly digitalSignature: boolean; readonly keyCertSign: boolean } | undefined;
  readonly critical: readonly string[];
  readonly signatureAlgorithm: string;
}

function extensionsOf(certificate: X509Certificate): Extensions {
  return readable(certificate, () => {
    const read = ExtensionReader.parse(Buffer.from(certificate.raw));
    const constraints = read.extBasicConstraints;
    const usage = read.extKeyUsage;
    const oids = read.extensions.map((extension) => extension.subs[0]?.toOID() ?? '');
    return {
      basicConstraints:
        constraints === undefined
          ? undefined
          : { isCA: constraints.isCA, pathLenConstraint: constraints.pathLenConstraint },
      keyUsage:
        usage === undefined ? undefined : { digitalSignature: usage.digitalSignature, keyCertSign: usage.keyCertSign },
      critical: oids.filter((oid) => read.extension(oid)?.critical === true),
      signatureAlgorithm: read.root.subs[1]?.subs[0]?.toOID() ?? '',
    };
  });
}

/** OpenSSL reads more than the reader of extensions does, which throws what it likes. */
function readable<T>(certificate: X509Certificate, read: (certificate: X509Certificate) => T): T {
  try {
    return read(certificate);
  } catch (error) {
    throw new GateError('SIGNATURE_INVALID', `${describe(certificate)} can't be read`, { cause: error });
  }
}

function namesOf(certificate: X509Certificate): readonly string[] {
  const commonName: unknown = certificate.toLegacyObject().subject.CN;
  return [...(typeof commonName === 'string' ? [commonName] : []), ...readable(certificate, alternativeNames)];
}

function sameCertificate(a: X509Certificate, b: X509Certificate): boolean {
  return a.raw.equals(b.raw);
}

function describe(certificate: X509Certificate): string {
  const fingerprint = createHash('sha256').update(certificate.raw).digest('hex').slice(0, 16);
  return `the certificate ${certificate.subject.replaceAll('\n', ', ')} (${fingerprint}…)`;
}

function invalid(message: string): GateError {
  return new GateError('SIGNATURE_INVALID', message);
}
