import { Collector } from '../collector.ts';
import { readJsonTree, type JsonNode } from '../json/tree.ts';
import { MemorySource } from '../byte-source.ts';

/** Levels of a document that is written again. */
const DEPTH = 32;

/**
 * What Python's `json.dumps(value, indent=2, ensure_ascii=False)` writes of a document, or undefined where that is not certain:
 * a float may have been read and written by others meanwhile, and of integers past 2^53 other readers may have cut digits.
 */
export function pythonJson(node: JsonNode): string | undefined {
  return written(node, 0, (text) => (/^-?\d{1,15}$/u.test(text) ? text : undefined));
}

/** The same of a document that is in its writer's own words, with the floats in it. */
export function pythonJsonWithFloats(node: JsonNode): string | undefined {
  return written(node, 0, pythonNumber);
}

/** The text that lm-evaluation-harness hashes of a document, from JSON; what can't be written so stays as it is. */
export function documentText(json: string): string {
  const root = readJsonTree(new MemorySource(Buffer.from(json)), new Collector());
  return (root === undefined ? undefined : pythonJsonWithFloats(root)) ?? json;
}

/** As Python writes a number that it read from this text. */
export function pythonNumber(text: string): string | undefined {
  if (/^-?\d+$/u.test(text)) return text === '-0' ? '0' : text;
  const value = Number(text);
  return Number.isFinite(value) ? pythonFloat(value) : undefined;
}

/** `float.__repr__`: the shortest digits that read back the same, with an exponent under 1e-4 and from 1e16. */
export function pythonFloat(value: number): string {
  const [, sign = '', first = '', rest = '', stated = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/u.exec(value.toExponential()) ?? [];
  const digits = first + rest;
  const exponent = Number(stated);
  const minus = Object.is(value, -0) ? '-' : sign;
  if (exponent < -4 || exponent >= 16) {
    const power = String(Math.abs(exponent)).padStart(2, '0');
    return `${minus}${first}${rest === '' ? '' : `.${rest}`}e${exponent < 0 ? '-' : '+'}${power}`;
  }
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${minus}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function written(node: JsonNode, depth: number, number: (text: string) => string | undefined): string | undefined {
  if (depth > DEPTH || node.kind === 'counted') return undefined;
  if (node.kind === 'string') return JSON.stringify(node.value);
  if (node.kind === 'number') return number(node.text);
  if (node.kind === 'object') {
    const members = [...node.members].map(([key, value]) => {
      const text = written(value, depth + 1, number);
      return text === undefined ? undefined : `${JSON.stringify(key)}: ${text}`;
    });
    return enclosed('{', members, '}', depth);
  }
  if (node.kind === 'array')
    return enclosed(
      '[',
      node.items.map((item) => written(item, depth + 1, number)),
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
