import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { parseJson } from './strict-json.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

const digestMapSchema = z.record(z.string(), z.string().max(256));

/** An in-toto Statement v1, before anything is known of its predicate. */
export const statementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z
    .array(z.looseObject({ name: z.string(), digest: digestMapSchema }))
    .min(1)
    .max(100_000),
  predicateType: z.string().min(1),
  predicate: z.record(z.string(), z.unknown()),
});
export type Statement = z.infer<typeof statementSchema>;

/**
 * Reads a statement from an envelope's payload.
 * @throws GateError ATTESTATION_INVALID
 */
export function parseStatement(payload: Uint8Array, where: string): Statement {
  const parsed = statementSchema.safeParse(parseJson(payload, where));
  if (!parsed.success) {
    throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto statement: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
