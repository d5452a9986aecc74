import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { documentText } from '../../formats/claims/python-json.ts';
import { readDocuments } from './documents.ts';
import { str } from './harness/jinja/values.ts';
import { SUITE_LIMITS } from './limits.ts';
import { decode } from './read-task-file.ts';
import type { Hashed, ItemColumns, PromptItem } from './task-schema.ts';

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

/**
 * Items of a data set that others made: each row that is asked, by the names of its columns.
 * @throws GateError SUITE_INVALID with path, line and the column that is missing
 */
export async function itemsOfColumns(
  bytes: Uint8Array,
  path: string,
  columns: ItemColumns,
): Promise<readonly Hashed<PromptItem>[]> {
  const items: Hashed<PromptItem>[] = [];
  const seen = new Map<string, string>();
  for (const { columns: row, sha256, where } of await readDocuments(bytes, path)) {
    const cell = (name: string): string => {
      const value = row.get(name);
      if (value === undefined) throw new GateError('SUITE_INVALID', `${where}: there is no column "${name}"`);
      return value === null ? '' : str(value);
    };
    const optional = (name: string | undefined): string | undefined =>
      name === undefined ? undefined : cell(name).slice(0, 100) || undefined;
    if (columns.where !== undefined && cell(columns.where.column) !== columns.where.equals) continue;
    const content = cell(columns.prompt);
    if (content.trim() === '')
      throw new GateError('SUITE_INVALID', `${where}: the column "${columns.prompt}" is empty`);
    const id = optional(columns.id) ?? String(items.length + 1);
    const first = seen.get(id);
    if (first !== undefined) throw new GateError('SUITE_INVALID', `${where}: the id "${id}" stands at ${first} too`);
    seen.set(id, where);
    const category = optional(columns.category);
    const cluster = optional(columns.cluster);
    items.push({
      id,
      messages: [{ role: 'user', content }],
      document: sha256().slice(0, 16),
      ...(category === undefined ? {} : { category }),
      ...(cluster === undefined ? {} : { cluster }),
    });
  }
  if (items.length === 0) throw new GateError('SUITE_INVALID', `${path}: no row is asked`);
  return items;
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
