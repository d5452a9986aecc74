import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import { AUDIT_LIMITS } from '../limits.ts';
import type { Unread } from '../source/repository.ts';
import type { Place, SourceText } from '../source/text.ts';
import { linePlaces } from './lines.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './node.ts';

export interface YamlFile {
  readonly source: SourceText;
  readonly documents: readonly YamlNode[];
  /** What makes other readers see something else, or what this one did not see. */
  readonly unread: readonly Unread[];
}

/** Reads every document of a YAML text. What breaks it is named; what stands before the fault is kept. */
export function readYaml(source: SourceText): YamlFile {
  const unread: Unread[] = [];
  const tell = (reason: string, offset?: number): void => {
    if (unread.length < 16)
      unread.push({
        path: source.path,
        reason,
        ...(offset === undefined ? {} : { line: source.placeAt(offset).line }),
      });
  };
  const documents: YamlNode[] = [];
  try {
    const parsed = parseAllDocuments(source.text, {
      uniqueKeys: false,
      merge: false,
      schema: 'core',
      logLevel: 'silent',
      prettyErrors: false,
    });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      for (const { message, pos } of document.errors) tell(`not valid YAML: ${message.slice(0, 120)}`, pos[0]);
      const root = new Converter(source, document, tell).convert(document.contents, 0);
      if (root !== undefined) documents.push(root);
    }
  } catch (error) {
    // Nesting past the library's recursion.
    if (!(error instanceof RangeError)) throw error;
    tell('nested too deeply');
  }
  return { source, documents, unread };
}

class Converter {
  private readonly done = new Map<Node, YamlNode | 'open'>();
  private nodes = 0;
  private readonly source: SourceText;
  private readonly document: Document;
  private readonly tell: (reason: string, offset?: number) => void;

  constructor(source: SourceText, document: Document, tell: (reason: string, offset?: number) => void) {
    this.source = source;
    this.document = document;
    this.tell = tell;
  }

  convert(node: unknown, depth: number): YamlNode | undefined {
    const resolved = isAlias(node) ? node.resolve(this.document) : node;
    if (!isMap(resolved) && !isSeq(resolved) && !isScalar(resolved)) return undefined;
    const offset = resolved.range?.[0] ?? 0;
    const known = this.done.get(resolved);
    if (known === 'open') {
      this.tell('an alias stands for itself', offset);
      return undefined;
    }
    if (known !== undefined) return known;
    if (depth > AUDIT_LIMITS.nesting || this.nodes++ > AUDIT_LIMITS.nodes) {
      this.tell('nested too deeply, or too many values', offset);
      return undefined;
    }
    this.done.set(resolved, 'open');
    const place = this.source.placeAt(offset);
    let made: YamlNode;
    if (isScalar(resolved)) made = this.scalar(resolved, place);
    else if (isSeq(resolved)) {
      const items = resolved.items.flatMap((item) => this.convert(item, depth + 1) ?? []);
      made = { kind: 'list', place, items };
    } else made = { kind: 'map', place, entries: this.entries(resolved.items, depth) };
    this.done.set(resolved, made);
    return made;
  }

  private entries(items: readonly unknown[], depth: number): YamlEntry[] {
    const keys = new Set<string>();
    return items.flatMap((pair) => {
      if (!isPair(pair)) return [];
      const key = this.convert(pair.key, depth + 1);
      if (key?.kind !== 'scalar') return [];
      if (keys.has(key.text)) this.tell(`the key ${key.text.slice(0, 60)} stands twice`, offsetOf(pair.key));
      keys.add(key.text);
      const value = this.convert(pair.value, depth + 1) ?? nothing(key.place);
      return [{ key: key.text, place: key.place, value }];
    });
  }

  private scalar(node: Node & { readonly value: unknown }, place: Place): YamlScalar {
    const { value } = node;
    const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
    // `3.10` is the text of a version, whatever number YAML makes of it.
    const written = isScalar(node) && typeof node.source === 'string' ? node.source : undefined;
    const text = typeof value === 'string' ? value : (written ?? (simple === null ? '' : String(simple)));
    const [start = 0, end = 0] = node.range ?? [];
    let places: ((index: number) => Place) | undefined;
    return {
      kind: 'scalar',
      place,
      text,
      value: simple,
      placeOf: (index) => (places ??= linePlaces(this.source, { text, start, end }))(index),
    };
  }
}

function offsetOf(node: unknown): number {
  return isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}

function nothing(place: Place): YamlScalar {
  return { kind: 'scalar', place, text: '', value: null, placeOf: () => place };
}
