export const NUMPY_LIMITS = {
  /** Bytes of the header of an array. */
  header: 1 << 20,
  /** Arrays written one after another to the same file. */
  arrays: 10_000,
  /** Nesting of lists and tuples in a header. */
  depth: 16,
} as const;
