/** Limits of what a forge is asked for. */
export const FORGE_LIMITS = {
  /** Items a page, and pages of one list. */
  page: 100,
  pages: 20,
  /** Bytes of one answer. */
  bytes: 8 << 20,
  milliseconds: 30_000,
  /** Repositories of an organisation. */
  repositories: 500,
} as const;
