import type { Collector } from '../collector.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import type { OperatorFacts } from '../graph/facts.ts';
import { OperatorTally } from '../graph/operators.ts';
import { Message, type WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import type { OperatorUse } from './facts.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';
import { OPERANDS } from './operands.ts';
import { Resolver } from './resolve.ts';
import {
  attribute,
  attributeTexts,
  constantRanges,
  readNode,
  Scope,
  type Call,
  type GraphIndex,
  type GraphNode,
} from './scope.ts';

/** A node whose operator is in the table of operands. */
interface Notable {
  readonly scope: Scope;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/** Tensors that MetaGraphDef names for the loader to feed. */
export interface FedTensors {
  readonly saver: ReadonlySet<string>;
  readonly assets: ReadonlySet<string>;
}

/**
 * Walks GraphDefs, their function libraries and the graphs in their constants. The first pass over a graph counts
 * operators and remembers notable nodes and calls; the second one follows the operands of the notable ones.
 */
export class GraphWalk {
  readonly uses: OperatorUse[] = [];
  private readonly operators: OperatorTally;
  nodes = 0;
  functions = 0;
  /** Names of functions: a node that has one for its operator calls it. */
  private readonly defined = new Set<string>();
  private readonly bytes: WireBytes;
  private readonly collector: Collector;
  private readonly resolver = new Resolver();
  /** Starts of the graphs in constants that were walked: many nodes may run the same one. */
  private readonly nested = new Set<number>();

  constructor(bytes: WireBytes, collector: Collector) {
    this.bytes = bytes;
    this.collector = collector;
    this.operators = new OperatorTally(collector);
  }

  /** Kinds of operators, without calls of the graphs' own functions. */
  operatorFacts(): OperatorFacts[] {
    return this.operators.facts.filter(({ name }) => !this.defined.has(name));
  }

  /** The GraphDef in this range. `depth`: of graphs in constants. */
  graph(start: number, end: number, fed: FedTensors, depth = 0): void {
    const index: GraphIndex = {
      bytes: this.bytes,
      scopes: new Map(),
      calls: new Map(),
      saverTensors: fed.saver,
      assetTensors: fed.assets,
    };
    const notable: Notable[] = [];
    const calls = { count: 0 };
    const main = new Scope(index, '', start, end, []);
    const message = new Message(this.bytes, start, end);
    while (message.next()) {
      if (message.is(1)) this.node(message, main, notable, calls);
      else if (message.is(2)) this.library(message.message(), index, notable, calls);
    }
    for (const name of index.scopes.keys()) this.defined.add(name);
    for (const one of notable) this.use(one, depth);
  }

  private library(library: Message, index: GraphIndex, notable: Notable[], calls: { count: number }): void {
    while (library.next()) {
      if (!library.is(1)) continue;
      if (++this.functions > TENSORFLOW_LIMITS.functions)
        this.stop('tensorflow.functions', `more than ${TENSORFLOW_LIMITS.functions} functions`, library.offset);
      const scope = this.signature(library, index);
      const body = library.message();
      while (body.next()) if (body.is(3)) this.node(body, scope, notable, calls);
    }
  }

  private signature({ bytes, start, end }: Message, index: GraphIndex): Scope {
    let name = '';
    const args: string[] = [];
    const body = new Message(bytes, start, end);
    while (body.next()) {
      if (!body.is(1)) continue;
      const signature = body.message();
      while (signature.next()) {
        if (signature.is(1)) name = signature.text(TENSORFLOW_LIMITS.text);
        else if (signature.is(2)) {
          const argument = signature.message();
          while (argument.next()) if (argument.is(1)) args.push(argument.text(TENSORFLOW_LIMITS.text));
        }
      }
    }
    // A function without a name still has its own space of node names.
    const scope = new Scope(index, name === '' ? `(unnamed at ${start})` : name, start, end, args);
    index.scopes.set(scope.name, scope);
    return scope;
  }

  private node(field: Message, scope: Scope, notable: Notable[], calls: { count: number }): void {
    if (++this.nodes > GRAPH_LIMITS.nodes)
      this.stop('graph.nodes', `more than ${GRAPH_LIMITS.nodes} nodes`, field.offset);
    const { start, end, offset } = field;
    let operator = '';
    const node = field.message();
    while (node.next()) {
      if (node.is(2)) operator = node.text(TENSORFLOW_LIMITS.text);
      else if (node.is(5)) this.namedFunctions(node.message(), { scope, start, end }, calls);
    }
    this.operators.add('', operator, offset, scope.name);
    if (OPERANDS.has(operator)) notable.push({ scope, start, end, offset });
    // A function is called by an operator of its name, too.
    else if (scope.graph.scopes.has(operator) || operator.startsWith('__'))
      this.call(operator, { scope, start, end }, calls);
  }

  /** Functions that an attribute names: AttrValue.func and AttrValue.list.func. */
  private namedFunctions(entry: Message, call: Call, calls: { count: number }): void {
    while (entry.next()) {
      if (!entry.is(2)) continue;
      const value = entry.message();
      while (value.next()) {
        if (value.is(10)) this.named(value.message(), call, calls);
        else if (value.is(1)) {
          const list = value.message();
          while (list.next()) if (list.is(9)) this.named(list.message(), call, calls);
        }
      }
    }
  }

  private named(list: Message, call: Call, calls: { count: number }): void {
    while (list.next()) if (list.is(1)) this.call(list.text(TENSORFLOW_LIMITS.text), call, calls);
  }

  private call(name: string, call: Call, calls: { count: number }): void {
    if (++calls.count > TENSORFLOW_LIMITS.calls) return;
    const known = call.scope.graph.calls.get(name);
    if (known === undefined) call.scope.graph.calls.set(name, [call]);
    else known.push(call);
  }

  private use({ scope, start, end, offset }: Notable, depth: number): void {
    const node = readNode(this.bytes, start, end);
    if (node.operator === 'DatasetFromGraph') this.nestedGraphs(node, scope, depth);
    if (this.uses.length >= TENSORFLOW_LIMITS.uses) {
      const message = `more than ${TENSORFLOW_LIMITS.uses} operators that touch files or the network`;
      this.collector.limit('tensorflow.uses', message, offset);
      return;
    }
    const table = OPERANDS.get(node.operator) ?? {};
    const operands: OperatorUse['operands'] = [];
    for (const position of table.inputs ?? []) {
      const input = node.inputs[position];
      const values = input === undefined ? [] : this.resolver.values(input, scope);
      operands.push({
        name: `input ${position}`,
        origins: [...new Set(values.map(({ origin }) => origin))],
        values: values.map(({ text }) => text),
      });
    }
    for (const key of table.attributes ?? []) {
      const value = attribute(this.bytes, node, key);
      const values = value === undefined ? [] : attributeTexts(value);
      operands.push({ name: key, origins: ['constant'], values });
    }
    const where = scope.name === '' ? {} : { where: scope.name };
    this.uses.push({ operator: node.operator, node: node.name, ...where, offset, operands });
  }

  /** DatasetFromGraph runs a GraphDef that lies serialized in a constant. */
  private nestedGraphs(node: GraphNode, scope: Scope, depth: number): void {
    const source = scope.node(node.inputs[0] ?? '');
    if (source?.operator !== 'Const') return;
    for (const [start, end] of constantRanges(this.bytes, source)) {
      if (depth >= TENSORFLOW_LIMITS.nestedGraphs) {
        const message = `graphs in constants of graphs, more than ${TENSORFLOW_LIMITS.nestedGraphs} deep`;
        this.collector.limit('tensorflow.nestedGraphs', message, start);
      } else if (!this.nested.has(start)) {
        this.nested.add(start);
        this.graph(start, end, { saver: new Set(), assets: new Set() }, depth + 1);
      }
    }
  }

  private stop(limit: string, message: string, offset: number): never {
    this.collector.limit(limit, message, offset);
    throw new Stopped(offset);
  }
}
