import { quoted, type Collector } from '../collector.ts';
import type { ProblemFacts } from '../facts.ts';
import { FlatBuffer, type Table } from '../flatbuffer/table.ts';
import type { PickleStream } from '../pickle/facts.ts';
import { MemorySource } from '../byte-source.ts';
import { readPickles } from '../pickle/streams.ts';
import { Stopped } from '../stopped.ts';
import type { TableFacts } from './facts.ts';
import { TABLE_LIMITS } from './limits.ts';

/** The key of a field's metadata that names its type, and the one of what the type is made from. */
const NAME = 'ARROW:extension:name';
const METADATA = 'ARROW:extension:metadata';

/** What the columns of a table are, from the schemas of one file (format/Schema.fbs; fields by their number). */
export class Columns {
  readonly extensions: TableFacts['extensions'] = [];
  readonly pickles: PickleStream[] = [];
  count = 0;
  private readonly collector: Collector;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  /** @throws Stopped */
  schema(schema: Table, buffer: FlatBuffer, base: number): void {
    for (const field of schema.tables(1)) this.field(field, buffer, base, 0);
  }

  private field(field: Table, buffer: FlatBuffer, base: number, depth: number): void {
    if (depth > TABLE_LIMITS.depth || ++this.count > TABLE_LIMITS.columns) {
      const name = depth > TABLE_LIMITS.depth ? 'depth' : 'columns';
      this.collector.limit(
        `table.${name}`,
        `more than ${TABLE_LIMITS[name]} ${name === 'depth' ? 'levels' : 'columns'}`,
        base,
      );
      throw new Stopped(base);
    }
    const column = field.text(0, TABLE_LIMITS.name) ?? '';
    for (const pair of field.tables(6)) {
      const key = pair.text(0, TABLE_LIMITS.name);
      if (key === NAME) this.extension(pair.text(1, TABLE_LIMITS.name) ?? '', column, base + pair.position);
      else if (key === METADATA) this.metadata(pair, buffer, base);
    }
    for (const child of field.tables(5)) this.field(child, buffer, base, depth + 1);
  }

  private extension(name: string, column: string, offset: number): void {
    if (this.extensions.some((known) => known.name === name)) return;
    if (this.extensions.length < TABLE_LIMITS.listed) this.extensions.push({ name, column, offset });
    else this.collector.limit('table.listed', `more than ${TABLE_LIMITS.listed} types of columns`, offset);
  }

  /** What `arrow.py_extension_type` keeps there is a pickle; whatever else is one is told as well. */
  private metadata(pair: Table, buffer: FlatBuffer, base: number): void {
    const value = pair.vector(1, 1);
    if (value === undefined || value.count > TABLE_LIMITS.message) return;
    const { streams } = readPickles(new MemorySource(buffer.copy(value.start, value.count)), { searchAll: true });
    for (const stream of streams) this.pickles.push({ ...stream, depth: stream.depth + 1, offset: base + value.start });
  }
}

/** What is wrong in a piece that was taken out of the file, as seen from the file. */
export function moved(problems: readonly ProblemFacts[], base: number): ProblemFacts[] {
  return problems.map(({ code, message, offset }) => ({ code, message, offset: base + (offset ?? 0) }));
}

/** Bytes that say they are `length` long; a description larger than any honest one is no reason to take memory. */
export function tooLong(length: number, left: number): string | undefined {
  if (length <= 0 || length > left) return `a description of ${length} bytes, and ${left} are left`;
  return length > TABLE_LIMITS.message
    ? `a description of ${length} bytes, more than ${quoted(String(TABLE_LIMITS.message))}`
    : undefined;
}
