import { isMap, isPair, isScalar, parseDocument, visit, type Document } from 'yaml';
import { Stopped } from '../stopped.ts';

/**
 * A YAML document of a submission, of a size that the caller has bounded, with its errors and warnings unjudged. Duplicate
 * keys are `duplicateKeys`' business: the library compares every key with every other. Take values out with `mapAsMap` and a bound
 * on aliases, which then throw ReferenceError (billion laughs). Throws Stopped or RangeError on nesting past the library's
 * recursion, which it tells either way.
 */
export function parseUntrustedYaml(text: string): Document {
  const document = parseDocument(text, {
    uniqueKeys: false,
    merge: false,
    schema: 'core',
    logLevel: 'silent',
    prettyErrors: false,
  });
  if (document.errors.some(({ message }) => /call stack/u.test(message))) throw new Stopped(0);
  return document;
}

export interface DuplicateKey {
  readonly key: string;
  /** The key of the document's own mapping that it stands under, or is. */
  readonly under: string;
}

/** Keys that stand twice in one mapping, and mappings as keys: readers differ in which value they believe. */
export function duplicateKeys(document: Document): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(document, {
    Map(_, map, path) {
      const seen = new Set<unknown>();
      const top = path.find((ancestor) => isPair(ancestor));
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (isMap(name) || seen.has(name)) {
          const shown = String(name);
          found.push({
            key: shown,
            under: top === undefined ? shown : String(isScalar(top.key) ? top.key.value : top.key),
          });
        }
        seen.add(name);
      }
    },
  });
  return found;
}
