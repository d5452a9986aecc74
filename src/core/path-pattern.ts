/**
 * Whether a path is `pattern` itself or matches it: `?` is one character and `*` any number of them within a name, `**` also
 * across `/`. All positions in the pattern are followed at once, so that no pattern takes longer than its length times the
 * path's, as a backtracking matcher would.
 */
export function matchesPath(pattern: string, path: string): boolean {
  if (pattern === path) return true;
  const tokens = tokensOf(pattern);
  let current = reach(tokens, [0]);
  for (const character of path) {
    const next: number[] = [];
    for (const at of current) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token.many) {
        if (token.across || character !== '/') next.push(at);
      } else if (token.text === undefined ? character !== '/' : token.text === character) next.push(at + 1);
    }
    if (next.length === 0) return false;
    current = reach(tokens, next);
  }
  return current.includes(tokens.length);
}

interface Token {
  /** Undefined for any character of a name. */
  readonly text: string | undefined;
  readonly many: boolean;
  readonly across: boolean;
}

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const [part] of pattern.matchAll(/\*+|[^*]/gsu)) {
    if (part.startsWith('*')) tokens.push({ text: undefined, many: true, across: part.length > 1 });
    else tokens.push({ text: part === '?' ? undefined : part, many: false, across: false });
  }
  return tokens;
}

/** The positions themselves and those behind what may match nothing, each once, in order. */
function reach(tokens: readonly Token[], positions: readonly number[]): number[] {
  const reached = new Set<number>();
  for (const start of positions)
    for (let at = start; !reached.has(at); at++) {
      reached.add(at);
      if (tokens[at]?.many !== true) break;
    }
  return [...reached];
}
