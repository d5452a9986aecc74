/** A ledger whose files are the input: whoever keeps a copy of one can write anything into it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError } from '../../src/core/errors.ts';
import { formatCheckpoint } from '../../src/storage/ledger/checkpoint.ts';
import { appendToLedger, verifyLedger } from '../../src/storage/ledger/ledger.ts';
import { formatNote, signNote } from '../../src/storage/ledger/signed-note.ts';
import { entryBundlePath, hashTilePath } from '../../src/storage/ledger/tile-path.ts';
import { KEY, VERIFIER } from './seeds.ts';
import { Violation, type Target } from './target.ts';

const SIZE = 3;
const FILES = ['checkpoint', hashTilePath(0, 0, SIZE), entryBundlePath(0, SIZE)] as const;

/** One file of three is replaced: by name, so that mutations stay with it. Who reads it refuses it, or it says the same. */
export async function ledgerTarget(): Promise<Target> {
  const directory = mkdtempSync(join(tmpdir(), 'modelgate-fuzz-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  await appendToLedger(
    directory,
    {
      verifier: VERIFIER,
      last: undefined,
      sign: (checkpoint) => {
        const text = formatCheckpoint(checkpoint);
        return Promise.resolve(formatNote({ text, signatures: [signNote(text, VERIFIER.name, KEY)] }));
      },
    },
    Array.from({ length: SIZE }, (_, at) => Buffer.from(`{"entry":${at}}`)),
  );
  const honest = new Map(FILES.map((file, at) => [`ledger--${at}`, readFileSync(join(directory, file))]));
  return {
    id: 'ledger',
    seeds: [...honest].map(([name, bytes]) => ({ name, bytes })),
    run: async ({ name, bytes }) => {
      const path = join(directory, FILES[Number(name.at(-1))] ?? FILES[0]);
      const before = honest.get(name) ?? Buffer.alloc(0);
      writeFileSync(path, bytes);
      try {
        const { checkpoint } = await verifyLedger(directory, VERIFIER);
        if (checkpoint.size !== SIZE)
          throw new Violation('ledger', `${checkpoint.size} entries under a signature of ${SIZE}`);
        return { expandedBytes: 0, readBy: ['ledger'] };
      } catch (error) {
        if (!(error instanceof GateError)) throw error;
        return { expandedBytes: 0, readBy: [] };
      } finally {
        writeFileSync(path, before);
      }
    },
  };
}
