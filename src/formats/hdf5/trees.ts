import { Stopped } from '../stopped.ts';
import type { Cursor, Hdf5File } from './file.ts';
import { HDF5_LIMITS } from './limits.ts';

/** Counts the blocks of one tree and refuses one that comes twice: a tree that contains itself has no end. */
class Visits {
  private readonly seen = new Set<number>();
  private readonly file: Hdf5File;

  constructor(file: Hdf5File) {
    this.file = file;
  }

  enter(address: number, depth: number): void {
    const offset = this.file.within(address + this.file.base);
    if (this.seen.has(address)) this.file.fail('cycle', 'a tree contains one of its own blocks twice', offset);
    if (depth > HDF5_LIMITS.depth || this.seen.size >= HDF5_LIMITS.nodes) {
      const limit = depth > HDF5_LIMITS.depth ? 'depth' : 'nodes';
      this.file.collector.limit(`hdf5.${limit}`, `a tree is larger than ${HDF5_LIMITS[limit]} ${limit}`, offset);
      throw new Stopped(offset);
    }
    this.seen.add(address);
  }
}

/** Addresses of the leaves (symbol table nodes) of a version 1 B-tree of a group. */
export function readGroupTree(file: Hdf5File, root: number): number[] {
  const visits = new Visits(file);
  const leaves: number[] = [];
  const walk = (address: number, depth: number): void => {
    visits.enter(address, depth);
    const head = file.block(address, 8 + 2 * file.offsetSize, 'a B-tree node');
    head.expect('TREE', 'a B-tree node');
    const type = head.number(1);
    const level = head.number(1);
    const entries = head.number(2);
    if (type !== 0) file.fail('tree', `the B-tree of a group is of the type ${type}`, head.start);
    const body = file.block(
      address + head.bytes.length,
      entries * (file.lengthSize + file.offsetSize),
      'a B-tree node',
    );
    for (let index = 0; index < entries; index += 1) {
      body.skip(file.lengthSize);
      const child = body.address();
      if (child === undefined) continue;
      if (level > 0) walk(child, depth + 1);
      else if (leaves.length < HDF5_LIMITS.nodes) leaves.push(child);
    }
  };
  walk(root, 0);
  return leaves;
}

/** The records of a version 2 B-tree, each as a cursor over its own bytes. */
export function readRecords(file: Hdf5File, header: number): { type: number; records: Cursor[] } {
  const head = file.block(header, 16 + file.offsetSize + 2 + file.lengthSize, 'a B-tree header');
  head.expect('BTHD', 'a B-tree header');
  head.skip(1);
  const type = head.number(1);
  const nodeSize = head.number(4);
  const recordSize = head.number(2);
  const depth = head.number(2);
  head.skip(2);
  const root = head.address();
  const rootRecords = head.number(2);
  const records: Cursor[] = [];
  if (root === undefined || rootRecords === 0) return { type, records };
  if (recordSize === 0 || nodeSize < 10 + recordSize)
    file.fail('tree', `a B-tree has records of ${recordSize} bytes in nodes of ${nodeSize}`, head.start);
  const visits = new Visits(file);
  const sizes = pointerSizes(file, nodeSize, recordSize, depth);
  const walk = (address: number, count: number, level: number): void => {
    visits.enter(address, depth - level);
    const node = file.block(address, nodeSize, 'a B-tree node');
    node.expect(level > 0 ? 'BTIN' : 'BTLF', 'a B-tree node');
    node.skip(2);
    for (let index = 0; index < count; index += 1) {
      const record = node.slice(recordSize);
      if (records.length < HDF5_LIMITS.nodes) records.push(record);
    }
    if (level === 0) return;
    for (let index = 0; index <= count; index += 1) {
      const child = node.address();
      const inChild = node.number(sizes[level - 1]?.count ?? 1);
      if (level > 1) node.skip(sizes[level - 1]?.total ?? 1);
      if (child !== undefined) walk(child, inChild, level - 1);
    }
  };
  walk(root, rootRecords, depth);
  return { type, records };
}

/** Bytes that a node of `level` + 1 takes to count the records of a child, and of all below it (specification III.A.2). */
function pointerSizes(
  file: Hdf5File,
  nodeSize: number,
  recordSize: number,
  depth: number,
): { count: number; total: number }[] {
  const sizes: { count: number; total: number }[] = [];
  let maximum = Math.floor((nodeSize - 10) / recordSize);
  const count = bytesFor(maximum);
  let total = maximum;
  for (let level = 0; level < Math.min(depth, HDF5_LIMITS.depth); level += 1) {
    sizes.push({ count, total: level === 0 ? 0 : bytesFor(total) });
    const pointer = file.offsetSize + count + (level === 0 ? 0 : bytesFor(total));
    maximum = Math.max(Math.floor((nodeSize - 10 - pointer) / (recordSize + pointer)), 0);
    total = (maximum + 1) * total + maximum;
  }
  return sizes;
}

function bytesFor(value: number): number {
  let bytes = 1;
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) bytes += 1;
  return Math.min(bytes, 8);
}
