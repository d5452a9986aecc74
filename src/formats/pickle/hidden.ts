import { isTar } from '../archive/tar.ts';
import { compressionOf } from '../compression/codecs.ts';
import { knownByMagic } from '../magic.ts';
import { isNumpy } from '../numpy/read.ts';
import type { FileProbe, Parser } from '../parser.ts';
import { pickleFacts } from './parser.ts';
import { looksLikePickle } from './recognise.ts';
import { readPickles } from './streams.ts';

const GGUF = 0x4755_4746;
const ZIP = 0x504b;

/**
 * Pickles behind other bytes, in files of no known format: a loader that seeks, or that skips a header, finds them.
 * Text is left alone: a pickle quoted in a document is not loaded.
 */
export const hiddenPickleParser: Parser = {
  id: 'hidden-pickle',
  recognise: (probe) => isUnknownBinary(probe),
  parse(source) {
    const pickles = readPickles(source, { searchAll: true });
    return pickles.streams.length === 0 ? undefined : pickleFacts(pickles);
  },
};

function isUnknownBinary({ head, size, holds }: FileProbe): boolean {
  if (holds === 'elements' || size < 8 || knownByMagic(head).length > 0 || isNumpy(head) || looksLikePickle(head, size))
    return false;
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 16));
  if (start.readUInt32BE(0) === GGUF || start.readUInt16BE(0) === ZIP) return false;
  // What lies in a container is read on its own; what lies between is told by its walk.
  if (isTar(head) || compressionOf(head) !== undefined) return false;
  // safetensors: a length of eight bytes, then JSON.
  if (start[8] === 0x7b && start[7] === 0) return false;
  return head.subarray(0, 4096).some((byte) => byte < 0x09 || byte === 0x7f);
}
