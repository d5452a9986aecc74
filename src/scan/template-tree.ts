/** Nodes of one condition or of what depends on it that are looked at. */
const CONDITION_NODES = 2_000;

export function* descendants(root: unknown): Generator<object> {
  const pending: unknown[] = [root];
  for (let seen = 0; pending.length > 0 && seen < CONDITION_NODES; seen++) {
    const node = pending.pop();
    if (node === null || typeof node !== 'object') continue;
    // What it says while it refuses a conversation is no part of one.
    if (isNode(node, 'CallExpression') && textField(field(node, 'callee'), 'value') === 'raise_exception') continue;
    if (!(node instanceof Map)) yield node;
    pending.push(...(node instanceof Map ? [...node.keys(), ...node.values()] : Object.values(node)));
  }
}

/** The library's node classes are plain data here: whatever a field holds is checked before use. */
export function field(node: unknown, name: string): unknown {
  return node !== null && typeof node === 'object' && Object.hasOwn(node, name) ? Reflect.get(node, name) : undefined;
}

export function textField(node: unknown, name: string): string {
  const value = field(node, name);
  return typeof value === 'string' ? value : '';
}

export function isNode(node: unknown, type: string): node is object {
  return field(node, 'type') === type;
}
