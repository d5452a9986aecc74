import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts } from '../facts.ts';
import { readJson, type JsonHandler, type JsonScalar } from '../json/reader.ts';
import type { Parser } from '../parser.ts';
import type { SkopsFacts } from './facts.ts';
import { SKOPS_LIMITS } from './limits.ts';

/** `schema.json`, the description of the objects in an archive of skops; its arrays are members beside it. */
export const skopsParser: Parser = {
  id: 'skops',
  recognise: ({ path, head }) => /(?:^|\/)schema\.json$/u.test(path) && head.includes(0x7b),
  parse: (source) => readSkops(source),
};

function readSkops(source: ByteSource): PartialFacts | undefined {
  const collector = new Collector();
  const handler = new SchemaHandler(collector);
  const { whole } = readJson(source, handler, collector, { format: 'skops' });
  if (!handler.found) return undefined;
  if (!whole) collector.complete = false;
  const { problems, ...rest } = collector.facts();
  // Python writes numbers that are not finite.
  return {
    documents: [handler.facts()],
    ...rest,
    problems: problems.filter(({ code }) => code !== 'skops-non-finite'),
  };
}

/** Names in one open object. */
interface Names {
  readonly offset: number;
  /** The key whose value is read. */
  key: string;
  module: string;
  name: string;
  loader: string | undefined;
  method: string | undefined;
}

/** Objects with a `__loader__`, and what they name, wherever they stand. */
class SchemaHandler implements JsonHandler {
  found = false;
  private readonly open: Names[] = [];
  private readonly types = new Map<string, SkopsFacts['types'][number]>();
  private readonly methods: SkopsFacts['methods'] = [];
  private readonly collector: Collector;
  private version: string | undefined;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  facts(): SkopsFacts {
    return {
      format: 'skops',
      ...defined({ version: this.version }),
      types: [...this.types.values()],
      methods: this.methods,
    };
  }

  enter(_: 'object' | 'array', offset: number): void {
    this.open.push({ offset, key: '', module: '', name: '', loader: undefined, method: undefined });
  }

  leave(): void {
    const names = this.open.pop();
    if (names === undefined) return;
    // A type is named by an object of its own, without a loader, in the content of its node.
    if (names.loader !== undefined || names.name !== '') this.type(names);
    if (names.method !== undefined && this.room(this.methods.length, names.offset))
      this.methods.push({ name: names.method, offset: names.offset });
  }

  key(name: string): void {
    const names = this.open.at(-1);
    if (names !== undefined) names.key = name;
  }

  scalar(kind: JsonScalar, value: string): void {
    const names = this.open.at(-1);
    if (names === undefined || kind !== 'string') return;
    const text = value.slice(0, SKOPS_LIMITS.name);
    switch (names.key) {
      case '__class__':
        names.name = text;
        break;
      case '__module__':
        names.module = text;
        break;
      case '__loader__':
        names.loader = text;
        this.found = true;
        break;
      case 'module_path':
        names.module = text;
        break;
      case 'function':
        // A FunctionNode calls what its content names, whatever class it states.
        if (this.open.at(-2)?.key === 'content') names.name = text;
        break;
      case '_skops_version':
        this.version = text;
        break;
      case 'func':
        if (this.open.at(-2)?.loader === 'MethodNode' || this.open.at(-2)?.key === 'content') names.method = text;
        break;
    }
  }

  private type({ module, name, loader = '', offset }: Names): void {
    const key = `${module}\0${name}\0${loader}`;
    const known = this.types.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.room(this.types.size, offset)) this.types.set(key, { module, name, loader, count: 1, offset });
  }

  private room(listed: number, offset: number): boolean {
    if (listed < SKOPS_LIMITS.listed) return true;
    this.collector.limit('skops.listed', `more than ${SKOPS_LIMITS.listed} names in one schema`, offset);
    return false;
  }
}
