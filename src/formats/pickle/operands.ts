import type { PickleMachine } from './machine.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { HIGHEST_PROTOCOL, OP } from './opcodes.ts';
import type { WindowReader } from './reader.ts';
import { StateKeys } from './state.ts';
import { KIND } from './values.ts';

/** A string or bytes operand in which a pickle may lie; `at` is where in the operand it would start. */
export interface Embedded {
  readonly offset: number;
  readonly length: number;
  readonly encoding:
    | 'bytes'
    | 'latin1'
    | 'utf8'
    | 'quoted'
    | 'raw-unicode'
    | 'base64'
    | 'hex'
    | 'compressed'
    | 'archive';
}

const NEWLINE = 0x0a;

const OPCODES = new Uint8Array(256);
for (const code of Object.values(OP)) OPCODES[code] = 1;

/** Tables, not comparisons: every byte of every string passes through here. */
const KIND_OF = new Uint8Array(256).fill(KIND.bytes);
for (const code of [OP.SHORT_BINUNICODE, OP.BINUNICODE, OP.BINUNICODE8]) KIND_OF[code] = KIND.utf8;
for (const code of [OP.SHORT_BINSTRING, OP.BINSTRING]) KIND_OF[code] = KIND.latin1;
KIND_OF[OP.BYTEARRAY8] = KIND.bytearray;

/** Bytes of base64 and hexadecimal. */
const ENCODED = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) if (/[A-Za-z0-9_+/-]/u.test(String.fromCharCode(byte))) ENCODED[byte] = 1;

/** Bytes without which nothing is taken for a pickle. */
const TELLING = new Uint8Array(256);
for (const byte of [OP.PROTO, OP.STACK_GLOBAL, NEWLINE]) TELLING[byte] = 1;

/** Operands with a length before them. Returns why the stream can't be read on. */
export function readBytes(
  machine: PickleMachine,
  reader: WindowReader,
  opcode: number,
  index: number,
  width: number,
  at: number,
  embedded: Embedded[],
): 'truncated' | 'broken' | undefined {
  const { view } = reader;
  let length: number;
  if (width === 1) length = view.getUint8(index);
  else if (width === 8) length = Number(view.getBigUint64(index, true));
  // BINSTRING alone is signed; CPython refuses a negative length.
  else length = opcode === OP.BINSTRING ? view.getInt32(index, true) : view.getUint32(index, true);
  if (length < 0) {
    machine.problem('operand-negative', 'a BINSTRING operand has a negative length', at);
    return 'broken';
  }
  if (length > reader.remaining) {
    machine.problem('operand-overrun', `an operand of ${length} bytes has ${reader.remaining} left`, at);
    return 'truncated';
  }
  const kind = KIND_OF[opcode] ?? KIND.bytes;
  const offset = reader.position;
  const value = machine.heap.add(kind, offset, length);
  machine.push(value);
  if (length >= 7) noteStateKey(machine, reader, value, length);
  if (length >= 22 && (kind === KIND.bytes || kind === KIND.bytearray) && isArchive(reader))
    list(machine, { offset, length, encoding: 'archive' }, embedded);
  else if (length >= 4) suspect(machine, reader, offset, length, kind, embedded);
  reader.seek(offset + length);
  return undefined;
}

/**
 * Lists an operand for a closer look if it could be a pickle. Everything else (tensor names, words of a vocabulary,
 * prose) is passed by at once.
 */
function suspect(
  machine: PickleMachine,
  reader: WindowReader,
  offset: number,
  length: number,
  kind: number,
  embedded: Embedded[],
): void {
  const encoding = kind === KIND.utf8 ? 'utf8' : kind === KIND.latin1 ? 'latin1' : 'bytes';
  const wrapped = reader.ensure(Math.min(length, WRAPPED_LEAST)) ? wrapping(reader, length) : undefined;
  if (wrapped !== undefined) list(machine, { offset, length, encoding: wrapped }, embedded);
  // Big operands are arrays of numbers: streams.ts searches them block by block.
  if (length <= SMALL && (!reader.ensure(length) || !mayHoldPickle(reader.bytes, reader.index, length, kind))) return;
  list(machine, { offset, length, encoding }, embedded);
}

const SMALL = 4_096;

/** The least that a wrapped pickle with a call takes, and how much of one is looked at to tell. */
const WRAPPED_LEAST = 20;
const WRAPPED_HEAD = 5_464;
const BASE64 = /^[A-Za-z0-9+/_-]+=?=?\s*$/u;
const HEXADECIMAL = /^(?:[0-9A-Fa-f]{2})+$/u;

/** Base64, hexadecimal or compression around a pickle, or both: what droppers keep a stage in. */
function wrapping(reader: WindowReader, length: number): Embedded['encoding'] | undefined {
  if (length < WRAPPED_LEAST) return undefined;
  const { bytes, index } = reader;
  for (let at = index; at < index + WRAPPED_LEAST; at += 1) {
    // Most texts have a space, a dot or a slash early; most bytes are numbers.
    if (ENCODED[bytes[at] ?? 0] === 0) return looksCompressed(bytes, index) ? 'compressed' : undefined;
  }
  const shown = Math.min(length, WRAPPED_HEAD);
  if (!reader.ensure(shown)) return undefined;
  const text = Buffer.from(reader.bytes.buffer, reader.index, shown).toString('latin1');
  if (HEXADECIMAL.test(text.slice(0, shown & ~1)) && mayUnwrap(Buffer.from(text, 'hex'))) return 'hex';
  if (BASE64.test(text) && mayUnwrap(Buffer.from(text, 'base64'))) return 'base64';
  return looksCompressed(reader.bytes, reader.index) ? 'compressed' : undefined;
}

function mayUnwrap(content: Uint8Array): boolean {
  return looksCompressed(content, 0) || mayHoldPickle(content, 0, content.length, KIND.bytes);
}

/** The first bytes of gzip, bzip2, xz, LZ4, Zstandard, .lzma and zlib. */
function looksCompressed(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  switch (first) {
    case 0x78:
      return (first * 256 + second) % 31 === 0;
    case 0x1f:
      return second === 0x8b;
    case 0x42:
      return second === 0x5a && bytes[at + 2] === 0x68;
    case 0xfd:
      return second === 0x37 && bytes[at + 2] === 0x7a;
    case 0x04:
      return second === 0x22 && bytes[at + 2] === 0x4d && bytes[at + 3] === 0x18;
    case 0x28:
      return second === 0xb5 && bytes[at + 2] === 0x2f && bytes[at + 3] === 0xfd;
    case 0x5d:
      return second === 0 && bytes[at + 2] === 0;
    default:
      return false;
  }
}

function list(machine: PickleMachine, found: Embedded, embedded: Embedded[]): void {
  if (embedded.length < PICKLE_LIMITS.suspects) embedded.push(found);
  else machine.limit('suspects', `more than ${PICKLE_LIMITS.suspects} strings that could hold a pickle`, found.offset);
}

/**
 * PROTO before a known protocol; STACK_GLOBAL in something that starts with an opcode; GLOBAL or INST before two lines
 * of identifiers. In UTF-8 text the opcodes above 0x7f stand as two bytes, of which the first is 0xc2.
 */
function mayHoldPickle(bytes: Uint8Array, from: number, length: number, kind: number): boolean {
  const wide = kind === KIND.utf8;
  const to = from + length;
  const startsAsPickle = OPCODES[bytes[from] ?? 0] === 1;
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index] ?? 0;
    if (TELLING[byte] === 0) continue;
    if (byte === OP.PROTO) {
      if ((bytes[index + 1] ?? 255) <= HIGHEST_PROTOCOL && index + 1 < to) return true;
    } else if (byte === OP.STACK_GLOBAL) {
      if (startsAsPickle && (!wide || bytes[index - 1] === 0xc2)) return true;
    } else if (byte === NEWLINE && namesAround(bytes, from, index, to)) return true;
  }
  return false;
}

/** `c` or `i` and a module before the newline at `index`, and a name and another newline after it. */
function namesAround(bytes: Uint8Array, from: number, index: number, to: number): boolean {
  let after = index + 1;
  while (after < to && isNameByte(bytes[after] ?? 0)) after += 1;
  if (after === index + 1 || bytes[after] !== NEWLINE || after >= to) return false;
  for (
    let before = index - 1;
    before >= from && index - before < PICKLE_LIMITS.name && isNameByte(bytes[before] ?? 0);
    before -= 1
  ) {
    const byte = bytes[before];
    if ((byte === OP.GLOBAL || byte === OP.INST) && before < index - 1) return true;
  }
  return false;
}

function isNameByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x5f ||
    byte === 0x2e
  );
}

/** What starts as a zip archive: `torch.storage._load_from_bytes` takes those too. */
function isArchive(reader: WindowReader): boolean {
  if (!reader.ensure(4)) return false;
  const { bytes, index } = reader;
  return bytes[index] === 0x50 && bytes[index + 1] === 0x4b && bytes[index + 2] === 3 && bytes[index + 3] === 4;
}

function noteStateKey(machine: PickleMachine, reader: WindowReader, value: number, length: number): void {
  if (!reader.ensure(2)) return;
  const { bytes, index } = reader;
  if (!StateKeys.mayMatter(length, bytes[index] ?? 0, bytes[index + 1] ?? 0)) return;
  machine.stateKeys.note(value);
}

/** A line operand as Latin-1 text, or undefined when the stream ends first. Moves past the newline. */
export function readLine(machine: PickleMachine, reader: WindowReader, at: number): string | undefined {
  const start = reader.position;
  const newline = reader.findNewline();
  if (newline === -1) {
    machine.problem('line-unterminated', 'a line operand has no end', at);
    return undefined;
  }
  const length = newline - start;
  const text = cut(reader, start, length);
  reader.seek(newline + 1);
  return text;
}

function cut(reader: WindowReader, start: number, length: number): string {
  const shown = Math.min(length, PICKLE_LIMITS.name * 4);
  const position = reader.position;
  reader.seek(start);
  const text = reader.ensure(shown) ? reader.latin1(shown) : '';
  reader.seek(position);
  return length > shown ? `${text}…` : text;
}

export interface ReadGlobal {
  readonly value: number;
  /** False if the bytes end inside the name: CPython then still imports the module. */
  readonly whole: boolean;
}

/** The two lines of GLOBAL and INST. */
export function readGlobal(machine: PickleMachine, reader: WindowReader, at: number): ReadGlobal | undefined {
  const module = readLine(machine, reader, at);
  if (module === undefined) return undefined;
  const start = reader.position;
  const name = readLine(machine, reader, at);
  if (name === undefined) {
    const rest = cut(reader, start, reader.remaining);
    return { value: machine.global(decodeName(module), decodeName(rest), at), whole: false };
  }
  return { value: machine.global(decodeName(module), decodeName(name), at), whole: true };
}

/** Names are UTF-8; read as Latin-1 first because most are ASCII. */
function decodeName(latin1: string): string {
  const text = /[\u0080-\u00ff]/u.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
  return text.length > PICKLE_LIMITS.name ? `${text.slice(0, PICKLE_LIMITS.name)}…` : text;
}

/** STRING and UNICODE. False when the stream ends first. */
export function readText(
  machine: PickleMachine,
  reader: WindowReader,
  opcode: number,
  at: number,
  embedded: Embedded[],
): boolean {
  const offset = reader.position;
  const newline = reader.findNewline();
  if (newline === -1) {
    machine.problem('line-unterminated', 'a line operand has no end', at);
    return false;
  }
  const length = newline - offset;
  const kind = opcode === OP.STRING ? KIND.quoted : KIND.rawUnicode;
  const value = machine.heap.add(kind, offset, length);
  machine.push(value);
  // Escaped, a short name takes up to ten characters each.
  if (length <= 256) machine.stateKeys.note(value);
  // A pickle in such text has escapes or is itself protocol 0, whose line ends are escaped.
  if (length >= 4) {
    const head = cut(reader, offset, Math.min(length, PICKLE_LIMITS.name));
    if (/\\(?:n|x|u00|0)|[\u0080-\u0095]/u.test(head)) {
      list(machine, { offset, length, encoding: opcode === OP.STRING ? 'quoted' : 'raw-unicode' }, embedded);
    }
  }
  reader.seek(newline + 1);
  return true;
}
