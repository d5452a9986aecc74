/** Limits of the converter of Hugging Face checkpoints. Past one of them nothing is converted. */
export const CONVERSION_LIMITS = {
  /** Values of one JSON document. Gemma 3's tokenizer.json has 1.8 million. */
  nodes: 8_000_000,
  /** Tokens of a vocabulary. The largest known has 262,144. */
  tokens: 1_000_000,
  /** Bytes of one token. */
  token: 1_024,
  merges: 2_000_000,
  /** Bytes of a chat template. */
  template: 256 << 10,
  /** The widest known model has 126 layers, 16,384 columns and 128 heads. */
  layers: 1_024,
  width: 1 << 20,
  heads: 4_096,
  contextTokens: 1 << 28,
  /** Bytes of one attention head of a projection, which is reordered in memory. */
  head: 64 << 20,
  /** Characters that the process may answer with. */
  answer: 64 << 20,
  memoryBytes: 3 * 1024 ** 3,
  milliseconds: 120_000,
} as const;
