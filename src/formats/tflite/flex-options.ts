/**
 * The options of an operator that TensorFlow itself executes: a FlexBuffer vector of the operator's name and a NodeDef.
 * The delegate goes by these and not by the operator's code. Returns the names of both, as far as they are there.
 */
export function flexNames(options: Buffer): string[] {
  const names: string[] = [];
  const root = options.length - 2;
  const width = options[options.length - 1] ?? 0;
  const type = (options[root] ?? 0) >> 2;
  const elementWidth = 1 << ((options[root] ?? 0) & 3);
  const vector = back(options, root - width, width);
  if (type !== VECTOR || vector === undefined) return names;
  const count = natural(options, vector - elementWidth, elementWidth);
  if (count === undefined || count > 16) return names;
  for (let index = 0; index < count; index += 1) {
    const element = options[vector + count * elementWidth + index] ?? 0;
    const at = back(options, vector + index * elementWidth, elementWidth);
    if (at === undefined || (element >> 2 !== STRING && element >> 2 !== BLOB)) continue;
    const lengthWidth = 1 << (element & 3);
    const length = natural(options, at - lengthWidth, lengthWidth) ?? 0;
    const bytes = options.subarray(at, Math.min(at + length, options.length));
    const name = index === 0 ? bytes.toString('utf8') : operatorOfNode(bytes);
    if (name !== undefined) names.push(name.slice(0, 200));
  }
  return names;
}

const STRING = 5;
const VECTOR = 10;
const BLOB = 25;

function natural(bytes: Buffer, at: number, width: number): number | undefined {
  if (at < 0 || ![1, 2, 4, 8].includes(width) || at + width > bytes.length) return undefined;
  return width === 8 ? Number(bytes.readBigUInt64LE(at)) : bytes.readUIntLE(at, width);
}

/** Offsets of FlexBuffers count backwards from where they stand. */
function back(bytes: Buffer, at: number, width: number): number | undefined {
  const offset = natural(bytes, at, width);
  return offset === undefined || offset > at ? undefined : at - offset;
}

/** Field 2 (`op`) of a NodeDef, whose fields before it are strings too. */
function operatorOfNode(node: Buffer): string | undefined {
  let at = 0;
  while (at + 2 <= node.length) {
    const tag = node[at] ?? 0;
    let length = 0;
    let shift = 0;
    for (at += 1; at < node.length; at += 1) {
      const byte = node[at] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (byte < 0x80 || shift > 28) break;
    }
    at += 1;
    if ((tag & 7) !== 2) return undefined;
    if (tag >> 3 === 2) return node.toString('utf8', at, Math.min(at + length, at + 200, node.length));
    at += length;
  }
  return undefined;
}
