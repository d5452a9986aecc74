import { mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GateError, systemCode } from '../../core/errors.ts';
import { diskFull, syncDirectory, UNFINISHED, writeAtomic } from '../atomic-file.ts';
import { HASH_BYTES, leafHash, nodeHash, type SubtreeHash } from './merkle.ts';
import { entryBundlePath, hashTilePath, TILE_HEIGHT, TILE_WIDTH } from './tile-path.ts';

/** C2SP tlog-tiles: an entry's length is a 16-bit number. */
export const MAX_ENTRY_BYTES = 65_535;
const LENGTH_BYTES = 2;

/** How many hashes a tree of `size` has at the bottom of tile level `level`. */
function hashesAt(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The files of a ledger: hash tiles and bundles of entries, in a directory that only one process writes to. */
export class TileStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Hashes of perfect subtrees of the tree of `size`, with the tiles that one caller asks for kept at hand. */
  subtrees(size: number): SubtreeHash {
    const kept = new Map<string, Promise<readonly Buffer[]>>();
    return async (level, index) => {
      const tileLevel = Math.floor(level / TILE_HEIGHT);
      const span = 2 ** (level % TILE_HEIGHT);
      const n = Math.floor((index * span) / TILE_WIDTH);
      const key = `${tileLevel}/${n}`;
      const tile = kept.get(key) ?? this.hashTile(tileLevel, n, size);
      kept.set(key, tile);
      const first = index * span - n * TILE_WIDTH;
      return foldPerfect((await tile).slice(first, first + span));
    };
  }

  /** The hashes of one tile, as many as a tree of `size` has there. */
  async hashTile(level: number, n: number, size: number): Promise<readonly Buffer[]> {
    const width = Math.min(TILE_WIDTH, hashesAt(size, level) - n * TILE_WIDTH);
    if (width <= 0) return [];
    const { path, at, bytes } = await this.#read((any) => hashTilePath(level, n, any), width, HASH_BYTES);
    if (bytes.length !== at * HASH_BYTES) throw broken(`${path} holds ${bytes.length} bytes, not ${at * HASH_BYTES}`);
    return Array.from({ length: width }, (_, index) => bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
  }

  /** The entries of one bundle, as many as a tree of `size` has there. */
  async entryBundle(n: number, size: number): Promise<readonly Buffer[]> {
    const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
    if (width <= 0) return [];
    const most = LENGTH_BYTES + MAX_ENTRY_BYTES;
    const { path, at: count, bytes } = await this.#read((any) => entryBundlePath(n, any), width, most);
    const entries: Buffer[] = [];
    let at = 0;
    while (entries.length < count) {
      if (at + LENGTH_BYTES > bytes.length) throw broken(`${path} ends after ${entries.length} entries`);
      const end = at + LENGTH_BYTES + bytes.readUInt16BE(at);
      if (end > bytes.length) throw broken(`${path}: entry ${entries.length} runs past the end`);
      entries.push(bytes.subarray(at + LENGTH_BYTES, end));
      at = end;
    }
    if (at !== bytes.length) throw broken(`${path} goes on behind its ${count} entries`);
    return entries.slice(0, width);
  }

  /**
   * Puts `entries` behind the first `size`, and has every tile on disk when it returns: entries first, then hashes from the
   * leaves up. Nothing of it counts before a checkpoint says so; what an interrupted call left is written over by the next.
   */
  async extend(size: number, entries: readonly Uint8Array[]): Promise<void> {
    let first = Math.floor(size / TILE_WIDTH);
    const lastBundle = await this.entryBundle(first, size);
    for (const bundle of chunks([...lastBundle, ...entries])) {
      await this.#write(entryBundlePath(first++, bundle.length), Buffer.concat(bundle.flatMap(framed)));
    }
    let fresh: Buffer[] = entries.map(leafHash);
    for (let level = 0; fresh.length > 0; level++) {
      let n = Math.floor(hashesAt(size, level) / TILE_WIDTH);
      const full: Buffer[] = [];
      for (const tile of chunks([...(await this.hashTile(level, n, size)), ...fresh])) {
        await this.#write(hashTilePath(level, n++, tile.length), Buffer.concat(tile));
        if (tile.length === TILE_WIDTH) full.push(foldPerfect(tile));
      }
      fresh = full;
    }
  }

  /** Removes what an interrupted write may have left beside the last tiles of a tree of `size`. */
  async tidy(size: number): Promise<void> {
    const paths = new Set([dirname(entryBundlePath(Math.floor(size / TILE_WIDTH), 1)), '.']);
    for (let level = 0; level === 0 || hashesAt(size, level) > 0; level++) {
      const n = Math.floor(hashesAt(size, level) / TILE_WIDTH);
      for (const width of [1, TILE_WIDTH]) paths.add(dirname(hashTilePath(level, n, width)));
    }
    for (const path of paths) {
      const directory = join(this.#directory, path);
      for (const name of await readdir(directory).catch((): string[] => []))
        if (UNFINISHED.test(name)) await rm(join(directory, name), { force: true });
    }
  }

  /** Removes partial tiles of a tree of `before` whose full ones a tree of `size` has (C2SP tlog-tiles allows it). */
  async prune(before: number, size: number): Promise<void> {
    const drop = (full: string): Promise<void> =>
      rm(join(this.#directory, `${full}.p`), { recursive: true, force: true });
    for (let level = 0; hashesAt(size, level) >= TILE_WIDTH; level++) {
      const last = Math.floor(hashesAt(size, level) / TILE_WIDTH);
      for (let n = Math.floor(hashesAt(before, level) / TILE_WIDTH); n < last; n++) {
        await drop(hashTilePath(level, n, TILE_WIDTH));
        if (level === 0) await drop(entryBundlePath(n, TILE_WIDTH));
      }
    }
  }

  /** Whether any tile is there. */
  async exist(): Promise<boolean> {
    return (await readdir(join(this.#directory, 'tile')).catch((): string[] => [])).length > 0;
  }

  /** A tile of `width` pieces of at most `most` bytes, or the full one with these at its start. */
  async #read(
    name: (width: number) => string,
    width: number,
    most: number,
  ): Promise<{ readonly path: string; readonly at: number; readonly bytes: Buffer }> {
    // A partial tile may be gone once its full one is there (C2SP tlog-tiles).
    for (const at of width === TILE_WIDTH ? [width] : [width, TILE_WIDTH]) {
      const path = name(at);
      const bytes = await readBounded(join(this.#directory, path), at * most);
      if (bytes !== undefined) return { path, at, bytes };
    }
    throw broken(`${name(width)} is missing`);
  }

  async #write(path: string, bytes: Buffer): Promise<void> {
    const target = join(this.#directory, path);
    await makeDurable(dirname(target)).catch((error: unknown) => {
      throw diskFull(error, target);
    });
    await writeAtomic(target, bytes);
  }
}

/** Makes a directory and has its name on disk, and so every parent's that was made for it. */
async function makeDurable(directory: string): Promise<void> {
  const first = await mkdir(directory, { recursive: true });
  if (first === undefined) return;
  let path = directory;
  while (path.length >= first.length) {
    path = dirname(path);
    await syncDirectory(path);
  }
}

function framed(entry: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(entry.length);
  return [length, entry];
}

function chunks<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / TILE_WIDTH) }, (_, at) =>
    values.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH),
  );
}

/**
 * A file of a ledger that somebody else may have written; undefined where there is none.
 * @throws GateError LEDGER_INCONSISTENT for one that is no plain file, or longer than `most` bytes
 */
export async function readBounded(path: string, most: number): Promise<Buffer | undefined> {
  try {
    // A named pipe would hold its reader for ever.
    const entry = await stat(path);
    if (!entry.isFile() || entry.size > most) throw broken(`${path} is no file of at most ${most} bytes`);
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The root over a power of two of hashes. */
export function foldPerfect(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at] ?? NONE, row[2 * at + 1] ?? NONE));
  const [root] = row;
  if (root === undefined) throw broken('a tile is narrower than the tree');
  return root;
}

const NONE = Buffer.alloc(0);

function broken(what: string): GateError {
  return new GateError('LEDGER_INCONSISTENT', what);
}
