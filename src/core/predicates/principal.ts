import * as z from 'zod';

/** Somebody whom the policy's trust names. */
export const principalSchema = z.object({ kind: z.enum(['key', 'authority', 'identity']), name: z.string() });
export type Principal = z.infer<typeof principalSchema>;
