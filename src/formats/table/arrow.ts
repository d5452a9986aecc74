import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { FlatBuffer, type Table, type Vector } from '../flatbuffer/table.ts';
import { Stopped } from '../stopped.ts';
import type { TableFacts } from './facts.ts';
import { TABLE_LIMITS } from './limits.ts';
import { CONTINUATION } from './recognise.ts';
import { Columns, moved, tooLong } from './schema.ts';

const MAGIC = Buffer.from('ARROW1', 'latin1');
/** Tags of MessageHeader. */
const SCHEMA = 1;
const DICTIONARY = 2;
const BATCH = 3;
/** Bytes of the structures Buffer and Block. */
const BUFFER = 16;
const BLOCK = 24;

/**
 * Arrow's IPC file and stream (format/Message.fbs and File.fbs): each message's description is read and every buffer that
 * it names is held against the file. What the buffers hold are elements.
 */
export class ArrowReader {
  batches = 0;
  readonly columns: Columns;
  private readonly source: ByteSource;
  private readonly collector: Collector;

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.collector = collector;
    this.columns = new Columns(collector);
  }

  /** The footer, and the messages that it says are there; readers of files go by it alone. @throws Stopped */
  file(): void {
    const end = this.source.size - 10;
    const tail = Buffer.from(new Uint8Array(this.source.read(Math.max(0, end), 10)));
    if (end < 8 || !MAGIC.equals(tail.subarray(4)))
      this.fail('truncated', 'the file does not end as it starts', Math.max(0, end));
    const length = tail.readInt32LE(0);
    const start = end - length;
    this.check(length, end - 8, end);
    this.described(start, length, (buffer) => {
      const footer = buffer.root();
      const schema = footer.table(1);
      if (schema !== undefined) this.columns.schema(schema, buffer, start);
      for (const field of [2, 3]) this.blocks(buffer, footer.vector(field, BLOCK), start);
    });
  }

  /** Message by message, from `position` on, up to an end mark or the end of the source. @throws Stopped */
  stream(position = 0): void {
    let at = position;
    while (at < this.source.size) {
      const next = this.message(at, this.source.size);
      if (next === undefined) {
        const end = at + 8;
        if (end < this.source.size)
          this.fail('trailing-data', `${this.source.size - end} bytes follow the end mark`, end);
        return;
      }
      at = next;
    }
  }

  /** Returns where the next one starts, or undefined behind the last. */
  private message(position: number, end: number): number | undefined {
    const prefix = Buffer.from(new Uint8Array(this.source.read(position, 8)));
    if (prefix.length < 8) return this.fail('truncated', 'a message is cut short', position);
    const marked = prefix.readUInt32LE(0) === CONTINUATION;
    const length = prefix.readInt32LE(marked ? 4 : 0);
    if (length === 0) return undefined;
    const start = position + (marked ? 8 : 4);
    this.check(length, end - start, position);
    let body = 0;
    this.described(start, length, (buffer) => {
      const message = buffer.root();
      body = message.u64(3);
      if (body > this.source.size - start - length)
        buffer.fail('length', `a message has ${body} bytes of buffers, more than are left`, message.position);
      const header = message.table(2);
      if (header === undefined) return;
      const kind = message.u8(1);
      if (kind === SCHEMA) this.columns.schema(header, buffer, start);
      else if (kind === DICTIONARY) this.batch(buffer, header.table(1), body);
      else if (kind === BATCH) this.batch(buffer, header, body);
    });
    return start + length + body;
  }

  private batch(buffer: FlatBuffer, batch: Table | undefined, body: number): void {
    if (++this.batches > TABLE_LIMITS.batches) {
      this.collector.limit('table.batches', `more than ${TABLE_LIMITS.batches} batches`, 0);
      throw new Stopped(0);
    }
    const buffers = batch?.vector(2, BUFFER);
    for (let index = 0; index < (buffers?.count ?? 0); index += 1) {
      const at = (buffers?.start ?? 0) + index * BUFFER;
      const [offset, length] = [buffer.u64(at), buffer.u64(at + 8)];
      if (offset + length > body) buffer.fail('buffer', `a buffer ends at ${offset + length} of ${body}`, at);
    }
  }

  private blocks(footer: FlatBuffer, blocks: Vector | undefined, end: number): void {
    for (let index = 0; index < (blocks?.count ?? 0); index += 1) {
      const offset = footer.u64((blocks?.start ?? 0) + index * BLOCK);
      if (offset > end) footer.fail('block', `a batch is said to be at ${offset}, behind the last`, 0);
      this.message(offset, end);
    }
  }

  /** Offsets in a FlatBuffer count from its own start. */
  private described(start: number, length: number, read: (buffer: FlatBuffer) => void): void {
    const inner = new Collector();
    try {
      read(new FlatBuffer(new SliceSource(this.source, start, length), inner, 'arrow'));
    } finally {
      for (const { code, message, offset } of moved(inner.problems, start))
        this.collector.problem(code, message, offset);
      for (const { limit, message } of inner.limits) this.collector.limit(limit, message, start);
      this.collector.complete &&= inner.complete;
    }
  }

  private check(length: number, left: number, offset: number): void {
    const wrong = tooLong(length, left);
    if (wrong !== undefined) this.fail('length', wrong, offset);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`arrow-${what}`, message, offset);
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}

export function readArrow(source: ByteSource, container: 'arrow-file' | 'arrow-stream'): PartialFacts {
  const collector = new Collector();
  const reader = new ArrowReader(source, collector);
  try {
    if (container === 'arrow-file') reader.file();
    else reader.stream();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const { columns, batches } = reader;
  const facts: TableFacts = {
    format: 'table',
    container,
    columns: columns.count,
    batches,
    extensions: columns.extensions,
    externalFiles: [],
  };
  return { documents: [facts], pickles: columns.pickles, ...collector.facts() };
}
