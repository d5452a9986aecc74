import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { comparePaths } from '../../core/submission.ts';
import { ATTESTATION_LIMITS } from '../../trust/predicates/limits.ts';
import { MAX_BUNDLE_BYTES } from '../../trust/sigstore-bundle.ts';
import type { AttestationFile, Manifest } from './attestation-file.ts';
import { readOciLayout } from './oci-layout.ts';

export interface AttestationSources {
  readonly files: readonly AttestationFile[];
  readonly manifests: readonly Manifest[];
}

export const NO_SOURCES: AttestationSources = { files: [], manifests: [] };

/** `STEP.KEYID8` */
const SUBLAYOUT = /^.{1,256}\.[0-9a-f]{8}$/u;
/** What counts in a directory; other files there are none of the gate's business. */
const NAME = /\.(?:json|jsonl|sigstore|sig|dsse|link)$/u;

/**
 * Reads what the operator names: a file, a directory of files, or an OCI image layout. Everything is in memory afterwards,
 * so what is checked is what was read.
 * @throws GateError ATTESTATIONS_UNREADABLE, OCI_LAYOUT_INVALID, LIMIT_EXCEEDED
 */
export async function readSources(paths: readonly string[]): Promise<AttestationSources> {
  const all: AttestationSources[] = [];
  let bytes = 0;
  for (const path of paths) {
    const source = await readSource(path);
    for (const { content } of source.files) if (!(content instanceof GateError)) bytes += content.length;
    if (bytes > ATTESTATION_LIMITS.bytes)
      throw new GateError('LIMIT_EXCEEDED', `--attestations name more than ${ATTESTATION_LIMITS.bytes} bytes`);
    all.push(source);
  }
  return { files: all.flatMap(({ files }) => files), manifests: all.flatMap(({ manifests }) => manifests) };
}

async function readSource(path: string, depth = 0): Promise<AttestationSources> {
  const entry = await attempt(path, () => stat(path));
  if (entry.isFile()) return { files: [await readFileAt(path, basename(path))], manifests: [] };
  if (!entry.isDirectory()) throw new GateError('ATTESTATIONS_UNREADABLE', `${path} is no file and no directory`);
  const names = (await attempt(path, () => readdir(path))).toSorted(comparePaths);
  if (names.includes('oci-layout')) return readOciLayout(path);
  const wanted = names.filter((name) => NAME.test(name));
  if (wanted.length > ATTESTATION_LIMITS.files)
    throw new GateError('LIMIT_EXCEEDED', `${path} holds more than ${ATTESTATION_LIMITS.files} files`);
  const files: AttestationFile[] = [];
  for (const name of wanted) {
    const place = join(path, name);
    if ((await attempt(place, () => stat(place))).isFile()) files.push(await readFileAt(place, name));
  }
  // Links of a layout that stands for a link lie in a directory of that name (in-toto specification 1.0 §4.5).
  for (const name of names.filter((one) => SUBLAYOUT.test(one))) {
    const place = join(path, name);
    if (depth >= ATTESTATION_LIMITS.layoutDepth || !(await attempt(place, () => stat(place))).isDirectory()) continue;
    const inner = await readSource(place, depth + 1);
    files.push(...inner.files.map((file) => ({ ...file, where: `${name}/${file.where}` })));
    if (files.length > ATTESTATION_LIMITS.files)
      throw new GateError('LIMIT_EXCEEDED', `${path} holds more than ${ATTESTATION_LIMITS.files} files`);
  }
  return { files, manifests: [] };
}

async function readFileAt(path: string, where: string): Promise<AttestationFile> {
  const { size } = await attempt(path, () => stat(path));
  const content =
    size > MAX_BUNDLE_BYTES
      ? new GateError('LIMIT_EXCEEDED', `${where} is larger than ${MAX_BUNDLE_BYTES} bytes`)
      : await attempt(path, () => readFile(path));
  return { where, content };
}

async function attempt<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new GateError('ATTESTATIONS_UNREADABLE', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
}

/** Over all that was read: another set of statements makes another run. Undefined for none. */
export function sourcesDigest({ files, manifests }: AttestationSources): Sha256 | undefined {
  if (files.length === 0 && manifests.length === 0) return undefined;
  const read = files.map(({ where, content }) => [
    where,
    content instanceof GateError ? content.code : createHash('sha256').update(content).digest('hex'),
  ]);
  return sha256FromBytes(createHash('sha256').update(canonicalJson({ read, manifests })).digest());
}
