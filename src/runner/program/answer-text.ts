import type { Generated } from '../protocol.ts';

const REPLACEMENT = '\uFFFD';

/** One generated text: its tokens, where it stops, and what of it may be sent before it is whole. */
export class AnswerText<Token> {
  ended: Generated['ended'] | undefined;
  readonly tokens: Token[] = [];
  private readonly detokenize: (tokens: readonly Token[]) => string;
  private readonly stop: readonly string[];
  private readonly room: number;
  private readonly held: number;
  private stopAt: number | undefined;
  private sent = '';

  /** `room`: tokens that there is space for. */
  constructor(detokenize: (tokens: readonly Token[]) => string, stop: readonly string[], room: number) {
    this.detokenize = detokenize;
    this.stop = stop;
    this.room = room;
    this.held = stop.reduce((most, { length }) => Math.max(most, length - 1), 0);
  }

  /** `undefined`: the model ended its turn. */
  push(token: Token | undefined): void {
    if (token === undefined) {
      this.ended = 'end-of-turn';
      return;
    }
    this.tokens.push(token);
    if (this.stop.length > 0) {
      const text = this.detokenize(this.tokens);
      const found = this.stop.map((it) => text.indexOf(it)).filter((at) => at >= 0);
      if (found.length > 0) {
        this.stopAt = Math.min(...found);
        this.ended = 'stop';
        return;
      }
    }
    if (this.tokens.length >= this.room) this.ended = 'limit';
  }

  get text(): string {
    const text = this.detokenize(this.tokens);
    return this.stopAt === undefined ? text : text.slice(0, this.stopAt);
  }

  /** What is new and will surely stay: no half of a character, and nothing that may be the beginning of a stop string. */
  piece(): string {
    const { text } = this;
    const sure = this.ended === undefined ? text.slice(0, Math.max(0, text.length - this.held)) : text;
    const whole = this.ended === undefined ? sure.replace(/\uFFFD+$/u, '') : sure;
    // A vocabulary may turn more tokens into another text than the one before.
    if (whole.length <= this.sent.length || !whole.startsWith(this.sent) || whole.endsWith(REPLACEMENT)) return '';
    const piece = whole.slice(this.sent.length);
    this.sent = whole;
    return piece;
  }
}
