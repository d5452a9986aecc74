/**
 * Splits prompt and continuation into tokens as lm-evaluation-harness does (`TemplateLM._encode_pair`): white space at the
 * end of the prompt moves to the continuation, both are tokenised as one text, and what the prompt alone takes is cut off
 * in front. So tokens that span the border belong to the continuation, as they did in training.
 */
export function encodePair<Token>(
  prompt: string,
  continuation: string,
  tokenize: (text: string) => readonly Token[],
): { readonly prompt: readonly Token[]; readonly continuation: readonly Token[] } {
  const trimmed = prompt.trimEnd();
  const moved = prompt.slice(trimmed.length) + continuation;
  const context = tokenize(trimmed);
  return { prompt: context, continuation: tokenize(trimmed + moved).slice(context.length) };
}
