/** Changes to bytes as hostile and broken files have them: of no format, and of numbers, lengths and words of every format. */
import type { Random } from './random.ts';

/** Bytes of the longest input that a mutation makes. */
export const LONGEST = 64 << 10;

/** What mutations may take from: words of the format under test, and another input. */
export interface Material {
  readonly words: readonly Uint8Array[];
  readonly other: Uint8Array;
}

type Mutator = (random: Random, bytes: Buffer, material: Material) => Buffer;

const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0x7fffn,
  0x8000n,
  0xffffn,
  0x1_0000n,
  0x7fff_ffffn,
  0x8000_0000n,
  0xffff_ffffn,
  0x1_0000_0000n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];
const WIDTHS = [1, 2, 4, 8] as const;

/** One to eight changes, each on the outcome of the one before. */
export function mutate(random: Random, bytes: Uint8Array, material: Material): Buffer {
  let current: Buffer = Buffer.from(bytes);
  let steps = 1;
  while (steps < 8 && random.chance(0.5)) steps += 1;
  for (let step = 0; step < steps; step += 1) current = pick(random, MUTATORS)(random, current, material);
  return current.length > LONGEST ? current.subarray(0, LONGEST) : current;
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return random.pick(items);
}

/** An index in `bytes`, or 0. */
function place(random: Random, bytes: Uint8Array): number {
  return random.below(bytes.length);
}

const flipBit: Mutator = (random, bytes) => {
  const at = place(random, bytes);
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
};

const setByte: Mutator = (random, bytes) => {
  if (bytes.length > 0) bytes[place(random, bytes)] = random.below(256);
  return bytes;
};

const addToByte: Mutator = (random, bytes) => {
  const at = place(random, bytes);
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) + random.below(17) - 8;
  return bytes;
};

/** A number that breaks arithmetic over another one. */
const setEdge: Mutator = (random, bytes) => {
  const width = random.pick(WIDTHS);
  return overwrite(bytes, place(random, bytes), fixed(random.pick(EDGES_PICKED), width, random.chance(0.5)));
};

/** A small number, or one near the input's own length, where an offset or a count may stand. */
const setSmall: Mutator = (random, bytes) => {
  const width = random.pick(WIDTHS);
  const value = random.chance(0.5) ? random.below(64) : Math.max(0, bytes.length + random.below(33) - 16);
  return overwrite(bytes, place(random, bytes), fixed(BigInt(value), width, random.chance(0.3)));
};

const insertVarint: Mutator = (random, bytes) => {
  const value = random.chance(0.5) ? BigInt(random.below(300)) : random.pick(EDGES_PICKED);
  const varint: number[] = [];
  let rest = value;
  do {
    varint.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  const at = place(random, bytes);
  return random.chance(0.5) ? overwrite(bytes, at, Buffer.from(varint)) : insert(bytes, at, Buffer.from(varint));
};

/** A field that holds how much follows, or where something lies, is changed by little: the structure shifts. */
const perturbLength: Mutator = (random, bytes) => {
  const width = random.pick([2, 4, 8]);
  const start = place(random, bytes);
  for (let step = 0; step < 256; step += 1) {
    const at = (start + step) % Math.max(1, bytes.length - width + 1);
    if (at + width > bytes.length) return bytes;
    for (const big of [false, true]) {
      const value = read(bytes, at, width, big);
      const follows = bytes.length - at - width;
      if (value === 0 || (value !== follows && (value > bytes.length || value < 2))) continue;
      const changed = random.chance(0.3)
        ? random.pick(EDGES_PICKED)
        : BigInt(Math.max(0, value + random.below(9) - 4 + (random.chance(0.2) ? follows : 0)));
      return overwrite(bytes, at, fixed(changed, width, big));
    }
  }
  return bytes;
};

const removeBlock: Mutator = (random, bytes) => {
  const start = place(random, bytes);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length(random, bytes))]);
};

const cut: Mutator = (random, bytes) => bytes.subarray(0, place(random, bytes));

const copyBlock: Mutator = (random, bytes) => {
  const from = place(random, bytes);
  const piece = Buffer.from(bytes.subarray(from, from + length(random, bytes)));
  const at = place(random, bytes);
  return random.chance(0.5) ? insert(bytes, at, piece) : overwrite(bytes, at, piece);
};

/** The same again and again: nesting, long lists, and what grows with the square of them. */
const repeatBlock: Mutator = (random, bytes) => {
  const from = place(random, bytes);
  const piece = bytes.subarray(from, from + 1 + random.below(24));
  const room = Math.max(0, LONGEST - bytes.length);
  const times = Math.min(2 ** random.below(random.chance(0.1) ? 15 : 7), Math.floor(room / Math.max(1, piece.length)));
  return insert(bytes, from, Buffer.concat(Array.from({ length: times }, () => piece)));
};

const insertNoise: Mutator = (random, bytes) =>
  insert(bytes, place(random, bytes), random.bytes(1 + random.below(random.chance(0.1) ? 64 : 6)));

const fillBlock: Mutator = (random, bytes) => {
  const at = place(random, bytes);
  return bytes.fill(random.pick([0, 0xff, 0x20, 0x41, 0x80]), at, Math.min(bytes.length, at + length(random, bytes)));
};

const placeWord: Mutator = (random, bytes, { words }) => {
  const word = words[random.below(words.length)];
  if (word === undefined) return bytes;
  const at = place(random, bytes);
  return random.chance(0.5) ? insert(bytes, at, word) : overwrite(bytes, at, word);
};

/** One word of the format for another, where one stands: names, keywords and opcodes trade places. */
const swapWord: Mutator = (random, bytes, { words }) => {
  for (let tries = 0; tries < 12; tries += 1) {
    const word = words[random.below(words.length)];
    const other = words[random.below(words.length)];
    if (word === undefined || other === undefined || word.length < 2) continue;
    const at = bytes.indexOf(word, place(random, bytes));
    if (at !== -1) return Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + word.length)]);
  }
  return bytes;
};

const splice: Mutator = (random, bytes, { other }) => {
  if (random.chance(0.3)) {
    const from = random.below(other.length);
    const piece = other.subarray(from, from + length(random, other));
    const at = place(random, bytes);
    return random.chance(0.5) ? insert(bytes, at, piece) : overwrite(bytes, at, piece);
  }
  return Buffer.concat([bytes.subarray(0, place(random, bytes)), other.subarray(random.below(other.length))]);
};

/** The digits of a number in text, or of an octal field. */
const changeDigits: Mutator = (random, bytes) => {
  const start = place(random, bytes);
  for (let step = 0; step < Math.min(512, bytes.length); step += 1) {
    const at = (start + step) % bytes.length;
    if (!isDigit(bytes[at])) continue;
    let end = at;
    while (isDigit(bytes[end])) end += 1;
    const number = random.pick(['0', '-1', '1e999', '9'.repeat(25), '65536', '4294967296', '0.1', String(at)]);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(number), bytes.subarray(end)]);
  }
  return bytes;
};

const BRACKETS = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  ',',
  ':',
  '\n',
  '\\',
  '<',
  '>',
  '&',
  '#',
  '\0',
  '\u{202e}',
] as const;

const insertPunctuation: Mutator = (random, bytes) =>
  insert(bytes, place(random, bytes), Buffer.from(random.pick(BRACKETS)));

const MUTATORS: readonly [Mutator, ...Mutator[]] = [
  flipBit,
  setByte,
  addToByte,
  setEdge,
  setSmall,
  insertVarint,
  perturbLength,
  perturbLength,
  removeBlock,
  removeBlock,
  cut,
  copyBlock,
  copyBlock,
  repeatBlock,
  insertNoise,
  fillBlock,
  placeWord,
  placeWord,
  placeWord,
  swapWord,
  swapWord,
  splice,
  splice,
  changeDigits,
  insertPunctuation,
];

const [firstEdge = 0n, ...otherEdges] = EDGES;
const EDGES_PICKED: readonly [bigint, ...bigint[]] = [firstEdge, ...otherEdges];

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** Mostly short. */
function length(random: Random, bytes: Uint8Array): number {
  return 1 + random.below(random.chance(0.7) ? 16 : Math.max(1, bytes.length));
}

export function insert(bytes: Uint8Array, at: number, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

function overwrite(bytes: Buffer, at: number, piece: Uint8Array): Buffer {
  bytes.set(piece.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
  return bytes;
}

/** `value` in `width` bytes, cut to them. */
export function fixed(value: bigint, width: number, big: boolean): Buffer {
  const bytes = Buffer.alloc(8);
  if (big) bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  else bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return big ? bytes.subarray(8 - width) : bytes.subarray(0, width);
}

function read(bytes: Buffer, at: number, width: number, big: boolean): number {
  if (width === 8) return Number(big ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  return big ? bytes.readUIntBE(at, width) : bytes.readUIntLE(at, width);
}
