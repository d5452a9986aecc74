import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { printableJson } from '../core/escape.ts';

/** In the stage's scratch directory; the gate moves it beside the statements of the run. */
export const ANSWERS_FILE = 'answers.jsonl';
/** Characters of one line. A longer answer is cut in the file; it was judged whole. */
const MAX_TEXT = 16_000;

/**
 * Writes every answer of the model as a line of JSON, hashing on the way. What would drive a terminal is escaped as JSON
 * allows, so that the file can be looked at; markup in it is not.
 */
export class AnswersFile {
  private readonly hash: Hash = createHash('sha256');
  private readonly stream: WriteStream;
  private lines = 0;
  private broken: unknown;

  constructor(directory: string) {
    this.stream = createWriteStream(join(directory, ANSWERS_FILE), { flags: 'wx', mode: 0o600 });
    this.stream.on('error', (error) => {
      this.broken ??= error;
    });
  }

  write(file: string, record: Readonly<Record<string, unknown>>): void {
    const { text } = record;
    const cut = typeof text === 'string' && text.length > MAX_TEXT ? { text: text.slice(0, MAX_TEXT), cut: true } : {};
    const line = `${printableJson({ file, ...record, ...cut })}\n`;
    this.hash.update(line);
    this.stream.write(line);
    this.lines++;
  }

  /** Lets the disk catch up. */
  async settle(): Promise<void> {
    if (this.stream.writableNeedDrain && this.broken === undefined)
      await Promise.race([once(this.stream, 'drain'), once(this.stream, 'close')]);
  }

  /** After a failure: lets go of the file, whose directory is the gate's to remove. */
  abandon(): void {
    this.stream.destroy();
  }

  /** Throws GateError DISK_FULL or INTERNAL if not everything could be written. */
  async close(): Promise<{ readonly file: string; readonly sha256: Sha256; readonly lines: number }> {
    this.stream.end();
    await finished(this.stream).catch(() => undefined);
    if (this.broken !== undefined) {
      const full = systemCode(this.broken) === 'ENOSPC';
      throw new GateError(full ? 'DISK_FULL' : 'INTERNAL', `can't write ${ANSWERS_FILE}`, { cause: this.broken });
    }
    return { file: ANSWERS_FILE, sha256: sha256FromBytes(this.hash.digest()), lines: this.lines };
  }
}
