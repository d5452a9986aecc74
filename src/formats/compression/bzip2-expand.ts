import type { Output } from './output.ts';

/** Runs of up to 4 + 255 equal bytes are written as four of them and a count. */
const RUN = 4;
const RUN_LONGEST = RUN + 255;
const PIECE = 4_096;

/** CRC-32 as in Ethernet, highest bit first. */
const CRC = new Int32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  CRC[byte] = value;
}

/**
 * Inverts the Burrows-Wheeler transform of the `count` bytes in the low bits of `links` and expands runs; returns the CRC
 * of what it wrote.
 * @throws DecodeFault of kind `limit`
 */
export function expandBlock(links: Uint32Array, count: number, origin: number, output: Output, offset: number): number {
  const places = new Int32Array(256);
  for (let index = 0; index < count; index += 1) {
    const byte = (links[index] ?? 0) & 0xff;
    places[byte] = (places[byte] ?? 0) + 1;
  }
  let total = 0;
  for (let byte = 0; byte < 256; byte += 1) {
    const here = places[byte] ?? 0;
    places[byte] = total;
    total += here;
  }
  for (let index = 0; index < count; index += 1) {
    const byte = (links[index] ?? 0) & 0xff;
    const place = places[byte] ?? 0;
    places[byte] = place + 1;
    links[place] = (links[place] ?? 0) | (index << 8);
  }
  const state: Expansion = { next: (links[origin] ?? 0) >>> 8, left: count, last: -1, run: 0, crc: -1 };
  while (state.left > 0) {
    const from = expandPiece(links, state, output);
    if (output.total > output.limit) throw output.overflow(offset);
    let { crc } = state;
    const { bytes } = output;
    for (let at = from; at < output.length; at += 1) crc = (crc << 8) ^ (CRC[(crc >>> 24) ^ (bytes[at] ?? 0)] ?? 0);
    state.crc = crc;
  }
  return ~state.crc >>> 0;
}

interface Expansion {
  next: number;
  left: number;
  last: number;
  run: number;
  crc: number;
}

/** Returns where in the output's bytes the piece starts. */
function expandPiece(links: Uint32Array, state: Expansion, output: Output): number {
  let { next, last, run } = state;
  const steps = Math.min(state.left, PIECE);
  // At most every fifth byte is a count.
  output.reserve(Math.ceil(steps / (RUN + 1)) * RUN_LONGEST);
  const { bytes } = output;
  const from = output.length;
  let at = from;
  for (let left = steps; left > 0; left -= 1) {
    const entry = links[next] ?? 0;
    const byte = entry & 0xff;
    next = entry >>> 8;
    if (run === RUN) {
      for (const until = at + byte; at < until; at += 1) bytes[at] = last;
      run = 0;
      last = -1;
      continue;
    }
    run = byte === last ? run + 1 : 1;
    last = byte;
    bytes[at] = byte;
    at += 1;
  }
  output.length = at;
  state.next = next;
  state.last = last;
  state.run = run;
  state.left -= steps;
  return from;
}
