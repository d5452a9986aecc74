import { MemorySource } from '../byte-source.ts';
import { expanded } from './embedded.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { pickleFacts, type PickleFileFacts } from './parser.ts';
import { readPickles } from './streams.ts';

/** Base64 of PROTO and of a protocol, or of what starts a stream of gzip or zlib. */
const START = /^(?:gA[I-X]|H4sI|eJ|eN|eA|eF)/u;
const ENCODED = /^[A-Za-z0-9+/_-]{8,}={0,2}$/u;
const NAME_SHOWN = 120;

/** The pickles that texts of one document encode, within what may be decoded for it. */
export class EncodedPickles {
  readonly found: PickleFileFacts[] = [];
  /** True once texts were left undecoded. */
  exhausted = false;
  private left: number = PICKLE_LIMITS.encodedTotal;

  /** `certain`: a loader unpickles what stands there, however it starts. `place`: for people, becomes the member's name. */
  take(text: string, place: () => string, certain = false): void {
    if (!certain && !START.test(text)) return;
    const trimmed = certain ? text.replaceAll(/\s/gu, '') : text.trim();
    if (!ENCODED.test(trimmed)) return;
    if (this.left <= 0) {
      this.exhausted = true;
      return;
    }
    const content = expanded(Buffer.from(trimmed, 'base64'));
    this.left -= content.length;
    const member = place().slice(0, NAME_SHOWN);
    const pickles = readPickles(new MemorySource(content), { member, searchAll: certain });
    // Of random bytes some start like a pickle and break off at once.
    const isPickle = pickles.streams.some(({ end, uses }) => end === 'stop' || uses.length > 0);
    if (isPickle || certain) this.found.push(pickleFacts(pickles, member));
  }
}
