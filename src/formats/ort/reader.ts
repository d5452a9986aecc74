import type { Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { FlatBuffer, Table, Vector } from '../flatbuffer/table.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import { checkTensorSize, TensorHeader } from '../onnx/element-sizes.ts';
import type { OnnxFacts } from '../onnx/facts.ts';
import { ONNX_LIMITS } from '../onnx/limits.ts';
import { Stopped } from '../stopped.ts';

/** Bytes of the structure EdgeEnd. */
const EDGE = 12;

/**
 * The graphs of a model in ONNX Runtime's format; fields by their number in onnxruntime/core/flatbuffers/schema/ort.fbs.
 * They are stated as those of ONNX, whose operators they have.
 */
export class OrtReader {
  private readonly buffer: FlatBuffer;
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private readonly operatorSets: OnnxFacts['operatorSets'] = [];
  private readonly metadata = { entries: 0, bytes: 0 };
  private irVersion: number | undefined;
  private producer: string | undefined;
  private nodes = 0;
  private tensors = 0;

  constructor(buffer: FlatBuffer) {
    this.buffer = buffer;
    this.collector = buffer.collector;
    this.operators = new OperatorTally(buffer.collector);
  }

  facts(): OnnxFacts {
    const { operatorSets, metadata, nodes, tensors, irVersion, producer } = this;
    return {
      format: 'onnx',
      ...defined({ irVersion, producer }),
      operatorSets,
      nodes,
      tensors,
      operators: this.operators.facts,
      functions: [],
      externalFiles: [],
      unknownExternalKeys: [],
      metadata,
    };
  }

  read(): void {
    const session = this.buffer.root();
    session.text(0, GRAPH_LIMITS.name);
    const model = session.table(1);
    if (model === undefined) return this.problem('model', 'there is no model', session);
    this.irVersion = Math.min(model.u64(0), Number.MAX_SAFE_INTEGER);
    this.producer = model.text(2, GRAPH_LIMITS.name);
    for (const set of model.tables(1)) {
      const version = Math.min(set.u64(1), Number.MAX_SAFE_INTEGER);
      if (this.operatorSets.length < ONNX_LIMITS.operatorSets)
        this.operatorSets.push({ domain: set.text(0, GRAPH_LIMITS.name) ?? '', version, offset: set.position });
    }
    for (const entry of model.tables(9)) {
      this.metadata.entries += 1;
      this.metadata.bytes += entry.vector(1, 1)?.count ?? 0;
    }
    const graph = model.table(7);
    if (graph !== undefined) this.graph(graph, '', 0);
  }

  private graph(graph: Table, where: string, depth: number): void {
    if (depth > GRAPH_LIMITS.depth) {
      this.collector.limit('graph.depth', `graphs are nested more than ${GRAPH_LIMITS.depth} deep`, graph.position);
      throw new Stopped(graph.position);
    }
    const highest = graph.u32(3);
    for (const tensor of graph.tables(0)) this.tensor(tensor);
    for (const sparse of graph.tables(7))
      for (const part of [sparse.table(0), sparse.table(1)]) if (part !== undefined) this.tensor(part);
    for (const value of graph.tables(1)) value.text(0, GRAPH_LIMITS.name);
    for (const node of graph.tables(2)) this.node(node, highest, where, depth);
    for (const edges of graph.tables(4)) {
      this.index(edges.u32(0), highest, edges);
      for (const field of [1, 2]) this.edges(edges.vector(field, EDGE), highest, edges);
    }
  }

  private node(node: Table, highest: number, where: string, depth: number): void {
    if (++this.nodes > GRAPH_LIMITS.nodes) {
      this.collector.limit('graph.nodes', `more than ${GRAPH_LIMITS.nodes} nodes`, node.position);
      throw new Stopped(node.position);
    }
    this.index(node.u32(4), highest, node);
    const operator = node.text(5, GRAPH_LIMITS.name) ?? '';
    this.operators.add(node.text(2, GRAPH_LIMITS.name) ?? '', operator, node.position, where);
    for (const attribute of node.tables(10))
      this.attribute(attribute, where === '' ? operator : `${where}/${operator}`, depth);
  }

  private attribute(attribute: Table, where: string, depth: number): void {
    const [tensor, graph] = [attribute.table(6), attribute.table(7)];
    if (tensor !== undefined) this.tensor(tensor);
    if (graph !== undefined) this.graph(graph, where, depth + 1);
    attribute.vector(8, 4);
    attribute.vector(9, 8);
    for (const one of attribute.tables(11)) this.tensor(one);
    for (const one of attribute.tables(12)) this.graph(one, where, depth + 1);
  }

  private tensor(tensor: Table): void {
    this.tensors += 1;
    const header = new TensorHeader();
    const shape = tensor.vector(2, 8);
    for (let index = 0; index < (shape?.count ?? 0); index += 1)
      header.multiply(BigInt.asIntN(64, BigInt(this.buffer.u64((shape?.start ?? 0) + index * 8))));
    header.dataType = tensor.i32(3);
    header.raw = tensor.vector(4, 1)?.count;
    checkTensorSize(header, tensor.text(0, GRAPH_LIMITS.name) ?? '', tensor.position, this.collector);
  }

  private edges(edges: Vector | undefined, highest: number, table: Table): void {
    for (let index = 0; index < (edges?.count ?? 0); index += 1)
      this.index(this.buffer.u32((edges?.start ?? 0) + index * EDGE), highest, table);
  }

  /** Nodes lie in a list by their number. */
  private index(index: number, highest: number, table: Table): void {
    if (index >= highest) this.problem('index', `node ${index} of ${highest} is named`, table);
  }

  private problem(what: string, message: string, table: Table): void {
    this.collector.problem(`ort-${what}`, message, table.position);
  }
}
