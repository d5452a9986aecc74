/** Every limit on containers inside containers. */
export const ARCHIVE_LIMITS = {
  /** Containers inside containers. */
  depth: 4,
  /** Bytes of one compressed file or member, packed and expanded, that are held in memory. */
  expanded: 256 << 20,
  /** Bytes expanded per file over everything in it. */
  expandedTotal: 1 << 30,
  /** Entries of an archive of tar. */
  members: 200_000,
  /** Members of a file, at all depths, that are listed because rules judge them as files: scripts, configurations. */
  listed: 10_000,
  /** Limits met in members that are stated. */
  stated: 1_000,
} as const;
