import * as z from 'zod';

const count = z.number().int().nonnegative();

/** What was read beside the files of the repositories; each part only where it was asked for. */
export const signalCountsSchema = z.object({
  logs: z.object({ files: count, lines: count, bytes: count }).optional(),
  /** Of the histories of all repositories. `searched`: versions of files that were searched for secrets. */
  history: z.object({ commits: count, contributors: count, signed: count, searched: count }).optional(),
  exports: z.object({ files: count, pulls: count, reviews: count, forks: count, commits: count }).optional(),
  /** Packages in exact versions that were held against a database of flaws. */
  packages: z.object({ packages: count, entries: count, vulnerable: count }).optional(),
  access: z.object({ files: count, requests: count, clients: count, unparsed: count }).optional(),
});
export type SignalCounts = z.infer<typeof signalCountsSchema>;
