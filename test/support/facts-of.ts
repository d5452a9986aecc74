import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';

/** Facts of bytes under a name, among files of these names, read in this process. */
export function factsOfBytes(path: string, bytes: Uint8Array, paths: ReadonlySet<string> = new Set([path])): FileFacts {
  return parseFile(new MemorySource(bytes), path, paths);
}

/** Facts of a file, or of every file in a directory, read in this process. Paths are relative to `root`. */
export function factsOfTree(root: string): FileFacts[] {
  const found = statSync(root).isDirectory()
    ? readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [root];
  const base = statSync(root).isDirectory() ? root : join(root, '..');
  const paths = new Set(found.map((path) => relative(base, path)));
  return found.map((path) => parseFile(new MemorySource(readFileSync(path)), relative(base, path), paths));
}
