import type { ByteSource } from '../../../formats/byte-source.ts';
import { Collector } from '../../../formats/collector.ts';
import { FIXED32, Message, WireBytes } from '../../../formats/protobuf/wire.ts';
import { Stopped } from '../../../formats/stopped.ts';
import { TOKEN_TYPES } from '../description.ts';
import { CONVERSION_LIMITS } from '../limits.ts';
import { refuse } from '../refusal.ts';
import type { AddedToken } from './added-tokens.ts';
import type { Tokens } from './read-byte-level.ts';

export interface PieceModel {
  readonly pieces: readonly { readonly text: string; readonly score: number; readonly type: number }[];
  readonly addsPrefix: boolean;
}

const BPE = 2;

/**
 * `tokenizer.model`: sentencepiece_model.proto. The types of pieces have the numbers that GGUF took over.
 * @throws Refusal for a model of another kind, or that rewrites texts before it cuts them
 */
export function readPieceModel(source: ByteSource): PieceModel {
  const collector = new Collector();
  try {
    return readMessage(new Message(new WireBytes(source, collector, 'sentencepiece'), 0, source.size));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return refuse(`tokenizer.model: ${collector.problems[0]?.message ?? 'it can not be read'}`);
  }
}

function readMessage(model: Message): PieceModel {
  const pieces: { text: string; score: number; type: number }[] = [];
  let kind = 1;
  let prefix = true;
  let squeezes = true;
  let escapes = true;
  let rewrites = false;
  while (model.next()) {
    if (model.is(1)) {
      if (pieces.length >= CONVERSION_LIMITS.tokens) refuse(`more than ${CONVERSION_LIMITS.tokens} pieces`);
      pieces.push(readPiece(model.message()));
    } else if (model.is(2)) {
      const trainer = model.message();
      while (trainer.next()) if (trainer.isVarint(3)) kind = trainer.natural;
    } else if (model.is(3)) {
      const normalizer = model.message();
      while (normalizer.next()) {
        if (normalizer.is(2)) rewrites = normalizer.length > 0;
        else if (normalizer.isVarint(3)) prefix = normalizer.natural !== 0;
        else if (normalizer.isVarint(4)) squeezes = normalizer.natural !== 0;
        else if (normalizer.isVarint(5)) escapes = normalizer.natural !== 0;
      }
    }
  }
  if (kind !== BPE) refuse('tokenizer.model is not of the kind BPE');
  if (rewrites || squeezes || !escapes) refuse('tokenizer.model rewrites texts, which llama.cpp does not');
  return { pieces, addsPrefix: prefix };
}

function readPiece(piece: Message): PieceModel['pieces'][number] {
  let text = '';
  let score = 0;
  let type: number = TOKEN_TYPES.normal;
  while (piece.next()) {
    if (piece.is(1)) {
      if (piece.length > CONVERSION_LIMITS.token) refuse(`a piece of ${piece.length} bytes`);
      text = piece.text(CONVERSION_LIMITS.token);
    } else if (piece.field === 2 && piece.wire === FIXED32) {
      const bytes = piece.bytes.copy(piece.start, 4);
      score = new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0, true);
    } else if (piece.isVarint(3)) type = piece.natural;
  }
  if (!Number.isFinite(score)) refuse('a piece has a score that is no number');
  return { text, score, type };
}

/** The pieces with what was added behind them. @throws Refusal where two sources disagree about a token */
export function pieceTokens({ pieces, addsPrefix }: PieceModel, added: readonly AddedToken[]): Tokens {
  const tokens = pieces.map(({ text }) => text);
  const types = pieces.map(({ type }) => type);
  const scores = pieces.map(({ score }) => score);
  for (const { id, content, special } of added.toSorted((a, b) => a.id - b.id)) {
    if (id < tokens.length) {
      if (tokens[id] !== content) refuse(`token ${id} is ${JSON.stringify(content)} and ${JSON.stringify(tokens[id])}`);
      if (special && types[id] !== TOKEN_TYPES.unknown) types[id] = TOKEN_TYPES.control;
      else if (!special && types[id] === TOKEN_TYPES.normal) types[id] = TOKEN_TYPES.userDefined;
      continue;
    }
    if (id !== tokens.length) refuse(`the added tokens leave out the number ${tokens.length}`);
    if (id >= CONVERSION_LIMITS.tokens) refuse(`more than ${CONVERSION_LIMITS.tokens} tokens`);
    tokens.push(content);
    types.push(special ? TOKEN_TYPES.control : TOKEN_TYPES.userDefined);
    scores.push(0);
  }
  if (new Set(tokens).size !== tokens.length) refuse('two tokens have the same text');
  return { model: 'llama', tokens, types, scores, addSpacePrefix: addsPrefix };
}
