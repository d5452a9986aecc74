/** Limits of what is read from files of R. */
export const RDATA_LIMITS = {
  /** Objects, over a whole file. */
  items: 200_000_000,
  /** Objects that are begun and not ended. R itself stops at 10,000. */
  depth: 100_000,
  /** Symbols and environments that later parts of a file refer to. */
  references: 5_000_000,
  /** Promises that are listed, and names in the code of each. */
  promises: 1_000,
  names: 64,
  /** Bytes kept of a name. */
  name: 256,
} as const;
