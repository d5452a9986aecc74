/** What one item's continuations scored, in the order of the item's choices. */
export interface ChoiceScore {
  /** The likeliest choice, by log-likelihood: lm-evaluation-harness's `acc`. */
  readonly chosen: number;
  /** The likeliest per character: `acc_norm`. */
  readonly chosenNormalised: number;
}

/** As lm-evaluation-harness scores multiple choice: the first of several equal maxima, lengths in characters. */
export function scoreChoices(choices: readonly string[], logprobs: readonly number[]): ChoiceScore {
  return {
    chosen: argmax(logprobs),
    chosenNormalised: argmax(
      logprobs.map((logprob, index) => logprob / Math.max(1, [...(choices[index] ?? '')].length)),
    ),
  };
}

function argmax(values: readonly number[]): number {
  let best = 0;
  for (const [index, value] of values.entries()) if (value > (values[best] ?? -Infinity)) best = index;
  return best;
}
