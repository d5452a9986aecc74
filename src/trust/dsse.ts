import * as z from 'zod';

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';

/** Base64 as DSSE and Sigstore write it; decoded once, strictly, so that two texts never mean one signature. */
export const base64Schema = z.base64().transform((text) => Buffer.from(text, 'base64'));

/** A DSSE envelope with exactly one signature, which is all that Sigstore bundles allow (DSSE v1.0.2). */
export const envelopeSchema = z.object({
  payloadType: z.string().min(1).max(256),
  payload: base64Schema,
  signatures: z.array(z.object({ sig: base64Schema, keyid: z.string().nullish() })).length(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The pre-authentication encoding: the bytes that a DSSE signature is over (DSSE protocol, "PAE"). */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `),
    payload,
  ]);
}
