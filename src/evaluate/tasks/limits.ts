/** Limits of suites. They come from the operator, so past one of them the suite is refused, never cut. */
export const SUITE_LIMITS = {
  /** Files of one suite. */
  files: 1_000,
  taskFileBytes: 256 << 10,
  itemFileBytes: 256 << 20,
  /** Items of one task. */
  items: 1_000_000,
  /** Bytes of one line of items. */
  line: 1 << 20,
  parquetFooterBytes: 1 << 20,
  /** Values of a Parquet file, those in lists and dictionaries included. */
  parquetCells: 20_000_000,
} as const;
