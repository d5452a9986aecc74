import { createHash, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../../src/storage/ledger/checkpoint.ts';
import { appendToLedger, openLedger, verifyLedger, type CheckpointSigner } from '../../src/storage/ledger/ledger.ts';
import { includes, isConsistent, leafHash } from '../../src/storage/ledger/merkle.ts';
import { ed25519Verifier, formatNote, parseNote, signNote } from '../../src/storage/ledger/signed-note.ts';
import { entryBundlePath, hashTilePath } from '../../src/storage/ledger/tile-path.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ORIGIN = 'ledger.example.org/gate';
const verifier = ed25519Verifier(ORIGIN, publicKey);
const signer: CheckpointSigner = {
  verifier,
  last: undefined,
  sign: (checkpoint) => {
    const text = formatCheckpoint(checkpoint);
    return Promise.resolve(formatNote({ text, signatures: [signNote(text, ORIGIN, privateKey)] }));
  },
};

/** RFC 9162 §2.1.1 word for word, over a whole list: what every clever way must agree with. */
function naiveRoot(entries: readonly Buffer[]): Buffer {
  const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), entries[0] ?? Buffer.alloc(0));
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(Buffer.of(1), naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
}

const entriesOf = (from: number, count: number): Buffer[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`{"entry":${from + at}}`));

async function ledgerOf(...counts: number[]): Promise<{ directory: string; all: Buffer[]; notes: string[] }> {
  const directory = join(await temporaryDirectory(), 'ledger');
  const all: Buffer[] = [];
  const notes: string[] = [];
  for (const count of counts) {
    const entries = entriesOf(all.length, count);
    const { index, checkpoint } = await appendToLedger(directory, signer, entries);
    expect(index).toBe(all.length);
    all.push(...entries);
    notes.push(checkpoint);
  }
  return { directory, all, notes };
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .toSorted();
}

describe('a ledger', () => {
  it.each([[[1]], [[3]], [[256]], [[255, 1, 1]], [[1, 1, 1, 253, 300]], [[700, 12]]])(
    'appended to in steps of %j has the root that RFC 9162 defines, and every entry in it',
    async (counts) => {
      const { directory, all } = await ledgerOf(...counts);
      const ledger = await verifyLedger(directory, verifier);
      expect(ledger.checkpoint).toMatchObject({ origin: ORIGIN, size: all.length });
      expect(ledger.checkpoint.root.equals(naiveRoot(all))).toBe(true);
      const read: Buffer[] = [];
      for await (const { bytes } of ledger.entries()) read.push(bytes);
      expect(read).toEqual(all);
    },
  );

  it('proves each entry, and no other one in its place', async () => {
    const { directory, all } = await ledgerOf(5, 256, 40);
    const ledger = await openLedger(directory, verifier);
    const { size, root } = ledger.checkpoint;
    for (let index = 0; index < size; index++) {
      const { leaf, proof } = await ledger.prove(index);
      expect(leaf.equals(leafHash(all[index] ?? Buffer.alloc(0)))).toBe(true);
      expect(includes(leaf, index, size, proof, root)).toBe(true);
      expect(includes(leaf, (index + 1) % size, size, proof, root)).toBe(false);
      expect(includes(leafHash(Buffer.from('other')), index, size, proof, root)).toBe(false);
      expect(includes(leaf, index, size, proof.slice(1), root)).toBe(false);
    }
  });

  it('proves that it only grew, and never that it was rewritten', async () => {
    const { directory, all } = await ledgerOf(600);
    const ledger = await openLedger(directory, verifier);
    const { checkpoint } = ledger;
    for (const size of [0, 1, 2, 3, 127, 128, 255, 256, 257, 511, 512, 513, 599, 600]) {
      const earlier = { size, root: naiveRoot(all.slice(0, size)) };
      const proof = await ledger.proveConsistency(size);
      expect(isConsistent(earlier, checkpoint, proof), String(size)).toBe(true);
      const other = { size, root: naiveRoot([...all.slice(0, Math.max(0, size - 1)), Buffer.from('rewritten')]) };
      if (size > 0) expect(isConsistent(other, checkpoint, proof), String(size)).toBe(false);
    }
  });

  it('lies in the files that C2SP tlog-tiles names, and drops partial tiles once full ones are there', async () => {
    expect(hashTilePath(0, 1_234_067, 256)).toBe('tile/0/x001/x234/067');
    expect(hashTilePath(2, 0, 7)).toBe('tile/2/000.p/7');
    expect(entryBundlePath(5, 256)).toBe('tile/entries/005');
    const { directory } = await ledgerOf(200, 57);
    expect(filesUnder(directory)).toEqual([
      'checkpoint',
      'tile/0/000',
      'tile/0/001.p/1',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/1',
    ]);
  });

  it('refuses to grow once any byte of its last tiles or of its checkpoint has changed', async () => {
    const { directory } = await ledgerOf(300);
    const relevant = filesUnder(directory).filter((path) => !path.endsWith('/000') || path.startsWith('tile/1'));
    for (const path of relevant) {
      const bytes = readFileSync(join(directory, path));
      for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 40))) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writeFileSync(join(directory, path), changed);
        await expect(appendToLedger(directory, signer, entriesOf(0, 1)), `${path} at ${at}`).rejects.toMatchObject({
          code: expect.stringMatching(/^LEDGER_(?:INCONSISTENT|INVALID)$/u),
        });
      }
      writeFileSync(join(directory, path), bytes);
    }
    await appendToLedger(directory, signer, entriesOf(300, 1));
    await verifyLedger(directory, verifier);
  });

  it('finds any changed byte of any file when it is read whole', async () => {
    const { directory } = await ledgerOf(270);
    for (const path of filesUnder(directory)) {
      const bytes = readFileSync(join(directory, path));
      for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 25))) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 0x40;
        writeFileSync(join(directory, path), changed);
        await expect(verifyLedger(directory, verifier), `${path} at ${at}`).rejects.toThrow();
      }
      writeFileSync(join(directory, path), bytes);
    }
    await verifyLedger(directory, verifier);
  });

  it('is read by nobody with tiles or entries that are not those of its checkpoint', async () => {
    const { directory } = await ledgerOf(600);
    const whole = `${directory}-whole`;
    cpSync(directory, whole, { recursive: true });
    const at = (path: string): string => join(directory, path);
    const read = (path: string): Buffer => readFileSync(at(path));
    const last = 'tile/entries/002.p/88';
    const breaks: Readonly<Record<string, () => void>> = {
      'tiles that changed places': () => {
        const [first, second] = [read('tile/0/000'), read('tile/0/001')];
        writeFileSync(at('tile/0/000'), second);
        writeFileSync(at('tile/0/001'), first);
      },
      'bundles that changed places': () => {
        const [first, second] = [read('tile/entries/000'), read('tile/entries/001')];
        writeFileSync(at('tile/entries/000'), second);
        writeFileSync(at('tile/entries/001'), first);
      },
      'a tile that was cut': () => writeFileSync(at('tile/0/000'), read('tile/0/000').subarray(0, -32)),
      'a tile with a hash too many': () =>
        writeFileSync(at('tile/0/002.p/88'), Buffer.concat([read('tile/0/002.p/88'), Buffer.alloc(32)])),
      'entries that were cut': () => writeFileSync(at(last), read(last).subarray(0, -1)),
      'an entry too many': () => writeFileSync(at(last), Buffer.concat([read(last), Buffer.from([0, 1, 65])])),
      'a tile that is gone': () => rmSync(at('tile/1/000.p/2')),
      'a tile that is a directory': () => {
        rmSync(at('tile/0/001'));
        mkdirSync(at('tile/0/001'));
      },
      'a tile without end': () => truncateSync(at('tile/0/001'), 2 ** 32),
      'a named pipe': () => {
        rmSync(at('tile/0/001'));
        execFileSync('mkfifo', [at('tile/0/001')]);
      },
      'a checkpoint without end': () => truncateSync(at('checkpoint'), 2 ** 32),
    };
    for (const [what, spoil] of Object.entries(breaks)) {
      spoil();
      const refused = { code: expect.stringMatching(/^LEDGER_IN/u) };
      await expect(verifyLedger(directory, verifier), what).rejects.toMatchObject(refused);
      // Whoever watches sees no entry that was not logged, nor a proof that proves nothing.
      const watched = async (): Promise<void> => {
        const ledger = await openLedger(directory, verifier);
        for await (const { index, bytes } of ledger.entries(10)) expect(bytes).toEqual(entriesOf(index, 1)[0]);
      };
      await expect(watched(), what).rejects.toMatchObject(refused);
      const proven = async (): Promise<void> => {
        const ledger = await openLedger(directory, verifier);
        for (const index of [0, 255, 256, 599]) await ledger.prove(index);
      };
      await expect(proven(), what).rejects.toMatchObject(refused);
      rmSync(directory, { recursive: true });
      cpSync(whole, directory, { recursive: true });
    }
    await verifyLedger(directory, verifier);
  });

  it('refuses to begin anew where its checkpoint was taken away', async () => {
    const { directory } = await ledgerOf(3);
    rmSync(join(directory, 'checkpoint'));
    await expect(appendToLedger(directory, signer, entriesOf(0, 1))).rejects.toMatchObject({
      code: 'LEDGER_INCONSISTENT',
    });
  });

  it('believes nobody else’s checkpoint', async () => {
    const { directory } = await ledgerOf(3);
    const stranger = ed25519Verifier(ORIGIN, generateKeyPairSync('ed25519').publicKey);
    await expect(openLedger(directory, stranger)).rejects.toMatchObject({ code: 'LEDGER_INVALID' });
    const renamed = ed25519Verifier('elsewhere.example.org', publicKey);
    await expect(openLedger(directory, renamed)).rejects.toMatchObject({ code: 'LEDGER_INVALID' });
  });

  it('loses nothing when the old files come back after a newer append was cut off before its checkpoint', async () => {
    const { directory, all } = await ledgerOf(250);
    const checkpoint = readFileSync(join(directory, 'checkpoint'));
    const before = `${directory}-before`;
    cpSync(directory, before, { recursive: true });
    // As a power cut leaves it: the tiles of a larger tree, and the checkpoint of the smaller one.
    await appendToLedger(directory, signer, entriesOf(9_000, 20));
    cpSync(before, directory, { recursive: true });
    writeFileSync(join(directory, 'checkpoint'), checkpoint);
    await appendToLedger(directory, signer, entriesOf(250, 30));
    const ledger = await verifyLedger(directory, verifier);
    expect(ledger.checkpoint.root.equals(naiveRoot([...all, ...entriesOf(250, 30)]))).toBe(true);
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });

  it.skipIf(process.getuid?.() !== 0)('says that the disk is full, and goes on once it isn’t', async () => {
    const small = await temporaryDirectory();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,nr_inodes=24', 'none', small]);
    try {
      const directory = join(small, 'ledger');
      const all: Buffer[] = [];
      const grow = async (): Promise<void> => {
        const entries = [Buffer.alloc(700, all.length % 256)];
        await appendToLedger(directory, signer, entries);
        all.push(...entries);
      };
      const full = async (): Promise<unknown> => {
        for (let at = 0; at < 200; at++) await grow();
        return 'never';
      };
      await expect(full()).rejects.toMatchObject({ code: 'DISK_FULL' });
      await expect(grow()).rejects.toMatchObject({ code: 'DISK_FULL' });
      expect((await verifyLedger(directory, verifier)).checkpoint.root.equals(naiveRoot(all))).toBe(true);
      execFileSync('mount', ['-o', 'remount,size=2m,nr_inodes=2000', small]);
      await grow();
      expect((await verifyLedger(directory, verifier)).checkpoint.root.equals(naiveRoot(all))).toBe(true);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it('agrees with RFC 9162 for any way of growing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }), async (counts) => {
        const { directory, all } = await ledgerOf(...counts);
        expect((await verifyLedger(directory, verifier)).checkpoint.root.equals(naiveRoot(all))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a signed note', () => {
  it('that a witness co-signed is still the ledger’s', async () => {
    const { notes } = await ledgerOf(1);
    const note = parseNote(Buffer.from(notes[0] ?? ''), 'note');
    const other = signNote(note.text, 'witness.example.org', generateKeyPairSync('ed25519').privateKey);
    const both = parseNote(Buffer.from(formatNote({ ...note, signatures: [...note.signatures, other] })), 'note');
    expect(both.signatures.map(({ name }) => name)).toEqual([ORIGIN, 'witness.example.org']);
  });

  it('never crashes its reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          parseNote(Buffer.from(text), 'note');
        } catch (error) {
          expect(error).toMatchObject({ code: 'LEDGER_INVALID' });
        }
      }),
    );
  });
});
