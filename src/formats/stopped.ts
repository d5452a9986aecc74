/**
 * Thrown by a parser to itself where going on would only misread what follows; the reason stands in the collector.
 * Caught at the parser's entry and never seen outside.
 */
export class Stopped {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
  }
}
