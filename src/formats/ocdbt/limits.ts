/** Limits of the reader of OCDBT. */
export const OCDBT_LIMITS = {
  /** Bytes of one node, as stored and expanded. TensorStore writes 8 MiB at most, unless it is told otherwise. */
  node: 128 << 20,
  /** Nodes in one file. */
  nodes: 100_000,
  /** Files that one node refers to, and all of them that are listed. */
  files: 1_000_000,
  listed: 10_000,
  /** Bytes of a path (data_file_id.h). */
  path: 65_535,
} as const;
