import * as z from 'zod';
import { digestMapSchema } from '../statement.ts';
import { ATTESTATION_LIMITS } from './limits.ts';

/** A URI, a name, an identifier: compared whole, never as a pattern. */
export const text = z.string().min(1).max(ATTESTATION_LIMITS.text);

/** RFC 3339. An offset is allowed there; in-toto wants UTC. */
export const time = z.iso.datetime({ offset: true });

/** in-toto's ResourceDescriptor: at least one of name, URI and digest in practice, none of them by itself required. */
export const resourceDescriptor = z.object({
  name: z.string().max(ATTESTATION_LIMITS.text).nullish(),
  uri: z.string().max(ATTESTATION_LIMITS.text).nullish(),
  digest: digestMapSchema.nullish(),
});

export function listOf<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item).max(ATTESTATION_LIMITS.listed);
}

/** The same moment in UTC, to the second, as evidence keeps it. */
export function utc(stated: string): string {
  return new Date(stated).toISOString();
}
