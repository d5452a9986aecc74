/** Limits of what is read from YAML documents. */
export const YAML_LIMITS = {
  /** Bytes of one file. */
  bytes: 64 << 20,
  /** Bytes of a file that is parsed, if anything in it could name code; the parser is slow. */
  parsed: 2 << 20,
  /** Nodes on the way from the root of a document to a value. */
  depth: 200,
  /** Templates that reach into Python. */
  templates: 64,
  /** Names and tags that are listed. */
  listed: 2_000,
  /** Characters kept of a name, a tag or a path in the document. */
  name: 512,
  /** Of Python or a command that is a value. */
  code: 16_384,
  /** Values that aliases stand for, those of aliases in aliases counted each time. */
  aliases: 10_000,
  /** References in references (`${a.b}`) that are followed. */
  references: 8,
} as const;
