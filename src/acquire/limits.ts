/** Limits of taking a submission in. Past one of them the submission is refused by name; nothing is cut. */
export const ACQUIRE_LIMITS = {
  /** Files and directories together. The largest repositories known have some 20,000 files. */
  entries: 100_000,
  /** Directories inside one another. */
  depth: 32,
  /** Bytes of one name: every common file system stops here. */
  nameBytes: 255,
  /** Bytes of one path, relative to the submission. */
  pathBytes: 1_024,
  /** Bytes of one file: 16 TiB, the largest that ext4 holds. */
  fileBytes: 16 * 2 ** 40,
  /** Refused paths that an error message spells out. */
  refusalsShown: 200,
} as const;

/** Bytes read at once. Two buffers of this size are all that copying and hashing hold. */
export const CHUNK_BYTES = 4 << 20;

/** From this many bytes on, hashing gets threads of its own: they are up in the time in which this many are hashed. */
export const THREADS_FROM_BYTES = 64 << 20;

/** Limits of the isolated parsing process. Past one of them the file at work counts as not read. */
export const PARSER_LIMITS = {
  /** Milliseconds for one file, and for the process to come up. */
  fileMs: 300_000,
  /** Characters of all answers about one submission; after that the other files are given up unread. */
  answers: 256 << 20,
  /** Files that may kill their parser; after that the others are given up unread. */
  deaths: 16,
  /** Bytes of memory. The largest honest need is the pickle interpreter's tables: about 700 MB beside Node itself. */
  memoryBytes: 2 * 1024 ** 3,
  cpuSeconds: 3_600,
} as const;
