import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { FileReference } from '../graph/facts.ts';
import { Stopped } from '../stopped.ts';
import type { Hdf5Facts } from './facts.ts';
import { Exhausted, Hdf5File, type Cursor } from './file.ts';
import { FractalHeap, heapText, readGlobalObject, readLocalHeap } from './heaps.ts';
import { HDF5_LIMITS } from './limits.ts';
import { readAttribute, readExternalFiles, readFilters, readLayout, readLink, type Link } from './messages.ts';
import { MESSAGE, readObjectHeader, type HeaderMessage } from './object-header.ts';
import { readSuperblock } from './superblock.ts';
import { readGroupTree, readRecords } from './trees.ts';

/** A string attribute that the caller asked for: one cursor for each element. */
export interface TextAttribute {
  readonly object: string;
  readonly name: string;
  readonly texts: readonly Cursor[];
}

/** Symbol table entries that cache a soft link (III.C). */
const CACHED_LINK = 2;

/** Walks every object that links reach from the root, each once, and states what their headers refer to. */
export class Hdf5Reader {
  readonly collector = new Collector();
  /** Attributes whose text the caller wants, by name. */
  readonly found: TextAttribute[] = [];
  private readonly wanted: ReadonlySet<string>;
  private readonly file: Hdf5File;
  private readonly queue: { address: number; path: string }[] = [];
  private readonly seen = new Set<number>();
  private readonly facts: Hdf5Facts;
  private readonly filterKinds = new Map<number, Hdf5Facts['filters'][number]>();
  private links = 0;

  constructor(source: ByteSource, superblock: number, wanted: ReadonlySet<string>) {
    this.file = new Hdf5File(source, this.collector);
    this.wanted = wanted;
    this.facts = {
      superblock: 0,
      userBlock: superblock,
      groups: 0,
      datasets: 0,
      externalLinks: [],
      externalStorage: [],
      virtualDatasets: [],
      filters: [],
      attributes: [],
    };
  }

  read(): Hdf5Facts {
    try {
      const { version, root } = readSuperblock(this.file, this.facts.userBlock);
      this.facts.superblock = version;
      this.visit(root, '/');
      // A reader opens objects one by one, so a broken one hides nothing of the others.
      for (let next = this.queue.pop(); next !== undefined; next = this.queue.pop()) this.attempt(next);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    return this.facts;
  }

  private attempt({ address, path }: { address: number; path: string }): void {
    try {
      this.object(address, path);
    } catch (error) {
      if (!(error instanceof Stopped) || error instanceof Exhausted) throw error;
    }
  }

  private visit(address: number, path: string): void {
    if (this.seen.has(address)) return;
    if (this.seen.size >= HDF5_LIMITS.objects) {
      const message = `more than ${HDF5_LIMITS.objects} objects`;
      this.collector.limit('hdf5.objects', message, this.file.within(address));
      return;
    }
    this.seen.add(address);
    this.queue.push({ address, path });
  }

  private object(address: number, path: string): void {
    const messages = readObjectHeader(this.file, address);
    const types = new Set(messages.map(({ type }) => type));
    if (types.has(MESSAGE.layout)) this.facts.datasets += 1;
    else if (types.has(MESSAGE.symbolTable) || types.has(MESSAGE.linkInfo)) this.facts.groups += 1;
    for (const message of messages) this.attemptMessage(message, path);
  }

  private attemptMessage(message: HeaderMessage, path: string): void {
    try {
      this.message(message, path);
    } catch (error) {
      if (!(error instanceof Stopped) || error instanceof Exhausted) throw error;
    }
  }

  private message({ type, flags, body }: HeaderMessage, path: string): void {
    const shared = (flags & 0x02) !== 0;
    const matters = type === MESSAGE.attribute || type === MESSAGE.filters || type === MESSAGE.link;
    if (shared && matters) {
      const message = 'a message of an object lies elsewhere: it was not read';
      this.collector.limit('hdf5.shared', message, body.start);
    }
    if (shared) return;
    if (type === MESSAGE.link) this.link(readLink(body), path);
    else if (type === MESSAGE.linkInfo) this.denseLinks(body, path);
    else if (type === MESSAGE.symbolTable) this.symbolTable(body, path);
    else if (type === MESSAGE.attribute) this.attribute(body, path);
    else if (type === MESSAGE.attributeInfo) this.denseAttributes(body, path);
    else if (type === MESSAGE.filters) this.filters(body);
    else if (type === MESSAGE.externalFiles) this.externalFiles(body, path);
    else if (type === MESSAGE.layout) this.layout(body, path);
  }

  private link(link: Link, path: string): void {
    if (++this.links > HDF5_LIMITS.links) {
      this.collector.limit('hdf5.links', `more than ${HDF5_LIMITS.links} links`, link.offset);
      throw new Exhausted(link.offset);
    }
    const by = `${path === '/' ? '' : path}/${link.name}`.slice(0, HDF5_LIMITS.name);
    if (link.kind === 'hard') {
      if (link.address !== undefined) this.visit(link.address, by);
    } else if (link.kind === 'external') {
      this.list(this.facts.externalLinks, { path: link.file, by: `${by} → ${link.object}`, offset: link.offset });
    } else if (link.kind === 'user') {
      const message = `only the application that registered links of the class ${link.type} can follow ${JSON.stringify(by)}`;
      this.collector.limit('hdf5.userLink', message, link.offset);
    }
  }

  private denseLinks(body: Cursor, path: string): void {
    body.skip(1);
    const flags = body.number(1);
    if ((flags & 1) !== 0) body.skip(8);
    const heap = body.address();
    const names = body.address();
    if (heap === undefined || names === undefined) return;
    for (const link of this.heapObjects(heap, names, { 5: 4, 6: 8 })) this.link(readLink(link), path);
  }

  private denseAttributes(body: Cursor, path: string): void {
    body.skip(1);
    const flags = body.number(1);
    if ((flags & 1) !== 0) body.skip(2);
    const heap = body.address();
    const names = body.address();
    if (heap === undefined || names === undefined) return;
    for (const attribute of this.heapObjects(heap, names, { 8: 0, 9: 0 })) this.attribute(attribute, path);
  }

  /** Objects of a fractal heap that a B-tree lists; `skips` says how far into a record of each type the id lies. */
  private heapObjects(heap: number, tree: number, skips: Readonly<Record<number, number>>): Cursor[] {
    const objects = new FractalHeap(this.file, heap);
    const { type, records } = readRecords(this.file, tree);
    const skip = skips[type];
    if (skip === undefined)
      this.file.fail('tree', `links or attributes in a B-tree of the type ${type}`, tree + this.file.base);
    return records.map((record) => {
      record.skip(skip);
      return objects.object(record);
    });
  }

  private symbolTable(body: Cursor, path: string): void {
    const tree = body.address();
    const heapAddress = body.address();
    if (tree === undefined || heapAddress === undefined) return;
    const heap = readLocalHeap(this.file, heapAddress);
    for (const leaf of readGroupTree(this.file, tree)) {
      const head = this.file.block(leaf, 8, 'a symbol table node');
      head.expect('SNOD', 'a symbol table node');
      head.skip(2);
      const count = head.number(2);
      const size = 2 * this.file.offsetSize + 24;
      const entries = this.file.block(leaf + 8, count * size, 'a symbol table node');
      for (let index = 0; index < count; index += 1) {
        const { offset } = entries;
        const name = heapText(heap, entries.number(this.file.offsetSize));
        const address = entries.address();
        const cache = entries.number(4);
        entries.skip(20);
        if (cache !== CACHED_LINK) this.link({ kind: 'hard', name, address, offset }, path);
      }
    }
  }

  private attribute(body: Cursor, path: string): void {
    const attribute = readAttribute(this.file, body);
    if (path === '/') this.list(this.facts.attributes, attribute.name);
    if (!this.wanted.has(attribute.name)) return;
    this.list(this.found, { object: path, name: attribute.name, texts: attribute.texts() });
  }

  private filters(body: Cursor): void {
    for (const filter of readFilters(body)) {
      const known = this.filterKinds.get(filter.id);
      if (known !== undefined) known.count += 1;
      else {
        const kind = { ...filter, count: 1 };
        this.filterKinds.set(filter.id, kind);
        this.list(this.facts.filters, kind);
      }
    }
  }

  private externalFiles(body: Cursor, path: string): void {
    const { heap, slots } = readExternalFiles(body);
    if (heap === undefined || slots.length === 0) return;
    const names = readLocalHeap(this.file, heap);
    for (const { name, from, length, offset } of slots) {
      const reference: FileReference = { path: heapText(names, name), by: path, offset };
      if (Number.isSafeInteger(from)) reference.from = from;
      // All ones: as much as the file has.
      if (Number.isSafeInteger(length)) reference.length = length;
      this.list(this.facts.externalStorage, reference);
    }
  }

  private layout(body: Cursor, path: string): void {
    const layout = readLayout(body);
    if (layout.kind === 'virtual') this.virtual(layout.heap, layout.index, path, body.start);
    if (layout.kind !== 'contiguous' || layout.address === undefined) return;
    const end = layout.address + (layout.length ?? 0) + this.file.base;
    if (end > this.file.source.size) {
      const message = `the data set ${JSON.stringify(path)} ends at ${end}, past the end of the file`;
      this.collector.truncated('hdf5-past-end', message, body.start);
    }
  }

  /** The first mapping's source names the file; the later ones lie behind selections of no stated length. */
  private virtual(heap: number | undefined, index: number, path: string, offset: number): void {
    const block = heap === undefined || index === 0 ? undefined : readGlobalObject(this.file, heap, index);
    if (block === undefined) return;
    block.skip(1);
    const mappings = block.length();
    if (mappings > 0) this.list(this.facts.virtualDatasets, { path: block.terminated(), by: path, offset });
  }

  private list<T>(list: T[], entry: T): void {
    if (list.length < HDF5_LIMITS.listed) list.push(entry);
    else if (list.length === HDF5_LIMITS.listed)
      this.collector.limit('hdf5.listed', `more than ${HDF5_LIMITS.listed} of a kind are not listed`);
  }
}
