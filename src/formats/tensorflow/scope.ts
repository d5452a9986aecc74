import { Message, type WireBytes } from '../protobuf/wire.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';

/** A NodeDef as far as following values needs it. Field numbers are those of node_def.proto and attr_value.proto. */
export interface GraphNode {
  readonly name: string;
  readonly operator: string;
  /** Data inputs in order; control inputs (`^name`) left out. */
  readonly inputs: readonly string[];
  readonly start: number;
  readonly end: number;
}

const ASSIGNS: ReadonlySet<string> = new Set(['Assign', 'AssignVariableOp']);

export interface Call {
  readonly scope: Scope;
  readonly start: number;
  readonly end: number;
}

/** The main graph, or one function: a space of node names. */
export class Scope {
  /** Empty for the main graph. */
  readonly name: string;
  readonly graph: GraphIndex;
  /** Of the GraphDef or FunctionDef. */
  readonly start: number;
  readonly end: number;
  /** Positions of a function's arguments, by name. */
  readonly arguments: ReadonlyMap<string, number>;
  private nodes: Map<string, readonly [number, number]> | undefined;
  private readonly assigned = new Map<string, string[]>();

  constructor(graph: GraphIndex, name: string, start: number, end: number, args: readonly string[]) {
    this.graph = graph;
    this.name = name;
    this.start = start;
    this.end = end;
    this.arguments = new Map(args.map((argument, position) => [argument, position]));
  }

  /** The node that `input` (`name`, `name:0`, `name:output:0`) comes from. */
  node(input: string): GraphNode | undefined {
    this.nodes ??= this.index();
    const range = this.nodes.get(nodeName(input));
    return range === undefined ? undefined : readNode(this.graph.bytes, ...range);
  }

  /** Inputs that the graph assigns to a variable. */
  assignments(variable: string): readonly string[] {
    this.nodes ??= this.index();
    return this.assigned.get(variable) ?? [];
  }

  /** Built only for graphs with an operator worth following. */
  private index(): Map<string, readonly [number, number]> {
    const nodes = new Map<string, readonly [number, number]>();
    const field = this.name === '' ? 1 : 3;
    const message = new Message(this.graph.bytes, this.start, this.end);
    while (message.next()) {
      if (!message.is(field)) continue;
      const { start, end } = message;
      const { name, operator, inputs } = readNode(this.graph.bytes, start, end);
      nodes.set(name, [start, end]);
      const [variable, value] = inputs;
      if (!ASSIGNS.has(operator) || variable === undefined || value === undefined) continue;
      const before = this.assigned.get(nodeName(variable));
      if (before === undefined) this.assigned.set(nodeName(variable), [value]);
      else if (before.length < TENSORFLOW_LIMITS.values) before.push(value);
    }
    return nodes;
  }
}

/** One GraphDef with its function library. */
export interface GraphIndex {
  readonly bytes: WireBytes;
  readonly scopes: Map<string, Scope>;
  /** Nodes that name a function in an attribute, or call it as an operator. */
  readonly calls: Map<string, Call[]>;
  /** Names of main-graph nodes whose value the loader feeds. */
  readonly saverTensors: ReadonlySet<string>;
  readonly assetTensors: ReadonlySet<string>;
}

/** `^a`, `a`, `a:1` and `a:output:1` all name the node `a`. */
export function nodeName(input: string): string {
  const colon = input.indexOf(':');
  const name = colon === -1 ? input : input.slice(0, colon);
  return name.startsWith('^') ? name.slice(1) : name;
}

export function readNode(bytes: WireBytes, start: number, end: number): GraphNode {
  let name = '';
  let operator = '';
  const inputs: string[] = [];
  const message = new Message(bytes, start, end);
  for (let fields = 0; fields < TENSORFLOW_LIMITS.nodeFields && message.next(); fields += 1) {
    if (message.is(1)) name = message.text(TENSORFLOW_LIMITS.text);
    else if (message.is(2)) operator = message.text(TENSORFLOW_LIMITS.text);
    else if (message.is(3) && inputs.length < TENSORFLOW_LIMITS.steps) {
      const input = message.text(TENSORFLOW_LIMITS.text);
      if (!input.startsWith('^')) inputs.push(input);
    }
  }
  return { name, operator, inputs, start, end };
}

/** The AttrValue of one attribute of a node, or undefined. Of two the last one counts, as in a protobuf map. */
export function attribute(bytes: WireBytes, node: GraphNode, key: string): Message | undefined {
  let found: Message | undefined;
  for (const [name, value] of attributes(bytes, node.start, node.end)) if (name === key) found = value;
  return found;
}

export function* attributes(bytes: WireBytes, start: number, end: number): Generator<[string, Message]> {
  const message = new Message(bytes, start, end);
  for (let fields = 0; fields < TENSORFLOW_LIMITS.nodeFields && message.next(); fields += 1) {
    if (!message.is(5)) continue;
    let name = '';
    let value: Message | undefined;
    const entry = message.message();
    while (entry.next()) {
      if (entry.is(1)) name = entry.text(TENSORFLOW_LIMITS.text);
      else if (entry.is(2)) value = entry.message();
    }
    if (value !== undefined) yield [name, value];
  }
}

/** The strings of an AttrValue: `s`, or `list.s`. */
export function attributeTexts(value: Message): string[] {
  const texts: string[] = [];
  while (value.next()) {
    if (value.is(2)) texts.push(value.text(TENSORFLOW_LIMITS.text));
    else if (value.is(1)) {
      const list = value.message();
      while (list.next() && texts.length < TENSORFLOW_LIMITS.values)
        if (list.is(2)) texts.push(list.text(TENSORFLOW_LIMITS.text));
    }
  }
  return texts;
}

/** The string elements of a Const node's tensor, as ranges of the file. */
export function constantRanges(bytes: WireBytes, node: GraphNode): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  const value = attribute(bytes, node, 'value');
  while (value?.next() === true) {
    if (!value.is(8)) continue;
    const tensor = value.message();
    while (tensor.next() && ranges.length < TENSORFLOW_LIMITS.steps)
      if (tensor.is(8)) ranges.push([tensor.start, tensor.end]);
  }
  return ranges;
}
