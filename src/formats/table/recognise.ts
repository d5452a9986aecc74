const FILE = Buffer.from('ARROW1', 'latin1');
const PARQUET = Buffer.from('PAR1', 'latin1');
/** Where the description of the columns is encrypted. */
const ENCRYPTED = Buffer.from('PARE', 'latin1');
/** In front of the length of each message of a stream since version 0.15. */
export const CONTINUATION = 0xffff_ffff;

export function isArrowFile(head: Uint8Array): boolean {
  return FILE.equals(head.subarray(0, FILE.length));
}

/** A message whose description, a FlatBuffer, starts with the offset of its root. */
export function isArrowStream(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64));
  if (bytes.length < 32 || bytes.readUInt32LE(0) !== CONTINUATION) return false;
  const [length, root] = [bytes.readInt32LE(4), bytes.readUInt32LE(8)];
  return length > 16 && length % 8 === 0 && root >= 8 && root < 64 && root % 2 === 0;
}

export function isParquet(head: Uint8Array): boolean {
  return PARQUET.equals(head.subarray(0, 4)) || ENCRYPTED.equals(head.subarray(0, 4));
}

/** Tables hold texts, and texts quote pickles: their columns are nothing that is loaded as one. */
export function isTable(head: Uint8Array): boolean {
  return isArrowFile(head) || isArrowStream(head) || isParquet(head);
}
