import { createHash } from 'node:crypto';
import { lstat, readdir, stat } from 'node:fs/promises';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';

const SEPARATOR = Buffer.from('/');

/**
 * What the file system says of a source, without reading it: device, inode, size and times of every entry. An unfinished
 * run is continued only while this stays equal; it is a reason to start over, never a proof of identity (mmap stores and
 * restored times escape it), which is why the blobs are hashed again on resume.
 */
export async function sourceFingerprint(source: string): Promise<Sha256> {
  const hash = createHash('sha256');
  // As bytes: a name that is not UTF-8 is refused by acquire, which names it, not here.
  const root = Buffer.from(source);
  const pending = [root];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    hash.update(path);
    const entry = await (path === root ? stat : lstat)(path, { bigint: true }).catch(() => undefined);
    if (entry === undefined) continue; // it is gone, or nobody may look: acquire says which
    hash.update(`\0${entry.dev}\0${entry.ino}\0${entry.size}\0${entry.mtimeNs}\0${entry.ctimeNs}\0${entry.mode}\n`);
    if (entry.isSymbolicLink()) {
      const target = await stat(path, { bigint: true }).catch(() => undefined);
      hash.update(`${target?.ino}\0${target?.size}\0${target?.mtimeNs}\0${target?.ctimeNs}\n`);
    }
    if (entry.isDirectory()) {
      const names = await readdir(path, { encoding: 'buffer' }).catch(() => []);
      for (const name of names.sort((a, b) => a.compare(b))) pending.push(Buffer.concat([path, SEPARATOR, name]));
    }
  }
  return sha256FromBytes(hash.digest());
}
