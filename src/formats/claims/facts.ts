import * as z from 'zod';

const natural = z.number().int().nonnegative();

/** What single answers add up to, read from a file of samples or from the samples of a log. Facts: nothing is compared here. */
export const samplesFactsSchema = z.object({
  /** Where the file says it; otherwise its name does. */
  task: z.string().optional(),
  /** Different items. */
  items: natural,
  metrics: z.array(
    z.object({
      metric: z.string(),
      filter: z.string().optional(),
      /** Scores read, and what they add up to. */
      n: natural,
      sum: z.number(),
      /** Whether each is 0 or 1. */
      binary: z.boolean(),
      /** An item was scored more than once. */
      repeated: z.boolean(),
    }),
  ),
  /** Whether the file was read to its end. */
  whole: z.boolean(),
  /** Hashes of documents that could be computed again beyond doubt. */
  documents: z.object({ right: natural, wrong: natural, firstWrongLine: natural.optional() }).optional(),
  /**
   * Item by item, to be paired with answers to the same questions: the first 16 digits of each document's hash, and for each
   * metric that is 0 or 1 a character a document, `-` where it has none. Left out past the stated number of documents.
   */
  answers: z
    .object({
      documents: z.array(z.string()),
      metrics: z.array(z.object({ metric: z.string(), filter: z.string().optional(), right: z.string() })),
    })
    .optional(),
  /** SHA-256 over the samples' hashes, in the order of the file and in that of the items. */
  hashes: z.array(z.string()).optional(),
});
export type SamplesFacts = z.infer<typeof samplesFactsSchema>;
