import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GateError } from '../../core/errors.ts';
import { diskFull, writeAtomic } from '../atomic-file.ts';
import { waitForLock } from '../lock.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { consistencyProof, includes, inclusionProof, leafHash, rootHash } from './merkle.ts';
import { MAX_NOTE_BYTES, noteSignedBy, parseNote, type NoteVerifier } from './signed-note.ts';
import { foldPerfect, MAX_ENTRY_BYTES, readBounded, TileStore } from './tile-store.ts';
import { hashTilePath, TILE_WIDTH } from './tile-path.ts';

const CHECKPOINT = 'checkpoint';
/** Appends take milliseconds; several gates of one machine queue here. */
const PATIENCE_MS = 30_000;

/** Signs what a ledger says of itself, if it continues what it said before. */
export interface CheckpointSigner {
  readonly verifier: NoteVerifier;
  /** The last note that it signed, as text; it may never have reached the ledger. */
  readonly last: string | undefined;
  /** `proof`: that `checkpoint` continues the last one. */
  sign(checkpoint: Checkpoint, proof: readonly Buffer[]): Promise<string>;
}

export interface Appended {
  /** Of the first of the entries. */
  readonly index: number;
  readonly size: number;
  /** The signed checkpoint that covers them, as text. */
  readonly checkpoint: string;
}

/**
 * Appends to the ledger in `directory`, which is made on first use. On disk before it returns, in this order: entries,
 * hashes, checkpoint; killed in between, the entries don't count. Before it writes it holds the last tiles against the
 * last checkpoint.
 * @throws GateError LEDGER_INCONSISTENT when tiles and checkpoint disagree: nothing is written. RUN_BUSY, DISK_FULL
 */
export async function appendToLedger(
  directory: string,
  signer: CheckpointSigner,
  entries: readonly Uint8Array[],
): Promise<Appended> {
  const long = entries.find(({ length }) => length > MAX_ENTRY_BYTES);
  if (long !== undefined || entries.length === 0)
    throw new GateError('INTERNAL', `a ledger entry of ${long?.length ?? 'no'} bytes`);
  await mkdir(directory, { recursive: true }).catch((error: unknown) => {
    throw diskFull(error, directory);
  });
  const lock = await waitForLock(join(directory, 'lock'), PATIENCE_MS);
  try {
    const tiles = new TileStore(directory);
    const before = await lastCheckpoint(directory, signer, tiles);
    await tiles.tidy(before.size);
    await holdAgainstTiles(before, tiles);
    await tiles.extend(before.size, entries);
    const size = before.size + entries.length;
    const read = tiles.subtrees(size);
    const proof = await consistencyProof(sizeOf(signer.last) ?? before.size, size, read);
    const after = { origin: before.origin, size, root: await rootHash(size, read) };
    const checkpoint = await signer.sign(after, proof);
    await writeAtomic(join(directory, CHECKPOINT), checkpoint);
    await tiles.prune(before.size, size);
    return { index: before.size, size, checkpoint };
  } finally {
    await lock.release();
  }
}

export interface LedgerReader {
  readonly checkpoint: Checkpoint;
  /** The signed note as it is on disk. */
  readonly note: string;
  /** From the entry `from` on, 0 when left out: each as the signed root has it, or LEDGER_INCONSISTENT. */
  entries(from?: number): AsyncGenerator<{ readonly index: number; readonly bytes: Buffer }>;
  /** A proof that holds, or LEDGER_INCONSISTENT. */
  prove(index: number): Promise<{ readonly leaf: Buffer; readonly proof: readonly Buffer[] }>;
  /** That the tree of `earlier` entries is this one's beginning. */
  proveConsistency(earlier: number): Promise<readonly Buffer[]>;
}

/**
 * Opens a ledger for reading. Takes no lock: a checkpoint is complete before it is seen, and what it covers never changes.
 * @param origin the ledger's name; that of its key where it is left out, as C2SP tlog-checkpoint recommends
 * @throws GateError LEDGER_INVALID when `verifier` did not sign the checkpoint, LEDGER_INCONSISTENT when there is none, or one that the
 * tiles don't add up to
 */
export async function openLedger(
  directory: string,
  verifier: NoteVerifier,
  origin: string = verifier.name,
): Promise<LedgerReader> {
  const tiles = new TileStore(directory);
  const note = await readCheckpoint(directory);
  if (note === undefined) throw new GateError('LEDGER_INCONSISTENT', `${directory} holds no checkpoint`);
  const checkpoint = verifiedCheckpoint(note, verifier, join(directory, CHECKPOINT), origin);
  const { size, root } = checkpoint;
  await holdRoot(checkpoint, tiles);
  const authentic = authenticTiles(size, tiles);
  return {
    checkpoint,
    note: note.toString('utf8'),
    async *entries(from = 0) {
      for (let n = Math.floor(from / TILE_WIDTH); n * TILE_WIDTH < size; n++) {
        const hashes = await authentic(0, n);
        for (const [at, bytes] of (await tiles.entryBundle(n, size)).entries()) {
          const index = n * TILE_WIDTH + at;
          if (index < from) continue;
          if (hashes[at]?.equals(leafHash(bytes)) !== true) throw notLogged(index);
          yield { index, bytes };
        }
      }
    },
    async prove(index) {
      const proof = await inclusionProof(index, size, tiles.subtrees(size));
      const [n, at] = [Math.floor(index / TILE_WIDTH), index % TILE_WIDTH];
      const entry = (await tiles.entryBundle(n, size))[at];
      const leaf = entry === undefined ? undefined : leafHash(entry);
      if (leaf === undefined || !includes(leaf, index, size, proof, root)) throw notLogged(index);
      return { leaf, proof };
    },
    proveConsistency: (earlier) => consistencyProof(earlier, size, tiles.subtrees(size)),
  };
}

/**
 * The hashes of a tile as the signed root has them, which was held against the tiles that the tree’s end cuts off: every full one is
 * folded into a hash of the tile above it. One tile of each level is kept, as readers go from left to right.
 * @throws GateError LEDGER_INCONSISTENT
 */
function authenticTiles(size: number, tiles: TileStore): (level: number, n: number) => Promise<readonly Buffer[]> {
  const kept = new Map<number, { readonly n: number; readonly hashes: readonly Buffer[] }>();
  return async function authentic(level, n): Promise<readonly Buffer[]> {
    const known = kept.get(level);
    if (known?.n === n) return known.hashes;
    const hashes = await tiles.hashTile(level, n, size);
    if (hashes.length === TILE_WIDTH) {
      const above = (await authentic(level + 1, Math.floor(n / TILE_WIDTH)))[n % TILE_WIDTH];
      if (above?.equals(foldPerfect(hashes)) !== true)
        throw new GateError(
          'LEDGER_INCONSISTENT',
          `${hashTilePath(level, n, TILE_WIDTH)} is not what was logged there`,
        );
    }
    kept.set(level, { n, hashes });
    return hashes;
  };
}

/**
 * Reads every entry again and holds it against the tiles, and the tiles against the signed root.
 * @throws GateError LEDGER_INCONSISTENT naming the first entry or tile that is wrong; LEDGER_INVALID
 */
export async function verifyLedger(directory: string, verifier: NoteVerifier, origin?: string): Promise<LedgerReader> {
  const ledger = await openLedger(directory, verifier, origin);
  let read = 0;
  for await (const { index } of ledger.entries()) read = index + 1;
  if (read !== ledger.checkpoint.size) throw notLogged(read);
  return ledger;
}

/**
 * Where to go on from. A writer that was killed between signing and writing left a signed checkpoint that only the signer
 * remembers; its tiles were on disk before it was signed, so it is put in its place.
 */
async function lastCheckpoint(directory: string, signer: CheckpointSigner, tiles: TileStore): Promise<Checkpoint> {
  const path = join(directory, CHECKPOINT);
  const note = await readCheckpoint(directory);
  const written = note === undefined ? undefined : verifiedCheckpoint(note, signer.verifier, path);
  const { last } = signer;
  if (last !== undefined) {
    const signed = verifiedCheckpoint(Buffer.from(last), signer.verifier, 'the last signed checkpoint');
    if (signed.size > (written?.size ?? -1)) {
      await holdAgainstTiles(signed, tiles);
      await writeAtomic(path, last);
      return signed;
    }
  }
  if (written !== undefined) return written;
  // The first checkpoint, of no entries, is written before any tile: one that is missing later was taken away.
  if (await tiles.exist()) throw new GateError('LEDGER_INCONSISTENT', `${path} is missing, and there are tiles`);
  const empty = { origin: signer.verifier.name, size: 0, root: await rootHash(0, tiles.subtrees(0)) };
  await writeAtomic(path, await signer.sign(empty, []));
  return empty;
}

function sizeOf(note: string | undefined): number | undefined {
  return note === undefined
    ? undefined
    : parseCheckpoint(parseNote(Buffer.from(note), 'the last signed checkpoint').text, 'it').size;
}

/** One key may sign for several ledgers: that it is the one that was asked for, its origin says alone. */
function verifiedCheckpoint(bytes: Buffer, verifier: NoteVerifier, where: string, origin = verifier.name): Checkpoint {
  const note = parseNote(bytes, where);
  const checkpoint = parseCheckpoint(note.text, where);
  if (checkpoint.origin !== origin)
    throw new GateError('LEDGER_INVALID', `${where} is of the ledger ${checkpoint.origin}, not ${origin}`);
  if (!noteSignedBy(note, verifier, where))
    throw new GateError('LEDGER_INVALID', `${where} is not signed by ${verifier.name}`);
  return checkpoint;
}

async function holdRoot({ size, root }: Checkpoint, tiles: TileStore): Promise<void> {
  if (!(await rootHash(size, tiles.subtrees(size))).equals(root))
    throw new GateError('LEDGER_INCONSISTENT', 'the tiles do not add up to the root of the last checkpoint');
}

async function holdAgainstTiles(checkpoint: Checkpoint, tiles: TileStore): Promise<void> {
  await holdRoot(checkpoint, tiles);
  const { size } = checkpoint;
  // The bundle that is about to be extended: its entries must be those whose hashes were signed.
  const n = Math.floor(Math.max(0, size - 1) / TILE_WIDTH);
  const hashes = await tiles.hashTile(0, n, size);
  for (const [at, entry] of (await tiles.entryBundle(n, size)).entries()) {
    if (hashes[at]?.equals(leafHash(entry)) !== true) throw notLogged(n * TILE_WIDTH + at);
  }
}

async function readCheckpoint(directory: string): Promise<Buffer | undefined> {
  return readBounded(join(directory, CHECKPOINT), MAX_NOTE_BYTES);
}

function notLogged(index: number): GateError {
  return new GateError('LEDGER_INCONSISTENT', `entry ${index} is not what was logged there`);
}
