import type { ByteSource } from '../byte-source.ts';
import { MEDIA_LIMITS } from './limits.ts';

/** Where a picture or page says that it ends; undefined if it is none that is known, or is cut off. */
export function endOfMedia(bytes: Buffer): number | undefined {
  if (bytes.length >= 8 && bytes.readUInt32BE(0) === 0x8950_4e47) return endOfPng(bytes) ?? behind(bytes, 'IEND', 8);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return endOfJpeg(bytes) ?? behind(bytes, '\xff\xd9', 2);
  const head = bytes.subarray(0, 12).toString('latin1');
  if (/^GIF8[79]a/u.test(head)) return endOfGif(bytes);
  if (head.startsWith('RIFF') && bytes.length >= 12) return 8 + bytes.readUInt32LE(4) + (bytes.readUInt32LE(4) & 1);
  if (head.startsWith('%PDF-')) {
    const last = bytes.lastIndexOf('%%EOF');
    return last === -1 ? undefined : last + 5;
  }
  return undefined;
}

/** Where the mark of the end stands, in a file whose parts do not lead there. */
function behind(bytes: Buffer, mark: string, length: number): number | undefined {
  const at = bytes.indexOf(mark, 0, 'latin1');
  return at === -1 ? undefined : at + length;
}

export function isMedia(head: Uint8Array): boolean {
  return /^(?:\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF|%PDF-)/u.test(Buffer.from(head.subarray(0, 8)).toString('latin1'));
}

export function mediaBytes(source: ByteSource): Buffer {
  return Buffer.from(source.read(0, Math.min(source.size, MEDIA_LIMITS.bytes)));
}

function endOfPng(bytes: Buffer): number | undefined {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (bytes.readUInt32BE(at + 4) === 0x4945_4e44) return next;
    at = next;
  }
  return undefined;
}

/** Segments with a length, and after a start of scan the coded picture, in which a marker is never followed by zero. */
function endOfJpeg(bytes: Buffer): number | undefined {
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (at + 4 > bytes.length) return undefined;
    at += 2 + bytes.readUInt16BE(at + 2);
    if (marker !== 0xda) continue;
    for (at = bytes.indexOf(0xff, at); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
      const next = bytes[at + 1] ?? 0;
      if (next !== 0 && (next < 0xd0 || next > 0xd7)) break;
    }
    if (at === -1) return undefined;
  }
  return undefined;
}

function endOfGif(bytes: Buffer): number | undefined {
  const tableOf = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let at = 13 + tableOf(bytes[10] ?? 0);
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return at + 1;
    if (kind === 0x2c) at += 11 + tableOf(bytes[at + 9] ?? 0);
    else if (kind === 0x21) at += 2;
    else return undefined;
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  }
  return undefined;
}
