import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { parseOci, readBlob, readPlainFile } from '../attestations/oci-layout.ts';
import { IMAGE_LIMITS } from './limits.ts';
import {
  INDEX_TYPES,
  indexSchema,
  MANIFEST_TYPES,
  manifestSchema,
  type Descriptor,
  type OciSource,
} from './oci-source.ts';

const TAG = 'org.opencontainers.image.ref.name';
/** `cosign save` marks what it puts into a layout. */
const KIND = 'kind';
const COSIGN_KIND = /^dev\.cosignproject\.cosign\/(?:sigs|atts|sboms)$/u;
/** Tags under which cosign keeps what belongs to an image. */
const COSIGN_TAG = /(?:^|[:/])sha256-[0-9a-f]{64}(?:\.(?:sig|att|sbom))?$/u;

/**
 * An OCI image layout (image-spec v1.1) in a directory.
 * @param reference a tag, a digest, or undefined where the layout holds one image alone
 */
export async function layoutSource(directory: string, reference: string | undefined): Promise<OciSource> {
  const marker = await readPlainFile(join(directory, 'oci-layout'), 4_096);
  parseOci(marker, z.object({ imageLayoutVersion: z.string().startsWith('1.') }), 'oci-layout');
  const root = await readPlainFile(join(directory, 'index.json'), IMAGE_LIMITS.manifestBytes);
  const top = parseOci(root, indexSchema, 'index.json').manifests;
  const blob = (descriptor: Descriptor, limit: number): Promise<Buffer> => readBlob(directory, descriptor, limit);
  return {
    name: directory,
    blob,
    async image() {
      const images = await topImages(top, blob);
      const wanted = reference === undefined ? images : images.filter((one) => named(one, reference));
      const [first, ...others] = new Map(wanted.map((one) => [one.digest, one])).values();
      if (first === undefined)
        throw new GateError('SOURCE_NOT_FOUND', `${directory} holds no image ${reference ?? 'at all'}`);
      if (others.length > 0)
        throw new GateError('USAGE', `${directory} holds ${others.length + 1} such images: name one by digest`);
      return first;
    },
    async signatureManifests() {
      const manifests: Buffer[] = [];
      for (const descriptor of top)
        if (MANIFEST_TYPES.includes(descriptor.mediaType))
          manifests.push(await blob(descriptor, IMAGE_LIMITS.manifestBytes));
      return manifests;
    },
    content: (image, signal) => readContent(directory, image, signal, blob, 1, new Set()),
  };
}

function named({ digest, annotations }: Descriptor, reference: string): boolean {
  const tag = annotations?.[TAG];
  return digest === reference || tag === reference || (tag?.endsWith(`:${reference}`) ?? false);
}

/** Entries of the layout's index that are images themselves, and no signature, attestation or referrer. */
async function topImages(
  top: readonly Descriptor[],
  blob: (descriptor: Descriptor, limit: number) => Promise<Buffer>,
): Promise<Descriptor[]> {
  const images: Descriptor[] = [];
  for (const descriptor of top) {
    const { mediaType, annotations, digest } = descriptor;
    if (COSIGN_KIND.test(annotations?.[KIND] ?? '') || COSIGN_TAG.test(annotations?.[TAG] ?? '')) continue;
    if (INDEX_TYPES.includes(mediaType)) images.push(descriptor);
    if (!MANIFEST_TYPES.includes(mediaType)) continue;
    const { subject } = parseOci(await blob(descriptor, IMAGE_LIMITS.manifestBytes), manifestSchema, digest);
    if (subject === undefined) images.push(descriptor);
  }
  return images;
}

/** Every manifest, configuration and layer, read and hashed: a signature over a digest says nothing of bytes that don't have it. */
async function readContent(
  directory: string,
  image: Descriptor,
  signal: AbortSignal,
  blob: (descriptor: Descriptor, limit: number) => Promise<Buffer>,
  depth: number,
  seen: Set<Sha256>,
): Promise<number> {
  if (depth > IMAGE_LIMITS.depth) throw new GateError('OCI_LAYOUT_INVALID', `${image.digest} nests too deep`);
  const bytes = await blob(image, IMAGE_LIMITS.manifestBytes);
  let read = bytes.length;
  if (INDEX_TYPES.includes(image.mediaType)) {
    for (const child of parseOci(bytes, indexSchema, image.digest).manifests) {
      if (seen.has(child.digest)) continue;
      seen.add(child.digest);
      read += await readContent(directory, child, signal, blob, depth + 1, seen);
    }
    return read;
  }
  const { config, layers } = parseOci(bytes, manifestSchema, image.digest);
  for (const part of [...(config === undefined ? [] : [config]), ...layers]) {
    if (seen.has(part.digest)) continue;
    seen.add(part.digest);
    await hashBlob(directory, part, signal);
    read += part.size;
  }
  return read;
}

async function hashBlob(directory: string, { digest, size }: Descriptor, signal: AbortSignal): Promise<void> {
  const path = join(directory, 'blobs', 'sha256', hexOf(digest));
  const hash = createHash('sha256');
  let length = 0;
  try {
    await pipeline(
      createReadStream(path),
      async (chunks) => {
        for await (const chunk of chunks) {
          if (!Buffer.isBuffer(chunk)) continue;
          length += chunk.length;
          hash.update(chunk);
        }
      },
      { signal },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    throw new GateError('OCI_LAYOUT_INVALID', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
  if (length !== size || sha256FromBytes(hash.digest()) !== digest)
    throw new GateError('OCI_LAYOUT_INVALID', `the blob ${digest} does not have this digest and ${size} bytes`);
}
