import { Stopped } from '../stopped.ts';

interface PlainLimits {
  readonly depth: number;
  readonly values: number;
}

/**
 * JSON text of what a YAML reader returned. Written by hand because keys come from a file and must not become
 * properties. What JSON has no number for (`.nan`, `.inf`) becomes the string `NaN` or `Infinity`: stated, not lost.
 * @throws Stopped past a limit, at the number of the value
 */
export function plainJson(value: unknown, limits: PlainLimits): string {
  let values = 0;
  const write = (inner: unknown, depth: number): string => {
    if (depth > limits.depth || ++values > limits.values) throw new Stopped(values);
    if (inner instanceof Map) {
      return `{${[...inner].map(([key, item]) => `${JSON.stringify(String(key))}:${write(item, depth + 1)}`).join(',')}}`;
    }
    if (Array.isArray(inner)) return `[${inner.map((item) => write(item, depth + 1)).join(',')}]`;
    if (typeof inner === 'number' && !Number.isFinite(inner)) return JSON.stringify(String(inner));
    if (typeof inner === 'bigint') return inner.toString();
    return JSON.stringify(inner) ?? 'null';
  };
  return write(value, 0);
}
