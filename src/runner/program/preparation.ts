import type { LlamaModel } from 'node-llama-cpp';
import type { TextPreparation } from '../protocol.ts';

const SPACES = /^[ \u2581]/u;

/** Does to a text what the model's own tokenizer does and llama.cpp does not. */
export function preparation(model: LlamaModel, { normalizer, spacePrefix }: TextPreparation): (text: string) => string {
  const startsSpecial = (text: string): boolean => {
    const [first] = model.tokenize(text, true);
    return first !== undefined && model.isSpecialToken(first) && text.startsWith(model.detokenize([first], true));
  };
  return (text) => {
    const composed = normalizer === undefined ? text : text.normalize(normalizer);
    const prefixed = spacePrefix === 'first' && composed !== '' && !SPACES.test(composed) && !startsSpecial(composed);
    return prefixed ? ` ${composed}` : composed;
  };
}
