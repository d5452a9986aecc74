import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileReference } from '../graph/facts.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import type { Parser } from '../parser.ts';
import { readXml, type XmlHandler } from '../xml/reader.ts';
import type { OpenvinoFacts } from './facts.ts';

const NET = /<net[\s>]/u;
const START = /^[\s\uFEFF]*<(?:[?!]|net[\s>])/u;

/** The `.xml` half of an OpenVINO model: a document whose root is `<net>`. */
export const openvinoParser: Parser = {
  id: 'openvino',
  recognise({ head }) {
    const text = Buffer.from(head).toString('latin1');
    return START.test(text) && NET.test(text);
  },
  parse: (source, { path }) => readOpenvino(source, path),
};

function readOpenvino(source: ByteSource, path: string): PartialFacts | undefined {
  const collector = new Collector();
  const net = new NetHandler(collector, path);
  readXml(source, net, collector, 'openvino');
  return net.root === 'net' ? { graphs: [net.facts()], ...collector.facts() } : undefined;
}

class NetHandler implements XmlHandler {
  root: string | undefined;
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private readonly weights: FileReference;
  private version: string | undefined;
  /** Types of the open layers: bodies of loops have layers of their own. */
  private readonly layers: string[] = [];

  constructor(collector: Collector, path: string) {
    this.collector = collector;
    this.operators = new OperatorTally(collector);
    const name = path.slice(path.lastIndexOf('/') + 1);
    this.weights = { path: name.replace(/\.[^.]*$/u, '') + '.bin', by: '', offset: 0, from: 0, length: 0 };
  }

  facts(): OpenvinoFacts {
    const { operators, weights, version } = this;
    return {
      format: 'openvino',
      ...defined({ version }),
      operators: operators.facts,
      weights: (weights.length ?? 0) > 0 ? [weights] : [],
    };
  }

  open(name: string, attributes: ReadonlyMap<string, string>, offset: number): void {
    this.root ??= name;
    if (name === 'net') this.version = attributes.get('version')?.slice(0, GRAPH_LIMITS.name);
    else if (name === 'layer') {
      const type = attributes.get('type') ?? '';
      this.layers.push(type);
      const domain = (attributes.get('version') ?? '').slice(0, GRAPH_LIMITS.name);
      const where = this.layers.length > 1 ? (this.layers[0] ?? '') : '';
      this.operators.add(domain, type.slice(0, GRAPH_LIMITS.name), offset, where.slice(0, GRAPH_LIMITS.name));
    } else if (attributes.has('offset') && attributes.has('size')) this.constant(attributes, offset);
  }

  close(name: string): void {
    if (name === 'layer') this.layers.pop();
  }

  /** `<data offset size>` of a constant, and `<weights>` and `<biases>` of old versions. */
  private constant(attributes: ReadonlyMap<string, string>, offset: number): void {
    const [from, size] = [natural(attributes.get('offset')), natural(attributes.get('size'))];
    if (from === undefined || size === undefined) {
      const stated = `${quoted(attributes.get('offset') ?? '')} and ${quoted(attributes.get('size') ?? '')}`;
      this.collector.problem('openvino-constant', `a constant has the offset and size ${stated}`, offset);
    } else if (from + size > (this.weights.length ?? 0)) {
      this.weights.length = from + size;
      this.weights.offset = offset;
    }
  }
}

function natural(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}
