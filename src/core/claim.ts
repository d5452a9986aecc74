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
  /** Which of several readings of the same answers: a filter of lm-evaluation-harness, a scorer of Inspect. */
  filter: z.string().optional(),
  /**
   * What the number is a mean of, where it is not of items that are 0 or 1: items that score in between, several tasks, or
   * something that is no mean of items at all (a model of their difficulty). Fewer rules hold for each.
   */
  meanOf: z.enum(['graded-items', 'tasks', 'other']).optional(),
  /** The tasks that it is a mean of, where the file names them; of all, or of nobody knows which. */
  tasks: z.array(z.string()).optional(),
  ofSomeTasks: z.boolean().optional(),
  /** Whose score it is, where one file has those of several models: no claim about the model at hand. */
  model: z.string().optional(),
  /** The standard error is bootstrapped or clustered, so no formula over p and n gives it. */
  resampled: z.boolean().optional(),
  /** Items of the whole task, and how many of them the run was limited to. */
  nOriginal: z.number().int().positive().optional(),
  limit: z.number().int().positive().optional(),
  /** SHA-256 that the file states over the hashes of the task's samples. */
  taskHash: z.string().optional(),
  /** The same score as a sum and a count, where the file states both beside the mean. */
  total: z.object({ sum: z.number(), count: z.number().int().positive() }).optional(),
  /** What the same file says elsewhere, and can't be true together with this number. */
  contradicted: z.string().optional(),
  /** Why what is stated can't be a value of this metric (not finite, negative, over 100 %); `value` is then 0 and means nothing. */
  invalid: z.string().optional(),
  /** The submission's file that states it. */
  source: z.string(),
});
export type Claim = z.infer<typeof claimSchema>;
