import * as z from 'zod';
import { blake3Schema, sha256Schema } from '../digest.ts';

export const ACQUIRE_PREDICATE = 'https://modelgate.dev/attestation/acquire/v0.1';

/** What was taken into quarantine: the names that the subject's root does not bind, with every digest. */
export const acquirePredicateSchema = z.object({
  name: z.string(),
  bytes: z.number().int().nonnegative(),
  files: z.array(
    z.object({
      path: z.string().min(1),
      size: z.number().int().nonnegative(),
      sha256: sha256Schema,
      blake3: blake3Schema,
    }),
  ),
});
export type AcquirePredicate = z.infer<typeof acquirePredicateSchema>;
