import * as z from 'zod';

const texts = z.array(z.string());

/** `incomplete`: a step is not proven, and nothing contradicts it. */
export const LAYOUT_STATUSES = ['passed', 'incomplete', 'failed'] as const;

/** What became of one in-toto layout that the policy demands. */
export const layoutCheckSchema = z.object({
  /** As the policy calls it. */
  name: z.string(),
  status: z.enum(LAYOUT_STATUSES),
  detail: z.string(),
  code: z.string().optional(),
  signer: z.string().optional(),
  expires: z.string().optional(),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.enum(LAYOUT_STATUSES),
      /** Identifiers of the functionaries' keys whose links count, and how many are needed. */
      functionaries: texts,
      threshold: z.int().positive(),
      links: texts,
      /** Rules that do not hold, links that contradict one another. */
      failures: texts,
      /** What does not fail it: another command than the expected one. */
      notes: texts,
    }),
  ),
  /** Inspections are commands of the layout; they are never run. */
  inspections: z.array(z.object({ name: z.string(), run: texts, failures: texts })),
  /** Files of the model that no step made. */
  unaccounted: texts,
});
export type LayoutCheck = z.infer<typeof layoutCheckSchema>;
