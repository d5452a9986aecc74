import { createHash } from 'node:crypto';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';

/**
 * What the file system says of a source, without reading it: device, inode, size and times of every entry. An unfinished
 * run is continued only while this stays equal; it is a reason to start over, never a proof of identity (mmap stores and
 * restored times escape it), which is why the blobs are hashed again on resume.
 */
export async function sourceFingerprint(source: string): Promise<Sha256> {
  const hash = createHash('sha256');
  const pending = [source];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const entry = await (path === source ? stat : lstat)(path, { bigint: true });
    hash.update(
      `${path}\0${entry.dev}\0${entry.ino}\0${entry.size}\0${entry.mtimeNs}\0${entry.ctimeNs}\0${entry.mode}\n`,
    );
    if (entry.isSymbolicLink()) {
      const target = await stat(path, { bigint: true }).catch(() => undefined);
      hash.update(`${target?.ino}\0${target?.size}\0${target?.mtimeNs}\0${target?.ctimeNs}\n`);
    }
    if (entry.isDirectory()) {
      for (const name of (await readdir(path)).sort()) pending.push(join(path, name));
    }
  }
  return sha256FromBytes(hash.digest());
}
