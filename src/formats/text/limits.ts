/** Limits of what is read from text files. */
export const TEXT_LIMITS = {
  /** Bytes kept of a script for the rules that read it. */
  script: 4 << 20,
  /** Bytes of settings that are looked through for commands. */
  settings: 1 << 20,
  /** Bytes kept of a chat template file. */
  template: 1 << 20,
  /** Bytes of a model card's front matter. */
  frontMatter: 512 << 10,
  /** Aliases that may be expanded in it; real cards use none. */
  aliases: 64,
  /** Nesting in it. */
  depth: 64,
  /** Values in it, after aliases are expanded. */
  values: 100_000,
  /** Characters of one short field (license, base model). */
  field: 512,
  /** Entries of one list (tags, base models). */
  list: 200,
} as const;
