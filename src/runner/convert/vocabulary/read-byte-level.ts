import { member, naturalOf, stringOf, type JsonNode } from '../../../formats/json/tree.ts';
import { TOKEN_TYPES, type Vocabulary } from '../description.ts';
import { listOf, optionalBoolean, optionalNumber, optionalString } from '../node-values.ts';
import { refuse } from '../refusal.ts';
import { addedTokens } from './added-tokens.ts';
import { describeStep, steps } from './pipeline.ts';
import { preTokenizerOf } from './pre-tokenizers.ts';
import { byteCharacters } from './byte-characters.ts';
import { TokenTable } from './token-table.ts';

export type Tokens = Pick<
  Vocabulary,
  'model' | 'pre' | 'tokens' | 'types' | 'scores' | 'merges' | 'addSpacePrefix' | 'normalizer' | 'spacePrefix'
>;

/** A tokenizer.json of the kind of GPT-2: BPE over bytes. @throws Refusal where llama.cpp would cut a text otherwise */
export function readByteLevel(tokenizer: JsonNode): Tokens {
  const model = member(tokenizer, 'model') ?? refuse('tokenizer.json has no model');
  refuseModelSettings(model);
  const { pre, ignoresMerges } = preTokenizerOf(tokenizer);
  if ((optionalBoolean(model, 'ignore_merges') ?? false) !== ignoresMerges)
    refuse(`ignore_merges is ${String(!ignoresMerges)}, and llama.cpp's ${pre} has it the other way`);
  const decoders = steps(tokenizer, 'decoder').map((step) => describeStep(step).split(' ')[0]);
  if (decoders.join() !== 'ByteLevel') refuse(`tokens are turned into text by ${decoders.join(', ') || 'nothing'}`);
  const table = new TokenTable(vocabularyOf(model), addedTokens(tokenizer));
  const missing = byteCharacters().find((character) => !table.has(character));
  if (missing !== undefined)
    refuse(`the vocabulary has no token for the byte that is written ${JSON.stringify(missing)}`);
  return {
    model: 'gpt2',
    pre,
    tokens: table.tokens,
    types: table.types((added) =>
      added === undefined ? TOKEN_TYPES.normal : added.special ? TOKEN_TYPES.control : TOKEN_TYPES.userDefined,
    ),
    merges: mergesOf(model).map(([left, right]) => {
      if (!table.has(left) || !table.has(right) || !table.has(left + right))
        refuse(`the merge of ${JSON.stringify(left)} and ${JSON.stringify(right)} is not of this vocabulary`);
      // GGUF writes a merge as one string.
      if (left.includes(' ') || right.includes(' ')) refuse('a merge holds a plain space');
      return `${left} ${right}`;
    }),
    addSpacePrefix: false,
    ...normalizerOf(tokenizer),
  };
}

function normalizerOf(tokenizer: JsonNode): Pick<Vocabulary, 'normalizer'> {
  const normalizers = steps(tokenizer, 'normalizer').map(describeStep);
  if (normalizers.length === 0) return {};
  return normalizers.join() === 'NFC'
    ? { normalizer: 'NFC' }
    : refuse(`texts are normalised by ${normalizers.join(', ')}`);
}

function refuseModelSettings(model: JsonNode): void {
  for (const key of ['continuing_subword_prefix', 'end_of_word_suffix'])
    if ((optionalString(model, key) ?? '') !== '') refuse(`the tokenizer has a ${key}`);
  if ((optionalNumber(model, 'dropout') ?? 0) !== 0) refuse('the tokenizer drops merges at random');
}

/** `model.vocab`: token → id. */
export function vocabularyOf(model: JsonNode): ReadonlyMap<string, number> {
  const vocab = member(model, 'vocab');
  if (vocab?.kind !== 'object') return refuse('the tokenizer has no vocabulary by name');
  const ids = new Map<string, number>();
  for (const [token, node] of vocab.members)
    ids.set(token, naturalOf(node) ?? refuse(`the token ${JSON.stringify(token)} has no number`));
  return ids;
}

/** `model.merges`: strings of two parts, or pairs. */
export function mergesOf(model: JsonNode): [string, string][] {
  return (listOf(model, 'merges') ?? []).map((node) => {
    const pair =
      node.kind === 'array' ? node.items.map((item) => stringOf(item) ?? '') : (stringOf(node) ?? '').split(' ');
    const [left = '', right = ''] = pair;
    return pair.length === 2 && left !== '' && right !== '' ? [left, right] : refuse('a merge is not of two parts');
  });
}
