import * as z from 'zod';

/**
 * One number that a submitter states. `value` is a fraction in [0, 1] for the 0/1 metrics that we can re-run;
 * `stated` keeps what the file said, before percent were turned into fractions. Nothing here is believed.
 */
export const claimSchema = z.object({
  task: z.string(),
  metric: z.string(),
  value: z.number(),
  stated: z.string(),
  stderr: z.number().optional(),
  n: z.number().int().positive().optional(),
  /** Why what is stated can't be a value of this metric (not finite, negative, over 100 %); `value` is then 0 and means nothing. */
  invalid: z.string().optional(),
  /** The submission's file that states it. */
  source: z.string(),
});
export type Claim = z.infer<typeof claimSchema>;
