import * as z from 'zod';

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';

/** Base64 as DSSE and Sigstore write it; decoded once, strictly, so that two texts never mean one signature. */
export const base64Schema = z
  .base64()
  // The last digit may hold bits that no byte takes (RFC 4648 §3.5).
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'is not the shortest base64 of its bytes')
  .transform((text) => Buffer.from(text, 'base64'));

/**
 * A DSSE envelope with exactly one signature, which is all that Sigstore bundles allow (DSSE v1.0.2). Nothing else may stand in
 * it: readers of protocol buffers also know `payload_type`, and would take another payload than this one.
 */
export const envelopeSchema = z.strictObject({
  payloadType: z.string().min(1).max(256),
  payload: base64Schema,
  signatures: z.array(z.strictObject({ sig: base64Schema, keyid: z.string().max(1_024).nullish() })).length(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** What the bytes of a signature are over. */
export type Encoding = (payloadType: string, payload: Uint8Array) => Buffer;

/** The pre-authentication encoding: the bytes that a DSSE signature is over (DSSE protocol, "PAE"). */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `),
    payload,
  ]);
}

/**
 * What release 0.2.0 of the OMS reference implementation signed instead: the payload as Python writes bytes in source code.
 * Nothing has this encoding and the standard one in common: the first word differs in its case.
 */
export function omsReleaseEncoding(type: string, payload: Uint8Array): Buffer {
  return Buffer.from(`DSSEV1 ${Buffer.byteLength(type)} ${type} ${payload.length} ${pythonBytesLiteral(payload)}`);
}

const PYTHON_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
]);

/** Python's `repr()` of bytes: double quotes only where single ones would need escaping and double ones wouldn't. */
function pythonBytesLiteral(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? 0x22 : 0x27;
  const parts = Array.from(bytes, (byte) => {
    if (byte === quote) return `\\${String.fromCodePoint(byte)}`;
    const escaped = PYTHON_ESCAPES.get(byte);
    if (escaped !== undefined) return escaped;
    return byte < 0x20 || byte >= 0x7f ? `\\x${byte.toString(16).padStart(2, '0')}` : String.fromCodePoint(byte);
  });
  const mark = String.fromCodePoint(quote);
  return `b${mark}${parts.join('')}${mark}`;
}
