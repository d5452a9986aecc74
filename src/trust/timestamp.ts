import { createHash, timingSafeEqual, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { ASN1Obj, X509Certificate as Reader } from '@sigstore/core';
import { GateError } from '../core/errors.ts';
import { followChain, TIMESTAMPING } from './certificate-chain.ts';
import { der } from './der.ts';

/** A response with a long chain of certificates has about 8 KiB. */
export const MAX_TIMESTAMP_BYTES = 64 * 1024;

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
/** RFC 2634 and RFC 5816: which certificate signed, bound into what is signed. */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const HASHES: ReadonlyMap<string, string> = new Map([
  [SHA256, 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
/** Signature algorithms that name their hash themselves. */
const NAMED: ReadonlyMap<string, readonly ['ec' | 'rsa', string]> = new Map([
  ['1.2.840.10045.4.3.2', ['ec', 'sha256']],
  ['1.2.840.10045.4.3.3', ['ec', 'sha384']],
  ['1.2.840.10045.4.3.4', ['ec', 'sha512']],
  ['1.2.840.113549.1.1.11', ['rsa', 'sha256']],
  ['1.2.840.113549.1.1.12', ['rsa', 'sha384']],
  ['1.2.840.113549.1.1.13', ['rsa', 'sha512']],
]);
/** rsaEncryption: the hash is the signer's digest algorithm. */
const RSA = '1.2.840.113549.1.1.1';

interface Parts {
  readonly info: ASN1Obj;
  readonly certificates: readonly X509Certificate[];
  readonly signer: ASN1Obj;
}

/**
 * The moment that a time-stamping authority confirms for `data`: an RFC 3161 response (TimeStampResp in DER), its signature, the digest in
 * it, and the chain from its signer to one of `anchors`, all valid at that moment.
 * @throws GateError SIGNATURE_INVALID saying which check failed
 */
export function verifyTimestamp(response: Uint8Array, data: Uint8Array, anchors: readonly X509Certificate[]): Date {
  if (response.length > MAX_TIMESTAMP_BYTES) throw invalid(`it is larger than ${MAX_TIMESTAMP_BYTES} bytes`);
  try {
    const { info, certificates, signer } = partsOf(ASN1Obj.parseBuffer(Buffer.from(response)));
    const stated = infoOf(info);
    const hash = HASHES.get(stated.hash);
    if (hash === undefined) throw invalid('its hash is not accepted');
    if (!same(createHash(hash).update(data).digest(), stated.imprint)) throw invalid('it is for other bytes');
    const certificate = signerOf(signer, [...certificates, ...anchors]);
    checkSigner(signer, info.toDER(), certificate);
    const chain = [certificate, ...certificates.filter((one) => !one.raw.equals(certificate.raw))];
    if (!followChain(chain, anchors, stated.at, TIMESTAMPING).anchored) throw invalid('its authority is not trusted');
    return stated.at;
  } catch (error) {
    if (error instanceof GateError) throw error;
    // Whatever breaks a reader of hostile DER is a malformed response.
    throw new GateError('SIGNATURE_INVALID', 'the timestamp is no RFC 3161 response', { cause: error });
  }
}

function partsOf(response: ASN1Obj): Parts {
  const [status, token] = response.subs;
  const granted = status?.subs[0]?.toInteger();
  if ((granted !== 0n && granted !== 1n) || token === undefined || response.subs.length !== 2)
    throw invalid('the authority did not grant it');
  const signedData = token.subs[1]?.subs[0];
  if (token.subs[0]?.toOID() !== SIGNED_DATA || signedData === undefined) throw invalid('it is no signed data');
  const content = signedData.subs[2];
  const octets = content?.subs[1]?.subs[0];
  if (content?.subs[0]?.toOID() !== TST_INFO || octets === undefined)
    throw invalid('it holds no time-stamp information');
  const signers = signedData.subs.at(-1)?.subs ?? [];
  const [signer] = signers;
  if (signer === undefined || signers.length !== 1) throw invalid('it has not exactly one signer');
  const certificates = signedData.subs.find(({ tag }) => tag.isContextSpecific(0))?.subs ?? [];
  if (certificates.length > 16) throw invalid('it carries more than 16 certificates');
  return {
    info: ASN1Obj.parseBuffer(Buffer.from(octets.value)),
    certificates: certificates.map((one) => new X509Certificate(one.toDER())),
    signer,
  };
}

function infoOf(info: ASN1Obj): { readonly hash: string; readonly imprint: Buffer; readonly at: Date } {
  const [version, , imprint, , time] = info.subs;
  const hash = imprint?.subs[0]?.subs[0]?.toOID();
  const digest = imprint?.subs[1]?.value;
  const at = time?.toDate();
  if (
    version?.toInteger() !== 1n ||
    hash === undefined ||
    digest === undefined ||
    at === undefined ||
    Number.isNaN(at.getTime())
  )
    throw invalid('its time-stamp information is malformed');
  return { hash, imprint: digest, at };
}

/** The certificate that the signer names by issuer and serial number. */
function signerOf(signer: ASN1Obj, certificates: readonly X509Certificate[]): X509Certificate {
  const [issuer, serial] = signer.subs[1]?.subs ?? [];
  const found = certificates.find((certificate) => {
    const read = Reader.parse(Buffer.from(certificate.raw));
    return issuer?.value.equals(read.issuer) === true && serial?.value.equals(read.serialNumber) === true;
  });
  if (found === undefined) throw invalid("its signer's certificate is not at hand");
  return found;
}

/** RFC 5652 §5.4 and RFC 3161 §2.4.2: the signature is over the attributes, which bind content, its type and the certificate. */
function checkSigner(signer: ASN1Obj, content: Uint8Array, certificate: X509Certificate): void {
  const hash = HASHES.get(signer.subs[2]?.subs[0]?.toOID() ?? '');
  const attributes = signer.subs[3];
  const signature = signer.subs[5]?.value;
  if (hash === undefined || signature === undefined || attributes?.tag.isContextSpecific(0) !== true)
    throw invalid('its signer is malformed, or uses a hash that is not accepted');
  const attribute = (oid: string): ASN1Obj | undefined => {
    const found = attributes.subs.filter((one) => one.subs[0]?.toOID() === oid);
    if (found.length > 1 || (found[0] !== undefined && found[0].subs[1]?.subs.length !== 1))
      throw invalid(`the attribute ${oid} stands twice`);
    return found[0]?.subs[1]?.subs[0];
  };
  if (attribute(CONTENT_TYPE)?.toOID() !== TST_INFO) throw invalid('it signs another type of content');
  if (!same(createHash(hash).update(content).digest(), attribute(MESSAGE_DIGEST)?.value))
    throw invalid('its signature is for another time');
  const [first, second] = [attribute(SIGNING_CERTIFICATE_V2), attribute(SIGNING_CERTIFICATE)];
  if (!namesCertificate(first, second, certificate)) throw invalid('it does not bind the certificate of its signer');
  const algorithm = signer.subs[4]?.subs[0]?.toOID() ?? '';
  // The attributes stand under [0] IMPLICIT and are signed as the SET that they are.
  if (!verifies(algorithm, hash, der(0x31, attributes.value), certificate.publicKey, signature))
    throw invalid('its signature does not verify');
}

function namesCertificate(v2: ASN1Obj | undefined, v1: ASN1Obj | undefined, certificate: X509Certificate): boolean {
  const identifier = (v2 ?? v1)?.subs[0]?.subs[0];
  if (identifier === undefined) return false;
  if (v2 === undefined) return same(createHash('sha1').update(certificate.raw).digest(), identifier.subs[0]?.value);
  const [first, second] = identifier.subs;
  // The algorithm is left out where it is SHA-256.
  const named = first?.tag.isOctetString() === true ? SHA256 : (first?.subs[0]?.toOID() ?? '');
  const digest = first?.tag.isOctetString() === true ? first.value : second?.value;
  const hash = HASHES.get(named);
  return hash !== undefined && same(createHash(hash).update(certificate.raw).digest(), digest);
}

function verifies(algorithm: string, hash: string, data: Buffer, key: KeyObject, signature: Buffer): boolean {
  const [kind, named] = NAMED.get(algorithm) ?? (algorithm === RSA ? (['rsa', hash] as const) : []);
  return (
    kind !== undefined && named !== undefined && key.asymmetricKeyType === kind && verify(named, data, key, signature)
  );
}

function same(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && timingSafeEqual(a, b);
}

function invalid(what: string): GateError {
  return new GateError('SIGNATURE_INVALID', `the timestamp does not hold: ${what}`);
}
