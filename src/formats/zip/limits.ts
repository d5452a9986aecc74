/** Every limit of the zip walker. */
export const ZIP_LIMITS = {
  members: 200_000,
  /** Bytes of the central directory. */
  directory: 64 << 20,
  /** Bytes of a compressed member held in memory once it is expanded. */
  expanded: 256 << 20,
} as const;
