import * as z from 'zod';
import { fileListShape } from './file-list.ts';

export const ACQUIRE_PREDICATE = 'https://modelgate.dev/attestation/acquire/v0.1';

/** What was taken into quarantine: the names that the subject's root does not bind, with every digest. */
export const acquirePredicateSchema = z.object({
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  ...fileListShape,
});
export type AcquirePredicate = z.infer<typeof acquirePredicateSchema>;
