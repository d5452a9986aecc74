/**
 * Changes that keep what a reader checks first: members inside an archive, what a stream expands to, opcodes of a pickle,
 * checksums of headers. Without them nearly every mutation ends at the same refusal.
 */
import {
  crc32,
  deflateSync,
  gunzipSync,
  gzipSync,
  inflateRawSync,
  inflateSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import { tar } from '../../test/support/tar-assembler.ts';
import { zip, type ZipEntry } from '../../test/support/zip-assembler.ts';
import { mutate, type Material } from './mutate.ts';
import { pieces } from './pickle-streams.ts';
import type { Random } from './random.ts';

/** Bytes of what a stream of a seed expands to, at most. */
const EXPANDED = 256 << 10;

/** A mutation that knows the format, or undefined where the bytes are of none that is known here. */
export function mutateStructure(random: Random, bytes: Buffer, material: Material): Buffer | undefined {
  const magic = bytes.toString('latin1', 0, 6);
  if (magic.startsWith('PK')) return zipMember(random, bytes, material);
  if (magic.startsWith('\x1f\x8b')) return around(random, bytes, material, gunzip, (inner) => gzipSync(inner));
  if (magic.startsWith('x\x9c') || magic.startsWith('x\x01') || magic.startsWith('x\xda'))
    return around(random, bytes, material, inflate, (inner) => deflateSync(inner));
  if (magic.startsWith('(\xb5/\xfd'))
    return around(random, bytes, material, unzstd, (inner) => zstdCompressSync(inner));
  if (magic === '\xfd7zXZ\0') return xzHeaders(mutate(random, bytes, material));
  if (magic.startsWith("7z\xbc\xaf'\x1c")) return sevenZipHeaders(mutate(random, bytes, material));
  if (bytes.toString('latin1', 257, 262) === 'ustar') return tarMember(random, bytes, material);
  if (magic.startsWith('\x80') || bytes.at(-1) === 0x2e) return pickleOpcodes(random, bytes);
  return undefined;
}

type Expand = (bytes: Buffer) => Buffer;
const options = { maxOutputLength: EXPANDED };
const gunzip: Expand = (bytes) => gunzipSync(bytes, options);
const inflate: Expand = (bytes) => inflateSync(bytes, options);
const unzstd: Expand = (bytes) => zstdDecompressSync(bytes, options);

function around(
  random: Random,
  bytes: Buffer,
  material: Material,
  expand: Expand,
  pack: (inner: Buffer) => Buffer,
): Buffer | undefined {
  const inner = attempt(() => expand(bytes));
  if (inner === undefined) return undefined;
  return pack(mutateStructure(random, inner, material) ?? mutate(random, inner, material));
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** One member is changed, taken away, doubled or renamed; the records around it are true again, or lie in one field. */
function zipMember(random: Random, bytes: Buffer, material: Material): Buffer | undefined {
  const entries = zipEntries(bytes);
  const index = random.below(entries.length);
  const entry = entries[index];
  if (entry === undefined) return undefined;
  const change = random.below(10);
  if (change === 0) entries.splice(index, 1);
  else if (change === 1) entries.push({ ...entry });
  else if (change === 2)
    entries[index] = {
      ...entry,
      name: mutate(random, Buffer.from(entry.name), material).toString('latin1').slice(0, 200),
    };
  else if (change === 3)
    entries[index] = { ...entry, local: { flags: random.below(65_536), method: random.below(16) } };
  else if (change === 4)
    entries[index] = { ...entry, central: { size: random.below(1 << 20), crc32: random.below(2 ** 31) } };
  else {
    const inner = Buffer.from(entry.data);
    const changed =
      (random.chance(0.5) ? mutateStructure(random, inner, material) : undefined) ?? mutate(random, inner, material);
    entries[index] = { ...entry, data: changed, method: random.chance(0.3) ? 8 : 0, descriptor: random.chance(0.2) };
  }
  return zip(entries);
}

/** The members that the central directory lists, of archives as the assemblers and honest writers make them. */
function zipEntries(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (
    let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    at !== -1;
    at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
  ) {
    if (at + 46 > bytes.length || entries.length >= 64) break;
    const name = bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > bytes.length) continue;
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const data = bytes.readUInt16LE(at + 10) === 8 ? attempt(() => inflateRawSync(packed, options)) : packed;
    entries.push({ name, data: data ?? packed });
  }
  return entries;
}

function tarMember(random: Random, bytes: Buffer, material: Material): Buffer {
  const members: { name: string; data: Buffer; type: string; at: number }[] = [];
  for (let at = 0; at + 512 <= bytes.length && members.length < 64;) {
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8);
    if (bytes[at] === 0 || !Number.isSafeInteger(size) || size < 0) break;
    const name = bytes.toString('latin1', at, at + 100).replace(/\0.*$/su, '');
    members.push({
      name,
      type: bytes.toString('latin1', at + 156, at + 157),
      data: bytes.subarray(at + 512, at + 512 + size),
      at,
    });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  const chosen = members[random.below(members.length)];
  if (chosen === undefined) return mutate(random, bytes, material);
  if (random.chance(0.4)) {
    // A field of one header, under a checksum that is true.
    const copy = Buffer.from(bytes);
    copy.set(mutate(random, copy.subarray(chosen.at, chosen.at + 512), material).subarray(0, 512), chosen.at);
    copy.write('        ', chosen.at + 148, 'latin1');
    const sum = copy.subarray(chosen.at, chosen.at + 512).reduce((total, byte) => total + byte, 0);
    copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, chosen.at + 148, 'latin1');
    return copy;
  }
  chosen.data = mutateStructure(random, Buffer.from(chosen.data), material) ?? mutate(random, chosen.data, material);
  if (random.chance(0.1)) chosen.type = String.fromCodePoint(0x30 + random.below(80));
  return tar(members);
}

/** Checksums of the stream header and of the first block header (xz format 1.1, sections 2.1.1 and 3.1). */
function xzHeaders(bytes: Buffer): Buffer {
  if (bytes.length < 16) return bytes;
  bytes.writeUInt32LE(crc32(bytes.subarray(6, 8)), 8);
  const size = ((bytes[12] ?? 0) + 1) * 4;
  if (12 + size <= bytes.length) bytes.writeUInt32LE(crc32(bytes.subarray(12, 12 + size - 4)), 12 + size - 4);
  return bytes;
}

/** Checksums of the next header, where it lies in the file, and of the start header. */
function sevenZipHeaders(bytes: Buffer): Buffer {
  if (bytes.length < 32) return bytes;
  const start = 32 + Number(bytes.readBigUInt64LE(12));
  const end = start + Number(bytes.readBigUInt64LE(20));
  if (end <= bytes.length) bytes.writeUInt32LE(crc32(bytes.subarray(start, end)), 28);
  bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8);
  return bytes;
}

/** Whole opcodes between others: the stream stays one that a pickler could write for long. */
function pickleOpcodes(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const piece = Buffer.concat(Array.from({ length: 1 + random.below(3) }, () => pieces(random)));
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + (random.chance(0.3) ? random.below(8) : 0))]);
}
