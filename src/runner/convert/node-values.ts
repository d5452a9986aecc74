import { member, naturalOf, stringOf, type JsonNode } from '../../formats/json/tree.ts';
import { refuse } from './refusal.ts';

/*
 * Settings as transformers reads them: absent and null are the same, and anything of another kind than expected is
 * refused, because Python would take `"8"` or `8.0` for something else than this reader does.
 */

function present(root: JsonNode | undefined, path: readonly string[]): JsonNode | undefined {
  const node = member(root, ...path);
  return node === undefined || node.kind === 'null' ? undefined : node;
}

export function optionalNatural(root: JsonNode | undefined, ...path: readonly string[]): number | undefined {
  const node = present(root, path);
  return node === undefined ? undefined : (naturalOf(node) ?? refuse(`${path.join('.')} is no natural number`));
}

export function natural(root: JsonNode | undefined, ...path: readonly string[]): number {
  return optionalNatural(root, ...path) ?? refuse(`${path.join('.')} is not stated`);
}

export function optionalNumber(root: JsonNode | undefined, ...path: readonly string[]): number | undefined {
  const node = present(root, path);
  if (node === undefined) return undefined;
  const value = node.kind === 'number' ? Number(node.text) : Number.NaN;
  return Number.isFinite(value) ? value : refuse(`${path.join('.')} is no number`);
}

export function optionalBoolean(root: JsonNode | undefined, ...path: readonly string[]): boolean | undefined {
  const node = present(root, path);
  if (node === undefined) return undefined;
  if (node.kind === 'true' || node.kind === 'false') return node.kind === 'true';
  return refuse(`${path.join('.')} is neither true nor false`);
}

export function optionalString(root: JsonNode | undefined, ...path: readonly string[]): string | undefined {
  const node = present(root, path);
  return node === undefined ? undefined : (stringOf(node) ?? refuse(`${path.join('.')} is no string`));
}

export function listOf(root: JsonNode | undefined, ...path: readonly string[]): readonly JsonNode[] | undefined {
  const node = present(root, path);
  if (node === undefined) return undefined;
  return node.kind === 'array' ? node.items : refuse(`${path.join('.')} is no list`);
}

export function isPresent(root: JsonNode | undefined, ...path: readonly string[]): boolean {
  return present(root, path) !== undefined;
}
