/** Limits of the reader of UBJSON. */
export const UBJSON_LIMITS = {
  /** Values that are read one by one; the elements of arrays of numbers that nobody asks for are passed over. */
  values: 100_000_000,
  depth: 128,
  /** Keys of all objects that are open at once; they are kept to find duplicates. */
  openKeys: 2_000_000,
  /** Bytes of one key or string. */
  text: 16 << 20,
} as const;
