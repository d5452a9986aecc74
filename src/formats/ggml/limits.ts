/** Limits of the reader of whisper.cpp's models. */
export const GGML_LIMITS = {
  /** Words of the vocabulary; Whisper has 51,866. */
  vocabulary: 1_000_000,
  tensors: 100_000,
  dimensions: 4,
  /** Bytes of the name of a tensor; longer ones are no name. */
  name: 512,
} as const;
