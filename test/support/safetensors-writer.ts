/** A safetensors file from its parts, honest or not: the header is taken as it is. */
export function safetensors(
  header: string | object,
  data: Uint8Array = new Uint8Array(0),
  statedLength?: bigint,
): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(statedLength ?? BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** An honest file with two tensors. */
export function honestSafetensors(): Buffer {
  const header = {
    __metadata__: { format: 'pt', __proto__x: 'y' },
    'a.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
    'b.weight': { dtype: 'BF16', shape: [4], data_offsets: [24, 32] },
  };
  return safetensors(`${JSON.stringify(header)}   `, Buffer.alloc(32, 1));
}
