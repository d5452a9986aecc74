import { DecodeFault } from './output.ts';

/*
 * Filters of .xz and 7z that lie before a compressor: they turn the relative targets of branches in machine code into
 * absolute ones, which repeat ("The .xz File Format" 5.3.2, liblzma's simple coders). Each undoes that in place.
 */

type Filter = (bytes: Uint8Array, start: number) => void;

const DELTA = 3;
/** By the number that both formats give them. 6 (IA-64) and 11 (RISC-V) are not read. */
const FILTERS: ReadonlyMap<number, Filter> = new Map([
  [4, x86],
  [5, powerPc],
  [7, arm],
  [8, armThumb],
  [9, sparc],
  [10, arm64],
]);

/** `bytes`, filtered back in place. @throws DecodeFault of kind `unread`, or `broken` where the properties can be none */
export function unfilter(id: number, properties: Uint8Array, bytes: Uint8Array, offset: number): void {
  if (id === DELTA) {
    const distance = properties[0];
    if (distance === undefined || properties.length !== 1) throw broken(offset);
    for (let at = distance + 1; at < bytes.length; at += 1)
      bytes[at] = (bytes[at] ?? 0) + (bytes[at - distance - 1] ?? 0);
    return;
  }
  const filter = FILTERS.get(id);
  if (filter === undefined) throw new DecodeFault('unread', `the filter ${id} is not read`, offset);
  if (properties.length !== 0 && properties.length !== 4) throw broken(offset);
  const start = properties.length === 0 ? 0 : viewOf(properties).getUint32(0, true);
  filter(bytes, start);
}

function broken(offset: number): DecodeFault {
  return new DecodeFault('broken', 'the properties of a filter are out of range', offset);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Which of the three bytes before an opcode were opcodes themselves allows a conversion, by bits 1 to 3 of the history. */
const ALLOWED = [true, true, true, false, true, false, false, false] as const;
/** The byte of the target that an overlapping conversion would have changed. */
const OVERLAPPED = [0, 1, 2, 2, 3, 3, 3, 3] as const;

function isSign(byte: number): boolean {
  return byte === 0 || byte === 0xff;
}

/** CALL and JMP with 32 bits: only targets of less than 16 MiB were converted, and not where opcodes lie in one another. */
function x86(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  let history = 0;
  let last = -6;
  for (let at = 0; at + 5 <= bytes.length;) {
    if (((bytes[at] ?? 0) & 0xfe) !== 0xe8) {
      at += 1;
      continue;
    }
    const passed = at - last;
    last = at;
    if (passed > 5) history = 0;
    else for (let step = 0; step < passed; step += 1) history = (history & 0x77) << 1;
    const high = bytes[at + 4] ?? 0;
    const overlap = history >> 1;
    if (!isSign(high) || ALLOWED[overlap & 7] !== true || overlap >= 0x10) {
      history |= isSign(high) ? 0x11 : 0x01;
      at += 1;
      continue;
    }
    let target = view.getUint32(at + 1, true);
    for (;;) {
      target = (target - start - at - 5) >>> 0;
      if (history === 0) break;
      const bit = 24 - (OVERLAPPED[overlap] ?? 0) * 8;
      if (!isSign((target >>> bit) & 0xff)) break;
      target = (target ^ (2 ** (bit + 8) - 1)) >>> 0;
    }
    view.setUint32(at + 1, ((target & 0x01ff_ffff) << 7) >> 7, true);
    history = 0;
    at += 5;
  }
}

/** BL. */
function arm(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at, true);
    if (word >>> 24 !== 0xeb) continue;
    const target = (((word & 0xff_ffff) << 2) - (start + at + 8)) >>> 2;
    view.setUint32(at, 0xeb00_0000 + (target & 0xff_ffff), true);
  }
}

/** The two halves of BL. */
function armThumb(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 2) {
    const high = view.getUint16(at, true);
    const low = view.getUint16(at + 2, true);
    if ((high & 0xf800) !== 0xf000 || (low & 0xf800) !== 0xf800) continue;
    const target = (((((high & 0x7ff) << 11) | (low & 0x7ff)) << 1) - (start + at + 4)) >>> 1;
    view.setUint16(at, 0xf000 | ((target >>> 11) & 0x7ff), true);
    view.setUint16(at + 2, 0xf800 | (target & 0x7ff), true);
    at += 2;
  }
}

/** BL, and ADRP within 512 MiB. */
function arm64(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at, true);
    const place = start + at;
    if (word >>> 26 === 0x25) {
      view.setUint32(at, 0x9400_0000 + ((word - (place >>> 2)) & 0x3ff_ffff), true);
    } else if ((word & 0x9f00_0000) >>> 0 === 0x9000_0000) {
      const page = ((word >>> 29) & 3) | ((word >>> 3) & 0x1f_fffc);
      if (((page + 0x2_0000) & 0x1c_0000) !== 0) continue;
      const target = page - (place >>> 12);
      const sign = (target & 0x2_0000) === 0 ? 0 : 0xe0_0000;
      view.setUint32(at, (word & 0x9000_001f) | ((target & 3) << 29) | ((target & 0x3_fffc) << 3) | sign, true);
    }
  }
}

/** BL with a relative target. */
function powerPc(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at);
    if ((word & 0xfc00_0003) >>> 0 !== 0x4800_0001) continue;
    view.setUint32(at, 0x4800_0001 | (((word & 0x3ff_fffc) - (start + at)) & 0x3ff_fffc));
  }
}

/** CALL within 16 MiB. */
function sparc(bytes: Uint8Array, start: number): void {
  const view = viewOf(bytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const word = view.getUint32(at);
    const high = word >>> 22;
    if (high !== 0x100 && high !== 0x1ff) continue;
    const target = ((word << 2) - (start + at)) >>> 2;
    const sign = (target & 0x40_0000) === 0 ? 0 : 0x3fc0_0000;
    view.setUint32(at, 0x4000_0000 | sign | (target & 0x3f_ffff));
  }
}
