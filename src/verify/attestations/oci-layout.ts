import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { sha256Schema } from '../../core/digest-schema.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { ATTESTATION_LIMITS } from '../../trust/predicates/limits.ts';
import { MAX_BUNDLE_BYTES } from '../../trust/sigstore-bundle.ts';
import { parseJson } from '../../trust/strict-json.ts';
import { INDEX_TYPES, MANIFEST_TYPES } from '../image/oci-source.ts';
import type { AttestationFile, Manifest } from './attestation-file.ts';

const descriptorSchema = z.object({
  mediaType: z.string().max(256),
  digest: sha256Schema,
  size: z.int().nonnegative(),
  artifactType: z.string().max(256).optional(),
});
type Descriptor = z.infer<typeof descriptorSchema>;

const descriptors = z.array(descriptorSchema).max(ATTESTATION_LIMITS.manifests);
const indexSchema = z.object({ schemaVersion: z.literal(2), mediaType: z.string().optional(), manifests: descriptors });
const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().max(256).optional(),
  layers: z.array(descriptorSchema).max(ATTESTATION_LIMITS.artifacts),
  /** What a referrer is about. */
  subject: descriptorSchema.optional(),
});

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Layers that hold one signed statement: Sigstore bundles, DSSE as cosign stores it, DSSE as in-toto names it. */
const STATEMENT =
  /^application\/vnd\.(?:dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)|dsse\.envelope\.v1\+json|in-toto(?:\.[a-z0-9-]+)?\+dsse)$/u;

/**
 * Reads the signed statements of an OCI image layout (image-spec v1.1): the layers of every manifest in its index that hold one, referrers
 * as well as those under cosign's tags, and which manifests there are. Each blob is read by its digest, and counts only if it has it.
 * What a referrer names as its subject proves nothing: what it is about stands in the signed statement.
 */
export async function readOciLayout(
  directory: string,
): Promise<{ readonly files: AttestationFile[]; readonly manifests: Manifest[] }> {
  const marker = parseOci(
    await readPlainFile(join(directory, 'oci-layout'), 4_096),
    z.object({ imageLayoutVersion: z.string() }),
    'oci-layout',
  );
  if (!marker.imageLayoutVersion.startsWith('1.'))
    throw invalid(`${directory} has the version ${marker.imageLayoutVersion}`);
  const root = await readPlainFile(join(directory, 'index.json'), ATTESTATION_LIMITS.manifestBytes);
  const files: AttestationFile[] = [];
  const manifests: Manifest[] = [];
  const seen = new Set<Sha256>();
  const walk = async (bytes: Buffer, where: string, depth: number): Promise<void> => {
    if (depth > ATTESTATION_LIMITS.indexDepth) throw invalid(`${where} nests too deep`);
    for (const descriptor of parseOci(bytes, indexSchema, where).manifests) {
      const { digest, mediaType } = descriptor;
      if (seen.has(digest) || (mediaType !== INDEX && mediaType !== MANIFEST)) continue;
      seen.add(digest);
      if (seen.size > ATTESTATION_LIMITS.manifests) throw invalid(`${directory} holds too many manifests`);
      const content = await readBlob(directory, descriptor, ATTESTATION_LIMITS.manifestBytes);
      if (mediaType === INDEX) await walk(content, digest, depth + 1);
      else files.push(...(await readManifest(directory, digest, content, manifests)));
    }
  };
  await walk(root, 'index.json', 1);
  return { files, manifests };
}

async function readManifest(
  directory: string,
  digest: Sha256,
  content: Buffer,
  manifests: Manifest[],
): Promise<AttestationFile[]> {
  const manifest = parseOci(content, manifestSchema, digest);
  const files: AttestationFile[] = [];
  for (const layer of manifest.layers.filter(({ mediaType }) => STATEMENT.test(mediaType))) {
    if (files.length >= ATTESTATION_LIMITS.statements) throw invalid(`${digest} holds too many statements`);
    const where = `oci:${layer.digest}`;
    files.push({ where, content: await readBlob(directory, layer, MAX_BUNDLE_BYTES).catch(asContent) });
  }
  if (files.length === 0) manifests.push({ digest, layers: manifest.layers.map((layer) => layer.digest) });
  return files;
}

/** A statement that can't be read is told of, and the others stand. */
function asContent(error: unknown): GateError {
  if (error instanceof GateError) return error;
  throw error;
}

export async function readBlob(directory: string, { digest, size }: Descriptor, limit: number): Promise<Buffer> {
  if (size > limit) throw new GateError('LIMIT_EXCEEDED', `${digest} has ${size} bytes, ${limit} at most`);
  const bytes = await readPlainFile(join(directory, 'blobs', 'sha256', hexOf(digest)), size);
  if (bytes.length !== size || sha256FromBytes(createHash('sha256').update(bytes).digest()) !== digest)
    throw invalid(`the blob ${digest} does not have this digest and ${size} bytes`);
  return bytes;
}

/** A plain file of at most `limit` bytes; a link would lead out of the layout. */
export async function readPlainFile(path: string, limit: number): Promise<Buffer> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > limit) throw invalid(`${path} is no plain file of at most ${limit} bytes`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('OCI_LAYOUT_INVALID', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
}

/** CVE-2021-41190: what can be read as an index and as a manifest is neither, and what names itself must be what it was called. */
export function parseOci<T>(bytes: Buffer, schema: z.ZodType<T>, where: string): T {
  const json = parseJson(bytes, where);
  const members = z.record(z.string(), z.unknown()).safeParse(json).data ?? {};
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw invalid(`${where}: ${z.prettifyError(parsed.error)}`);
  const own = members['mediaType'];
  if ('manifests' in members && 'layers' in members) throw invalid(`${where} is an index and a manifest`);
  const known: readonly unknown[] = 'layers' in members ? MANIFEST_TYPES : INDEX_TYPES;
  if (own !== undefined && !known.includes(own)) throw invalid(`${where} calls itself ${JSON.stringify(own)}`);
  return parsed.data;
}

function invalid(message: string): GateError {
  return new GateError('OCI_LAYOUT_INVALID', message);
}
