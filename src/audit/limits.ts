/** Limits of the audit. What lies beyond one is named in the result as a blind spot. */
export const AUDIT_LIMITS = {
  /** Files of a repository that are listed. */
  files: 200_000,
  /** Directories on the way from the root to a file. */
  depth: 40,
  /** Bytes of one file that is read. */
  bytes: 4 << 20,
  /** Bytes of all files that are read; workflows come first. */
  total: 256 << 20,
  /** Nodes of one YAML document, those that aliases share counted once. */
  nodes: 200_000,
  /** Nesting of YAML, expressions and shell. */
  nesting: 100,
  /** Commands of one shell text. */
  commands: 20_000,
  /** Words of a command, and characters of one, that rules look at: their patterns must not be fed without bound. */
  words: 200,
  word: 500,
  /** Characters of a command or line that rules look at. */
  command: 2_000,
  /** Characters of a name. */
  name: 200,
  /** Links from a step to a script, a make target, another script. */
  links: 8,
  /** Operations that one step leads to, through all scripts. */
  operations: 4_000,
  /** Findings kept per rule and file; the last one then says how many more there were. */
  findings: 100,
} as const;
