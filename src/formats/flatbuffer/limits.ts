/** Limits of the FlatBuffers reader. */
export const FLATBUFFER_LIMITS = {
  /** Numbers read of one file. Tables may be shared, so the size of a file is no bound for what it spells out. */
  reads: 50_000_000,
} as const;
