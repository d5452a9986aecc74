/** Every limit on containers inside containers. */
export const ARCHIVE_LIMITS = {
  /** Containers inside containers. */
  depth: 4,
  /** Bytes of one compressed file or member, packed and expanded, that are held in memory. */
  expanded: 128 << 20,
  /** Bytes expanded per file over everything in it. */
  expandedTotal: 1 << 30,
  /** Members of a tar archive. */
  members: 200_000,
  /** Bytes of a member looked at to tell its format. */
  head: 64 << 10,
} as const;
