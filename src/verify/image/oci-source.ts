import { createHash } from 'node:crypto';
import * as z from 'zod';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { sha256Schema } from '../../core/digest-schema.ts';
import { IMAGE_LIMITS } from './limits.ts';

export const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** OCI content descriptor, image-spec v1.1. */
export const descriptorSchema = z.object({
  mediaType: z.string().max(256),
  digest: sha256Schema,
  size: z.int().nonnegative(),
  artifactType: z.string().max(256).optional(),
  annotations: z.record(z.string(), z.string().max(1 << 20)).optional(),
});
export type Descriptor = z.infer<typeof descriptorSchema>;

export const indexSchema = z.object({
  schemaVersion: z.literal(2),
  manifests: z.array(descriptorSchema).max(IMAGE_LIMITS.manifests),
});

export const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  artifactType: z.string().max(256).optional(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).max(10_000),
  subject: descriptorSchema.optional(),
});

/** Where an image and its signatures lie: a layout on disk, or a registry. What it answers has the digest that was asked for. */
export interface OciSource {
  /** For messages. */
  readonly name: string;
  /**
   * The image itself: index or manifest.
   * @throws GateError SOURCE_NOT_FOUND, OCI_LAYOUT_INVALID, REGISTRY_FAILED
   */
  image(): Promise<Descriptor>;
  /** Manifests that may hold signatures of it; whether they do, and whose, is for others to check. */
  signatureManifests(image: Sha256): Promise<readonly Buffer[]>;
  blob(descriptor: Descriptor, limit: number): Promise<Buffer>;
  /** Reads all that the image consists of, where it lies here. Answers how many bytes. */
  content?(image: Descriptor, signal: AbortSignal): Promise<number>;
}

export const digestOf = (bytes: Uint8Array): Sha256 => sha256FromBytes(createHash('sha256').update(bytes).digest());
