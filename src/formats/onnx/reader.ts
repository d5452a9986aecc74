import { quoted, type Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { FileReference } from '../graph/facts.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import { FIXED32, FIXED64, LENGTH_DELIMITED, VARINT, type Message } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import { checkTensorSize, TensorHeader } from './element-sizes.ts';
import type { OnnxFacts } from './facts.ts';
import { ONNX_LIMITS } from './limits.ts';

/** DataLocation.EXTERNAL of TensorProto. */
const EXTERNAL = 1;
/** Keys that onnx.proto specifies for `external_data`. */
const EXTERNAL_KEYS: ReadonlySet<string> = new Set(['location', 'offset', 'length', 'checksum']);

/**
 * Walks a ModelProto field by field. Messages that the schema nests are entered, tensors' bytes are passed over.
 * Field numbers are those of onnx.proto.
 */
export class OnnxReader {
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private readonly operatorSets: OnnxFacts['operatorSets'] = [];
  private readonly functions: OnnxFacts['functions'] = [];
  private readonly externalFiles: FileReference[] = [];
  private readonly unknownExternalKeys: OnnxFacts['unknownExternalKeys'] = [];
  private readonly metadata = { entries: 0, bytes: 0 };
  private irVersion: number | undefined;
  private producer: string | undefined;
  private nodes = 0;
  private tensors = 0;

  constructor(collector: Collector) {
    this.collector = collector;
    this.operators = new OperatorTally(collector);
  }

  facts(): OnnxFacts {
    const { operatorSets, functions, externalFiles, unknownExternalKeys, metadata, nodes, tensors } = this;
    return {
      format: 'onnx',
      ...defined({ irVersion: this.irVersion, producer: this.producer }),
      operatorSets,
      nodes,
      tensors,
      operators: this.operators.facts,
      functions,
      externalFiles,
      unknownExternalKeys,
      metadata,
    };
  }

  model(model: Message): void {
    while (model.next()) {
      if (model.isVarint(1)) this.irVersion = Math.min(model.natural, Number.MAX_SAFE_INTEGER);
      else if (model.is(2)) this.producer = model.text(GRAPH_LIMITS.name);
      else if (model.is(7)) this.graph(model.message(), '', 0);
      else if (model.is(8)) this.operatorSet(model.message(), model.offset);
      else if (model.is(14)) this.metadataEntry(model);
      else if (model.is(20)) this.training(model.message());
      else if (model.is(25)) this.functionBody(model.message(), model.offset);
    }
  }

  private operatorSet(set: Message, offset: number): void {
    let domain = '';
    let version = 0;
    while (set.next()) {
      if (set.is(1)) domain = set.text(GRAPH_LIMITS.name);
      else if (set.isVarint(2)) version = Math.min(set.natural, Number.MAX_SAFE_INTEGER);
    }
    this.keep(this.operatorSets, ONNX_LIMITS.operatorSets, 'operatorSets', { domain, version, offset });
  }

  private metadataEntry(entry: Message): void {
    this.metadata.entries += 1;
    this.metadata.bytes += entry.length;
    if (entry.length > ONNX_LIMITS.metadataEntry) {
      const message = `a metadata entry of ${entry.length} bytes, more than ${ONNX_LIMITS.metadataEntry}`;
      this.collector.limit('onnx.metadataEntry', message, entry.offset);
    }
  }

  private training(info: Message): void {
    while (info.next()) if (info.is(1) || info.is(2)) this.graph(info.message(), 'training', 0);
  }

  private functionBody(body: Message, offset: number): void {
    // The name may follow the nodes, so it is read first.
    let domain = '';
    let name = '';
    const first = body.copy();
    while (first.next()) {
      if (first.is(1)) name = first.text(GRAPH_LIMITS.name);
      else if (first.is(10)) domain = first.text(GRAPH_LIMITS.name);
      else if (first.is(9)) this.operatorSet(first.message(), first.offset);
    }
    this.keep(this.functions, ONNX_LIMITS.functions, 'functions', { domain, name, offset });
    while (body.next()) {
      if (body.is(7)) this.node(body.message(), body.offset, name, 0);
      else if (body.is(11)) this.attribute(body.message(), name, 0);
    }
  }

  private graph(graph: Message, where: string, depth: number): void {
    if (depth > GRAPH_LIMITS.depth) {
      const message = `graphs are nested more than ${GRAPH_LIMITS.depth} deep`;
      this.collector.limit('graph.depth', message, graph.position);
      return;
    }
    while (graph.next()) {
      if (graph.is(1)) this.node(graph.message(), graph.offset, where, depth);
      else if (graph.is(5)) this.tensor(graph.message(), graph.offset);
      else if (graph.is(15)) this.sparseTensor(graph.message());
    }
  }

  private node(node: Message, offset: number, where: string, depth: number): void {
    if (++this.nodes > GRAPH_LIMITS.nodes) {
      this.collector.limit('graph.nodes', `more than ${GRAPH_LIMITS.nodes} nodes`, offset);
      throw new Stopped(offset);
    }
    let domain = '';
    let operator = '';
    let name = '';
    const first = node.copy();
    while (first.next()) {
      if (first.is(3)) name = first.text(GRAPH_LIMITS.name);
      else if (first.is(4)) operator = first.text(GRAPH_LIMITS.name);
      else if (first.is(7)) domain = first.text(GRAPH_LIMITS.name);
    }
    this.operators.add(domain, operator, offset, where);
    const label = name === '' ? operator : `${operator} ${name}`;
    while (node.next()) {
      if (!node.is(5)) continue;
      if (operator === 'EPContext') this.cachedContext(node.message(), label, node.offset);
      this.attribute(node.message(), where === '' ? label : `${where}/${label}`, depth);
    }
  }

  /** ONNX Runtime's EPContext with `embed_mode` 0: the attribute is the path of a compiled graph that it loads. */
  private cachedContext(attribute: Message, by: string, offset: number): void {
    let name = '';
    let text: string | undefined;
    while (attribute.next()) {
      if (attribute.is(1)) name = attribute.text(GRAPH_LIMITS.name);
      // An embedded context is a binary blob; a path is short and has no NUL.
      else if (attribute.is(4) && attribute.length <= GRAPH_LIMITS.name) text = attribute.text(GRAPH_LIMITS.name);
    }
    if (name === 'ep_cache_context' && text !== undefined && text !== '' && !/[\0\ufffd]/u.test(text))
      this.refer({ path: text, by, offset });
  }

  private attribute(attribute: Message, where: string, depth: number): void {
    while (attribute.next()) {
      if (attribute.is(5) || attribute.is(10)) this.tensor(attribute.message(), attribute.offset);
      else if (attribute.is(6) || attribute.is(11)) this.graph(attribute.message(), where, depth + 1);
      else if (attribute.is(22) || attribute.is(23)) this.sparseTensor(attribute.message());
    }
  }

  private sparseTensor(sparse: Message): void {
    while (sparse.next()) if (sparse.is(1) || sparse.is(2)) this.tensor(sparse.message(), sparse.offset);
  }

  private tensor(tensor: Message, offset: number): void {
    this.tensors += 1;
    const header = new TensorHeader();
    let name = '';
    let location = 0;
    let external = 0;
    const second = tensor.copy();
    while (tensor.next()) {
      if (tensor.field === 1) header.dimension(tensor);
      else if (tensor.isVarint(2)) header.dataType = tensor.natural;
      else if (tensor.is(8)) name = tensor.text(GRAPH_LIMITS.name);
      else if (tensor.is(9)) header.raw = tensor.length;
      else if (tensor.is(13)) external += 1;
      else if (tensor.isVarint(14)) location = tensor.natural;
      else if (tensor.field >= 4 && tensor.field <= 11 && isNumbers(tensor.wire)) header.typed = true;
    }
    // Readers differ on which of the two makes a tensor external, so either does.
    if (external > 0) this.externalData(second, name, offset);
    else if (location === EXTERNAL) {
      this.collector.problem('onnx-external', `the tensor ${quoted(name)} is external and names no file`, offset);
    } else checkTensorSize(header, name, offset, this.collector);
  }

  private externalData(tensor: Message, name: string, offset: number): void {
    const reference: FileReference = { path: '', by: name, offset };
    while (tensor.next()) {
      if (!tensor.is(13)) continue;
      let key = '';
      let value = '';
      const entry = tensor.message();
      while (entry.next()) {
        if (entry.is(1)) key = entry.text(GRAPH_LIMITS.name);
        else if (entry.is(2)) value = entry.text(GRAPH_LIMITS.name);
      }
      if (key === 'location') {
        // Two locations: readers take one or the other, so both are stated.
        if (reference.path !== '') this.refer({ ...reference });
        reference.path = value;
        reference.offset = tensor.offset;
      } else if (key === 'offset' || key === 'length') this.extent(reference, key, value, tensor.offset);
      else if (!EXTERNAL_KEYS.has(key) && this.unknownExternalKeys.length < 100)
        this.unknownExternalKeys.push({ key, value, tensor: name, offset: tensor.offset });
    }
    this.refer(reference);
  }

  private extent(reference: FileReference, key: 'offset' | 'length', value: string, offset: number): void {
    const number = /^-?\d{1,16}$/u.test(value) ? Number(value) : undefined;
    if (number === undefined || number < 0 || !Number.isSafeInteger(number)) {
      this.collector.problem('onnx-external', `external data has the ${key} ${quoted(value)}`, offset);
    } else reference[key === 'offset' ? 'from' : 'length'] = number;
  }

  private refer(reference: FileReference): void {
    if (this.externalFiles.length < GRAPH_LIMITS.references) this.externalFiles.push(reference);
    else if (this.externalFiles.length === GRAPH_LIMITS.references) {
      const message = `more than ${GRAPH_LIMITS.references} references to files`;
      this.collector.limit('graph.references', message, reference.offset);
    }
  }

  private keep<T extends { offset: number }>(list: T[], limit: number, name: string, entry: T): void {
    if (list.length < limit) list.push(entry);
    else this.collector.limit(`onnx.${name}`, `more than ${limit} ${name}`, entry.offset);
  }
}

function isNumbers(wire: number): boolean {
  return wire === VARINT || wire === FIXED32 || wire === FIXED64 || wire === LENGTH_DELIMITED;
}
