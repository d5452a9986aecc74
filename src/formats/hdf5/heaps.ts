import { Stopped } from '../stopped.ts';
import type { Cursor, Hdf5File } from './file.ts';
import { HDF5_LIMITS } from './limits.ts';
import { readRecords } from './trees.ts';

/** The data segment of the local heap at `address`: names of a group's members. */
export function readLocalHeap(file: Hdf5File, address: number): Cursor {
  const head = file.block(address, 8 + 2 * file.lengthSize + file.offsetSize, 'a local heap');
  head.expect('HEAP', 'a local heap');
  head.skip(4);
  const size = head.length();
  head.length();
  const data = head.address();
  if (data === undefined) file.fail('heap', 'a local heap has no data', head.start);
  return file.block(data, size, 'the data of a local heap');
}

/** The text at `index` of a local heap. */
export function heapText(heap: Cursor, index: number): string {
  if (index >= heap.bytes.length) heap.file.fail('heap', 'a name lies past the end of its heap', heap.start);
  heap.index = index;
  return heap.terminated();
}

/** Object `index` of the global heap collection at `address`, or undefined if it has none of that number. */
export function readGlobalObject(file: Hdf5File, address: number, index: number): Cursor | undefined {
  const head = file.block(address, 8 + file.lengthSize, 'a global heap');
  head.expect('GCOL', 'a global heap');
  head.skip(4);
  const size = head.length();
  const headerSize = 8 + file.lengthSize;
  let at = address + headerSize;
  const end = address + size;
  for (let count = 0; at + headerSize <= end && count < HDF5_LIMITS.nodes; count += 1) {
    const object = file.block(at, headerSize, 'an object of a global heap');
    const number = object.number(2);
    object.skip(6);
    const length = object.length();
    // Object 0 is the free space, which is the last.
    if (number === 0) return undefined;
    if (at + headerSize + length > end)
      file.fail('heap', 'an object of a global heap leaves its collection', at + file.base);
    if (number === index) return file.block(at + headerSize, length, 'an object of a global heap');
    at += headerSize + Math.ceil(length / 8) * 8;
  }
  return undefined;
}

interface FractalHeader {
  readonly idLength: number;
  readonly filtered: boolean;
  readonly hugeTree: number | undefined;
  readonly width: number;
  readonly startBlock: number;
  readonly maxDirect: number;
  readonly maxBits: number;
  readonly root: number | undefined;
  readonly rootRows: number;
  readonly maxManaged: number;
}

/** A fractal heap: dense links and attributes. Objects are looked up by their id. */
export class FractalHeap {
  private readonly file: Hdf5File;
  private readonly header: FractalHeader;
  /** Address of the direct block by where it starts in the heap's own space. */
  private readonly blocks: { from: number; size: number; address: number }[] = [];
  private huge: ReadonlyMap<number, { address: number; length: number }> | undefined;

  constructor(file: Hdf5File, address: number) {
    this.file = file;
    this.header = readFractalHeader(file, address);
    const { root, rootRows, startBlock, filtered } = this.header;
    if (filtered) {
      file.collector.limit(
        'hdf5.filtered',
        'a compressed heap of links or attributes is not read',
        file.within(address),
      );
      throw new Stopped(address);
    }
    if (root !== undefined) {
      if (rootRows === 0) this.blocks.push({ from: 0, size: startBlock, address: root });
      else this.indirect(root, 0, rootRows, 0);
    }
  }

  /** The object of a heap id; `id` starts at its first byte. */
  object(id: Cursor): Cursor {
    const { header } = this;
    const flags = id.number(1);
    const kind = (flags >> 4) & 3;
    if (kind === 2) {
      const extended = header.idLength - 1 > 16;
      const length = (extended ? ((flags & 0x0f) << 8) | id.number(1) : flags & 0x0f) + 1;
      return id.slice(length);
    }
    return kind === 1 ? this.hugeObject(id) : this.managed(id);
  }

  private managed(id: Cursor): Cursor {
    const { file, header } = this;
    const offset = id.number(Math.ceil(header.maxBits / 8));
    const length = id.number(bytesOf(Math.min(header.maxDirect, header.maxManaged)));
    const block = this.blockAt(offset);
    if (block === undefined || offset + length > block.from + block.size)
      return file.fail('heap', 'an object lies in no block of its heap', id.start);
    return file.block(block.address + offset - block.from, length, 'an object of a heap');
  }

  /** The last block that starts at or before `offset`; they were found in the order of the heap's space. */
  private blockAt(offset: number): { from: number; size: number; address: number } | undefined {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.blocks[middle]?.from ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.blocks[low - 1];
  }

  private hugeObject(id: Cursor): Cursor {
    const { file, header } = this;
    const direct = header.idLength - 1 >= file.offsetSize + file.lengthSize;
    if (direct) {
      const address = id.address();
      const length = id.length();
      if (address === undefined) return file.fail('heap', 'a large object has no address', id.start);
      return file.block(address, length, 'a large object of a heap');
    }
    this.huge ??= this.hugeObjects();
    const found = this.huge.get(id.number(Math.min(header.idLength - 1, 8)));
    if (found === undefined) return file.fail('heap', 'a large object is not in its heap', id.start);
    return file.block(found.address, found.length, 'a large object of a heap');
  }

  private hugeObjects(): ReadonlyMap<number, { address: number; length: number }> {
    const objects = new Map<number, { address: number; length: number }>();
    if (this.header.hugeTree === undefined) return objects;
    const { type, records } = readRecords(this.file, this.header.hugeTree);
    if (type !== 1) this.file.fail('heap', `large objects in a B-tree of the type ${type}`, 0);
    for (const record of records) {
      const address = record.address();
      const length = record.length();
      if (address !== undefined) objects.set(record.length(), { address, length });
    }
    return objects;
  }

  /** The doubling table: rows of blocks, the first two of the starting size, each further one of twice the size. */
  private indirect(address: number, from: number, rows: number, depth: number): void {
    const { file, header } = this;
    if (depth > HDF5_LIMITS.depth || this.blocks.length > HDF5_LIMITS.nodes || rows > 64) {
      file.collector.limit('hdf5.depth', 'a heap has too many levels', file.within(address + file.base));
      throw new Stopped(address);
    }
    const directRows = Math.log2(header.maxDirect) - Math.log2(header.startBlock) + 2;
    const entries = rows * header.width;
    const offsetBytes = Math.ceil(header.maxBits / 8);
    const node = file.block(address, 5 + file.offsetSize + offsetBytes + entries * file.offsetSize, 'a heap block');
    node.expect('FHIB', 'a heap block');
    node.skip(1 + file.offsetSize + offsetBytes);
    let at = from;
    for (let row = 0; row < rows; row += 1) {
      const size = header.startBlock * 2 ** Math.max(row - 1, 0);
      for (let column = 0; column < header.width; column += 1) {
        const child = node.address();
        if (child !== undefined) {
          if (row < directRows) this.blocks.push({ from: at, size, address: child });
          else {
            const childRows = Math.log2(size) - Math.log2(header.startBlock * header.width) + 1;
            this.indirect(child, at, childRows, depth + 1);
          }
        }
        at += size;
      }
    }
  }
}

function readFractalHeader(file: Hdf5File, address: number): FractalHeader {
  const head = file.upTo(address, 64 + 16 * 12, 'a fractal heap');
  head.expect('FRHP', 'a fractal heap');
  head.skip(1);
  const idLength = head.number(2);
  const filterLength = head.number(2);
  head.skip(1);
  const maxManaged = head.number(4);
  head.length();
  const hugeTree = head.address();
  head.length();
  head.address();
  for (let index = 0; index < 8; index += 1) head.length();
  const width = head.number(2);
  const startBlock = head.length();
  const maxDirect = head.length();
  const maxBits = head.number(2);
  head.skip(2);
  const root = head.address();
  const rootRows = head.number(2);
  const power = (value: number): boolean => value > 0 && value <= 2 ** 40 && Number.isInteger(Math.log2(value));
  if (
    !power(width) ||
    !power(startBlock) ||
    !power(maxDirect) ||
    maxDirect < startBlock ||
    maxBits > 64 ||
    idLength === 0
  )
    file.fail('heap', 'a fractal heap has sizes that are no powers of two', head.start);
  return {
    idLength,
    filtered: filterLength > 0,
    hugeTree,
    width,
    startBlock,
    maxDirect,
    maxBits,
    root,
    rootRows,
    maxManaged,
  };
}

/** Bytes that hold a length of up to `value`. */
function bytesOf(value: number): number {
  return Math.max(Math.ceil((Math.floor(Math.log2(Math.max(value, 1))) + 1) / 8), 1);
}
