import { behindPadding } from '../archive/padding.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Hdf5File } from './file.ts';

const SIGNATURE = Buffer.from('894844460d0a1a0a', 'hex');

/** Where the superblock lies: at 0, or at 512, 1024, 2048… behind a user block. Undefined if this is no HDF5. */
export function findSuperblock(source: ByteSource): number | undefined {
  for (let at = 0; at + 48 <= source.size; at = at === 0 ? 512 : at * 2)
    if (SIGNATURE.equals(source.read(at, 8))) return at;
  return undefined;
}

export interface Superblock {
  readonly version: number;
  readonly root: number;
}

/** Superblocks of version 0 to 3 (specification II.A); sets the file's sizes and base. */
export function readSuperblock(file: Hdf5File, at: number): Superblock {
  const head = file.upTo(at, 128, 'the superblock');
  head.skip(8);
  const version = head.number(1);
  if (version > 3) file.fail('version', `the superblock has the version ${version}`, at + 8);
  if (version < 2) head.skip(4);
  const offsetSize = head.number(1);
  const lengthSize = head.number(1);
  for (const size of [offsetSize, lengthSize])
    if (![2, 4, 8].includes(size)) file.fail('superblock', `addresses or lengths take ${size} bytes`, at);
  file.offsetSize = offsetSize;
  file.lengthSize = lengthSize;
  head.skip(version < 2 ? 9 : 1);
  if (version === 1) head.skip(4);
  head.address();
  head.address();
  const end = head.address();
  if (version < 2) head.address();
  // In versions 0 and 1 the root is a symbol table entry: the offset of its name, then the header's address.
  if (version < 2) head.skip(file.offsetSize);
  const root = head.address();
  if (root === undefined) file.fail('superblock', 'there is no root group', at);
  // libhdf5 counts from where it found the superblock, whatever the base address says.
  file.base = at;
  if (end !== undefined && end > file.source.size) {
    const message = `the superblock says that the file ends at ${end}, and it has ${file.source.size} bytes`;
    file.collector.truncated('hdf5-truncated', message, at);
  }
  // Behind a user block, releases differ on what the stated end counts from.
  const more = end === undefined || at > 0 ? undefined : behindPadding(file.source, end);
  if (more !== undefined)
    file.collector.problem('hdf5-trailing-data', `${file.source.size - more} bytes follow the file's stated end`, more);
  return { version, root };
}
