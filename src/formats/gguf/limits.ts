/** Limits of the GGUF parser; the format's own ones are problems when broken, ours end the reading. */
export const GGUF_LIMITS = {
  /** The format's limit on a key. */
  key: 65_535,
  /** The format's limit on a tensor name; ggml cuts or refuses longer ones. */
  tensorName: 64,
  /** The format's limit. */
  dimensions: 4,
  /** Bytes of a tensor name that are read at all. */
  nameRead: 65_535,
  metadata: 20_000,
  tensors: 100_000,
  /** Elements of all arrays that have to be walked one by one (strings, nested arrays). */
  walked: 20_000_000,
  arrayDepth: 4,
  /** Bytes kept of a chat template. */
  template: 1 << 20,
  /** Bytes kept of another string value, and of all of them together. */
  value: 16 << 10,
  valuesTotal: 8 << 20,
} as const;
