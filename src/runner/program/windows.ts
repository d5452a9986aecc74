/**
 * Cuts a text's tokens so that each is predicted exactly once, behind as much as fits: `get_rolling_token_windows` with a
 * context of one token and `make_disjoint_window` of lm-evaluation-harness, whose perplexities these are to equal.
 * `first` stands in front of the first token; `length`: tokens of one window.
 */
export function rollingWindows<Token>(
  tokens: readonly Token[],
  first: Token,
  length: number,
): { readonly context: readonly Token[]; readonly predicted: readonly Token[] }[] {
  const windows: { context: readonly Token[]; predicted: readonly Token[] }[] = [];
  windows.push({ context: [first], predicted: tokens.slice(0, length) });
  for (let done = length; done < tokens.length; done += length) {
    const end = Math.min(done + length, tokens.length);
    // The last window reaches back as far as it can.
    windows.push({ context: tokens.slice(Math.max(0, end - length - 1), done), predicted: tokens.slice(done, end) });
  }
  return windows;
}
