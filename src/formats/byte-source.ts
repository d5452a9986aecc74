/**
 * Random access to the bytes of one file (or of one member of an archive). `read` returns at most `length` bytes from
 * `offset` on: fewer only at the end, none past it. What it returns stays valid until the next call.
 */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}
