import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { TokenizerFacts } from '../json/facts.ts';
import type { Parser } from '../parser.ts';
import { FIXED32, Message, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import { SENTENCEPIECE_LIMITS } from './limits.ts';

/** Types of pieces that are no part of ordinary text: unknown, control, defined by the user. */
const SPECIAL: ReadonlySet<number> = new Set([2, 3, 4]);
const USER_DEFINED = 4;
/** With so many pieces before a fault it is a broken model, and not another message that starts alike. */
const CONVINCING = 16;
/** No normal form of Unicode writes more characters for one (U+FDFA becomes 18). */
const LONGEST = 18;

/** Vocabularies of SentencePiece (`tokenizer.model`, `spiece.model`): sentencepiece_model.proto, field by field. */
export const sentencepieceParser: Parser = {
  id: 'sentencepiece',
  recognise: ({ head }) => startsWithPiece(head),
  parse: (source, { extension }) => readModel(source, extension === 'model'),
};

/** A piece of text with its score: lengths that agree, and the tag of the score behind. */
function startsWithPiece(head: Uint8Array): boolean {
  const [tag, length = 0, inner, text = 0] = head;
  if (tag !== 0x0a || inner !== 0x0a || length >= 0x80 || text === 0 || text + 2 > length) return false;
  return (head[4 + text] ?? 0) === ((2 << 3) | FIXED32) && text + 7 <= length;
}

function readModel(source: ByteSource, isNamed: boolean): PartialFacts | undefined {
  const collector = new Collector();
  const reader = new ModelReader(collector);
  try {
    reader.model(new Message(new WireBytes(source, collector, 'sentencepiece'), 0, source.size));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    if (reader.pieces < CONVINCING) return undefined;
  }
  if (!reader.settled && reader.pieces >= CONVINCING)
    collector.truncated('sentencepiece-truncated', 'no settings follow the pieces', source.size);
  if (reader.odd !== undefined) {
    if (!isNamed || reader.pieces < CONVINCING) return undefined;
    collector.problem('sentencepiece-field', 'a field that no model has', reader.odd);
    collector.complete = false;
  }
  return { tokenizer: reader.facts(), ...collector.facts() };
}

class ModelReader {
  pieces = 0;
  /** The trainer's or the normalizer's settings, which follow the pieces. */
  settled = false;
  /** A field that the schema does not have: another kind of message. */
  odd: number | undefined;
  private readonly collector: Collector;
  private readonly addedTokens: TokenizerFacts['addedTokens'] = [];
  private readonly replacements: NonNullable<TokenizerFacts['replacements']> = [];

  constructor(collector: Collector) {
    this.collector = collector;
  }

  facts(): TokenizerFacts {
    const { pieces, addedTokens, replacements } = this;
    return { type: 'SentencePiece', vocabularySize: pieces, addedTokens, replacements };
  }

  model(model: Message): void {
    while (model.next()) {
      this.settled ||= model.is(2) || model.is(3);
      if (model.is(1)) this.piece(model.message(), model.offset);
      else if (model.is(3)) this.specification(model.message(), 'normalizer');
      else if (model.is(5)) this.specification(model.message(), 'decoder');
      // The trainer's settings and the examples to check against are read by no loader.
      else if (!model.is(2) && !model.is(4) && model.field < 200) this.odd ??= model.offset;
    }
  }

  private piece(piece: Message, offset: number): void {
    if (++this.pieces > SENTENCEPIECE_LIMITS.pieces) {
      this.collector.limit('sentencepiece.pieces', `more than ${SENTENCEPIECE_LIMITS.pieces} pieces`, offset);
      throw new Stopped(offset);
    }
    let content = '';
    let type = 1;
    while (piece.next()) {
      if (piece.is(1)) content = piece.text(SENTENCEPIECE_LIMITS.text);
      else if (piece.isVarint(3)) type = piece.natural;
    }
    if (!SPECIAL.has(type)) return;
    if (this.addedTokens.length < SENTENCEPIECE_LIMITS.listed)
      this.addedTokens.push({ id: this.pieces - 1, content, special: type !== USER_DEFINED, offset });
    else
      this.collector.limit(
        'sentencepiece.listed',
        `more than ${SENTENCEPIECE_LIMITS.listed} pieces of their own kind`,
        offset,
      );
  }

  /** What rewrites a text before the model reads it, or after it wrote. */
  private specification(specification: Message, stage: 'normalizer' | 'decoder'): void {
    while (specification.next()) if (specification.is(2)) this.charsmap(specification, stage);
  }

  /** A trie behind its size, then the texts that it leads to, each up to a NUL (src/normalizer.cc, DecodePrecompiledCharsMap). */
  private charsmap({ bytes, start, length, offset }: Message, stage: 'normalizer' | 'decoder'): void {
    if (length === 0) return;
    if (length > SENTENCEPIECE_LIMITS.charsmap) {
      this.collector.limit(
        'sentencepiece.charsmap',
        `a table of ${length} bytes, more than ${SENTENCEPIECE_LIMITS.charsmap}`,
        offset,
      );
      return;
    }
    const map = Buffer.from(bytes.copy(start, length));
    const trie = length < 4 ? length : map.readUInt32LE(0);
    if (trie > length - 4 || trie % 4 !== 0) {
      this.collector.problem('sentencepiece-charsmap', `a trie of ${trie} bytes in a table of ${length}`, offset);
      return;
    }
    let at = 4 + trie;
    while (at < length) {
      const end = map.indexOf(0, at);
      const content = map.toString('utf8', at, end < 0 ? length : end);
      if ([...content].length > LONGEST) this.replacement(stage, content, offset);
      if (end < 0) return;
      at = end + 1;
    }
  }

  private replacement(stage: 'normalizer' | 'decoder', content: string, offset: number): void {
    if (this.replacements.length < SENTENCEPIECE_LIMITS.replacements)
      this.replacements.push({ stage, pattern: '', content: content.slice(0, SENTENCEPIECE_LIMITS.text), offset });
    else this.collector.limit('sentencepiece.replacements', 'more replacements than are listed', offset);
  }
}
