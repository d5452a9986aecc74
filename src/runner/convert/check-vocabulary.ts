import type { Hyperparameters, Vocabulary } from './description.ts';
import { refuse } from './refusal.ts';

/** What the schema can't say: lists that belong together, and numbers that name tokens. @throws Refusal */
export function checkVocabulary(vocabulary: Vocabulary, rows: number, model: Hyperparameters): void {
  const { tokens, types, scores, bos, eos, unknown, padding, ends } = vocabulary;
  if (tokens.length > rows) refuse(`${tokens.length} tokens, and the embedding has ${rows} rows`);
  if (types.length !== tokens.length || (scores?.length ?? tokens.length) !== tokens.length)
    refuse('the tokens and their types are not equally many');
  if ((vocabulary.model === 'llama') !== (scores !== undefined)) refuse('the tokenizer has no scores');
  const outside = [bos, eos, unknown, padding, ...ends].find((id) => id !== undefined && id >= tokens.length);
  if (outside !== undefined) refuse(`token ${outside} is named, and there is none`);
  // Half of a surrogate pair becomes a replacement character in UTF-8, and so another token.
  const broken = [...tokens, ...(vocabulary.merges ?? [])].findIndex((text) => !text.isWellFormed());
  if (broken >= 0) refuse('a token is not Unicode text');
  if (new Set(tokens).size !== tokens.length) refuse('two tokens have the same text');
  if (model.ropeFactors !== undefined && model.ropeFactors.length !== model.headLength / 2)
    refuse('the rope factors do not fit the heads');
}
