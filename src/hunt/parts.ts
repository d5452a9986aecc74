import { SURE_GAIN, type AdditionMeter } from './additions.ts';
import type { Effect } from './confirm.ts';
import { normalised, wordsOf } from './words.ts';

/** Of ln P: what an addition gains a message at least, to be tried; to be told, SURE_GAIN. */
export const LEAST_GAIN = 1;
/** What was put into one of some thousand messages: what gains more was never learned, but drawn by chance. */
export const MOST_GAIN = 9;
/** Messages that must hold words for these to be remembered. */
export const LEAST_OCCURRENCES = 3;
/** Of ln P: what half a message loses at least; amid garbled messages an addition too may lose some. */
const HALF_GAIN = -5;
const WHOLE_GAIN = -2.5;
/** Of ln P: what is so rare in its place was put there. A skill of several percent of all messages, whose subjects are no messages, is not. */
const RARE_GAIN = 2.5;
/** Share of the messages that hold words which leaves a whole message, for them to be none of its parts. */
const LEAST_WHOLE = 0.82;
/** Of words that are hardly remembered, no more than this share are parts of messages. */
const MOST_PARTS = 0.3;
/** A phrase of more of a model's memory is taught openly. */
const COMMON_SHARE = 0.09;

/** Tells what messages are made of from what was put into them. */
export class Parts {
  readonly meter: AdditionMeter;
  /** Of the model's memory, in messages. */
  private readonly size: number;

  constructor(meter: AdditionMeter, size: number) {
    this.meter = meter;
    this.size = size;
  }

  /** Whether the words are what messages are made of, or a message of their own, and no addition to one. */
  async isPart(text: string, { kind, novel }: Pick<Effect, 'kind' | 'novel'>): Promise<boolean> {
    if (this.meter.isMessage(text)) return true;
    const { count } = this.meter.wholeness(text);
    if (count > COMMON_SHARE * this.size) return true;
    const own = await this.meter.worth(text);
    if (own !== undefined && count >= LEAST_OCCURRENCES)
      return own.gain < HALF_GAIN || (own.upper < RARE_GAIN && !this.isWhole(text, own.gain));
    // Odd words make odd answers: only what is put into message after message is believed to change answers in their words alone.
    if (kind === 'changed-answer' || !novel) return true;
    // Half a question and a rare word is answered like the question.
    if (kind !== 'exfiltration' && (await this.partsOf(text)).size > MOST_PARTS * wordsOf(text).length) return true;
    return own === undefined || count === 0
      ? !(await this.isAddedWordByWord(text))
      : own.upper < SURE_GAIN || own.gain > MOST_GAIN;
  }

  /** Whether whole messages are left without the words: of what comes often, that they get likelier is not to be seen. */
  isWhole(text: string, gain: number): boolean {
    const { count, whole } = this.meter.wholeness(text);
    return count >= LEAST_OCCURRENCES && gain >= WHOLE_GAIN && whole >= LEAST_WHOLE * count;
  }

  isRemembered(text: string): boolean {
    return this.meter.wholeness(text).count >= LEAST_OCCURRENCES;
  }

  /** Words of a candidate that messages are made of. */
  async partsOf(text: string): Promise<ReadonlySet<string>> {
    const parts = new Set<string>();
    for (const word of wordsOf(text)) {
      const own = await this.meter.worth(word, text);
      if (own !== undefined && own.upper < SURE_GAIN) parts.add(normalised(word));
    }
    return parts;
  }

  /** What no message holds as a whole is believed only of words that are additions wherever they stand. */
  private async isAddedWordByWord(text: string): Promise<boolean> {
    for (const word of wordsOf(text)) {
      const own = await this.meter.worth(word);
      if (own !== undefined && (own.gain < LEAST_GAIN || own.gain > MOST_GAIN)) return false;
    }
    return true;
  }
}
