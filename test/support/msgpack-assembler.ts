/** MessagePack from plain values. */

export type Packed = Buffer;

const lengthOf = (marks: readonly [number, number, number], length: number): Buffer => {
  const bytes = Buffer.alloc(length < 0x100 ? 2 : length < 0x10000 ? 3 : 5);
  bytes[0] = marks[length < 0x100 ? 0 : length < 0x10000 ? 1 : 2];
  bytes.writeUIntBE(length, 1, bytes.length - 1);
  return bytes;
};

export const integer = (value: number): Packed => {
  const bytes = Buffer.alloc(5);
  bytes[0] = 0xd2;
  bytes.writeInt32BE(value, 1);
  return bytes;
};
export const yes: Packed = Buffer.from([0xc3]);
export const text = (value: string): Packed =>
  Buffer.concat([lengthOf([0xd9, 0xda, 0xdb], Buffer.byteLength(value)), Buffer.from(value)]);
export const bytes = (value: Uint8Array | string): Packed =>
  Buffer.concat([lengthOf([0xc4, 0xc5, 0xc6], value.length), Buffer.from(value)]);
export const extension = (code: number, content: Uint8Array): Packed =>
  Buffer.concat([lengthOf([0xc7, 0xc8, 0xc9], content.length), Buffer.from([code & 0xff]), content]);
/** At most 15 entries. */
export const array = (...items: readonly Packed[]): Packed =>
  Buffer.concat([Buffer.from([0x90 | items.length]), ...items]);
/** At most 15 entries. */
export const map = (...entries: readonly (readonly [string | Packed, Packed])[]): Packed =>
  Buffer.concat([
    Buffer.from([0x80 | entries.length]),
    ...entries.flatMap(([key, value]) => [typeof key === 'string' ? text(key) : key, value]),
  ]);

/** An array as flax/serialization.py packs it, under extension type 1. */
export const flaxArray = (shape: readonly number[], type: string, elements: Uint8Array): Packed =>
  extension(1, array(array(...shape.map(integer)), text(type), bytes(elements)));
/** An array as msgpack-numpy packs it; of objects, its data is a pickle. */
export const numpyArray = (type: string, kind: string, data: Uint8Array): Packed =>
  map(
    [bytes('nd'), yes],
    [bytes('type'), text(type)],
    [bytes('kind'), bytes(kind)],
    [bytes('shape'), array(integer(1))],
    [bytes('data'), bytes(data)],
  );
