import * as z from 'zod';
import { fileReferenceSchema } from '../graph/facts.ts';

const natural = z.number().int().nonnegative();

/** Columns of data: Arrow's file and stream, and Parquet. */
export const tableFactsSchema = z.object({
  format: z.literal('table'),
  member: z.string().optional(),
  container: z.enum(['arrow-file', 'arrow-stream', 'parquet']),
  columns: natural,
  batches: natural,
  /** Types of columns that a library of the reader makes objects of (`ARROW:extension:name`), and where the first stands. */
  extensions: z.array(z.object({ name: z.string(), column: z.string(), offset: natural })),
  /** Files that columns of Parquet lie in, where not in this one. */
  externalFiles: z.array(fileReferenceSchema),
});
export type TableFacts = z.infer<typeof tableFactsSchema>;
