import { crc32 } from 'node:zlib';

/* Extra fields of a zip header, APPNOTE.TXT 6.3.10 §4.5: those that change what the header says. */

const ZIP64 = 0x0001;
const UNICODE_PATH = 0x7075;
const U32 = 0xffff_ffff;

export interface Sizes {
  readonly size: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

export interface Extra extends Sizes {
  /** Info-ZIP's name in UTF-8, where it is of the name in the header: CPython 3.13 and unzip take it instead. */
  readonly unicodeName?: string;
  /** Fields of zip64 that readers take in different ways. */
  readonly zip64Differs: boolean;
}

/** `narrow`: what the header says in 32 bits. Field 0x0001 holds, in this order, those of them that are all ones. */
export function readExtra(extra: Buffer, narrow: Sizes, rawName: Buffer): Extra {
  let sizes = narrow;
  let zip64Fields = 0;
  let short = false;
  let unicodeName: string | undefined;
  for (let at = 0; at + 4 <= extra.length;) {
    const id = extra.readUInt16LE(at);
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    at += 4 + extra.readUInt16LE(at + 2);
    if (id === ZIP64) {
      zip64Fields += 1;
      if (zip64Fields > 1) continue;
      ({ sizes, short } = widened(field, narrow));
    } else if (id === UNICODE_PATH && field[0] === 1 && field.length > 5 && field.readUInt32LE(1) === crc32(rawName))
      unicodeName = field.toString('utf8', 5);
  }
  return {
    ...sizes,
    ...(unicodeName === undefined ? {} : { unicodeName }),
    zip64Differs: zip64Fields > 1 || short,
  };
}

function widened(field: Buffer, narrow: Sizes): { readonly sizes: Sizes; readonly short: boolean } {
  let at = 0;
  let short = false;
  const next = (value: number): number => {
    if (value !== U32) return value;
    if (at + 8 > field.length) {
      short = true;
      return value;
    }
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  const size = next(narrow.size);
  const compressedSize = next(narrow.compressedSize);
  return { sizes: { size, compressedSize, headerOffset: next(narrow.headerOffset) }, short };
}

/** A name as Info-ZIP writes it where the locale lacks its characters: `#U00e9`, `#L01f600`. */
export function withoutEscapes(name: string): string {
  return name.replaceAll(/#(?:U([0-9a-f]{4})|L([0-9a-f]{6}))/gu, (escape, short?: string, long?: string) => {
    const point = Number.parseInt(short ?? long ?? '', 16);
    return point <= 0x10_ffff ? String.fromCodePoint(point) : escape;
  });
}
