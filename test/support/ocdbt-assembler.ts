/** Manifests and nodes of OCDBT, without compression or with it. */
import { zstdCompressSync } from 'node:zlib';
import { crc32c } from '../../src/formats/compression/crc32c.ts';

const varint = (value: number): Buffer =>
  value < 128 ? Buffer.from([value]) : Buffer.from([(value % 128) | 0x80, value >>> 7]);

/** Paths from the root of the store; all of them relative to it. */
function table(paths: readonly string[]): Buffer {
  return Buffer.concat([
    varint(paths.length),
    ...paths.slice(1).map(() => varint(0)),
    ...paths.map((path) => varint(path.length)),
    ...paths.map(() => varint(0)),
    ...paths.map((path) => Buffer.from(path)),
  ]);
}

function sealed(magic: number, body: Buffer, compressed: boolean): Buffer {
  const content = compressed ? zstdCompressSync(body) : body;
  const bytes = Buffer.concat([Buffer.alloc(12), Buffer.from([0, compressed ? 1 : 0]), content, Buffer.alloc(4)]);
  bytes.writeUInt32BE(magic, 0);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 4);
  bytes.writeUInt32LE(crc32c(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

export function manifest(paths: readonly string[], compressed = true): Buffer {
  const config = Buffer.concat([
    Buffer.alloc(16, 7),
    Buffer.from([0]),
    varint(100),
    varint(8_000),
    Buffer.from([4, 1, 0, 0, 0, 0]),
  ]);
  return sealed(0x0cdb_3a2a, Buffer.concat([config, table(paths), Buffer.from([0, 0])]), compressed);
}

export function leaf(paths: readonly string[], compressed = true): Buffer {
  return sealed(0x0cdb_20de, Buffer.concat([Buffer.from([0]), table(paths), Buffer.from([0])]), compressed);
}
