/** Every limit of the zip walker. */
export const ZIP_LIMITS = {
  members: 200_000,
  /** Bytes of the central directory. */
  directory: 64 << 20,
} as const;
