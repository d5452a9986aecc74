/** HDF5 files block by block: superblock version 0, version 1 object headers, links as messages. libhdf5 reads them. */

const UNDEFINED = 0xffff_ffff_ffff_ffffn;

function number(size: number, value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.subarray(0, size);
}
const address = (value: number | bigint): Buffer => number(8, value);
const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);

/** A message of an object header. */
export function message(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = padded(Buffer.concat(parts));
  return Buffer.concat([number(2, type), number(2, body.length), number(4, 0), body]);
}

/** A string attribute of fixed size, version 1. */
export function attribute(name: string, value: string): Buffer {
  const bytes = Buffer.from(value);
  const type = Buffer.concat([Buffer.from([0x13, 0, 0, 0]), number(4, bytes.length)]);
  const space = Buffer.concat([Buffer.from([1, 0, 0, 0]), number(4, 0)]);
  const text = Buffer.from(`${name}\0`);
  const sizes = [number(2, text.length), number(2, type.length), number(2, space.length)];
  return message(0x0c, Buffer.from([1, 0]), ...sizes, padded(text), padded(type), padded(space), bytes);
}

export function hardLink(name: string, at: number): Buffer {
  return message(0x06, Buffer.from([1, 0, name.length]), Buffer.from(name), address(at));
}

export function externalLink(name: string, file: string, object: string): Buffer {
  const value = Buffer.from(`\0${file}\0${object}\0`);
  return message(0x06, Buffer.from([1, 8, 64, name.length]), Buffer.from(name), number(2, value.length), value);
}

/** An object header of version 1. */
export function objectHeader(...messages: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(messages);
  const prefix = [Buffer.from([1, 0]), number(2, messages.length), number(4, 1), number(4, body.length), number(4, 0)];
  return Buffer.concat([...prefix, body]);
}

/** Messages that make an object a group whose links are messages. */
export const groupMessages: readonly Buffer[] = [
  message(0x02, Buffer.from([0, 0]), address(UNDEFINED), address(UNDEFINED)),
  message(0x0a, Buffer.from([0, 0])),
];

/** Where the first object header stands. */
export const ROOT = 96;

/** A file of these blocks, the first of which is the root group's header, from ROOT on. */
export function hdf5(...blocks: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(blocks);
  return Buffer.concat([
    Buffer.from('894844460d0a1a0a', 'hex'),
    Buffer.from([0, 0, 0, 0, 0, 8, 8, 0]),
    number(2, 4),
    number(2, 16),
    number(4, 0),
    address(0),
    address(UNDEFINED),
    address(ROOT + content.length),
    address(UNDEFINED),
    address(0),
    address(ROOT),
    Buffer.alloc(24),
    content,
  ]);
}

/** A group with these attributes and nothing else: a Keras file without its weights. */
export function attributesFile(attributes: Readonly<Record<string, string>>): Buffer {
  return hdf5(
    objectHeader(...groupMessages, ...Object.entries(attributes).map(([name, value]) => attribute(name, value))),
  );
}

/** A data set of bytes whose elements lie in another file. */
export function externalDataset(count: number, file: string, heapAt: number): { header: Buffer; heap: Buffer } {
  const name = padded(Buffer.from(`\0\0\0\0\0\0\0\0${file}\0`));
  const heap = Buffer.concat([
    Buffer.from('HEAP\0\0\0\0'),
    address(name.length),
    address(1),
    address(heapAt + 32),
    name,
  ]);
  const header = objectHeader(
    message(0x01, Buffer.from([1, 1, 0, 0]), number(4, 0), address(count)),
    message(0x03, Buffer.from([0x10, 0, 0, 0]), number(4, 1), number(2, 0), number(2, 8)),
    message(0x05, Buffer.from([2, 2, 0, 0])),
    message(
      0x07,
      Buffer.from([1, 0, 0, 0]),
      number(2, 1),
      number(2, 1),
      address(heapAt),
      address(8),
      address(0),
      address(count),
    ),
    message(0x08, Buffer.from([3, 1]), address(UNDEFINED), address(count)),
  );
  return { header, heap };
}
