import type { Token } from 'node-llama-cpp';
import { MAX_TOKEN_TEXT, type AnswerOf, type RequestOf } from '../protocol.ts';
import type { LoadedModel } from './loaded-model.ts';

/** A part of the model's tokens as text. Half a character reads as U+FFFD; a space in front is kept. */
export function vocabulary(
  { model, tokenizeBare }: LoadedModel,
  { from, count }: RequestOf<'vocabulary'>,
): Pick<AnswerOf<'vocabulary'>, 'total' | 'tokens'> {
  // Behind another word a piece of SentencePiece keeps its space, which it loses at the beginning of a text.
  const before = tokenizeBare('a').slice(-1);
  const all = [...model.iterateAllTokens()];
  const text = (token: Token): string => model.detokenize([token], true, before).slice(0, MAX_TOKEN_TEXT);
  return {
    total: all.length,
    tokens: all.slice(from, from + count).map((token) => ({
      text: text(token),
      special: model.isSpecialToken(token) || model.isEogToken(token),
    })),
  };
}
