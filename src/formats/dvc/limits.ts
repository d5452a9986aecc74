/** Limits of what is read from DVC's files (`.dvc`, `dvc.lock`). */
export const DVC_LIMITS = {
  /** Bytes of one file. */
  bytes: 4 << 20,
  /** Pinned paths of one file. */
  pins: 10_000,
  /** Characters of one path. */
  path: 4_096,
} as const;
