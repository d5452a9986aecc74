/** Every limit of the pickle interpreter. Past one of them the stream's facts carry a `limits` entry and aren't complete. */
export const PICKLE_LIMITS = {
  /** Bytes read at once. */
  window: 1 << 20,
  /** Symbolic values that aren't small integers: 18 bytes each. */
  values: 12_000_000,
  /** Stack depth in values, 4 bytes each. CPython has no limit; honest picklers batch by 1,000. */
  stack: 32_000_000,
  /** Items of tuples and links between containers kept, 4 and 12 bytes each. */
  items: 16_000_000,
  links: 6_000_000,
  /** Memo entries. */
  memo: 16_000_000,
  /** Distinct (kind, target, name) uses per stream. */
  uses: 20_000,
  /** Characters of a module or attribute name kept; a longer one ends in `…` and so equals no name. */
  name: 512,
  /** Characters of one argument summary, and distinct summaries kept per use. */
  summary: 240,
  summaries: 8,
  /** Calls of one callee that are summarised before only counting. */
  summaryAttempts: 256,
  /** Calls of getattr resolved one by one. */
  attributes: 4_096,
  /** A line operand (GLOBAL, INT, STRING…) longer than this is no operand. */
  line: 16_000_000,
  /** Nesting of pickles inside strings of pickles. */
  depth: 4,
  /** Streams per file, nested ones included. */
  streams: 10_000,
  /** Strings and bytes of one stream that could hold a pickle. */
  suspects: 200_000,
  /** Strings and bytes up to this size are searched for pickles that don't start at their first byte. */
  nestedSearch: 64 << 20,
  /** Bytes of `_codecs.encode(text, 'latin1')`, base64 or a compressed stream that are decoded to look for a pickle. */
  encodedBytes: 16 << 20,
  /** Bytes, expanded, of texts of one document that are decoded to look for a pickle. */
  encodedTotal: 128 << 20,
  /** Bytes at the end of a text in which a pickle is looked for that ends it. */
  textTail: 1 << 16,
  problems: 64,
} as const;
