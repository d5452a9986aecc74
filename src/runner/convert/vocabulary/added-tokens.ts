import { member, stringOf, type JsonNode } from '../../../formats/json/tree.ts';
import { listOf, natural, optionalBoolean } from '../node-values.ts';
import { refuse } from '../refusal.ts';

export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
  readonly normalized: boolean;
}

function addedToken(node: JsonNode, id: number): AddedToken {
  const content = stringOf(member(node, 'content')) ?? refuse('an added token has no content');
  // llama.cpp matches the text of a token and nothing around it.
  for (const flag of ['lstrip', 'rstrip', 'single_word']) {
    if (optionalBoolean(node, flag) === true)
      refuse(`the added token ${JSON.stringify(content)} is matched with ${flag}`);
  }
  if (content === '') refuse('an added token is empty');
  const special = optionalBoolean(node, 'special') ?? false;
  return { id, content, special, normalized: optionalBoolean(node, 'normalized') ?? !special };
}

/** `added_tokens` of tokenizer.json. */
export function addedTokens(tokenizer: JsonNode): AddedToken[] {
  return (listOf(tokenizer, 'added_tokens') ?? []).map((node) => addedToken(node, natural(node, 'id')));
}

/** `added_tokens_decoder` of tokenizer_config.json. */
export function decoderTokens(config: JsonNode | undefined): AddedToken[] {
  const decoder = member(config, 'added_tokens_decoder');
  if (decoder?.kind !== 'object') return [];
  return [...decoder.members].map(([id, node]) => {
    const number = /^\d{1,9}$/u.test(id) ? Number(id) : refuse(`${JSON.stringify(id)} is no token`);
    return addedToken(node, number);
  });
}

/** transformers adds what the configuration names and the tokenizer lacks: then the two are different tokenizers. */
export function checkDecoder(known: ReadonlyMap<number, string>, config: JsonNode | undefined): void {
  for (const { id, content } of decoderTokens(config)) {
    if (known.get(id) !== content)
      refuse(`tokenizer_config.json calls token ${id} ${JSON.stringify(content)}, the tokenizer does not`);
  }
}
