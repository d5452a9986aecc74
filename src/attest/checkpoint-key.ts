import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GateError, systemCode } from '../core/errors.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { formatCheckpoint, parseCheckpoint, type Checkpoint } from '../storage/ledger/checkpoint.ts';
import { isConsistent } from '../storage/ledger/merkle.ts';
import {
  ed25519Verifier,
  formatNote,
  formatVerifierKey,
  parseNote,
  signNote,
  type NoteVerifier,
} from '../storage/ledger/signed-note.ts';
import { ensureKeyFile, readPrivateKey } from '../trust/key-file.ts';

/**
 * Signs a ledger's checkpoints, each only if it continues the one before: whoever takes over the gate can add to the ledger,
 * and can't have a rewritten one signed. What was signed last lies beside the key, out of the gate's reach in use.
 */
export class CheckpointKey {
  readonly #verifier: NoteVerifier;
  readonly #key: KeyObject;
  readonly #statePath: string;
  #last: string | undefined;

  private constructor(key: KeyObject, origin: string, statePath: string, last: string | undefined) {
    this.#key = key;
    this.#verifier = ed25519Verifier(origin, createPublicKey(key));
    this.#statePath = statePath;
    this.#last = last;
  }

  /** Opens, and on first use creates, the ledger key beside the gate's key. */
  static async open(gateKeyPath: string, origin: string): Promise<CheckpointKey> {
    const stem = gateKeyPath.replace(/(?:\.pem)?$/u, '');
    const path = `${stem}.ledger.pem`;
    await ensureKeyFile(path, 'ed25519');
    const statePath = `${stem}.ledger.checkpoint`;
    const last = await readFile(statePath, 'utf8').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    const key = new CheckpointKey(await readPrivateKey(path), origin, statePath, last);
    await writeAtomic(`${stem}.ledger.vkey`, `${key.verifierKey}\n`);
    return key;
  }

  get verifierKey(): string {
    return formatVerifierKey(this.#verifier);
  }

  /** The last signed note; absent before the first. */
  get last(): string | undefined {
    return this.#last;
  }

  /** @throws GateError LEDGER_INCONSISTENT */
  async sign({ size, root }: Omit<Checkpoint, 'origin'>, proof: readonly Uint8Array[]): Promise<string> {
    const earlier = this.#last === undefined ? undefined : this.#read(this.#last);
    if (earlier !== undefined && !isConsistent(earlier, { size, root }, proof)) {
      throw new GateError(
        'LEDGER_INCONSISTENT',
        `the ledger of ${size} entries does not continue the one of ${earlier.size} that was signed last`,
      );
    }
    const text = formatCheckpoint({ origin: this.#verifier.name, size, root });
    const note = formatNote({ text, signatures: [signNote(text, this.#verifier.name, this.#key)] });
    // Before it is handed out: a signature that is out there and not remembered here could be contradicted.
    await writeAtomic(this.#statePath, note, 0o600);
    this.#last = note;
    return note;
  }

  #read(note: string): Checkpoint {
    return parseCheckpoint(parseNote(Buffer.from(note), this.#statePath).text, this.#statePath);
  }
}
