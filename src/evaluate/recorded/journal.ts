import { open, type FileHandle } from 'node:fs/promises';
import type { Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { openRecord, sealRecord, type AnswersRecord, type RecordSigner } from './record.ts';

/** Past this, answers are no longer kept: a resumed run asks them again. */
const MAX_JOURNAL_BYTES = 256 << 20;
const LINE_FEED = 0x0a;

interface Kept {
  readonly record: AnswersRecord;
  readonly line: string;
}

/**
 * Answers of a running evaluation, a signed line for each batch, on disk before the next batch is asked. Each line is about one
 * run up to the statement before its evaluation, so none of another run passes. A line that a crash cut off is dropped; any other
 * line that is not what was written means that somebody wrote here.
 */
export class Journal {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #scope: Sha256;
  readonly #signer: RecordSigner;
  readonly #kept: readonly Kept[];
  #size: number;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    file: FileHandle,
    path: string,
    scope: Sha256,
    signer: RecordSigner,
    found: { readonly kept: readonly Kept[]; readonly size: number },
  ) {
    this.#file = file;
    this.#path = path;
    this.#scope = scope;
    this.#signer = signer;
    this.#kept = found.kept;
    this.#size = found.size;
  }

  /** @throws GateError RUN_TAMPERED */
  static async open(path: string, scope: Sha256, signer: RecordSigner): Promise<Journal> {
    const file = await open(path, 'a+', 0o600);
    try {
      if ((await file.stat()).size > 2 * MAX_JOURNAL_BYTES)
        throw new GateError('RUN_TAMPERED', `${path} is larger than the gate ever wrote it`);
      const bytes = await file.readFile();
      const size = bytes.lastIndexOf(LINE_FEED) + 1;
      const kept: Kept[] = [];
      for (let start = 0; start < size;) {
        const end = bytes.indexOf(LINE_FEED, start);
        const line = bytes.subarray(start, end);
        const record = openRecord(line, `${path}:${kept.length + 1}`, signer, scope);
        kept.push({ record, line: line.toString() });
        start = end + 1;
      }
      if (size < bytes.length) await file.truncate(size);
      return new Journal(file, path, scope, signer, { kept, size });
    } catch (error) {
      await file.close();
      if (!(error instanceof GateError)) throw error;
      throw new GateError('RUN_TAMPERED', error.message, { cause: error });
    }
  }

  /** What an earlier start of this run kept. */
  get earlier(): readonly Kept[] {
    return this.#kept;
  }

  /** Signed and on disk when this resolves, with the line. @throws GateError DISK_FULL */
  append(record: AnswersRecord): Promise<string> {
    const written = this.#turn.then(async () => {
      const line = await sealRecord(record, this.#scope, this.#signer);
      if (this.#size > MAX_JOURNAL_BYTES) return line;
      try {
        await this.#file.appendFile(`${line}\n`);
        await this.#file.datasync();
      } catch (error) {
        const full = ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '');
        throw new GateError(full ? 'DISK_FULL' : 'INTERNAL', `can't write ${this.#path}`, { cause: error });
      }
      this.#size += line.length + 1;
      return line;
    });
    this.#turn = written.catch(() => undefined);
    return written;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#file.close();
  }
}
