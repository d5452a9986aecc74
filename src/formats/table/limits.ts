/** Limits of the readers of Arrow and Parquet. */
export const TABLE_LIMITS = {
  /** Bytes of the description at the end of a Parquet file; thousands of columns take some megabytes. */
  footer: 256 << 20,
  /** Bytes of the description of one message of Arrow. */
  message: 64 << 20,
  batches: 1_000_000,
  columns: 1_000_000,
  /** Nesting of columns, and of structures in a footer. */
  depth: 64,
  /** Values in a footer. */
  values: 20_000_000,
  /** Extension types and references to files that are listed. */
  listed: 1_000,
  name: 512,
} as const;
