import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import { JSON_LIMITS } from './limits.ts';
import { readJson, type JsonHandler, type JsonReaderOptions, type JsonScalar } from './reader.ts';

/** A document as a tree. Objects are Maps, because keys such as `__proto__` come from the file. */
export type JsonNode =
  | { readonly kind: 'object'; readonly offset: number; readonly members: ReadonlyMap<string, JsonNode> }
  | { readonly kind: 'array'; readonly offset: number; readonly items: readonly JsonNode[] }
  /** A container that the builder was told not to keep: only the number of its values is known. */
  | { readonly kind: 'counted'; readonly offset: number; readonly count: number }
  | { readonly kind: 'string'; readonly offset: number; readonly value: string }
  | { readonly kind: 'number'; readonly offset: number; readonly text: string }
  | { readonly kind: 'true' | 'false' | 'null'; readonly offset: number };

interface OpenContainer {
  readonly node: Extract<JsonNode, { kind: 'object' | 'array' }>;
  readonly members: Map<string, JsonNode>;
  readonly items: JsonNode[];
  key: string;
}

/** Builds the tree from the reader's events. Of duplicate keys the last one stays, as in every common reader. */
export class TreeBuilder implements JsonHandler {
  root: JsonNode | undefined;
  private readonly open: OpenContainer[] = [];
  private readonly counted: (path: readonly string[]) => boolean;
  private readonly collector: Collector;
  private readonly limit: number;
  private nodes = 0;
  /** While a counted container is open: how deep inside it the reader is. */
  private skipping = 0;
  private skipped = { offset: 0, count: 0 };

  /** `counted` names the containers, by their keys from the root, that are counted instead of kept. */
  constructor(
    collector: Collector,
    counted: (path: readonly string[]) => boolean = () => false,
    limit: number = JSON_LIMITS.nodes,
  ) {
    this.collector = collector;
    this.counted = counted;
    this.limit = limit;
  }

  enter(kind: 'object' | 'array', offset: number): void {
    if (this.skipping > 0 || this.counted(this.open.map((container) => container.key))) {
      if (this.skipping === 1) this.skipped.count++;
      if (this.skipping === 0) this.skipped = { offset, count: 0 };
      this.skipping++;
      return;
    }
    const members = new Map<string, JsonNode>();
    const items: JsonNode[] = [];
    const node = kind === 'object' ? { kind, offset, members } : { kind, offset, items };
    this.add(node);
    this.open.push({ node, members, items, key: '' });
  }

  leave(): void {
    if (this.skipping > 0) {
      this.skipping--;
      if (this.skipping === 0) this.add({ kind: 'counted', ...this.skipped });
      return;
    }
    this.open.pop();
  }

  key(name: string): void {
    const container = this.open.at(-1);
    if (this.skipping === 0 && container !== undefined) container.key = name;
  }

  scalar(kind: JsonScalar, text: string, offset: number): void {
    if (this.skipping > 0) {
      if (this.skipping === 1) this.skipped.count++;
      return;
    }
    if (kind === 'string') this.add({ kind, offset, value: text });
    else if (kind === 'number') this.add({ kind, offset, text });
    else this.add({ kind, offset });
  }

  private add(node: JsonNode): void {
    if (++this.nodes > this.limit) {
      if (this.nodes === this.limit + 1) {
        this.collector.limit('json.nodes', `more than ${this.limit} values kept of one document`, node.offset);
      }
      return;
    }
    const container = this.open.at(-1);
    if (container === undefined) this.root = node;
    else if (container.node.kind === 'object') container.members.set(container.key, node);
    else container.items.push(node);
  }
}

/** Reads a whole document into a tree; undefined if it broke off, and the collector says why. Never throws. */
export function readJsonTree(
  source: ByteSource,
  collector: Collector,
  options: JsonReaderOptions = {},
): JsonNode | undefined {
  const builder = new TreeBuilder(collector, undefined, options.limits?.nodes);
  return readJson(source, builder, collector, options).whole ? builder.root : undefined;
}

export function member(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let found = node;
  for (const key of path) found = found?.kind === 'object' ? found.members.get(key) : undefined;
  return found;
}

export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** A natural number up to 2^53 − 1 that is written as an integer; a larger one would be rounded, so it is none. */
export function naturalOf(node: JsonNode | undefined): number | undefined {
  return node?.kind === 'number' ? exactNatural(node.text) : undefined;
}

/** See naturalOf. */
export function exactNatural(text: string): number | undefined {
  if (!/^\d{1,16}$/u.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
