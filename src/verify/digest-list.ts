import { GateError } from '../core/errors.ts';
import { isSpecIgnored, type Manifest } from '../trust/oms-manifest.ts';
import { isIgnored, type Coverage } from './coverage.ts';
import { isLoadableName } from './loadable.ts';

/** 100,000 files with long names. */
export const MAX_DIGEST_LIST_BYTES = 64 * 1024 * 1024;

/** What `sha256sum`, `b2sum` and `b3sum` print: digest, a space, a space or a star, the name. */
const LINE = /^(?<digest>[\da-f]{64}|[\da-f]{128}) [ *](?:\.\/)?(?<path>[^\\\0]+)$/u;

/** Digests that were computed elsewhere, by path relative to the model. */
export type DigestList = ReadonlyMap<string, string>;

/**
 * Reads a list of digests as coreutils write it. Lines that begin with a backslash (a name with a line break) are refused.
 * @throws GateError USAGE naming the line
 */
export function readDigestList(text: string, where: string): DigestList {
  const digests = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const { digest, path } = LINE.exec(line)?.groups ?? {};
    if (digest === undefined || path === undefined)
      throw new GateError('USAGE', `${where}:${index + 1} is no line of sha256sum, b2sum or b3sum`);
    if (digests.has(path)) throw new GateError('USAGE', `${where}:${index + 1} lists ${path} a second time`);
    digests.set(path, digest);
  }
  if (digests.size === 0) throw new GateError('USAGE', `${where} lists no file`);
  return digests;
}

/**
 * Holds a signed manifest against digests that were computed elsewhere: no byte is read, so it is as true as the list. Of a file
 * that the signer left out, only the name can be judged.
 * @throws GateError USAGE for a manifest in shards, of which no list holds the digests
 */
export function coverageOfDigests(manifest: Manifest, digests: DigestList): Coverage {
  if (manifest.sharded)
    throw new GateError('USAGE', 'the signature lists shards of files: a list of digests can not be held against it');
  const coverage: Coverage = { covered: 0, changed: [], missing: [], unlisted: [], ignored: [] };
  const listed = new Map(manifest.resources.map(({ path, digest }) => [path, digest]));
  let covered = 0;
  for (const [path, digest] of digests) {
    const signed = listed.get(path);
    listed.delete(path);
    if (signed === digest) covered++;
    else if (signed !== undefined) coverage.changed.push(path);
    else if (isSpecIgnored(path) || (isIgnored(path, manifest.ignored) && !isLoadableName(path)))
      coverage.ignored.push(path);
    else coverage.unlisted.push(path);
  }
  coverage.missing.push(...listed.keys());
  return { ...coverage, covered };
}
