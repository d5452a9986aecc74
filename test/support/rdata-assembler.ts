/** Serialised objects of R in its binary encoding (XDR), piece by piece. */
import { HAS_ATTRIBUTES, HAS_TAG, SEXP } from '../../src/formats/rdata/types.ts';

const NAMED = 1 << 13;

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
}

const characters = (value: string): Buffer =>
  Buffer.concat([integer(SEXP.characters | NAMED), integer(Buffer.byteLength(value)), Buffer.from(value)]);
const NIL = integer(SEXP.nil);

export const symbol = (name: string): Buffer => Buffer.concat([integer(SEXP.symbol), characters(name)]);
export const text = (value: string): Buffer => Buffer.concat([integer(SEXP.strings), integer(1), characters(value)]);
export const list = (...items: readonly Buffer[]): Buffer =>
  Buffer.concat([integer(SEXP.list), integer(items.length), ...items]);
/** `name(argument)`. */
export const call = (name: string, argument: Buffer): Buffer =>
  Buffer.concat([integer(SEXP.call), symbol(name), integer(SEXP.pairlist), argument, NIL]);
/** Without a value its code has not run. */
export const promise = (code: Buffer, value: Buffer = integer(SEXP.unbound)): Buffer =>
  Buffer.concat([integer(SEXP.promise | HAS_TAG), integer(SEXP.globalEnvironment), value, code]);
const variable = (name: string, value: Buffer): Buffer =>
  Buffer.concat([integer(SEXP.pairlist | HAS_TAG), symbol(name), value, NIL]);
export const environment = (name: string, value: Buffer): Buffer =>
  Buffer.concat([
    integer(SEXP.environment),
    integer(0),
    integer(SEXP.globalEnvironment),
    NIL,
    list(variable(name, value)),
    NIL,
  ]);
export const withAttribute = (name: string, value: Buffer): Buffer =>
  Buffer.concat([integer(SEXP.integers | HAS_ATTRIBUTES), integer(1), integer(7), variable(name, value)]);
export const altrep = (name: string, library: string, state: Buffer): Buffer =>
  Buffer.concat([
    integer(SEXP.altrep),
    integer(SEXP.pairlist),
    symbol(name),
    integer(SEXP.pairlist),
    symbol(library),
    integer(SEXP.pairlist),
    Buffer.concat([integer(SEXP.integers), integer(1), integer(13)]),
    NIL,
    state,
    NIL,
  ]);

function serialised(object: Buffer, version: 2 | 3): Buffer {
  const encoding = version === 3 ? [integer(5), Buffer.from('UTF-8')] : [];
  return Buffer.concat([
    Buffer.from('X\n'),
    integer(version),
    integer(0x04_02_02),
    integer(version === 3 ? 0x03_05_00 : 0x02_03_00),
    ...encoding,
    object,
  ]);
}

/** What `saveRDS` writes without compression. */
export const rds = (object: Buffer, version: 2 | 3 = 3): Buffer => serialised(object, version);
/** What `save` writes without compression: one variable. */
export const rdata = (name: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from('RDX3\n'), serialised(variable(name, value), 3)]);
