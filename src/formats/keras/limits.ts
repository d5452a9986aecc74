/** Limits of what is listed of a Keras configuration; its JSON has those of `json`. */
export const KERAS_LIMITS = {
  /** Distinct classes, functions, pieces of code and paths. Honest models have some dozens. */
  listed: 10_000,
  /** Bytes kept of a name or path. */
  name: 512,
  /** Characters of marshalled code that are decoded to list the names in it. */
  code: 4 << 20,
  names: 64,
  /** Bytes of a bare JSON file that is tried as a model description. */
  document: 16 << 20,
} as const;
