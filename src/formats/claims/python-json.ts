import type { JsonNode } from '../json/tree.ts';

/** Levels of a document that is written again. */
const DEPTH = 32;

/**
 * What Python's `json.dumps(value, indent=2, ensure_ascii=False)` writes of a document, or undefined where that is not certain:
 * Python's own text of a float depends on what was read, and of integers past 2^53 other readers may have cut digits.
 */
export function pythonJson(node: JsonNode, depth = 0): string | undefined {
  if (depth > DEPTH || node.kind === 'counted') return undefined;
  if (node.kind === 'string') return JSON.stringify(node.value);
  if (node.kind === 'number') return /^-?\d{1,15}$/u.test(node.text) ? node.text : undefined;
  if (node.kind === 'object') {
    const members = [...node.members].map(([key, value]) => {
      const text = pythonJson(value, depth + 1);
      return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`;
    });
    return enclosed('{', members, '}', depth);
  }
  if (node.kind === 'array')
    return enclosed(
      '[',
      node.items.map((item) => pythonJson(item, depth + 1)),
      ']',
      depth,
    );
  return node.kind;
}

function enclosed(
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
  depth: number,
): string | undefined {
  if (parts.length === 0) return open + close;
  if (parts.includes(undefined)) return undefined;
  const pad = '  '.repeat(depth + 1);
  return `${open}\n${pad}${parts.join(`,\n${pad}`)}\n${'  '.repeat(depth)}${close}`;
}
