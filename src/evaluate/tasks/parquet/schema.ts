import type { SchemaTree } from 'hyparquet';
import { GateError } from '../../../core/errors.ts';

/** Lists and structs inside one another. */
const MAX_DEPTH = 16;
const MAX_COLUMNS = 1_000;

/** A column as JSON has it: what else Parquet knows (dates, decimals, maps, bytes) has no one way to be written there. */
export type Column = { readonly name: string } & (
  | { readonly kind: 'text' | 'integer' | 'float' | 'boolean' | 'null' }
  | { readonly kind: 'list'; readonly element: Column }
  | { readonly kind: 'struct'; readonly members: readonly Column[] }
);

/**
 * The columns of a table, in its order.
 * @throws GateError SUITE_INVALID naming the column
 */
export function columnsOf(root: SchemaTree, path: string): readonly Column[] {
  const columns = membersOf(root, path, 0);
  // The reader knows columns by their paths joined by dots.
  const joined = new Set<string>();
  const visit = (node: SchemaTree): void => {
    const name = node.path.join('.');
    if (joined.has(name)) throw refused(path, node, 'is there twice');
    joined.add(name);
    if (joined.size > MAX_COLUMNS * 4) throw refused(path, node, `is one of more than ${MAX_COLUMNS}`);
    node.children.forEach(visit);
  };
  root.children.forEach(visit);
  return columns;
}

/** The columns that have bytes of their own, in the order in which each group of rows has them. */
export function leavesOf(node: SchemaTree): readonly SchemaTree[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function membersOf(node: SchemaTree, path: string, depth: number): readonly Column[] {
  if (node.children.length > MAX_COLUMNS) throw refused(path, node, `has more than ${MAX_COLUMNS} columns`);
  if (node.children.length === 0) throw refused(path, node, 'has no columns');
  return node.children.map((child) => columnOf(child, path, depth + 1));
}

function columnOf(node: SchemaTree, path: string, depth: number): Column {
  const { name, repetition_type: repetition, converted_type: converted, logical_type: logical } = node.element;
  if (depth > MAX_DEPTH) throw refused(path, node, `lies deeper than ${MAX_DEPTH} lists and structs`);
  // The reader makes objects with these names.
  if (!name || name === '__proto__') throw refused(path, node, 'has a name that is not read');
  if (repetition === 'REPEATED') throw refused(path, node, 'repeats outside of a list');
  if (node.element.type !== undefined) return { name, kind: leafOf(node, path) };
  if (converted === 'LIST') {
    const [list] = node.children;
    const [element] = list?.children ?? [];
    if (
      node.children.length !== 1 ||
      list?.element.repetition_type !== 'REPEATED' ||
      list.element.converted_type !== undefined ||
      list.children.length !== 1 ||
      element === undefined
    )
      throw refused(path, node, 'is a list of an old form; write it again with a current library');
    return { name, kind: 'list', element: columnOf(element, path, depth + 1) };
  }
  if (converted !== undefined || logical !== undefined)
    throw refused(path, node, `holds ${converted ?? logical?.type ?? 'groups'}, which has no one form in JSON`);
  return { name, kind: 'struct', members: membersOf(node, path, depth) };
}

function leafOf(node: SchemaTree, path: string): 'text' | 'integer' | 'float' | 'boolean' | 'null' {
  const { type, converted_type: converted, logical_type: logical } = node.element;
  if (node.children.length > 0) throw refused(path, node, 'has both a type and columns');
  if (logical?.type === 'NULL') return 'null';
  const plain = converted === undefined && logical === undefined;
  if (type === 'BOOLEAN' && plain) return 'boolean';
  if ((type === 'FLOAT' || type === 'DOUBLE') && plain) return 'float';
  if (type === 'BYTE_ARRAY' && (logical?.type ?? 'STRING') === 'STRING' && (converted ?? 'UTF8') === 'UTF8' && !plain)
    return 'text';
  if (
    (type === 'INT32' || type === 'INT64') &&
    (logical?.type ?? 'INTEGER') === 'INTEGER' &&
    /^U?INT_/u.test(converted ?? 'INT_')
  )
    return 'integer';
  throw refused(
    path,
    node,
    `holds ${converted ?? logical?.type ?? type ?? 'nothing'}, not texts, numbers or booleans; write it as one of them`,
  );
}

function refused(path: string, node: SchemaTree, what: string): GateError {
  return new GateError('SUITE_INVALID', `${path}: the column "${node.path.join('.').slice(0, 200)}" ${what}`);
}
