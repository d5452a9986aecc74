import type { RequestOf, Rolled } from '../protocol.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { firstSequence, score } from './loglikelihood.ts';
import type { Turn } from './serve.ts';
import { rollingWindows } from './windows.ts';

/** ln P of each text from its beginning, which the model's BOS token stands for, or EOS where it has none. */
export async function loglikelihoodRolling(
  loaded: LoadedModel,
  request: RequestOf<'loglikelihood_rolling'>,
  turn: Turn,
): Promise<Rolled[]> {
  const sequence = firstSequence(loaded);
  const { bos, eos } = loaded.model.tokens;
  const first = bos ?? eos;
  if (first === null) throw new Fault('model', 'it has no token that a text begins behind');
  const answers: Rolled[] = [];
  for (const { text } of request.items) {
    const tokens = loaded.tokenizeBare(text);
    if (tokens.length === 0) throw new Fault('request', 'nothing to score');
    let logprob = 0;
    for (const { context, predicted } of rollingWindows(tokens, first, loaded.contextTokens)) {
      turn.check();
      logprob += (await score(sequence, context, predicted)).logprob;
    }
    answers.push({ logprob, tokens: tokens.length });
  }
  return answers;
}
