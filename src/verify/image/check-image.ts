import * as z from 'zod';
import type { Clock } from '../../core/clock.ts';
import { hexOf, type Sha256 } from '../../core/digest.ts';
import { sha256Schema } from '../../core/digest-schema.ts';
import { GateError } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import { MAX_BUNDLE_BYTES } from '../../trust/sigstore-bundle.ts';
import { checkAttestation } from '../attestation.ts';
import { parseOci } from '../attestations/oci-layout.ts';
import { authorshipOf } from '../authorship.ts';
import { IMAGE_LIMITS } from './limits.ts';
import { manifestSchema, type Descriptor, type OciSource } from './oci-source.ts';
import { signedLayer, readPayload, SIMPLE_SIGNING } from './simple-signing.ts';

const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)$/u;
/** What cosign 3 signs of an image; statements of other types say something about it, and vouch for nothing. */
const COSIGN_SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';

const imageSignatureSchema = z.object({
  /** Digest of the layer that holds it. */
  layer: sha256Schema,
  form: z.enum(['simple-signing', 'bundle']),
  verified: z.boolean(),
  signer: z.string().optional(),
  /** Under which name the image was signed, by the signer's word. */
  reference: z.string().optional(),
  detail: z.string(),
  /** Which check failed. */
  code: z.string().optional(),
});
export type ImageSignature = z.infer<typeof imageSignatureSchema>;

/** What `modelgate verify oci:DIR --format json` prints. */
export const imageCheckSchema = z.object({
  version: z.literal(1),
  verified: z.boolean(),
  image: z.string(),
  digest: sha256Schema,
  /** Bytes of manifests, configuration and layers that were read and have their digests; null for a registry. */
  contentBytes: z.int().nonnegative().nullable(),
  signatures: z.array(imageSignatureSchema),
});
export type ImageCheck = z.infer<typeof imageCheckSchema>;

export interface ImageRequest {
  readonly source: OciSource;
  readonly trust: Policy['trust'];
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Checks cosign's signatures of a container image, under its tag and as referrers: one by somebody trusted over exactly this
 * digest is enough, and without one the image is not verified.
 * @throws GateError SOURCE_NOT_FOUND, OCI_LAYOUT_INVALID, REGISTRY_FAILED, LIMIT_EXCEEDED, CANCELLED
 */
export async function checkImage({ source, trust, clock, signal }: ImageRequest): Promise<ImageCheck> {
  const image = await source.image();
  const contentBytes = (await source.content?.(image, signal)) ?? null;
  const signatures: ImageSignature[] = [];
  for (const { layer, manifest } of await layersOf(source, image.digest)) {
    if (signatures.length >= IMAGE_LIMITS.signatures) break;
    // A signature that names another image is none of this one: layouts hold those of many.
    if (manifest !== undefined && manifest !== image.digest) continue;
    const found = await attempt(layer, source, image.digest, trust, clock);
    if (found !== undefined) signatures.push(found);
  }
  return {
    version: 1,
    verified: signatures.some(({ verified }) => verified),
    image: source.name,
    digest: image.digest,
    contentBytes,
    signatures,
  };
}

interface SignatureLayer {
  readonly layer: Descriptor;
  /** The subject of the manifest that holds it. */
  readonly manifest: Sha256 | undefined;
}

async function layersOf(source: OciSource, image: Sha256): Promise<SignatureLayer[]> {
  return (await source.signatureManifests(image)).flatMap((bytes) => {
    const { layers, subject } = parseOci(bytes, manifestSchema, `a manifest of ${source.name}`);
    return layers
      .filter(({ mediaType }) => mediaType === SIMPLE_SIGNING || BUNDLE.test(mediaType))
      .map((layer) => ({ layer, manifest: subject?.digest }));
  });
}

/** One that can't be read or doesn't hold is told of, and the others stand. */
async function attempt(
  layer: Descriptor,
  source: OciSource,
  image: Sha256,
  trust: Policy['trust'],
  clock: Clock,
): Promise<ImageSignature | undefined> {
  const form = layer.mediaType === SIMPLE_SIGNING ? 'simple-signing' : 'bundle';
  try {
    return form === 'simple-signing'
      ? await simple(layer, source, image, trust, clock)
      : await byBundle(layer, source, image, trust, clock);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    // Signatures of other images that lie in the same layout, and statements that are no signatures.
    if (error.code === 'SUBJECT_MISMATCH' || error.code === 'PREDICATE_TYPE_MISMATCH') return undefined;
    return { layer: layer.digest, form, verified: false, detail: error.message, code: error.code };
  }
}

async function simple(
  layer: Descriptor,
  source: OciSource,
  image: Sha256,
  trust: Policy['trust'],
  clock: Clock,
): Promise<ImageSignature> {
  const where = `the signature ${layer.digest}`;
  const payload = await source.blob(layer, IMAGE_LIMITS.payloadBytes);
  // Before anything else, to leave those of other images alone: it proves nothing until the signature holds.
  const { reference } = readPayload(payload, image, where);
  const { status, signer, detail, code } = await authorshipOf(signedLayer(layer, payload, where), trust, clock);
  return {
    layer: layer.digest,
    form: 'simple-signing',
    verified: status === 'verified',
    ...(status === 'verified' && signer !== undefined ? { signer } : {}),
    reference,
    detail,
    ...(code === undefined ? {} : { code }),
  };
}

async function byBundle(
  layer: Descriptor,
  source: OciSource,
  image: Sha256,
  trust: Policy['trust'],
  clock: Clock,
): Promise<ImageSignature> {
  const { signer } = await checkAttestation({
    bytes: await source.blob(layer, MAX_BUNDLE_BYTES),
    where: `the bundle ${layer.digest}`,
    trust,
    clock,
    subjects: [{ algorithm: 'sha256', value: hexOf(image) }],
    type: COSIGN_SIGNATURE,
  });
  return { layer: layer.digest, form: 'bundle', verified: true, signer, detail: `signed by ${signer}` };
}
