import { GateError } from '../../core/errors.ts';
import { openGit, type GitObjects } from '../history/git.ts';
import { BatchReader, sizesOf } from '../history/secrets.ts';
import { decodeText } from '../source/text.ts';

const MILLISECONDS = 60_000;
const FILES = 2_000;
const BYTES = 4 << 20;
const TOTAL = 64 << 20;
const LISTING = 256 << 20;

/**
 * Texts of files as a commit of a repository has them, read from its objects alone: whatever lies in the work tree, or is set in
 * its configuration, changes nothing of them. Paths that the commit lacks are left out, and so are files that are no text.
 * @throws GateError REFERENCE_UNREADABLE; LIMIT_EXCEEDED rather than leave out a file that is there
 */
export async function filesAtReference(
  directory: string,
  reference: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const git = openGit(directory, reference);
  if (git === undefined || typeof git === 'string')
    throw new GateError('REFERENCE_UNREADABLE', `${directory}: ${git ?? 'it is no git repository'}`);
  try {
    const listed = await list(git, new Set(paths), reference);
    return await contents(git, listed, reference);
  } finally {
    git.close();
  }
}

async function list(git: GitObjects, wanted: ReadonlySet<string>, reference: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  let rest: Buffer = Buffer.alloc(0);
  let size = 0;
  const end = await git.run(['ls-tree', '-r', '-z', '--full-tree', git.head], MILLISECONDS, (bytes) => {
    size += bytes.length;
    rest = Buffer.concat([rest, bytes]);
    for (let zero = rest.indexOf(0); zero !== -1; zero = rest.indexOf(0)) {
      const entry = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/su.exec(rest.toString('utf8', 0, zero));
      rest = rest.subarray(zero + 1);
      if (entry !== null && wanted.has(entry[2] ?? '')) found.push([entry[2] ?? '', entry[1] ?? '']);
    }
    return size <= LISTING;
  });
  if (end.kind === 'failed')
    throw new GateError('REFERENCE_UNREADABLE', `git could not read ${reference}: ${end.message}`);
  if (end.kind === 'limit' || found.length > FILES)
    throw new GateError('LIMIT_EXCEEDED', `${reference} has too many files to read them`);
  return found;
}

async function contents(
  git: GitObjects,
  listed: readonly (readonly [string, string])[],
  reference: string,
): Promise<Map<string, string>> {
  const ids = listed.map(([, id]) => id);
  const sizes = await sizesOf(git, ids, MILLISECONDS);
  const large = listed.find(([, id]) => (sizes.get(id) ?? Infinity) > BYTES);
  if (large !== undefined || ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0) > TOTAL)
    throw new GateError('LIMIT_EXCEEDED', `${reference}: ${large?.[0] ?? 'all files together'} can not be read whole`);
  const texts = new Map<string, string>();
  const reader = new BatchReader();
  let index = 0;
  const end = await git.run(
    ['cat-file', '--batch', '--buffer'],
    MILLISECONDS,
    (bytes) => {
      for (const content of reader.add(bytes)) {
        const [path] = listed[index++] ?? [];
        const text = decodeText(content);
        if (path !== undefined && text !== undefined) texts.set(path, text);
      }
      return undefined;
    },
    ids,
  );
  if (end.kind !== 'done' || index < listed.length)
    throw new GateError('REFERENCE_UNREADABLE', `git could not read the files of ${reference}`);
  return texts;
}
