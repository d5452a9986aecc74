/** Limits of the safetensors parser. */
export const SAFETENSORS_LIMITS = {
  /** The format's own limit on its header. */
  header: 100_000_000,
  /** Unsharded mixtures of experts have some 20,000. */
  tensors: 100_000,
  metadata: 10_000,
  metadataText: 64 << 10,
  /** Characters of all metadata kept. */
  metadataTotal: 4 << 20,
  /** PyTorch stops at 64 dimensions. */
  dimensions: 64,
} as const;
