import type { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { parseCertificate } from './certificate-chain.ts';
import { bareEnvelopeSchema, base64Schema, envelopeSchema, type Envelope } from './dsse.ts';
import { parseJson } from './strict-json.ts';

/** A bundle of a large model lists a digest per file: 100,000 files take about 20 MB. */
export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)$/u;

/** Of JSON of protocol buffers, null means that a member is not there. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const certificateSchema = z.strictObject({ rawBytes: base64Schema });

/** Command lines wrap what they encode, and JSON of protocol buffers allows it. The token says itself where it ends. */
const timestampSchema = z
  .string()
  .transform((text) => text.replace(/[\r\n]/gu, ''))
  .pipe(base64Schema);

/*
 * Strict throughout: JSON of protocol buffers has a second spelling for each name (`dsse_envelope`), and a bundle may hold one
 * content of several. A reader that passes over what it doesn't know would believe another one than the next reader.
 */
const materialSchema = z.strictObject({
  publicKey: optional(
    z.strictObject({
      hint: optional(z.string().max(1_024)),
      /** OMS releases before 1.1 put the key here. It proves nothing. */
      rawBytes: z.string().max(8_192).nullish(),
      keyDetails: z.union([z.string().max(100), z.number()]).nullish(),
    }),
  ),
  certificate: optional(certificateSchema),
  x509CertificateChain: optional(z.strictObject({ certificates: z.array(certificateSchema).min(1).max(16) })),
  tlogEntries: optional(z.array(z.unknown()).max(16)),
  timestampVerificationData: optional(
    z.strictObject({
      rfc3161Timestamps: optional(z.array(z.strictObject({ signedTimestamp: timestampSchema })).max(16)),
    }),
  ),
});

const common = {
  mediaType: z.string().regex(MEDIA_TYPE, 'is no media type of a Sigstore bundle'),
  verificationMaterial: materialSchema,
};
const bundleSchema = z.strictObject({ ...common, dsseEnvelope: envelopeSchema });

/** Protocol buffers' JSON may give an enumeration's name or its number. */
const MESSAGE_HASHES = { SHA2_256: 'sha256', SHA2_384: 'sha384', SHA2_512: 'sha512' } as const;
const hashNames = z.enum(['SHA2_256', 'SHA2_384', 'SHA2_512']);
const messageBundleSchema = z.strictObject({
  ...common,
  messageSignature: z.strictObject({
    messageDigest: z.strictObject({
      algorithm: z.union([
        hashNames,
        z
          .int()
          .min(1)
          .max(hashNames.options.length)
          .transform((number) => hashNames.options[number - 1] ?? 'SHA2_256'),
      ]),
      digest: base64Schema,
    }),
    signature: base64Schema,
  }),
});

export type SigningMaterial =
  /** `logged` when the bundle carries a transparency log entry. */
  | { readonly kind: 'key'; readonly hint: string | undefined; readonly logged: boolean }
  /** `chain[0]` is the leaf. `keyless` when it is one of Sigstore's: with a log's entry, or alone with timestamps. */
  | { readonly kind: 'certificate'; readonly chain: readonly X509Certificate[]; readonly keyless: boolean };

export interface Bundle {
  readonly material: SigningMaterial;
  readonly envelope: Envelope;
  /** RFC 3161 responses about the signature, unverified. */
  readonly timestamps: readonly Uint8Array[];
  /** The parsed JSON as it was, for verifiers that want the whole. */
  readonly json: unknown;
}

/** One whose signature is over the bytes of a file as they are (`cosign sign-blob`), which lie elsewhere. */
export interface MessageBundle {
  readonly material: SigningMaterial;
  readonly signature: Buffer;
  /** Which file the signer says it is over: it proves nothing. */
  readonly digest: { readonly algorithm: 'sha256' | 'sha384' | 'sha512'; readonly value: Buffer };
  readonly timestamps: readonly Uint8Array[];
  readonly json: unknown;
}

/**
 * Reads a Sigstore bundle v0.1 to v0.3 that carries a DSSE envelope, certificate chains included (which v0.3 no longer
 * wants, and OMS signers still write).
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS, LIMIT_EXCEEDED
 */
export function parseBundle(bytes: Uint8Array, where: string): Bundle {
  return bundleFrom(parseBundleJson(bytes, where), where);
}

/**
 * The JSON of a bundle of either kind.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS, LIMIT_EXCEEDED
 */
export function parseBundleJson(bytes: Uint8Array, where: string): unknown {
  if (bytes.length > MAX_BUNDLE_BYTES) {
    throw new GateError('LIMIT_EXCEEDED', `${where} is larger than ${MAX_BUNDLE_BYTES} bytes, the limit for a bundle`);
  }
  return parseJson(bytes, where);
}

/**
 * The same from JSON that `parseJson` has read.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function bundleFrom(json: unknown, where: string): Bundle {
  if (isMessageBundle(json) && !Object.hasOwn(json, 'dsseEnvelope'))
    throw new GateError('ATTESTATION_INVALID', `${where} signs the bytes of a file, and no statement`);
  const parsed = bundleSchema.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error, `${where} is no Sigstore bundle`);
  const { verificationMaterial: material, dsseEnvelope: envelope } = parsed.data;
  return { ...verificationMaterial(material, where), envelope, json };
}

/** Whether it is a bundle over a file's bytes, by the member that says so; nothing else of it is looked at. */
export function isMessageBundle(json: unknown): json is object {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, 'messageSignature');
}

/**
 * The same for a bundle over the bytes of a file. One with an envelope too is refused: it would be another thing to another reader.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function messageBundleFrom(json: unknown, where: string): MessageBundle {
  const parsed = messageBundleSchema.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error, `${where} is no Sigstore bundle`);
  const { verificationMaterial: material, messageSignature } = parsed.data;
  const { algorithm, digest } = messageSignature.messageDigest;
  return {
    ...verificationMaterial(material, where),
    signature: messageSignature.signature,
    digest: { algorithm: MESSAGE_HASHES[algorithm], value: digest },
    json,
  };
}

function verificationMaterial(
  material: z.infer<typeof materialSchema>,
  where: string,
): Pick<Bundle, 'material' | 'timestamps'> {
  const timestamps = material.timestampVerificationData?.rfc3161Timestamps ?? [];
  return {
    material: signingMaterial(material, where),
    timestamps: timestamps.map(({ signedTimestamp }) => signedTimestamp),
  };
}

/**
 * A DSSE envelope that stands alone, as a bundle: it names no signer but by the hint of its signature.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function envelopeFrom(json: unknown, where: string): Bundle {
  const parsed = bareEnvelopeSchema.safeParse(json);
  if (!parsed.success) throw malformed(parsed.error, `${where} is no DSSE envelope`);
  const envelope = parsed.data;
  const [only, another] = envelope.signatures;
  return {
    material: { kind: 'key', hint: another === undefined ? (only?.keyid ?? undefined) : undefined, logged: false },
    envelope,
    timestamps: [],
    json,
  };
}

/** What is there twice, or under a name that nobody knows, is another fault than what is missing. */
function malformed(error: z.ZodError, what: string): GateError {
  const ambiguous = error.issues.some(
    ({ code, path }) => code === 'unrecognized_keys' || (code === 'too_big' && path.at(-1) === 'signatures'),
  );
  return new GateError(
    ambiguous ? 'ATTESTATION_AMBIGUOUS' : 'ATTESTATION_INVALID',
    `${what}: ${z.prettifyError(error)}`,
  );
}

function signingMaterial(material: z.infer<typeof materialSchema>, where: string): SigningMaterial {
  const { publicKey, certificate, x509CertificateChain: chain, tlogEntries } = material;
  if ([publicKey, certificate, chain].filter((one) => one !== undefined).length !== 1) {
    throw new GateError(
      'ATTESTATION_INVALID',
      `${where} must carry exactly one of key, certificate, certificate chain`,
    );
  }
  const logged = (tlogEntries ?? []).length > 0;
  if (publicKey !== undefined) return { kind: 'key', hint: publicKey.hint, logged };
  // An instance without a log leaves the list empty and proves the time by timestamps; a list that is missing was cut off.
  const timestamped =
    tlogEntries !== undefined && (material.timestampVerificationData?.rfc3161Timestamps ?? []).length > 0;
  if (certificate !== undefined && !logged && !timestamped) {
    throw new GateError(
      'ATTESTATION_INVALID',
      `${where} carries a certificate and no transparency log entry (tlogEntries)`,
    );
  }
  const certificates = chain?.certificates ?? (certificate === undefined ? [] : [certificate]);
  try {
    return {
      kind: 'certificate',
      chain: certificates.map(({ rawBytes }) => parseCertificate(rawBytes)),
      keyless: logged || certificate !== undefined,
    };
  } catch (error) {
    throw new GateError('ATTESTATION_INVALID', `${where} carries a certificate that can't be read`, { cause: error });
  }
}
