/** Limits of the TensorFlow Lite reader. */
export const TFLITE_LIMITS = {
  subgraphs: 100_000,
  /** Tensors of all subgraphs. Large models have some tens of thousands. */
  tensors: 4_000_000,
  /** Bytes of a custom operator's options that are read. */
  options: 1 << 20,
} as const;
