import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { programsBehind } from '../executable-behind.ts';
import { FlatBuffer, type Table } from '../flatbuffer/table.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import type { TfliteFacts } from './facts.ts';
import { flexNames } from './flex-options.ts';
import { TFLITE_LIMITS } from './limits.ts';

/** BuiltinOperator.CUSTOM. */
const CUSTOM = 32;
/** Bits per element by TensorType; strings, resources and variants have no fixed size. */
const BITS: ReadonlyMap<number, number> = new Map([
  [0, 32],
  [1, 16],
  [2, 32],
  [3, 8],
  [4, 64],
  [6, 8],
  [7, 16],
  [8, 64],
  [9, 8],
  [10, 64],
  [11, 128],
  [12, 64],
  [15, 32],
  [16, 16],
  [17, 4],
]);

interface Code {
  readonly domain: 'builtin' | 'custom' | 'flex';
  readonly name: string;
}

/** TensorFlow Lite models: every offset checked, operators told by what would execute them. */
export const tfliteParser: Parser = {
  id: 'tflite',
  recognise: ({ head, extension, size }) =>
    Buffer.from(head.subarray(4, 8)).toString('latin1') === 'TFL3' ||
    (extension === 'tflite' && size >= 8 && !isPointer(head)),
  parse: (source) => readTflite(source),
};

function isPointer(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 30)).toString('latin1').startsWith('version https://git-lfs');
}

function readTflite(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const reader = new TfliteReader(source, collector);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const executables = programsBehind(source, reader.buffer.reached);
  return { graphs: [reader.facts()], ...(executables.length === 0 ? {} : { executables }), ...collector.facts() };
}

/** Fields by their number in schema.fbs. */
class TfliteReader {
  readonly buffer: FlatBuffer;
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private version = 0;
  private subgraphs = 0;
  private tensors = 0;
  private nodes = 0;

  constructor(source: ByteSource, collector: Collector) {
    this.buffer = new FlatBuffer(source, collector, 'tflite');
    this.collector = collector;
    this.operators = new OperatorTally(collector);
  }

  facts(): TfliteFacts {
    const { version, subgraphs, tensors, nodes } = this;
    return { format: 'tflite', version, subgraphs, tensors, nodes, operators: this.operators.facts };
  }

  read(): void {
    const model = this.buffer.root();
    this.version = model.u32(0);
    const codes = Array.from(model.tables(1), (code) => this.code(code));
    const sizes = Array.from(model.tables(4), (one) => this.bufferSize(one));
    for (const subgraph of model.tables(2)) this.subgraph(subgraph, codes, sizes);
    for (const metadata of model.tables(6)) metadata.text(0, GRAPH_LIMITS.name);
  }

  private code(code: Table): Code {
    // Old files have the number in a byte, new ones in the later field; the larger one counts.
    const number = Math.max(code.u8(0), code.i32(3));
    const custom = code.text(1, GRAPH_LIMITS.name);
    if (number !== CUSTOM) return { domain: 'builtin', name: String(number) };
    const name = custom ?? '';
    return name.startsWith('Flex') ? { domain: 'flex', name: name.slice(4) } : { domain: 'custom', name };
  }

  /** Bytes of a buffer, in the FlatBuffer or behind it. */
  private bufferSize(one: Table): number {
    const offset = one.u64(1);
    const size = one.u64(2);
    // 1 is a placeholder of the writer.
    if (offset > 1) {
      this.buffer.check(offset, size, one.position);
      return size;
    }
    return one.vector(0, 1)?.count ?? 0;
  }

  private subgraph(subgraph: Table, codes: readonly Code[], sizes: readonly number[]): void {
    if (++this.subgraphs > TFLITE_LIMITS.subgraphs) this.stop('tflite.subgraphs', TFLITE_LIMITS.subgraphs, subgraph);
    const where = this.subgraphs === 1 ? '' : (subgraph.text(4, GRAPH_LIMITS.name) ?? `subgraph ${this.subgraphs}`);
    const tensors = subgraph.vector(0, 4)?.count ?? 0;
    for (const tensor of subgraph.tables(0)) this.tensor(tensor, sizes);
    for (const operator of subgraph.tables(3)) this.operator(operator, codes, tensors, where);
    this.indexes(subgraph, 1, tensors);
    this.indexes(subgraph, 2, tensors);
  }

  private tensor(tensor: Table, sizes: readonly number[]): void {
    if (++this.tensors > TFLITE_LIMITS.tensors) this.stop('tflite.tensors', TFLITE_LIMITS.tensors, tensor);
    const index = tensor.u32(2);
    const stored = sizes[index];
    if (stored === undefined) {
      if (index > 0) this.problem('index', `a tensor is in buffer ${index} of ${sizes.length}`, tensor);
      return;
    }
    const bits = BITS.get(tensor.u8(1));
    // An empty buffer belongs to a tensor that is computed; sparse ones store less than their shape.
    if (stored === 0 || bits === undefined || tensor.table(6) !== undefined) return;
    const shape = tensor.vector(0, 4);
    let elements = 1;
    for (let at = 0; at < Math.min(shape?.count ?? 0, 64); at += 1)
      elements *= this.buffer.i32((shape?.start ?? 0) + at * 4);
    const wanted = Math.ceil((elements * bits) / 8);
    if (wanted !== stored) {
      const name = quoted(tensor.text(3, GRAPH_LIMITS.name) ?? '');
      this.problem('tensor-size', `the tensor ${name} holds ${stored} bytes and its shape needs ${wanted}`, tensor);
    }
  }

  private operator(operator: Table, codes: readonly Code[], tensors: number, where: string): void {
    if (++this.nodes > GRAPH_LIMITS.nodes) this.stop('graph.nodes', GRAPH_LIMITS.nodes, operator);
    const index = operator.u32(0);
    const code = codes[index];
    if (code === undefined) {
      this.problem('index', `an operator has the code ${index} of ${codes.length}`, operator);
      return;
    }
    this.operators.add(code.domain, code.name, operator.position, where);
    this.indexes(operator, 1, tensors);
    this.indexes(operator, 2, tensors);
    const options = operator.vector(5, 1);
    if (code.domain !== 'flex' || options === undefined) return;
    if (options.count > TFLITE_LIMITS.options) this.stop('tflite.options', TFLITE_LIMITS.options, operator);
    for (const name of flexNames(this.buffer.copy(options.start, options.count)))
      if (name !== code.name) this.operators.add('flex', name, operator.position, where);
  }

  /** Tensor numbers of a vector; −1 stands for an optional input that is missing. */
  private indexes(table: Table, field: number, tensors: number): void {
    const vector = table.vector(field, 4);
    for (let at = 0; at < (vector?.count ?? 0); at += 1) {
      const index = this.buffer.i32((vector?.start ?? 0) + at * 4);
      if (index >= -1 && index < tensors) continue;
      this.problem('index', `tensor ${index} of ${tensors} is used`, table);
      return;
    }
  }

  private problem(what: string, message: string, table: Table): void {
    this.collector.problem(`tflite-${what}`, message, table.position);
  }

  private stop(limit: string, value: number, table: Table): never {
    this.collector.limit(limit, `more than ${value}`, table.position);
    throw new Stopped(table.position);
  }
}
