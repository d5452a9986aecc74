import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type { RequestOf, Scored } from '../protocol.ts';
import { encodePair } from './encode-pair.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { promptText } from './prompt-text.ts';
import { continueFrom } from './shared-prefix.ts';
import type { Turn } from './serve.ts';

type Item = RequestOf<'loglikelihood'>['items'][number];

/** ln P(continuation | prompt) of every continuation. What prompts begin with alike is computed once. */
export async function loglikelihood(
  loaded: LoadedModel,
  request: RequestOf<'loglikelihood'>,
  turn: Turn,
): Promise<Scored[]> {
  const answers: Scored[] = [];
  for (const item of request.items) answers.push(await scoreItem(loaded, item, turn));
  return answers;
}

async function scoreItem(loaded: LoadedModel, item: Item, turn: Turn): Promise<Scored> {
  const sequence = firstSequence(loaded);
  if (!loaded.keepsPrefixes) await sequence.clearHistory();
  const text = promptText(loaded.template, item);
  const continuations: Scored['continuations'] = [];
  let promptTokens = 0;
  for (const continuation of item.continuations) {
    turn.check();
    const pair = encodePair(text, continuation, (it) => loaded.tokenize(it));
    // Behind no words at all comes what begins a text; lm-evaluation-harness takes the same token (`prefix_token_id`).
    const { bos, eos } = loaded.model.tokens;
    const start = text === '' && pair.prompt.length === 0 ? (bos ?? eos) : null;
    const prompt = start === null ? pair.prompt : [start];
    const length = prompt.length + pair.continuation.length;
    if (prompt.length === 0 || pair.continuation.length === 0) throw new Fault('request', 'nothing to score');
    if (length > loaded.contextTokens) throw new Fault('too-long', `${length} tokens in ${loaded.contextTokens}`);
    promptTokens = prompt.length;
    continuations.push(await score(sequence, prompt, pair.continuation));
  }
  return { promptTokens, continuations };
}

export function firstSequence({ sequences }: LoadedModel): LlamaContextSequence {
  const [sequence] = sequences;
  if (sequence === undefined) throw new Fault('request', 'no sequence');
  return sequence;
}

/** ln P of `continuation` behind `prompt`, which has a token at least. */
export async function score(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  continuation: readonly Token[],
): Promise<Scored['continuations'][number]> {
  // The prompt's last token is computed again: its output is the distribution of the continuation's first token.
  const rest = await continueFrom(sequence, prompt.slice(0, -1));
  const asked = [...prompt.slice(-1), ...continuation.slice(0, -1)];
  const input: ControlledEvaluateInputItem[] = [
    ...rest,
    ...asked.map((token, index): ControlledEvaluateInputItem => {
      const tokens = continuation.slice(index, index + 1);
      // includeMax alone is ignored by node-llama-cpp 3.22 and gives wrong numbers; includeTop: 1 brings the maximum.
      return [token, { generateNext: { logits: { filter: { tokens, includeTop: 1 } }, totalLogitWeight: true } }];
    }),
  ];
  const outputs = (await sequence.controlledEvaluate(input)).slice(rest.length);
  let logprob = 0;
  let greedy = true;
  for (const [index, token] of continuation.entries()) {
    const next = outputs[index]?.next;
    const logit = next?.logits?.get(token);
    if (next?.logits === undefined || next.totalLogitWeight === undefined || logit === undefined) {
      throw new Fault('model', 'llama.cpp gave no logits');
    }
    const maximum = Math.max(...next.logits.values());
    logprob += logit - maximum - Math.log(next.totalLogitWeight);
    greedy &&= logit === maximum;
  }
  if (!Number.isFinite(logprob)) throw new Fault('model', 'a log-likelihood is not a number');
  // Rounding of the sum can lift a certain token a hair over probability 1.
  return { logprob: Math.min(0, logprob), tokens: continuation.length, greedy };
}
