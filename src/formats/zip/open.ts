import { crcOf } from '../archive/checksum.ts';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { allowance, expand } from '../archive/expand.ts';
import { bzip2Into } from '../compression/bzip2.ts';
import { lzmaRawInto } from '../compression/lzma-raw.ts';
import { inflateRawInto } from '../compression/node-codec.ts';
import type { Output } from '../compression/output.ts';
import { xzInto } from '../compression/xz.ts';
import { zstdInto } from '../compression/zstd.ts';
import type { ExpansionBudget } from '../parser.ts';
import type { ZipMember } from './facts.ts';

const STORED = 0;

/** APPNOTE 4.4.5. CPython's zipfile expands 8, 12 and 14, and 93 since 3.14. */
const METHODS: ReadonlyMap<number, (packed: ByteSource, output: Output) => number> = new Map([
  [8, (packed: ByteSource, output: Output) => inflateRawInto(packed, 0, output)],
  [12, bzip2Into],
  [14, zipLzmaInto],
  [93, zstdInto],
  [95, xzInto],
]);

export interface OpenedMember {
  /** The content, as far as it could be had; to be read until `release`. */
  readonly source?: ByteSource;
  readonly release?: () => void;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  /** Why not all of it could be had. */
  readonly limit?: { readonly limit: string; readonly message: string };
}

/** The bytes of a member, expanded within hard limits, and whether they have size and CRC that the directory states. */
export function openMember(source: ByteSource, member: ZipMember, budget: ExpansionBudget): OpenedMember {
  const { method, size } = member;
  if (method === STORED) {
    const bytes = new SliceSource(source, member.dataOffset, member.compressedSize);
    return { source: bytes, problems: crcOf(bytes) === member.crc32 ? [] : [WRONG_CRC] };
  }
  const decode = METHODS.get(method);
  if (decode === undefined)
    return { problems: [], limit: { limit: 'zip.method', message: `compression method ${method} is not read` } };
  const allowed = allowance(budget, member.compressedSize);
  if (allowed === 0) return { problems: [], limit: tooLarge(size, allowed) };
  const packed = new SliceSource(source, member.dataOffset, member.compressedSize);
  // One byte more than stated: a member that holds more than it says is caught, not cut.
  const expanded = expand(packed, budget, Math.min(size + 1, allowed), decode);
  const { source: content, consumed, fault } = expanded;
  const opened = { source: content, release: () => expanded.release() };
  const states = `the member states ${size} bytes`;
  if (content.size > size) return { ...opened, problems: [corrupt(`${states} and expands to more`)] };
  if (fault?.kind === 'limit') return { ...opened, problems: [], limit: tooLarge(size, allowed) };
  if (fault !== undefined) {
    const message = `${states} and breaks off after ${content.size}: ${fault.message}`;
    return { ...opened, problems: [corrupt(message)], limit: { limit: 'archive.corrupt', message } };
  }
  return {
    ...opened,
    problems: [
      ...(content.size < size ? [corrupt(`${states} and expands to ${content.size}`)] : []),
      ...(consumed < packed.size ? [corrupt(`${packed.size - consumed} bytes follow the compressed data`)] : []),
      ...(expanded.crc32 === member.crc32 ? [] : [WRONG_CRC]),
    ],
  };
}

const WRONG_CRC = { code: 'zip-crc', message: 'the content does not have the CRC that the directory states' };

function corrupt(message: string): { readonly code: string; readonly message: string } {
  return { code: 'zip-corrupt', message };
}

function tooLarge(size: number, allowed: number): { readonly limit: string; readonly message: string } {
  return {
    limit: 'archive.expanded',
    message: `a member of ${size} bytes is more than the ${allowed} that are expanded`,
  };
}

/** APPNOTE 5.8.8: version, length of the properties, the properties, and LZMA with an end mark or up to the size. */
function zipLzmaInto(packed: ByteSource, output: Output): number {
  return lzmaRawInto(packed, { properties: Uint8Array.from(packed.read(4, 5)), data: 9 }, output);
}
