import type { Parser } from '../parser.ts';
import { KERAS_LIMITS } from './limits.ts';
import { readKerasDocument } from './read.ts';

const NAME = Buffer.from('"class_name"');

/** The description of a Keras model without its weights (`model.to_json()`, TensorFlow.js). */
export const kerasParser: Parser = {
  id: 'keras',
  // Large documents are tokenizers; one that describes a model says so at its start.
  recognise: ({ head, size, extension }) =>
    head.length > 0 &&
    startsAsObject(head) &&
    (Buffer.from(head.buffer, head.byteOffset, head.length).includes(NAME) ||
      (extension === 'json' && size <= KERAS_LIMITS.document)),
  parse: (source) => readKerasDocument(source),
};

function startsAsObject(head: Uint8Array): boolean {
  for (const byte of head.subarray(0, 4096)) {
    if (byte === 0x7b) return true;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09 && byte < 0x80) return false;
  }
  return false;
}
