/**
 * Pickle streams opcode by opcode, for samples that no pickler writes. Each function gives the bytes of one opcode;
 * `pickle(...)` joins them. Nothing here is ever unpickled.
 */
import { OP } from '../../src/formats/pickle/opcodes.ts';

function op(code: number, ...operand: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of(code), ...operand]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint | number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`, 'utf8');
}

export function pickle(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts);
}

export const proto = (version: number): Buffer => op(OP.PROTO, Buffer.of(version));
export const frame = (length: bigint | number): Buffer => op(OP.FRAME, u64(length));
export const stop = op(OP.STOP);
export const mark = op(OP.MARK);
export const pop = op(OP.POP);
export const popMark = op(OP.POP_MARK);
export const dup = op(OP.DUP);
export const none = op(OP.NONE);
export const reduce = op(OP.REDUCE);
export const build = op(OP.BUILD);
export const tuple = op(OP.TUPLE);
export const tuple1 = op(OP.TUPLE1);
export const tuple2 = op(OP.TUPLE2);
export const tuple3 = op(OP.TUPLE3);
export const emptyTuple = op(OP.EMPTY_TUPLE);
export const emptyList = op(OP.EMPTY_LIST);
export const emptyDict = op(OP.EMPTY_DICT);
export const append = op(OP.APPEND);
export const appends = op(OP.APPENDS);
export const setItem = op(OP.SETITEM);
export const setItems = op(OP.SETITEMS);
export const newObj = op(OP.NEWOBJ);
export const newObjEx = op(OP.NEWOBJ_EX);
export const obj = op(OP.OBJ);
export const stackGlobal = op(OP.STACK_GLOBAL);
export const memoize = op(OP.MEMOIZE);
export const binPersid = op(OP.BINPERSID);
export const global = (module: string, name: string): Buffer => op(OP.GLOBAL, line(module), line(name));
export const inst = (module: string, name: string): Buffer => op(OP.INST, line(module), line(name));
export const string = (quoted: string): Buffer => op(OP.STRING, line(quoted));
export const unicode = (escaped: string): Buffer => op(OP.UNICODE, line(escaped));
export const short = (text: string): Buffer =>
  op(OP.SHORT_BINUNICODE, Buffer.of(Buffer.byteLength(text)), Buffer.from(text));
export const binUnicode = (text: string): Buffer => op(OP.BINUNICODE, u32(Buffer.byteLength(text)), Buffer.from(text));
export const binUnicode8 = (text: string): Buffer =>
  op(OP.BINUNICODE8, u64(Buffer.byteLength(text)), Buffer.from(text));
export const shortBinString = (text: string): Buffer =>
  op(OP.SHORT_BINSTRING, Buffer.of(text.length), Buffer.from(text, 'latin1'));
export const binString = (text: string): Buffer => op(OP.BINSTRING, u32(text.length), Buffer.from(text, 'latin1'));
export const bytes = (content: Uint8Array): Buffer => op(OP.BINBYTES, u32(content.length), content);
export const bytes8 = (length: bigint | number, content: Uint8Array): Buffer => op(OP.BINBYTES8, u64(length), content);
export const long4 = (length: number, content: Uint8Array): Buffer => op(OP.LONG4, u32(length >>> 0), content);
export const int1 = (value: number): Buffer => op(OP.BININT1, Buffer.of(value));
export const binInt = (value: number): Buffer => op(OP.BININT, u32(value >>> 0));
export const binFloat = (bytes: Uint8Array): Buffer => op(OP.BINFLOAT, bytes);
export const put = (index: number): Buffer => op(OP.BINPUT, Buffer.of(index));
export const get = (index: number): Buffer => op(OP.BINGET, Buffer.of(index));
export const longPut = (index: number): Buffer => op(OP.LONG_BINPUT, u32(index));
export const textPut = (index: string): Buffer => op(OP.PUT, line(index));
export const textGet = (index: string): Buffer => op(OP.GET, line(index));
export const ext1 = (code: number): Buffer => op(OP.EXT1, Buffer.of(code));

/** Inert: creates a marker in the temporary directory. */
export const MARKER_COMMAND = 'touch "${TMPDIR:-/tmp}/modelgate-fixture-marker"';

/** A whole, plain pickle that runs MARKER_COMMAND. */
export function commandPickle(version = 2): Buffer {
  return version < 4
    ? pickle(proto(version), global('os', 'system'), binUnicode(MARKER_COMMAND), tuple1, reduce, stop)
    : pickle(
        proto(version),
        short('os'),
        memoize,
        short('system'),
        memoize,
        stackGlobal,
        memoize,
        short(MARKER_COMMAND),
        tuple1,
        reduce,
        stop,
      );
}
