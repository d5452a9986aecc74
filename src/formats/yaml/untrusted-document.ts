import { isMap, isScalar, parseDocument, visit, type Document } from 'yaml';
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

/** Keys that stand twice in one mapping, and mappings as keys: readers differ in which value they believe. */
export function duplicateKeys(document: Document): string[] {
  const found: string[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key;
        if (isMap(name) || seen.has(name)) found.push(String(name));
        seen.add(name);
      }
    },
  });
  return found;
}
