import { crc32 } from 'node:zlib';
import { crcOf } from '../archive/checksum.ts';
import type { ByteSource } from '../byte-source.ts';
import { decodeBzip2 } from '../compression/bzip2.ts';
import { decodeLzmaRaw } from '../compression/lzma-raw.ts';
import { inflateRaw } from '../compression/node-codec.ts';
import type { Decoded } from '../compression/output.ts';
import { decodeXz } from '../compression/xz.ts';
import { decodeZstd } from '../compression/zstd.ts';
import { MemorySource, SliceSource } from '../pickle/embedded.ts';
import type { ZipMember } from './facts.ts';
import { ZIP_LIMITS } from './limits.ts';
import { readAt } from './records.ts';

const STORED = 0;

/** APPNOTE 4.4.5. CPython's zipfile expands 8, 12 and 14, and 93 since 3.14. */
const METHODS: ReadonlyMap<number, (packed: Uint8Array, limit: number) => Decoded> = new Map([
  [8, inflateRaw],
  [12, decodeBzip2],
  [14, decodeZipLzma],
  [93, decodeZstd],
  [95, decodeXz],
]);

export interface OpenedMember {
  /** The content, as far as it could be had. */
  readonly source?: ByteSource;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  /** Why not all of it could be had. */
  readonly limit?: { readonly limit: string; readonly message: string };
}

/** The bytes of a member, expanded within hard limits, and whether they have size and CRC that the directory states. */
export function openMember(source: ByteSource, member: ZipMember, budget: { bytes: number }): OpenedMember {
  const { method, size } = member;
  if (method === STORED) {
    const bytes = new SliceSource(source, member.dataOffset, member.compressedSize);
    return { source: bytes, problems: crcOf(bytes) === member.crc32 ? [] : [WRONG_CRC] };
  }
  const decode = METHODS.get(method);
  if (decode === undefined)
    return { problems: [], limit: { limit: 'zip.method', message: `compression method ${method} is not read` } };
  const allowed = Math.max(0, Math.min(ZIP_LIMITS.expanded, budget.bytes));
  if (allowed === 0 || member.compressedSize > ZIP_LIMITS.expanded)
    return { problems: [], limit: tooLarge(size, allowed) };
  const packed = readAt(source, member.dataOffset, member.compressedSize);
  // One byte more than stated: a member that holds more than it says is caught, not cut.
  const { bytes, consumed, fault } = decode(packed, Math.min(size + 1, allowed));
  budget.bytes -= bytes.length;
  const expanded = new MemorySource(bytes);
  const states = `the member states ${size} bytes`;
  if (bytes.length > size) return { source: expanded, problems: [corrupt(`${states} and expands to more`)] };
  if (fault?.kind === 'limit') return { source: expanded, problems: [], limit: tooLarge(size, allowed) };
  if (fault !== undefined) {
    const message = `${states} and breaks off after ${bytes.length}: ${fault.message}`;
    return { source: expanded, problems: [corrupt(message)], limit: { limit: 'archive.corrupt', message } };
  }
  return {
    source: expanded,
    problems: [
      ...(bytes.length < size ? [corrupt(`${states} and expands to ${bytes.length}`)] : []),
      ...(consumed < packed.length ? [corrupt(`${packed.length - consumed} bytes follow the compressed data`)] : []),
      ...(crc32(bytes) === member.crc32 ? [] : [WRONG_CRC]),
    ],
  };
}

const WRONG_CRC = { code: 'zip-crc', message: 'the content does not have the CRC that the directory states' };

function corrupt(message: string): { readonly code: string; readonly message: string } {
  return { code: 'zip-corrupt', message };
}

function tooLarge(size: number, allowed: number): { readonly limit: string; readonly message: string } {
  return { limit: 'zip.expanded', message: `a member of ${size} bytes is more than the ${allowed} that are expanded` };
}

/** APPNOTE 5.8.8: version, length of the properties, the properties, and LZMA with an end mark or up to the size. */
function decodeZipLzma(packed: Uint8Array, limit: number): Decoded {
  return decodeLzmaRaw(packed, { properties: packed.subarray(4, 9), data: 9 }, limit);
}
