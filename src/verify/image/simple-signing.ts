import * as z from 'zod';
import type { Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import { readCertificates } from '../../trust/certificate-chain.ts';
import { base64Schema } from '../../trust/dsse.ts';
import { signedBytes, type Signed } from '../../trust/signed.ts';
import { parseJson } from '../../trust/strict-json.ts';
import { digestOf, type Descriptor } from './oci-source.ts';

/** https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md */
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';

const payloadSchema = z.object({
  critical: z.strictObject({
    identity: z.object({ 'docker-reference': z.string() }),
    image: z.strictObject({ 'docker-manifest-digest': z.string() }),
    type: z.literal('cosign container image signature'),
  }),
});

const annotationsSchema = z.object({
  'dev.cosignproject.cosign/signature': base64Schema,
  'dev.sigstore.cosign/certificate': z.string().optional(),
  'dev.sigstore.cosign/chain': z.string().optional(),
  'dev.sigstore.cosign/bundle': z.string().optional(),
  'dev.sigstore.cosign/rfc3161timestamp': z.string().optional(),
});

const logSchema = z.strictObject({
  SignedEntryTimestamp: z.base64(),
  Payload: z.strictObject({
    body: z.base64(),
    integratedTime: z.int().nonnegative(),
    logIndex: z.int().nonnegative(),
    logID: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
});
const timestampSchema = z.object({ SignedRFC3161Timestamp: base64Schema });

/** What a verified payload claims; the digest is what it is worth. */
export interface SimplePayload {
  readonly reference: string;
}

/**
 * Reads the payload of a signature whose cryptography holds.
 * @throws GateError ATTESTATION_INVALID, SUBJECT_MISMATCH when it is about another image
 */
export function readPayload(payload: Uint8Array, image: Sha256, where: string): SimplePayload {
  const parsed = payloadSchema.safeParse(parseJson(payload, where));
  if (!parsed.success)
    throw new GateError(
      'ATTESTATION_INVALID',
      `${where} is no signature of an image: ${z.prettifyError(parsed.error)}`,
    );
  const { image: about, identity } = parsed.data.critical;
  if (about['docker-manifest-digest'] !== image)
    throw new GateError('SUBJECT_MISMATCH', `${where} is about another image`);
  return { reference: identity['docker-reference'] };
}

/**
 * A layer that cosign made, as the bundle that it would be today: the signature is over the payload itself.
 * @throws GateError ATTESTATION_INVALID
 */
export function signedLayer({ annotations }: Descriptor, payload: Buffer, where: string): Signed {
  const parsed = annotationsSchema.safeParse(annotations ?? {});
  if (!parsed.success)
    throw new GateError('ATTESTATION_INVALID', `${where} carries no signature: ${z.prettifyError(parsed.error)}`);
  const signature = parsed.data['dev.cosignproject.cosign/signature'];
  const certificate = parsed.data['dev.sigstore.cosign/certificate'];
  const timestamp = parsed.data['dev.sigstore.cosign/rfc3161timestamp'];
  const log = parsed.data['dev.sigstore.cosign/bundle'];
  const timestamps =
    timestamp === undefined ? [] : [annotation(timestampSchema, timestamp, where).SignedRFC3161Timestamp];
  if (certificate === undefined || certificate === '')
    return signedBytes(
      { material: { kind: 'key', hint: undefined, logged: false }, timestamps, json: undefined },
      signature,
      payload,
    );
  const above = parsed.data['dev.sigstore.cosign/chain'] ?? '';
  const chain = [
    ...readCertificates(certificate, where),
    ...(above.trim() === '' ? [] : readCertificates(above, where)),
  ];
  if (log === undefined) {
    const material = { kind: 'certificate', chain, keyless: false } as const;
    return signedBytes({ material, timestamps, json: undefined }, signature, payload);
  }
  const json = bundleJson(chain[0]?.raw ?? Buffer.alloc(0), payload, signature, annotation(logSchema, log, where));
  return signedBytes({ material: { kind: 'certificate', chain, keyless: true }, timestamps, json }, signature, payload);
}

/** Version 0.1, in which the log's promise (a signed timestamp) stands for the proof of inclusion. */
function bundleJson(
  certificate: Buffer,
  payload: Buffer,
  signature: Buffer,
  { SignedEntryTimestamp, Payload }: z.infer<typeof logSchema>,
): object {
  const digest = Buffer.from(digestOf(payload).slice('sha256:'.length), 'hex').toString('base64');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: {
      x509CertificateChain: { certificates: [{ rawBytes: certificate.toString('base64') }] },
      tlogEntries: [
        {
          logIndex: String(Payload.logIndex),
          logId: { keyId: Buffer.from(Payload.logID, 'hex').toString('base64') },
          kindVersion: { kind: 'hashedrekord', version: '0.0.1' },
          integratedTime: String(Payload.integratedTime),
          inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
          canonicalizedBody: Payload.body,
        },
      ],
      timestampVerificationData: { rfc3161Timestamps: [] },
    },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest },
      signature: signature.toString('base64'),
    },
  };
}

function annotation<T>(schema: z.ZodType<T>, text: string, where: string): T {
  const parsed = schema.safeParse(parseJson(Buffer.from(text), where));
  if (parsed.success) return parsed.data;
  throw new GateError('ATTESTATION_INVALID', `${where}: ${z.prettifyError(parsed.error)}`);
}
