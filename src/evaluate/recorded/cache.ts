import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError, systemCode } from '../../core/errors.ts';
import { writeAtomic } from '../../storage/atomic-file.ts';
import { openRecord, sealRecord, type AnswersRecord, type RecordOf, type RecordSigner } from './record.ts';

export const CACHE_LIMITS = {
  /** Bytes of one entry. A larger one is neither written nor read. */
  entryBytes: 64 << 20,
  /** Entries; the one that was written first goes first. */
  entries: 1_000,
} as const;

export interface CacheEntry {
  readonly complete: RecordOf<'complete'>;
  readonly records: readonly AnswersRecord[];
}

const ENTRY = /^[0-9a-f]{64}\.jsonl$/u;

/**
 * The answers of finished tasks, by what they depend on (`jobKey`). The directory is nobody's word: an entry counts only with
 * this gate's signature over its key and all its lines. Whatever is wrong with one makes it a miss, and is told.
 */
export class AnswerCache {
  readonly #directory: string;
  readonly #run: string;
  readonly #signer: RecordSigner;
  readonly #clock: Clock;

  /** `run`: how this run is called in entries that it writes. */
  constructor(directory: string, run: string, signer: RecordSigner, clock: Clock) {
    this.#directory = directory;
    this.#run = run;
    this.#signer = signer;
    this.#clock = clock;
  }

  /** Whether there is an entry, believed or not. */
  async has(job: Sha256): Promise<boolean> {
    return stat(this.#path(job)).then(
      () => true,
      () => false,
    );
  }

  /** The entry, or why there is none to be used; undefined where there is none. */
  async read(job: Sha256): Promise<CacheEntry | { readonly refused: string } | undefined> {
    const path = this.#path(job);
    try {
      if ((await stat(path)).size > CACHE_LIMITS.entryBytes)
        return { refused: `${path} is larger than ${CACHE_LIMITS.entryBytes} bytes` };
      const bytes = await readFile(path);
      const end = bytes.indexOf('\n');
      const complete = openRecord(bytes.subarray(0, Math.max(0, end)), path, this.#signer);
      if (complete.kind !== 'complete' || complete.job !== job) return { refused: `${path} is about something else` };
      const rest = bytes.subarray(end + 1);
      if (sha256FromBytes(createHash('sha256').update(rest).digest()) !== complete.lines)
        return { refused: `${path} does not hold the answers that were signed` };
      const lines = rest.toString().split('\n').slice(0, -1);
      const records = lines.map((line, index) => openRecord(Buffer.from(line), `${path}:${index + 2}`, this.#signer));
      return { complete, records };
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      if (error instanceof GateError) return { refused: error.message };
      return { refused: `${path} can't be read (${systemCode(error) ?? 'unknown error'})` };
    }
  }

  /** Keeps a finished task. A cache that can't be written is no reason to lose a run. */
  async write(job: Sha256, seed: number, lines: readonly string[]): Promise<void> {
    const rest = lines.map((line) => `${line}\n`).join('');
    if (rest.length > CACHE_LIMITS.entryBytes / 2) return;
    const digest = sha256FromBytes(createHash('sha256').update(rest).digest());
    const record = {
      kind: 'complete',
      job,
      seed,
      run: this.#run,
      at: this.#clock.now().toISOString(),
      lines: digest,
    } as const;
    const line = await sealRecord(record, job, this.#signer);
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await writeAtomic(this.#path(job), `${line}\n${rest}`, 0o600);
      await this.#tidy();
    } catch (error) {
      if (error instanceof GateError && error.code !== 'DISK_FULL') throw error;
    }
  }

  async #tidy(): Promise<void> {
    const names = (await readdir(this.#directory)).filter((name) => ENTRY.test(name));
    if (names.length <= CACHE_LIMITS.entries) return;
    const aged = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.#directory, name))).mtimeMs })),
    );
    aged.sort((a, b) => a.at - b.at);
    for (const { name } of aged.slice(0, names.length - CACHE_LIMITS.entries))
      await rm(join(this.#directory, name), { force: true });
  }

  #path(job: Sha256): string {
    return join(this.#directory, `${hexOf(job)}.jsonl`);
  }
}
