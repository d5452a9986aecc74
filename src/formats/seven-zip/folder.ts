import { MemorySource, SliceSource, type ByteSource } from '../byte-source.ts';
import { allowance, expand, type Expanded } from '../archive/expand.ts';
import { ARCHIVE_LIMITS } from '../archive/limits.ts';
import { unfilter } from '../compression/branch-filters.ts';
import { bzip2Into } from '../compression/bzip2.ts';
import { lz4Into } from '../compression/lz4.ts';
import { lzma2DictionarySize, lzma2Into } from '../compression/lzma2.ts';
import { lzmaRawInto } from '../compression/lzma-raw.ts';
import { inflateRawInto } from '../compression/node-codec.ts';
import { DecodeFault, type Output } from '../compression/output.ts';
import { zstdInto } from '../compression/zstd.ts';
import type { ExpansionBudget } from '../parser.ts';
import { methodName, type Coder, type Folder } from './streams.ts';

const COPY = '00';
const PIECE = 1 << 20;

type Decode = (packed: ByteSource, output: Output, size: number, properties: Uint8Array) => number;

/** "Methods.txt" of the LZMA SDK; zstd and LZ4 as the builds that have them agree. */
const METHODS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  [COPY, copyInto],
  ['030101', (packed, output, size, properties) => lzmaRawInto(packed, { properties, data: 0, size }, output)],
  ['21', (packed, output, _, properties) => lzma2As7z(packed, properties, output)],
  ['040108', (packed, output) => inflateRawInto(packed, 0, output)],
  ['040202', bzip2Into],
  ['04f71101', zstdInto],
  ['04f71104', lz4Into],
]);

/** Filters by the number that .xz has for them, under the ids of 7z before 9.20 and after. */
const FILTERS: ReadonlyMap<string, number> = new Map([
  ['03', 3],
  ['04', 4],
  ['05', 5],
  ['07', 7],
  ['08', 8],
  ['09', 9],
  ['0a', 10],
  ['03030103', 4],
  ['03030205', 5],
  ['03030501', 7],
  ['03030701', 8],
  ['03030805', 9],
]);

export interface ExpandedFolder {
  /** As far as it could be had; to be read until `release`. */
  readonly source: ByteSource;
  /** In the packed bytes, where not all could be. */
  readonly fault?: DecodeFault;
  release(): void;
}

/**
 * The content of a folder, within the budget, which it uses up. Copies are no memory and no budget: a folder of them is a
 * part of the archive.
 */
export function expandFolder(packed: ByteSource, { steps }: Folder, budget: ExpansionBudget): ExpandedFolder {
  if (steps.every(({ coder }) => coder.method === COPY)) return copied(packed, steps.at(-1)?.size ?? 0);
  const held: (() => void)[] = [];
  const release = (): void => {
    for (const one of held.toReversed()) one();
  };
  let source = packed;
  for (const { coder, size } of steps) {
    const most = allowance(budget, packed.size);
    const room = FILTERS.has(coder.method) ? Math.min(most, ARCHIVE_LIMITS.expanded) : most;
    if (size > room) {
      const message = `a folder of ${size} bytes is more than the ${room} that are expanded`;
      return { source: new MemorySource(new Uint8Array(0)), fault: new DecodeFault('limit', message, 0), release };
    }
    const decode = decoderOf(coder, size);
    // One byte more than stated: what expands to more than it says is caught, not cut.
    const expanded = expand(source, budget, Math.min(size + 1, most), decode);
    held.push(() => expanded.release());
    const fault = faultOf(expanded, source.size, size, most);
    source = expanded.source;
    if (fault !== undefined) return { source, fault, release };
  }
  return { source, release };
}

function faultOf(
  { source: { size: given }, consumed, fault }: Expanded,
  packed: number,
  size: number,
  most: number,
): DecodeFault | undefined {
  if (fault?.kind === 'limit' && given > size && size < most)
    return new DecodeFault('broken', `a folder states ${size} bytes and expands to more`, 0);
  if (fault !== undefined) return fault;
  if (given !== size) return new DecodeFault('broken', `a folder states ${size} bytes and expands to ${given}`, 0);
  if (consumed < packed)
    return new DecodeFault('broken', `${packed - consumed} bytes follow the packed data`, consumed);
  return undefined;
}

function copied(packed: ByteSource, size: number): ExpandedFolder {
  const source = new SliceSource(packed, 0, size);
  const release = (): void => {
    // Nothing was expanded.
  };
  if (packed.size === size) return { source, release };
  const fault = new DecodeFault('broken', `a folder states ${size} bytes and holds ${packed.size}`, 0);
  return { source, fault, release };
}

function decoderOf({ method, properties }: Coder, size: number): (packed: ByteSource, output: Output) => number {
  const filter = FILTERS.get(method);
  if (filter !== undefined)
    // Filters go over the whole of what they get, which is held in memory.
    return (packed, output) => {
      if (packed.size > ARCHIVE_LIMITS.expanded)
        throw new DecodeFault('limit', `${packed.size} bytes are more than a filter is given`, 0);
      const content = new Uint8Array(packed.read(0, packed.size));
      unfilter(filter, properties, content, 0);
      return copyInto(new MemorySource(content), output);
    };
  const decode = METHODS.get(method);
  if (decode !== undefined) return (packed, output) => decode(packed, output, size, properties);
  return () => {
    throw new DecodeFault('unread', `the method ${methodName(method)} is not read`, 0);
  };
}

function copyInto(packed: ByteSource, output: Output): number {
  for (let at = 0; at < packed.size; at += PIECE) output.append(packed.read(at, Math.min(PIECE, packed.size - at)), at);
  return packed.size;
}

function lzma2As7z(packed: ByteSource, properties: Uint8Array, output: Output): number {
  const dictionary = properties.length === 1 ? lzma2DictionarySize(properties[0] ?? 255) : undefined;
  if (dictionary === undefined) throw new DecodeFault('broken', 'the properties of LZMA2 are out of range', 0);
  return lzma2Into(packed, 0, dictionary, output);
}
