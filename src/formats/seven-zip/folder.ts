import { MemorySource, SliceSource, type ByteSource } from '../byte-source.ts';
import { ARCHIVE_LIMITS } from '../archive/limits.ts';
import { unfilter } from '../compression/branch-filters.ts';
import { bzip2Into } from '../compression/bzip2.ts';
import { lz4Into } from '../compression/lz4.ts';
import { lzma2DictionarySize, lzma2Into } from '../compression/lzma2.ts';
import { lzmaRawInto } from '../compression/lzma-raw.ts';
import { inflateRawInto } from '../compression/node-codec.ts';
import { DecodeFault, decoded, type Decoded, type Output } from '../compression/output.ts';
import { zstdInto } from '../compression/zstd.ts';
import { methodName, type Coder, type Folder } from './streams.ts';

const COPY = '00';

type Decode = (packed: Uint8Array, size: number, limit: number, properties: Uint8Array) => Decoded;

/** "Methods.txt" of the LZMA SDK; zstd and LZ4 as the builds that have them agree. */
const METHODS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  [COPY, (packed, _, limit) => decoded(packed, limit, (output) => (output.append(packed, 0), packed.length))],
  [
    '030101',
    inMemory((packed, output, size, properties) => lzmaRawInto(packed, { properties, data: 0, size }, output)),
  ],
  ['21', inMemory((packed, output, _, properties) => lzma2As7z(packed, properties, output))],
  ['040108', inMemory((packed, output) => inflateRawInto(packed, 0, output))],
  ['040202', inMemory(bzip2Into)],
  ['04f71101', inMemory(zstdInto)],
  ['04f71104', inMemory(lz4Into)],
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

export interface Expanded {
  /** As far as it could be had. */
  readonly source: ByteSource;
  /** In the packed bytes, where not all could be. */
  readonly fault?: DecodeFault;
}

/**
 * The content of a folder, within the budget, which it uses up. Copies are no memory and no budget: a folder of them is a
 * part of the archive.
 */
export function expandFolder(packed: ByteSource, { steps }: Folder, budget: { bytes: number }): Expanded {
  if (steps.every(({ coder }) => coder.method === COPY)) return copied(packed, steps.at(-1)?.size ?? 0);
  const most = Math.max(0, Math.min(ARCHIVE_LIMITS.expanded, budget.bytes));
  const largest = steps.find(({ size }) => size > most);
  if (packed.size > ARCHIVE_LIMITS.expanded || largest !== undefined)
    return broken(
      new DecodeFault(
        'limit',
        `a folder of ${largest?.size ?? packed.size} bytes is more than the ${most} that are expanded`,
        0,
      ),
    );
  let bytes: Uint8Array = new Uint8Array(packed.read(0, packed.size));
  for (const { coder, size } of steps) {
    const { bytes: result, consumed, fault } = apply(coder, bytes, size, most);
    budget.bytes -= result.length;
    if (fault !== undefined) return broken(fault, result);
    if (result.length !== size)
      return broken(
        new DecodeFault('broken', `a folder states ${size} bytes and expands to ${result.length}`, 0),
        result,
      );
    if (consumed < bytes.length)
      return broken(
        new DecodeFault('broken', `${bytes.length - consumed} bytes follow the packed data`, consumed),
        result,
      );
    bytes = result;
  }
  return { source: new MemorySource(bytes) };
}

function copied(packed: ByteSource, size: number): Expanded {
  const source = new SliceSource(packed, 0, size);
  if (packed.size === size) return { source };
  return { source, fault: new DecodeFault('broken', `a folder states ${size} bytes and holds ${packed.size}`, 0) };
}

function broken(fault: DecodeFault, bytes: Uint8Array = new Uint8Array(0)): Expanded {
  return { source: new MemorySource(bytes), fault };
}

function apply({ method, properties }: Coder, packed: Uint8Array, size: number, most: number): Decoded {
  const filter = FILTERS.get(method);
  if (filter !== undefined)
    return decoded(packed, most, (output) => {
      output.append(packed, 0);
      unfilter(filter, properties, output.bytes.subarray(0, output.length), 0);
      return packed.length;
    });
  const decode = METHODS.get(method);
  if (decode === undefined) {
    const fault = new DecodeFault('unread', `the method ${methodName(method)} is not read`, 0);
    return { bytes: new Uint8Array(0), consumed: packed.length, fault };
  }
  // One byte more than stated: what expands to more than it says is caught, not cut.
  const { bytes, consumed, fault } = decode(packed, size, Math.min(size + 1, most), properties);
  if (fault?.kind !== 'limit' || bytes.length <= size || size >= most)
    return { bytes, consumed, ...(fault === undefined ? {} : { fault }) };
  return { bytes, consumed, fault: new DecodeFault('broken', `a folder states ${size} bytes and expands to more`, 0) };
}

function inMemory(
  decode: (packed: ByteSource, output: Output, size: number, properties: Uint8Array) => number,
): Decode {
  return (packed, size, limit, properties) =>
    decoded(packed, limit, (output) => decode(new MemorySource(packed), output, size, properties));
}

function lzma2As7z(packed: ByteSource, properties: Uint8Array, output: Output): number {
  const dictionary = properties.length === 1 ? lzma2DictionarySize(properties[0] ?? 255) : undefined;
  if (dictionary === undefined) throw new DecodeFault('broken', 'the properties of LZMA2 are out of range', 0);
  return lzma2Into(packed, 0, dictionary, output);
}
