/** A place in a file, both from 1. Columns count UTF-16 units, as editors and SARIF viewers do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Text of a file with its lines. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  private readonly starts: number[] = [0];

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  placeAt(offset: number): Place {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  /** The text of a line, from 1, without its end. */
  line(number: number): string {
    const start = this.starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/\r?\n$/u, '');
  }
}

/** UTF-8, or undefined where the bytes are none: what a runner would make of them is not known. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
