/** Limits of what is read to check the signatures of a container image. */
export const IMAGE_LIMITS = {
  /** Bytes of one manifest or index. */
  manifestBytes: 4 << 20,
  /** Bytes of a simple-signing payload. */
  payloadBytes: 1 << 20,
  /** Manifests looked at for signatures of one image. */
  manifests: 1_000,
  /** Signatures of one image; more are not looked at. */
  signatures: 200,
  /** Indexes within indexes. */
  depth: 4,
} as const;
