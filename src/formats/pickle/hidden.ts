import { isTar } from '../archive/tar.ts';
import { compressionOf } from '../compression/codecs.ts';
import { knownByMagic } from '../magic.ts';
import { isNumpy } from '../numpy/read.ts';
import type { ByteSource } from '../byte-source.ts';
import { HEAD_BYTES, type FileProbe, type Parser } from '../parser.ts';
import { detectText } from '../text/detect.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { isTable } from '../table/recognise.ts';
import { pickleFacts } from './parser.ts';
import { looksLikePickle } from './recognise.ts';
import { readPickles } from './streams.ts';

const GGUF = 0x4755_4746;
const ZIP = 0x504b;

/** Formats of images, sound, film and print: what is loaded out of one lies behind it, or in a comment. Of a database it lies in rows. */
const MEDIA: ReadonlySet<string> = new Set('png jpeg gif webp wav mp4 flac ogg mp3 pdf sqlite'.split(' '));
const WHITESPACE = /\s*$/u;

/**
 * Pickles behind other bytes, in media and in files of no known format: a loader that seeks, or that skips a header,
 * finds them. In text only one that ends the file counts: a pickle quoted in a document is not loaded.
 */
export const hiddenPickleParser: Parser = {
  id: 'hidden-pickle',
  recognise: (probe) => isMediumOrUnknown(probe),
  parse(source, { path, extension }) {
    const head = new Uint8Array(source.read(0, Math.min(HEAD_BYTES, source.size)));
    const isText = detectText({ path, extension, size: source.size, head, tail: head }) !== undefined;
    const from = isText ? Math.max(0, source.size - PICKLE_LIMITS.textTail) : 0;
    const pickles = readPickles(source, { searchAll: true, from });
    const last = pickles.runs.at(-1);
    // Behind more false starts than are tried there may be a true one.
    if (pickles.limits.length > 0) return pickleFacts(pickles);
    if (last === undefined || (isText && !endsWith(source, last.end))) return undefined;
    return pickleFacts(pickles);
  },
};

function endsWith(source: ByteSource, end: number): boolean {
  const rest = source.read(end, Math.min(64, source.size - end));
  return source.size - end <= 64 && WHITESPACE.exec(Buffer.from(rest).toString('latin1'))?.index === 0;
}

function isMediumOrUnknown({ head, size, holds }: FileProbe): boolean {
  if (holds === 'elements' || size < 8 || isTable(head) || isNumpy(head) || looksLikePickle(head, size)) return false;
  const known = knownByMagic(head);
  if (known.length > 0) return known.every(({ id }) => MEDIA.has(id));
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 16));
  if (start.readUInt32BE(0) === GGUF || start.readUInt16BE(0) === ZIP) return false;
  // What lies in a container is read on its own; what lies between is told by its walk.
  if (isTar(head) || compressionOf(head) !== undefined) return false;
  // safetensors: a length of eight bytes, then JSON.
  return start[8] !== 0x7b || start[7] !== 0;
}
