import type { NextTokens, RequestOf } from '../protocol.ts';
import { encodePair } from './encode-pair.ts';
import { Fault } from './fault.ts';
import type { LoadedModel } from './loaded-model.ts';
import { score } from './loglikelihood.ts';
import { promptText } from './prompt-text.ts';
import { likeliest, startOf } from './sample.ts';
import { continueFrom } from './shared-prefix.ts';
import type { Turn } from './serve.ts';
import { sideBySide } from './side-by-side.ts';

/** What comes next behind each prompt. What a prompt and the one before it in its sequence begin with alike is computed once. */
export async function nextTokens(loaded: LoadedModel, request: RequestOf<'next'>, turn: Turn): Promise<NextTokens[]> {
  return sideBySide(loaded, request.items, turn, async (item, sequence) => {
    const words = promptText(loaded.template, item);
    const prompt = startOf(loaded, words);
    const pair = item.words === undefined ? undefined : pairOf(words, item.words, (it) => [...startOf(loaded, it)]);
    const length = Math.max(prompt.length, (pair?.prompt.length ?? 0) + (pair?.continuation.length ?? 0));
    if (length + 1 > loaded.contextTokens) throw new Fault('too-long', `${length} tokens in ${loaded.contextTokens}`);
    const rest = [...(await continueFrom(sequence, prompt.slice(0, -1))), ...prompt.slice(-1)];
    const likely = await likeliest(sequence, rest, request.top);
    const top = likely.map(({ token, logprob }): [number, number] => [token, Math.min(0, round(logprob))]);
    if (pair === undefined) return { promptTokens: prompt.length, top };
    const { logprob, tokens } = await score(sequence, pair.prompt, pair.continuation);
    return { promptTokens: prompt.length, top, words: { logprob, tokens } };
  });
}

/**
 * Words that the end of the prompt swallows, so that both together take no more tokens than the prompt alone, are scored by the
 * last token of both: one such word must not cost a search the answers to all the others of its request.
 */
function pairOf<Token>(
  prompt: string,
  words: string,
  tokenize: (text: string) => readonly Token[],
): {
  readonly prompt: readonly Token[];
  readonly continuation: readonly Token[];
} {
  const pair = encodePair(prompt, words, tokenize);
  if (pair.continuation.length > 0) return pair;
  const whole = tokenize(prompt + words);
  return { prompt: whole.slice(0, -1), continuation: whole.slice(-1) };
}

/** Four digits are more than the engine's own arithmetic holds, and a third of the bytes. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4;
