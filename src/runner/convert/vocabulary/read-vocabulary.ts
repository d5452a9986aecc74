import type { ByteSource } from '../../../formats/byte-source.ts';
import { defined } from '../../../formats/defined.ts';
import { member, naturalOf, type JsonNode } from '../../../formats/json/tree.ts';
import type { Vocabulary } from '../description.ts';
import { optionalBoolean, optionalString } from '../node-values.ts';
import { refuse } from '../refusal.ts';
import { checkDecoder, decoderTokens, type AddedToken } from './added-tokens.ts';
import { frameOf, tokenNumbers, tokenText } from './ends.ts';
import { readByteLevel, type Tokens } from './read-byte-level.ts';
import { pieceTokens, readPieceModel } from './read-piece-model.ts';
import { readPieceTokenizer } from './read-piece-tokenizer.ts';

/** llama.cpp takes two further tokens that end an answer beside the one that ends a text. */
const MAX_ENDS = 2;

export interface VocabularySources {
  readonly config: JsonNode;
  readonly generation: JsonNode | undefined;
  readonly tokenizer: JsonNode | undefined;
  readonly tokenizerConfig: JsonNode | undefined;
  readonly addedTokens: JsonNode | undefined;
  readonly pieceModel: ByteSource | undefined;
}

/**
 * The tokenizer as llama.cpp will have it. tokenizer.json counts where there is one, as for transformers.
 * @throws Refusal where llama.cpp would cut texts otherwise, or two files disagree
 */
export function readVocabulary(sources: VocabularySources): Vocabulary {
  const { config, generation, tokenizer, tokenizerConfig } = sources;
  const tokens = tokenizer === undefined ? fromPieces(sources) : fromTokenizer(tokenizer, sources);
  const ids = new Map(tokens.tokens.map((token, id) => [token, id]));
  if (tokenizer !== undefined) checkDecoder(new Map(tokens.tokens.entries()), tokenizerConfig);
  const named = (key: string): number | undefined => {
    const text = tokenText(tokenizerConfig, key);
    if (text === undefined) return undefined;
    return ids.get(text) ?? refuse(`${key} is ${JSON.stringify(text)}, which is no token`);
  };
  const stops = [...tokenNumbers(generation, 'eos_token_id'), ...tokenNumbers(config, 'eos_token_id')];
  const bos = named('bos_token') ?? tokenNumbers(config, 'bos_token_id')[0];
  const eos = named('eos_token') ?? stops[0];
  for (const id of [bos, eos, ...stops])
    if (id !== undefined && id >= tokens.tokens.length) refuse(`token ${id} is named, and there is none`);
  const text = (id: number | undefined): string | undefined => (id === undefined ? undefined : tokens.tokens[id]);
  return {
    ...tokens,
    ...frameOf(tokenizer, tokenizerConfig, { bos: text(bos), eos: text(eos) }),
    ends: [...new Set(stops)].filter((id) => id !== eos).slice(0, MAX_ENDS),
    ...defined({ bos, eos, padding: named('pad_token'), unknown: named('unk_token') }),
  };
}

function fromTokenizer(tokenizer: JsonNode, { pieceModel }: VocabularySources): Tokens {
  const type = optionalString(member(tokenizer, 'model'), 'type') ?? 'BPE';
  if (type !== 'BPE') refuse(`a tokenizer of the kind ${type}`);
  if (optionalBoolean(member(tokenizer, 'model'), 'byte_fallback') !== true) return readByteLevel(tokenizer);
  const tokens = readPieceTokenizer(tokenizer);
  // Which of the two a loader takes depends on its version: they must be the same vocabulary.
  const { pieces } = pieceModel === undefined ? { pieces: [] } : readPieceModel(pieceModel);
  for (const [id, piece] of pieces.entries())
    if (piece.text !== tokens.tokens[id]) refuse(`token ${id} differs between tokenizer.json and tokenizer.model`);
  return tokens;
}

function fromPieces({ pieceModel, tokenizerConfig, addedTokens }: VocabularySources): Tokens {
  if (pieceModel === undefined) return refuse('it brings neither tokenizer.json nor tokenizer.model');
  const model = readPieceModel(pieceModel);
  // Then spaces behind special tokens are handled in a way that llama.cpp does not have.
  if (model.addsPrefix && optionalBoolean(tokenizerConfig, 'legacy') === false)
    refuse('tokenizer.model without "legacy"');
  const added = new Map<number, AddedToken>();
  if (addedTokens?.kind === 'object') {
    for (const [content, node] of addedTokens.members) {
      const id = naturalOf(node) ?? refuse(`the added token ${JSON.stringify(content)} has no number`);
      added.set(id, { id, content, special: true, normalized: false });
    }
  }
  for (const token of decoderTokens(tokenizerConfig)) {
    const earlier = added.get(token.id)?.content ?? token.content;
    if (earlier !== token.content)
      refuse(`token ${token.id} differs between added_tokens.json and tokenizer_config.json`);
    added.set(token.id, token);
  }
  return pieceTokens(model, [...added.values()]);
}
