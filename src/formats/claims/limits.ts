/** Limits of the claim reader. Past one of them the facts carry a `limits` entry and are not complete. */
export const CLAIM_LIMITS = {
  /** Claims of one file; the largest published lm-eval files state about 2,000. */
  claims: 5_000,
  /** Characters of a task's or metric's name. */
  name: 200,
  /** Characters of a stated number. */
  stated: 64,
} as const;
