/** Limits of the reader of MessagePack. */
export const MSGPACK_LIMITS = {
  /** Values in one file. A checkpoint has one for each tensor and a few around it. */
  values: 50_000_000,
  /** Open containers; the reader of Python stops at 1,024. */
  depth: 512,
  /** Keys of all maps that are open at once; they are kept to find duplicates. */
  openKeys: 2_000_000,
  /** Bytes kept of a key or of the name of a type. */
  name: 512,
  /** Kinds of extension types; there are 256 codes. */
  extensions: 256,
  /** Arrays of Python objects that are listed. */
  listed: 1_000,
  /** Dimensions of an array. */
  dimensions: 64,
} as const;
