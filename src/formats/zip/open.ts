import { constants, crc32, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../byte-source.ts';
import { MemorySource, SliceSource } from '../pickle/embedded.ts';
import type { ZipMember } from './facts.ts';
import { ZIP_LIMITS } from './limits.ts';
import { readAt } from './records.ts';

const CRC_BLOCK = 1 << 20;
const STORED = 0;
const DEFLATE = 8;
const ZSTD = 93;

export type OpenedMember =
  | { readonly kind: 'open'; readonly source: ByteSource; readonly crcMatches: boolean; readonly problem?: string }
  | { readonly kind: 'limit'; readonly limit: string; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };

/** The bytes of a member, expanded within hard limits, and whether they have the CRC that the directory states. */
export function openMember(source: ByteSource, member: ZipMember, budget: { bytes: number }): OpenedMember {
  if (member.method === STORED) {
    const bytes = new SliceSource(source, member.dataOffset, member.compressedSize);
    return { kind: 'open', source: bytes, crcMatches: crcOf(bytes) === member.crc32 };
  }
  if (member.method !== DEFLATE && member.method !== ZSTD) {
    return { kind: 'limit', limit: 'zip.method', message: `compression method ${member.method} is not read` };
  }
  const allowed = Math.min(ZIP_LIMITS.expanded, budget.bytes);
  if (member.size > allowed || member.compressedSize > allowed) {
    return {
      kind: 'limit',
      limit: 'zip.expanded',
      message: `a member of ${member.size} bytes is more than the ${allowed} that are expanded`,
    };
  }
  const packed = readAt(source, member.dataOffset, member.compressedSize);
  try {
    // One byte more than stated: a member that holds more than it says is caught, not cut.
    const maxOutputLength = Math.min(member.size + 1, allowed + 1);
    const bytes =
      member.method === DEFLATE
        ? inflateRawSync(packed, { maxOutputLength, finishFlush: constants.Z_FINISH })
        : zstdDecompressSync(packed, { maxOutputLength });
    budget.bytes -= bytes.length;
    const expanded = new MemorySource(bytes);
    const crcMatches = crc32(bytes) === member.crc32;
    return bytes.length === member.size
      ? { kind: 'open', source: expanded, crcMatches }
      : {
          kind: 'open',
          source: expanded,
          crcMatches,
          problem: `the member expands to ${bytes.length} bytes and states ${member.size}`,
        };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      kind: 'broken',
      message: `the member can not be expanded to the ${member.size} bytes it states: ${detail}`,
    };
  }
}

function crcOf(source: ByteSource): number {
  let value = 0;
  for (let at = 0; at < source.size; at += CRC_BLOCK) {
    const block = source.read(at, Math.min(CRC_BLOCK, source.size - at));
    if (block.length === 0) break;
    value = crc32(block, value);
  }
  return value;
}
