import type { Sha256 } from '../../core/digest.ts';
import type { Tripwires } from '../../core/predicates/tripwires.ts';
import { whyTripped } from '../tripwires.ts';
import type { Journal } from './journal.ts';
import type { AnswerCache, CacheEntry } from './cache.ts';
import type { AnswersRecord, RecordedAnswer, RecordOf } from './record.ts';

/** What is known of one task on one file before it is asked, and where its answers go. */
export interface JobRecords {
  readonly seed: number;
  readonly opened: readonly RecordOf<'opened'>[];
  readonly answers: ReadonlyMap<Sha256, RecordedAnswer>;
  /** What the instances that gave these answers had tried. */
  readonly tripwires?: Tripwires;
  /** Of records that another run made. */
  readonly from?: CacheEntry['complete'];
  /** Why the cache's entry was not believed. */
  readonly refused?: string;
  keep(record: Omit<RecordOf<'opened'>, 'job'> | Omit<RecordOf<'answered'>, 'job'>): Promise<void>;
  /** Called when every item is answered. */
  finish(): Promise<void>;
}

/** What earlier starts of the same run answered, and what earlier runs did, where that may be used. */
export class Recordings {
  readonly #journal: Journal;
  readonly #cache: AnswerCache | undefined;

  constructor(journal: Journal, cache: AnswerCache | undefined) {
    this.#journal = journal;
    this.#cache = cache;
  }

  /** The seed of the run's first start; `drawn` where this is it. */
  async begin(drawn: number): Promise<number> {
    for (const { record } of this.#journal.earlier) if (record.kind === 'begun') return record.seed;
    await this.#journal.append({ kind: 'begun', seed: drawn });
    return drawn;
  }

  /** Whether an earlier run may have answered all of it. */
  async isKept(job: Sha256): Promise<boolean> {
    return (await this.#cache?.has(job)) === true;
  }

  /** Items of it that an earlier start of this run has answered. */
  answered(job: Sha256): number {
    const requests = this.#journal.earlier.flatMap(({ record }) =>
      record.kind === 'answered' && record.job === job ? [record.request] : [],
    );
    return new Set(requests).size;
  }

  async of(job: Sha256, seed: number): Promise<JobRecords> {
    const own = this.#journal.earlier.filter(({ record }) => 'job' in record && record.job === job);
    const lines = own.map(({ line }) => line);
    const kept = own.map(({ record }) => record);
    const looked = own.length > 0 ? undefined : await this.#cache?.read(job);
    const entry = looked !== undefined && 'complete' in looked ? looked : undefined;
    return {
      ...sorted(entry?.records ?? kept),
      seed: entry?.complete.seed ?? seed,
      ...(entry === undefined ? {} : { from: entry.complete }),
      ...(looked !== undefined && 'refused' in looked ? { refused: looked.refused } : {}),
      keep: async (record) => {
        lines.push(await this.#journal.append({ ...record, job }));
      },
      // Only what this run asked in full: half an entry would be completed by another environment.
      finish: async () => {
        if (entry === undefined) await this.#cache?.write(job, seed, lines);
      },
    };
  }
}

function sorted(records: readonly AnswersRecord[]): Pick<JobRecords, 'opened' | 'answers' | 'tripwires'> {
  const opened: RecordOf<'opened'>[] = [];
  const answers = new Map<Sha256, RecordedAnswer>();
  for (const record of records) {
    if (record.kind === 'opened') opened.push(record);
    if (record.kind === 'answered' && !answers.has(record.request)) answers.set(record.request, record.answer);
  }
  const seen = records.flatMap((record) => (record.kind === 'answered' ? record.tripwires : []));
  // What is seen adds up while an instance lives, so its last answer knows most; an answer that was told off is told of alone.
  const tripwires = seen.find((one) => whyTripped(one) !== undefined) ?? seen.at(-1);
  return { opened, answers, ...(tripwires === undefined ? {} : { tripwires }) };
}
