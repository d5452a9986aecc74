import { EndOfBytes } from '../binary-reader.ts';
import { MemorySource, SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { Stopped } from '../stopped.ts';
import { ArrowReader } from './arrow.ts';
import type { TableFacts } from './facts.ts';
import { TABLE_LIMITS } from './limits.ts';
import { ThriftReader, type FieldPath, type ThriftHandler } from './thrift.ts';

const MAGIC = Buffer.from('PAR1', 'latin1');
/** Where a footer is encrypted, and with it what the columns are. */
const ENCRYPTED = Buffer.from('PARE', 'latin1');

/** Parquet: the description at the end is read whole (parquet.thrift), the pages of the columns are elements. */
export function readParquet(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const footer = new Footer(source, collector);
  try {
    footer.read();
  } catch (error) {
    if (error instanceof EndOfBytes) {
      collector.problem('parquet-footer', 'the description of the columns is cut short', source.size);
      collector.complete = false;
    } else if (!(error instanceof Stopped)) throw error;
  }
  return {
    documents: [footer.facts()],
    pickles: footer.schemas.flatMap(({ columns }) => columns.pickles),
    ...collector.facts(),
  };
}

/** Paths of fields of FileMetaData. */
const SCHEMA_ELEMENT = '2';
const FILE_PATH = '4.1.1';
const PAGE_OFFSET = '4.1.3.9';
const DICTIONARY_OFFSET = '4.1.3.11';
const COMPRESSED = '4.1.3.7';
const COLUMN = '4.1';
const ROW_GROUP = '4';
const KEY = '5.1';
const VALUE = '5.2';

class Footer implements ThriftHandler {
  readonly schemas: ArrowReader[] = [];
  private readonly source: ByteSource;
  private readonly collector: Collector;
  private readonly externalFiles: TableFacts['externalFiles'] = [];
  private footer: ByteSource;
  private start = 0;
  private elements = 0;
  private batches = 0;
  private key = '';
  private column = { external: false, pages: 0, dictionary: 0, bytes: 0 };

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.footer = source;
    this.collector = collector;
  }

  facts(): TableFacts {
    const { batches, externalFiles } = this;
    return {
      format: 'table',
      container: 'parquet',
      // The first element of the schema is its root.
      columns: Math.max(0, this.elements - 1),
      batches,
      extensions: this.schemas.flatMap(({ columns }) => columns.extensions),
      externalFiles,
    };
  }

  read(): void {
    const { source } = this;
    const tail = Buffer.from(new Uint8Array(source.read(Math.max(0, source.size - 8), 8)));
    if (tail.length === 8 && ENCRYPTED.equals(tail.subarray(4))) {
      this.collector.limit('parquet.encrypted', 'the description of the columns is encrypted', source.size - 8);
      return;
    }
    const length = tail.length === 8 ? tail.readUInt32LE(0) : 0;
    if (!MAGIC.equals(tail.subarray(4)) || length === 0 || length > source.size - 12)
      this.fail(
        'truncated',
        `the file ends in no description of its columns of ${length} bytes`,
        Math.max(0, source.size - 8),
      );
    if (length > TABLE_LIMITS.footer) {
      this.collector.limit(
        'table.footer',
        `a description of ${length} bytes, more than ${TABLE_LIMITS.footer}`,
        source.size - 8,
      );
      return;
    }
    this.start = source.size - 8 - length;
    this.footer = new SliceSource(source, this.start, length);
    new ThriftReader(this.footer, this, this.collector).structure();
  }

  leave(path: FieldPath): void {
    const place = path.join('.');
    if (place === SCHEMA_ELEMENT) this.elements += 1;
    else if (place === ROW_GROUP) this.batches += 1;
    else if (place === COLUMN) this.columnEnds();
  }

  integer(path: FieldPath, value: number): void {
    const place = path.join('.');
    if (place === PAGE_OFFSET) this.column.pages = value;
    else if (place === DICTIONARY_OFFSET) this.column.dictionary = value;
    else if (place === COMPRESSED) this.column.bytes = value;
  }

  binary(path: FieldPath, at: number, length: number): void {
    const place = path.join('.');
    if (place === FILE_PATH && length > 0) this.external(this.text(at, length), at);
    else if (place === KEY) this.key = this.text(at, length);
    else if (place === VALUE && this.key === 'ARROW:schema') this.schema(at, length);
  }

  /** Arrow's own schema, encoded in base64, from which a reader makes the types of the columns. */
  private schema(at: number, length: number): void {
    if (length > TABLE_LIMITS.message) {
      this.collector.limit(
        'table.message',
        `a schema of ${length} bytes, more than ${TABLE_LIMITS.message}`,
        this.start + at,
      );
      return;
    }
    const text = Buffer.from(Uint8Array.from(this.footer.read(at, length))).toString('latin1');
    const inner = new Collector();
    const reader = new ArrowReader(new MemorySource(Buffer.from(text, 'base64')), inner);
    try {
      reader.stream();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    // What stands in the encoded schema has no place of its own in the file.
    for (const { code, message } of inner.problems) this.collector.problem(code, message, this.start + at);
    for (const { limit, message } of inner.limits) this.collector.limit(limit, message, this.start + at);
    this.collector.complete &&= inner.complete;
    for (const extension of reader.columns.extensions) extension.offset = this.start + at;
    for (const stream of reader.columns.pickles) stream.offset = this.start + at;
    this.schemas.push(reader);
  }

  private external(path: string, at: number): void {
    this.column.external = true;
    const offset = this.start + at;
    if (this.externalFiles.some((known) => known.path === path)) return;
    if (this.externalFiles.length < TABLE_LIMITS.listed) this.externalFiles.push({ path, by: 'column', offset });
    else this.collector.limit('table.listed', `more than ${TABLE_LIMITS.listed} files of columns`, offset);
  }

  private columnEnds(): void {
    const { external, pages, dictionary, bytes } = this.column;
    this.column = { external: false, pages: 0, dictionary: 0, bytes: 0 };
    const start = dictionary > 0 ? Math.min(dictionary, pages) : pages;
    if (!external && (start < 0 || bytes < 0 || start + bytes > this.start))
      this.fail('column', `a column takes ${bytes} bytes from ${start} on, past the last at ${this.start}`, this.start);
  }

  private text(at: number, length: number): string {
    return Buffer.from(Uint8Array.from(this.footer.read(at, Math.min(length, TABLE_LIMITS.name)))).toString('utf8');
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`parquet-${what}`, message, offset);
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}
