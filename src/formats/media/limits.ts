/** Limits of what is looked for in pictures and pages. */
export const MEDIA_LIMITS = {
  /** Bytes of one file that are read: what stands behind its end is looked for up to here, and behind the last part as well. */
  bytes: 64 << 20,
  /** Zeros and blanks between the end and what is appended that are passed over. */
  padding: 4_096,
  /** Actions of a page that are listed. */
  actions: 64,
} as const;
