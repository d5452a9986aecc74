/** Every limit on containers inside containers. */
export const ARCHIVE_LIMITS = {
  /** Containers inside containers. */
  depth: 4,
  /**
   * Bytes that one compressed file or member expands to whatever its size, and at most where memory holds it: folders of
   * 7z and blocks of xz with a filter, and everything where there is no scratch file.
   */
  expanded: 256 << 20,
  /** Bytes to one packed byte that a larger one expands to. Deflate reaches 1,032, weights 2. */
  ratio: 200,
  /** Bytes of one expansion that stay in memory before the scratch file takes them. */
  held: 32 << 20,
  /** Bytes of the scratch file, and so expanded per file over everything in it. */
  scratch: 64 * 2 ** 30,
  /** The same where there is no scratch file. */
  expandedTotal: 1 << 30,
  /** Entries of an archive of tar. */
  members: 200_000,
  /** Members of a file, at all depths, that are listed because rules judge them as files: scripts, configurations. */
  listed: 10_000,
  /** Limits met in members that are stated. */
  stated: 1_000,
} as const;
