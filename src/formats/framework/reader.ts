import type { ByteSource } from '../byte-source.ts';
import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import { Message, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import type { FrameworkFacts } from './facts.ts';

/** What a walk over a model fills in. */
export class FrameworkModel {
  readonly collector = new Collector();
  readonly operators = new OperatorTally(this.collector);
  private readonly code: FrameworkFacts['code'] = [];
  private counted = 0;
  private readonly framework: FrameworkFacts['framework'];

  constructor(framework: FrameworkFacts['framework']) {
    this.framework = framework;
  }

  runs(kind: FrameworkFacts['code'][number]['kind'], name: string, offset: number): void {
    if (this.code.length < GRAPH_LIMITS.operatorKinds) this.code.push({ kind, name, offset });
    else this.collector.limit('graph.operatorKinds', `more than ${GRAPH_LIMITS.operatorKinds} pieces of code`, offset);
  }

  facts(): PartialFacts {
    const { framework, code, operators } = this;
    return {
      graphs: [{ format: 'framework', framework, operators: operators.facts, code }],
      ...this.collector.facts(),
    };
  }

  /** Walks a model that is one message of Protocol Buffers. */
  message(source: ByteSource, walk: (root: Message) => void): PartialFacts {
    try {
      walk(new Message(new WireBytes(source, this.collector, this.framework), 0, source.size));
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
    return this.facts();
  }

  /** Walks a model that is numbers and strings one behind the other, to the end of the file. */
  sequence(source: ByteSource, walk: (reader: BinaryReader) => void): PartialFacts {
    const reader = new BinaryReader(source);
    return this.walk(() => {
      walk(reader);
      return reader;
    });
  }

  /** As `sequence`, over what tells afterwards where it stands. */
  walk(read: () => { readonly remaining: number; readonly position: number }): PartialFacts {
    try {
      const { remaining, position } = read();
      if (remaining > 0) this.fail('trailing', `${remaining} bytes behind the model`, position);
    } catch (error) {
      if (error instanceof EndOfBytes)
        this.collector.truncated(`${this.framework}-truncated`, 'the file ends inside the model', error.offset);
      else if (!(error instanceof Stopped)) throw error;
    }
    return this.facts();
  }

  /** One more object of however many the file states. */
  count(offset: number): void {
    if (++this.counted > GRAPH_LIMITS.nodes) this.fail('objects', `more than ${GRAPH_LIMITS.nodes} objects`, offset);
  }

  /** Keeps to its format, and nobody wrote a parser for it. */
  unread(message: string, offset: number): never {
    this.collector.limit('format.unparsed', `${message}: what follows was not read`, offset);
    throw new Stopped(offset);
  }

  /** From here on nothing tells what the bytes are. */
  fail(what: string, message: string, offset: number): never {
    this.collector.problem(`${this.framework}-${what}`, message, offset);
    this.collector.limit('format.unparsed', `${message}: what follows was not read`, offset);
    throw new Stopped(offset);
  }
}

/** Passes over the elements of an array. Numbers as the file states them: their product is exact or too large for any file. */
export function skipElements(
  model: FrameworkModel,
  reader: BinaryReader,
  shape: readonly bigint[],
  size: number,
): void {
  const at = reader.position;
  let bytes = BigInt(size);
  for (const extent of shape) {
    if (extent < 0n) model.fail('shape', `an array has the extent ${extent}`, at);
    bytes *= extent;
    if (bytes > BigInt(reader.remaining))
      model.fail('shape', `an array of shape [${shape.join(', ')}] leaves the file`, at);
  }
  reader.skip(Number(bytes));
}
