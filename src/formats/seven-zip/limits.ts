/** Every limit on archives of 7z. */
export const SEVEN_ZIP_LIMITS = {
  /** Bytes of the headers, expanded. */
  header: 32 << 20,
  /** Headers that are compressed and hold the next one. */
  headers: 4,
  members: 200_000,
  /** Steps that one packed stream passes through. */
  coders: 8,
} as const;
