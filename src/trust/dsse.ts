import * as z from 'zod';

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';

/** A signer may name the predicate in the type too; what counts is the statement's own word (in-toto attestation v1, envelope). */
const IN_TOTO_PAYLOADS = /^application\/vnd\.in-toto(?:\.[a-z0-9-]{1,100})?\+json$/u;

export function isInTotoPayload(payloadType: string): boolean {
  return IN_TOTO_PAYLOADS.test(payloadType);
}

/** Base64 as DSSE and Sigstore write it; decoded once, strictly, so that two texts never mean one signature. */
export const base64Schema = z
  .base64()
  // The last digit may hold bits that no byte takes (RFC 4648 §3.5).
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'is not the shortest base64 of its bytes')
  .transform((text) => Buffer.from(text, 'base64'));

/** The same in either alphabet, with or without padding: DSSE leaves both to the signer, and to nobody else. */
const eitherBase64Schema = z
  .union([z.base64(), z.base64url(), z.string().regex(/^[A-Za-z0-9_-]+={1,2}$/u)], { error: 'is not base64' })
  .transform((text) => Buffer.from(text, 'base64'));

const keyid = z.string().max(1_024).nullish();

/**
 * The DSSE envelope of a Sigstore bundle: exactly one signature (DSSE v1.0.2). Nothing else may stand in
 * it: readers of protocol buffers also know `payload_type`, and would take another payload than this one.
 */
export const envelopeSchema = z.strictObject({
  payloadType: z.string().min(1).max(256),
  payload: base64Schema,
  signatures: z.array(z.strictObject({ sig: base64Schema, keyid })).length(1),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Each is tried with every trusted key. */
const MAX_SIGNATURES = 32;

/**
 * An envelope that stands alone may carry several signatures, each as good as an envelope of its own, and members that nobody
 * here knows (DSSE v1.0.2, parsing rules). One that is a known member in another spelling is refused all the same.
 */
export const bareEnvelopeSchema = unambiguous(['payload', 'payloadType', 'signatures']).pipe(
  z.object({
    payloadType: z.string().min(1).max(256),
    payload: eitherBase64Schema,
    signatures: z
      .array(unambiguous(['sig', 'keyid']).pipe(z.object({ sig: eitherBase64Schema, keyid })))
      .min(1)
      .max(MAX_SIGNATURES),
  }),
);

/** Readers that fold case or know protocol buffers' names would see a member where this one sees none. */
function unambiguous(names: readonly string[]): z.ZodType<Record<string, unknown>> {
  const folded = new Set(names.map(fold));
  return z.record(z.string(), z.unknown()).superRefine((members, context) => {
    const keys = Object.keys(members).filter((name) => !names.includes(name) && folded.has(fold(name)));
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: members });
  });
}

function fold(name: string): string {
  return name.replace(/[_-]/gu, '').toLowerCase();
}

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
