/** Limits of the Python reader. */
export const PYTHON_LIMITS = {
  /** Bytes of a source file. Generated modules of a few MiB exist; nobody reviews more. */
  sourceBytes: 8 << 20,
  /** Nesting of brackets, blocks and operators. CPython itself allows 200 brackets and 100 blocks. */
  depth: 200,
  /** Places where the text is no Python that are listed. */
  syntaxErrors: 16,
  /** Calls kept. */
  calls: 4_000,
  /** Imported names kept. */
  imports: 256,
  /** Characters kept of an argument. */
  text: 2_000,
  /** Arguments kept of a call. */
  arguments: 8,
  /** Functions kept that lead to a call. */
  entries: 16,
  /** Values that one expression may have. */
  values: 8,
  /** Items of a sequence or comprehension that are worked out. */
  items: 20_000,
  /** Characters of a text that is put together from literals. */
  joined: 1 << 20,
  /** Texts inside texts that are executed. */
  quoting: 6,
  /** Evaluations of one file; obfuscated code asks for more. */
  work: 4_000_000,
} as const;
