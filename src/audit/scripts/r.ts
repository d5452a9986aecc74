/** A call of R by its name, with the constant texts that it is given. */
export interface RCall {
  /** `pkg::name` or `name`. */
  readonly name: string;
  readonly texts: readonly string[];
  readonly text: string;
  readonly at: number;
}

const MOST = 5_000;
/** Of one call's arguments, over lines. */
const LENGTH = 1_000;

/** Calls of a text of R, in the order of the text: names, and texts among their arguments. No grammar, so that nothing of the language stops it. */
export function readR(text: string): RCall[] {
  const found: RCall[] = [];
  const plain = withoutComments(text);
  for (const match of plain.matchAll(/(?<![\w.:$@])((?:[A-Za-z][\w.]{0,60}:::?)?[A-Za-z.][\w.]{0,80})\s?\(/gu)) {
    if (found.length >= MOST) break;
    const start = match.index + match[0].length;
    const given = plain.slice(start, closing(plain, start));
    found.push({
      name: match[1] ?? '',
      texts: [...given.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/gu)].map((one) => one[1] ?? one[2] ?? ''),
      text: plain.slice(match.index, start + Math.min(given.length, 200) + 1),
      at: match.index,
    });
  }
  return found;
}

/** The bracket that ends the arguments, as far as they are looked at. */
function closing(text: string, from: number): number {
  let depth = 1;
  const end = Math.min(text.length, from + LENGTH);
  for (let at = from; at < end; at++) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return end;
}

/** Blanks in place of comments, so that every character stays where it is. */
function withoutComments(text: string): string {
  return text.replaceAll(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*/gu, (whole, quoted: string | undefined) =>
    quoted === undefined ? ' '.repeat(whole.length) : whole,
  );
}
