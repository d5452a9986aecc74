import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/**
 * Leaves of what a sequence holds only what `tokens` begin with, such as the examples that a task puts in front of every
 * question, and answers the tokens that are still to be computed.
 */
export async function continueFrom(
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
): Promise<readonly Token[]> {
  // A model with recurrent state can't take back tokens, so nothing of it is used again.
  if (sequence.needsCheckpoints) await sequence.clearHistory();
  else await sequence.adaptStateToTokens([...tokens], false);
  return tokens.slice(sequence.nextTokenIndex);
}
