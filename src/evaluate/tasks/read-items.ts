import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { documentText } from '../../formats/claims/python-json.ts';
import { decode } from './read-task-file.ts';
import { SUITE_LIMITS } from './limits.ts';
import { type Hashed } from './task-schema.ts';

/**
 * Parses JSON lines of items. Empty lines are allowed at the end only.
 * @throws GateError SUITE_INVALID with path, line and what is wrong
 */
export function readItems<Item extends { readonly id: string }>(
  bytes: Uint8Array,
  path: string,
  schema: z.ZodType<Item>,
): readonly Hashed<Item>[] {
  const lines = decode(bytes, path).split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines.length === 0) throw new GateError('SUITE_INVALID', `${path}: no items`);
  if (lines.length > SUITE_LIMITS.items) {
    throw new GateError('SUITE_INVALID', `${path}: ${lines.length} items, ${SUITE_LIMITS.items} at most`);
  }
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    const where = `${path}:${index + 1}`;
    if (line.length > SUITE_LIMITS.line) throw new GateError('SUITE_INVALID', `${where}: ${line.length} characters`);
    const item = parseItem(line, where, schema);
    const first = seen.get(item.id);
    if (first !== undefined)
      throw new GateError('SUITE_INVALID', `${where}: the id "${item.id}" stands on line ${first} too`);
    seen.set(item.id, index + 1);
    return { ...item, document: documentHash(line) };
  });
}

/** As lm-evaluation-harness hashes a document, cut to what tells those of one task apart. */
export function documentHash(json: string): string {
  return createHash('sha256').update(documentText(json)).digest('hex').slice(0, 16);
}

function parseItem<Item>(line: string, where: string, schema: z.ZodType<Item>): Item {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${where}: it is not JSON`, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new GateError(
    'SUITE_INVALID',
    `${where}: ${issue?.path.map(String).join('.') || 'item'}: ${issue?.message ?? 'invalid'}`,
  );
}
