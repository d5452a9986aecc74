/** Small vocabularies of SentencePiece. */
import { int, message, text } from './protobuf-assembler.ts';

/** Field 2 as a 32-bit float of 0. */
const score = Buffer.from([0x15, 0, 0, 0, 0]);
const piece = (content: string, type = 1): Buffer => text(1, message(text(1, content), score, int(3, type)));

/** A table whose trie is empty and which rewrites to these texts. */
export function charsmap(texts: readonly string[], trie = 0): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(trie);
  return Buffer.concat([size, Buffer.from(texts.map((content) => `${content}\0`).join(''))]);
}

export function sentencepiece(
  normalizer: Uint8Array = charsmap([]),
  denormalizer: Uint8Array = Buffer.alloc(0),
): Buffer {
  const specification = (field: number, map: Uint8Array): Buffer =>
    text(field, message(text(1, 'custom'), text(2, map)));
  const words = Array.from({ length: 20 }, (_, index) => piece(`w${index}`));
  const parts = [piece('<unk>', 2), piece('<s>', 3), piece('<sep>', 4), ...words, specification(3, normalizer)];
  return message(...parts, ...(denormalizer.length === 0 ? [] : [specification(5, denormalizer)]));
}
