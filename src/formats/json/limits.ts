/** Limits of the JSON reader. Past one of them the facts carry a `limits` entry and are not complete. */
export const JSON_LIMITS = {
  /** Bytes read of one document. The largest tokenizer.json known is about 35 MB. */
  bytes: 256 << 20,
  /** Open containers. transformers' own files stay under 12. */
  depth: 128,
  /** Values in one document. */
  values: 24_000_000,
  /** Keys of all objects that are open at once; they are kept to find duplicates. */
  openKeys: 2_000_000,
  /** Bytes kept of one string; a precompiled character map in a tokenizer is about 1 MiB. */
  string: 4 << 20,
  /** Characters of one number. */
  number: 1_024,
  /** Nodes of a document that is kept as a tree. */
  nodes: 2_000_000,
  /** Prompts kept; a configuration has a few. */
  prompts: 64,
  /** Values worth a rule's look that are listed, and characters kept of each. */
  notable: 1_000,
  notableText: 1_024,
  /** Chat templates of one document that are kept. */
  templates: 64,
  /** Replacements of a tokenizer that are listed, and levels of its pipeline that are walked. */
  replacements: 200,
  pipelineDepth: 16,
  /** Top-level numbers of config.json that are listed. */
  configNumbers: 200,
  /** Scalars of `rope_scaling` that are listed, and characters of a text among them. */
  configRope: 64,
  configRopeText: 64,
  /** Added tokens that are listed. */
  addedTokens: 20_000,
} as const;
