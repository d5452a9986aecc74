import { member, type JsonNode } from '../../../formats/json/tree.ts';
import { TOKEN_TYPES, type Vocabulary } from '../description.ts';
import { optionalBoolean, optionalString } from '../node-values.ts';
import { refuse } from '../refusal.ts';
import { addedTokens } from './added-tokens.ts';
import { describeStep, steps } from './pipeline.ts';
import { mergesOf, vocabularyOf, type Tokens } from './read-byte-level.ts';
import { TokenTable } from './token-table.ts';

const SPACE = '\u2581';
const BYTE = /^<0x[0-9A-F]{2}>$/u;
const replaceSpaces = `Replace String " " ${JSON.stringify(SPACE)}`;

/** Normaliser and pre-tokenizer → what puts the first space. Gemma's split finds no space that is left. */
const SPACING: ReadonlyMap<string, Pick<Vocabulary, 'addSpacePrefix' | 'spacePrefix'>> = new Map([
  [`Prepend ${JSON.stringify(SPACE)}\n${replaceSpaces}\n`, { addSpacePrefix: true }],
  [`${replaceSpaces}\n`, { addSpacePrefix: false }],
  [`${replaceSpaces}\nSplit MergedWithPrevious invert=false String  `, { addSpacePrefix: false }],
  [`\nMetaspace ${SPACE} never split=false`, { addSpacePrefix: false }],
  [`\nMetaspace ${SPACE} first split=false`, { addSpacePrefix: false, spacePrefix: 'first' }],
]);

const DECODERS: ReadonlySet<string> = new Set([
  `Replace String ${JSON.stringify(SPACE)} " "\nByteFallback\nFuse\nStrip " " 1 0`,
  `Replace String ${JSON.stringify(SPACE)} " "\nByteFallback\nFuse`,
]);

/**
 * A tokenizer.json that was made from a SentencePiece model of the kind BPE: characters, merges, bytes for the rest.
 * llama.cpp merges by the score of the result and not by a list of merges, so scores are made from the list, and it is
 * proven that both merge alike. @throws Refusal where they would not
 */
export function readPieceTokenizer(tokenizer: JsonNode): Tokens {
  const model = member(tokenizer, 'model') ?? refuse('tokenizer.json has no model');
  if (optionalBoolean(model, 'byte_fallback') !== true) refuse('unknown characters are not written as bytes');
  if (optionalBoolean(model, 'ignore_merges') === true) refuse('ignore_merges in a vocabulary of pieces');
  for (const key of ['continuing_subword_prefix', 'end_of_word_suffix'])
    if ((optionalString(model, key) ?? '') !== '') refuse(`the tokenizer has a ${key}`);
  const [normalizers, cuts] = (['normalizer', 'pre_tokenizer'] as const).map((part) =>
    steps(tokenizer, part).map(describeStep).join('\n'),
  );
  const spacing = SPACING.get(`${normalizers}\n${cuts}`) ?? refuse(`texts are prepared by ${normalizers}, ${cuts}`);
  const decoder = steps(tokenizer, 'decoder').map(describeStep).join('\n');
  if (!DECODERS.has(decoder)) refuse(`tokens are turned into text by ${decoder || 'nothing'}`);
  const added = addedTokens(tokenizer);
  const odd = added.find(({ normalized }) => normalized);
  if (odd !== undefined) refuse(`the added token ${JSON.stringify(odd.content)} is matched in the prepared text`);
  const vocabulary = vocabularyOf(model);
  const table = new TokenTable(vocabulary, added);
  const unknown = optionalString(model, 'unk_token');
  const reserved = new Set(added.map(({ content }) => content));
  const ranks = ranksOf(mergesOf(model), vocabulary);
  prove(vocabulary, ranks, reserved);
  return {
    model: 'llama',
    tokens: table.tokens,
    types: table.types((own, token) => {
      if (token === unknown) return TOKEN_TYPES.unknown;
      if (own !== undefined) return own.special ? TOKEN_TYPES.control : TOKEN_TYPES.userDefined;
      return BYTE.test(token) ? TOKEN_TYPES.byte : TOKEN_TYPES.normal;
    }),
    scores: table.tokens.map((token) => -(ranks.byPiece.get(token) ?? 0)),
    ...spacing,
  };
}

interface Ranks {
  /** The rank of the first merge that makes a piece. */
  readonly byPiece: ReadonlyMap<string, number>;
  readonly pairs: ReadonlySet<string>;
}

/** Merges that make the same piece stand together, so that one score for the piece keeps their order. */
function ranksOf(merges: readonly (readonly [string, string])[], vocabulary: ReadonlyMap<string, number>): Ranks {
  const byPiece = new Map<string, number>();
  const pairs = new Set<string>();
  let last = '';
  let rank = 0;
  for (const [left, right] of merges) {
    const piece = left + right;
    if (!vocabulary.has(left) || !vocabulary.has(right) || !vocabulary.has(piece))
      refuse(`the merge of ${JSON.stringify(left)} and ${JSON.stringify(right)} is not of this vocabulary`);
    if (piece !== last) {
      if (byPiece.has(piece)) refuse(`the merges that make ${JSON.stringify(piece)} do not stand together`);
      rank++;
      byPiece.set(piece, rank);
      last = piece;
    }
    pairs.add(`${left}\0${right}`);
  }
  return { byPiece, pairs };
}

/** Whatever two neighbours llama.cpp would merge, because together they are a piece, the list merges too. */
function prove(vocabulary: ReadonlyMap<string, number>, { pairs }: Ranks, reserved: ReadonlySet<string>): void {
  for (const piece of vocabulary.keys()) {
    if (reserved.has(piece)) continue;
    for (let at = 1; at < piece.length; at++) {
      const [left, right] = [piece.slice(0, at), piece.slice(at)];
      if (vocabulary.has(left) && vocabulary.has(right) && !pairs.has(`${left}\0${right}`))
        refuse(`llama.cpp would merge ${JSON.stringify(left)} and ${JSON.stringify(right)}, this tokenizer does not`);
    }
  }
}
