import { secretsIn } from './match.ts';

const MASK = 4;

/** A message that quotes a submission, with every secret in it cut down to its kind's prefix: `token hf_a…(37)`. */
export function redactSecrets(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const found = secretsIn(bytes, 0, bytes.length, true);
  if (found.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, prefix } of found) {
    if (start < at) continue;
    parts.push(bytes.toString('utf8', at, prefix === 0 ? start : start + MASK), `…(${end - start})`);
    at = end;
  }
  return parts.join('') + bytes.toString('utf8', at);
}
