import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { FlatBuffer } from '../flatbuffer/table.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { CatboostCore } from './core.ts';

const MAGIC = Buffer.from('CBM1', 'latin1');
/** Marks a size of 64 bits behind it. */
const WIDE = 0xffff_ffff;

/** CatBoost's own format (`.cbm`): a size, the trees as a FlatBuffer, and tables of categories and texts behind them. */
export const catboostParser: Parser = {
  id: 'catboost',
  recognise: ({ head }) => MAGIC.equals(head.subarray(0, 4)),
  parse: (source) => readCatboost(source),
};

function readCatboost(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const pieces = new Pieces(source, collector);
  let core: CatboostCore | undefined;
  try {
    core = new CatboostCore(pieces.next('the trees'));
    core.read();
    for (const part of core.parts) pieces.part(part);
    pieces.end();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return { ...(core === undefined ? {} : { documents: [core.facts()] }), ...pieces.facts() };
}

/** FlatBuffers one after another, each behind its size; offsets in one count from its own start. */
class Pieces {
  private readonly source: ByteSource;
  private readonly collector: Collector;
  private position = MAGIC.length;
  private readonly read: { readonly start: number; readonly collector: Collector }[] = [];

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.collector = collector;
  }

  next(what: string): FlatBuffer {
    const size = this.size();
    const start = this.position;
    if (size === 0 || size > this.source.size - start)
      this.fail('truncated', `${what} take ${size} bytes, and ${this.source.size - start} are left`);
    this.position += size;
    const collector = new Collector();
    this.read.push({ start, collector });
    return new FlatBuffer(new SliceSource(this.source, start, size), collector, 'catboost');
  }

  /** Tables of categories the library takes without any check (catboost/libs/model/ctr_value_table.cpp, LoadSolid). */
  part(name: string): void {
    if (/^(?:text_process_v|embed_process_)\d$/u.test(name)) {
      this.collector.limit('catboost.part', `there is no parser for the part ${name}`, this.position);
      throw new Stopped(this.position);
    }
    if (name !== 'static_provider_v1') this.fail('part', `there is no part of the name ${quoted(name)}`);
    const count = this.size();
    if (count > this.source.size - this.position)
      this.fail('truncated', `${count} tables are more than the file holds`);
    for (let table = 0; table < count; table += 1) readTable(this.next('a table'));
  }

  end(): void {
    const rest = this.source.size - this.position;
    if (rest > 0) this.fail('trailing-data', `${rest} bytes follow the model`);
  }

  facts(): ReturnType<Collector['facts']> {
    for (const { start, collector } of this.read) {
      for (const { code, message, offset } of collector.problems)
        this.collector.problem(code, message, (offset ?? 0) + start);
      for (const { limit, message } of collector.limits) this.collector.limit(limit, message, start);
      this.collector.complete &&= collector.complete;
    }
    return this.collector.facts();
  }

  /** Of 32 bits, or of 64 behind a mark (util/ysaveload.h, LoadSize). */
  private size(): number {
    const bytes = Buffer.from(new Uint8Array(this.source.read(this.position, 12)));
    const narrow = bytes.length >= 4 ? bytes.readUInt32LE(0) : this.fail('truncated', 'a size is cut short');
    this.position += narrow === WIDE ? 12 : 4;
    if (narrow !== WIDE) return narrow;
    return bytes.length === 12 ? Number(bytes.readBigUInt64LE(4)) : this.fail('truncated', 'a size is cut short');
  }

  private fail(what: string, message: string): never {
    this.collector.problem(`catboost-${what}`, message, Math.min(this.position, this.source.size));
    this.collector.complete = false;
    throw new Stopped(this.position);
  }
}

/** Fields by their number in catboost/libs/model/flatbuffers/ctr_data.fbs. */
function readTable(buffer: FlatBuffer): void {
  const table = buffer.root();
  const combination = table.table(0)?.table(0);
  combination?.vector(0, 4);
  combination?.vector(1, 8);
  combination?.vector(2, 8);
  const [index, blob] = [table.vector(1, 1), table.vector(2, 1)];
  // The library takes what these lists hold without asking whether they are there.
  if (combination === undefined || index === undefined || blob === undefined)
    buffer.fail('table', 'a table of categories lacks a part', table.position);
}
