import type { OperatorUse } from './facts.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';
import { attribute, attributeTexts, constantRanges, nodeName, readNode, type GraphNode, type Scope } from './scope.ts';

type Origin = OperatorUse['operands'][number]['origins'][number];

/** One text that an operand can have: known parts as they are, others in braces. */
interface Value {
  readonly text: string;
  /** Of the first part, which decides where a path leads. */
  readonly origin: Origin;
}

/** Operators whose output is (one of) their inputs as far as texts go. */
const PASSES: ReadonlyMap<string, readonly number[] | 'all'> = new Map<string, readonly number[] | 'all'>([
  ['Identity', [0]],
  ['IdentityN', 'all'],
  ['PlaceholderWithDefault', [0]],
  ['Reshape', [0]],
  ['Squeeze', [0]],
  ['ExpandDims', [0]],
  ['EnsureShape', [0]],
  ['StopGradient', [0]],
  ['PreventGradient', [0]],
  ['Snapshot', [0]],
  ['Cast', [0]],
  ['BroadcastTo', [0]],
  ['Tile', [0]],
  ['StridedSlice', [0]],
  ['Slice', [0]],
  ['GatherV2', [0]],
  ['Gather', [0]],
  ['Unpack', [0]],
  ['Split', [1]],
  ['Fill', [1]],
  ['Switch', [0]],
  ['Enter', [0]],
  ['Exit', [0]],
  ['Merge', 'all'],
  ['Pack', 'all'],
  ['ConcatV2', 'all'],
  ['Concat', 'all'],
  ['Select', [1, 2]],
  ['SelectV2', [1, 2]],
  ['ShardedFilename', [0]],
  ['ShardedFilespec', [0]],
  ['ReadVariableOp', [0]],
  ['TensorDataset', 'all'],
  ['FIFOQueueV2', 'all'],
]);
/** What honest graphs name as the path of a saver: whoever saves feeds it. */
const FEEDABLE: ReadonlySet<string> = new Set(['Placeholder', 'PlaceholderWithDefault', 'Const']);
const VARIABLES: ReadonlySet<string> = new Set(['VarHandleOp', 'VariableV2', 'Variable']);
const CALLS: ReadonlyMap<string, number> = new Map([
  ['PartitionedCall', 0],
  ['StatefulPartitionedCall', 0],
  ['TPUPartitionedCall', 0],
  ['While', 0],
  ['StatelessWhile', 0],
  ['If', 1],
  ['StatelessIf', 1],
  ['Case', 1],
  ['StatelessCase', 1],
]);

/** Follows operands back through the graph to the constants, placeholders and arguments that they come from. */
export class Resolver {
  /** Of the current operand, and of all operands of the file. */
  private steps = 0;
  private total = 0;
  /** Calls of `follow` that are open: a chain of nodes may be as long as the graph. */
  private depth = 0;

  /** The texts that `input` of a node in `scope` can have. */
  values(input: string, scope: Scope): Value[] {
    this.steps = 0;
    this.depth = 0;
    return unique(this.follow(input, scope));
  }

  private follow(input: string, scope: Scope): Value[] {
    this.total += 1;
    this.steps += 1;
    const { steps, stepsTotal, chain } = TENSORFLOW_LIMITS;
    if (this.steps > steps || this.total > stepsTotal || this.depth > chain) return [computed(input)];
    this.depth += 1;
    const values = this.source(input, scope);
    this.depth -= 1;
    return values;
  }

  private source(input: string, scope: Scope): Value[] {
    const name = nodeName(input);
    if (scope.name === '') {
      const fed = this.fed(name, scope);
      if (fed !== undefined) return fed;
    }
    const node = scope.node(input);
    if (node !== undefined) return this.output(node, scope);
    const position = scope.arguments.get(name);
    return position === undefined ? [computed(name)] : this.argument(name, position, scope);
  }

  /** Nodes whose value the loader replaces; what a saver's path is without being fed stays in sight. */
  private fed(name: string, scope: Scope): Value[] | undefined {
    if (scope.graph.assetTensors.has(name)) return [{ text: '{asset}', origin: 'asset' }];
    if (!scope.graph.saverTensors.has(name)) return undefined;
    const node = scope.node(name);
    if (node !== undefined && !FEEDABLE.has(node.operator)) return undefined;
    const source = node?.operator === 'PlaceholderWithDefault' ? scope.node(node.inputs[0] ?? '') : node;
    const texts = source === undefined || source.operator === 'Placeholder' ? [] : this.output(source, scope);
    // tf.train.Saver's own default.
    const odd = texts.filter(({ text }) => text !== 'model' && text !== '');
    return odd.length > 0 ? odd : [{ text: '{saver}', origin: 'saver' }];
  }

  private output(node: GraphNode, scope: Scope): Value[] {
    if (node.operator === 'Const') return this.constant(node, scope);
    if (node.operator === 'StringJoin' || node.operator === 'Add' || node.operator === 'AddV2')
      return this.joined(node, scope);
    if (node.operator === 'Placeholder') return [{ text: `{${node.name}}`, origin: 'placeholder' }];
    if (VARIABLES.has(node.operator)) {
      const assigned = scope.assignments(node.name).flatMap((input) => this.follow(input, scope));
      return assigned.length > 0 ? assigned : [{ text: `{${node.name}}`, origin: 'variable' }];
    }
    const passes = PASSES.get(node.operator);
    if (passes === undefined) return [computed(node.name)];
    const inputs = passes === 'all' ? node.inputs : passes.flatMap((index) => node.inputs[index] ?? []);
    const found = inputs.slice(0, TENSORFLOW_LIMITS.steps).flatMap((input) => this.follow(input, scope));
    return found.length === 0 ? [computed(node.name)] : found;
  }

  private constant(node: GraphNode, scope: Scope): Value[] {
    const { bytes } = scope.graph;
    return constantRanges(bytes, node)
      .slice(0, TENSORFLOW_LIMITS.values)
      .map(([start, end]) => ({ text: bytes.text(start, end, TENSORFLOW_LIMITS.text), origin: 'constant' }));
  }

  private joined(node: GraphNode, scope: Scope): Value[] {
    const { bytes } = scope.graph;
    const separator = attribute(bytes, node, 'separator');
    const between = separator === undefined ? '' : (attributeTexts(separator)[0] ?? '');
    let joined: Value[] = [];
    for (const [index, input] of node.inputs.entries()) {
      const parts = this.follow(input, scope).slice(0, TENSORFLOW_LIMITS.values);
      if (index === 0) joined = parts;
      else {
        const before = joined;
        joined = parts
          .flatMap((part) => before.map((value) => join(value, between, part)))
          .slice(0, TENSORFLOW_LIMITS.values);
      }
      if (this.steps > TENSORFLOW_LIMITS.steps) break;
    }
    return joined;
  }

  /** What the callers of a function give for one of its arguments. */
  private argument(name: string, position: number, scope: Scope): Value[] {
    const calls = scope.graph.calls.get(scope.name) ?? [];
    if (calls.length === 0) return [{ text: `{${name}}`, origin: 'argument' }];
    const found: Value[] = [];
    for (const call of calls) {
      if (this.steps > TENSORFLOW_LIMITS.steps) break;
      const node = readNode(scope.graph.bytes, call.start, call.end);
      const shift = node.operator === scope.name ? 0 : CALLS.get(node.operator);
      const input = shift === undefined ? undefined : node.inputs[position + shift];
      if (input === undefined) found.push(computed(name));
      else found.push(...this.follow(input, call.scope));
    }
    return found;
  }
}

/** An empty first part leads nowhere, so the next one decides. */
function join(value: Value, between: string, part: Value): Value {
  const text = `${value.text}${between}${part.text}`.slice(0, TENSORFLOW_LIMITS.text);
  return { text, origin: value.text === '' ? part.origin : value.origin };
}

function computed(name: string): Value {
  return { text: `{${name}}`, origin: 'computed' };
}

function unique(values: readonly Value[]): Value[] {
  const kept = new Map<string, Value>();
  for (const value of values) {
    const key = `${value.origin} ${value.text}`;
    if (!kept.has(key) && kept.size < TENSORFLOW_LIMITS.values) kept.set(key, value);
  }
  return [...kept.values()];
}
