/** Limits of the reader of SentencePiece models. */
export const SENTENCEPIECE_LIMITS = {
  /** Pieces of a vocabulary. The largest known has about a million. */
  pieces: 20_000_000,
  /** Bytes of the table that a normalizer rewrites text by; the one of NFKC takes about 240 KB. */
  charsmap: 64 << 20,
  /** Pieces of a kind of their own, and replacements, that are listed. */
  listed: 20_000,
  replacements: 200,
  text: 1_024,
} as const;
