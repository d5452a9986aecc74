/** Limits of what is read from the schema of a skops archive. */
export const SKOPS_LIMITS = {
  /** Types and functions that are listed. */
  listed: 20_000,
  /** Characters kept of a name. */
  name: 512,
} as const;
