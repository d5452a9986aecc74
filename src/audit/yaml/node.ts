import type { Embedded } from '../expression/syntax.ts';
import type { Place } from '../source/text.ts';

/** YAML with the place of every value. Aliases give the node that they name: a node may have several parents, never itself. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly place: Place;
  /** In the order of the text. A key may stand twice. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly text: string;
  readonly value: string | number | boolean | null;
  /** Where the character at an index of `text` stands in the file. */
  placeOf(index: number): Place;
  /** What a service other than GitHub puts into the text; undefined where it is GitHub's. */
  readonly embedded?: readonly Embedded[];
}

/** The value of a key; of one that stands twice the last, as most readers take it; `<<` of GitLab's files is followed. */
export function get(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value;
}

export function entryOf(
  node: YamlNode | undefined,
  key: string,
  depth = 4,
  seen = new Set<YamlNode>(),
): YamlEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  const own = node.entries.findLast((entry) => entry.key === key);
  // Lists of aliases to lists of aliases: each map is asked once.
  if (own !== undefined || depth === 0 || seen.has(node)) return own;
  seen.add(node);
  for (const merged of node.entries.filter((entry) => entry.key === '<<')) {
    for (const value of merged.value.kind === 'list' ? merged.value.items : [merged.value]) {
      const found = entryOf(value, key, depth - 1, seen);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

export function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? node.text : undefined;
}

export function mapOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** A list, or the one value that may stand in its place. */
export function listOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** Every scalar below, each node once however many aliases name it. */
export function* scalarsIn(root: YamlNode | undefined): Generator<YamlScalar> {
  if (root === undefined) return;
  const seen = new Set<YamlNode>();
  const stack: YamlNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'scalar') yield node;
    else if (node.kind === 'list') stack.push(...node.items.toReversed());
    else stack.push(...node.entries.map(({ value }) => value).toReversed());
  }
}
