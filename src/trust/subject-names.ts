import { ASN1Obj, X509Certificate as Reader } from '@sigstore/core';
import type { X509Certificate } from 'node:crypto';

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
/** Names of Fulcio that are neither an address nor a URI, such as user names. */
const FULCIO_NAME = '1.3.6.1.4.1.57264.1.7';
const OTHER = 0;
const EMAIL = 1;
const URI = 6;

/**
 * E-mail addresses, URIs and Fulcio's own names of a certificate, each as its bytes say. One with a byte past ASCII is left out: both
 * readers at hand drop its highest bit, which makes another name of it (`а` in Cyrillic letters becomes `P0`).
 */
export function alternativeNames(certificate: X509Certificate): readonly string[] {
  const extension = Reader.parse(Buffer.from(certificate.raw)).extension(SUBJECT_ALTERNATIVE_NAME);
  if (extension === undefined) return [];
  return ASN1Obj.parseBuffer(Buffer.from(extension.value)).subs.flatMap((name) => {
    const { number } = name.tag;
    if (number === EMAIL || number === URI) return asciiOf(name.value);
    if (number === OTHER && name.subs[0]?.toOID() === FULCIO_NAME) return asciiOf(name.subs[1]?.subs[0]?.value);
    return [];
  });
}

/** Text of ASCII alone, or nothing. */
export function asciiOf(bytes: Uint8Array | undefined): string[] {
  return bytes === undefined || bytes.some((byte) => byte >= 0x80 || byte < 0x20)
    ? []
    : [Buffer.from(bytes).toString('latin1')];
}
