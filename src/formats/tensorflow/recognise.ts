import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import { LENGTH_DELIMITED, Message, VARINT, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import type { TensorflowFacts } from './facts.ts';

type Shape = ReadonlyMap<number, number>;
const GRAPH: Shape = new Map([
  [1, LENGTH_DELIMITED],
  [2, LENGTH_DELIMITED],
  [3, VARINT],
  [4, LENGTH_DELIMITED],
  [5, LENGTH_DELIMITED],
]);
const META_GRAPH: Shape = new Map([1, 2, 3, 4, 5, 6, 7].map((field) => [field, LENGTH_DELIMITED]));
const NODE = META_GRAPH;
const SAVED_MODEL: Shape = new Map([
  [1, VARINT],
  [2, LENGTH_DELIMITED],
]);
/** Fields looked at before a file is taken for what they say: a graph of a million nodes needs no second walk. */
const LOOKED_AT = 2_000;
/** Operator names are CamelCase words, with a `Namespace>` before those of other libraries. */
const OPERATOR = /^[A-Za-z_][A-Za-z0-9_.>/-]{0,200}$/u;

/**
 * What the file is by its structure; undefined for anything else. Protocol Buffers pass over fields that they don't
 * know, so a file `named` as a graph is one with any number of them; for others they tell that it is something else.
 */
export function tensorflowKind(source: ByteSource, named: boolean): TensorflowFacts['kind'] | undefined {
  const bytes = new WireBytes(source, new Collector(), 'tensorflow');
  const whole = (): Message => new Message(bytes, 0, source.size);
  if (isSavedModel(whole(), named)) return 'saved-model';
  if (isMetaGraph(whole(), named)) return 'meta-graph';
  return isGraph(whole(), named) ? 'graph' : undefined;
}

function isSavedModel(model: Message, named: boolean): boolean {
  let graph = false;
  const fits = every(model, SAVED_MODEL, named, (field) => {
    if (field.is(2)) graph ||= isMetaGraph(field.message(), named);
  });
  return fits && graph;
}

function isMetaGraph(meta: Message, named: boolean): boolean {
  let graph = false;
  const fits = every(meta, META_GRAPH, named, (field) => {
    if (field.is(2)) graph ||= isGraph(field.message(), named);
  });
  return fits && graph;
}

function isGraph(graph: Message, named: boolean): boolean {
  let nodes = 0;
  let others = 0;
  const fits = every(graph, GRAPH, named, (field) => {
    if (field.is(1)) {
      if (isNode(field.message(), named)) nodes += 1;
      else others += 1;
    } else if (field.is(2) && nodes === 0 && isLibrary(field.message(), named)) nodes += 1;
  });
  return fits && nodes > 0 && (named || others === 0);
}

function isNode(node: Message, named: boolean): boolean {
  let operator = '';
  const fits = every(node, NODE, named, (field) => {
    if (field.is(2)) operator = field.text(256);
  });
  return fits && OPERATOR.test(operator);
}

function isLibrary(library: Message, named: boolean): boolean {
  let found = false;
  every(library, META_GRAPH, named, (field) => {
    if (!field.is(1) || found) return;
    every(field.message(), NODE, true, (part) => {
      if (part.is(3)) found ||= isNode(part.message(), named);
    });
  });
  return found;
}

/** Whether the first fields of the message have the shape; where it breaks off later, it still is what it began as. */
function every(message: Message, shape: Shape, lenient: boolean, visit: (field: Message) => void): boolean {
  try {
    for (let seen = 0; seen < LOOKED_AT && message.next(); seen += 1) {
      if (shape.get(message.field) === message.wire) visit(message);
      else if (!lenient) return false;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  return true;
}
