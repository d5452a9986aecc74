/** Limits of what is read of logs, history and exports. What lies beyond one is named in the result as a blind spot. */
export const SIGNAL_LIMITS = {
  /** Bytes that are looked at together; nothing larger is held, whatever the log's size. */
  block: 1 << 20,
  /** Characters of one line that are judged. */
  line: 4_096,
  /** Lines of commands of one log that are parsed. */
  commands: 200_000,
  /** Files under a directory of logs. */
  files: 10_000,
  /** Directories on the way to a log. */
  depth: 16,
  /** Bytes of an export or of CloudTrail, which are one document. */
  document: 64 << 20,
  /** Findings kept per rule and file; the last one then says that there were more. */
  findings: 100,
  /** Commits that are read, latest first. */
  commits: 50_000,
  /** Milliseconds that reading a repository's history may take. */
  historyMilliseconds: 5_000,
  /** The same for the search of all versions of files for secrets. */
  secretMilliseconds: 120_000,
  /** Bytes of a version of a file that is searched for secrets. */
  blob: 512 << 10,
  /** Versions of files that are searched for secrets. */
  blobs: 200_000,
  /** Clients of an access log that are told apart. */
  clients: 100_000,
  /** Names that one client asked for, and are told apart. */
  names: 2_000,
  /** The same of all clients together. */
  namesTotal: 200_000,
} as const;
