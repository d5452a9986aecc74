/** Limits of the ONNX reader. Tensors are passed over, so there is none on the size of a file. */
export const ONNX_LIMITS = {
  operatorSets: 1_000,
  functions: 20_000,
  /** Bytes of one `metadata_props` entry of the model. The largest honest ones are class lists and tokenizers. */
  metadataEntry: 64 << 20,
} as const;
