import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { parseJson } from './strict-json.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** Hexadecimal digits of each algorithm that has them (in-toto `digest_set`). */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['sha1', 40],
  ['gitCommit', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
  ['blake3', 64],
]);

/**
 * A set of digests. One of another length than its algorithm's, or in upper case, is refused: it is compared as text, and must not be
 * found different where it is the same.
 */
export const digestMapSchema = z.record(z.string().max(64), z.string().max(256)).refine(
  (digests) =>
    Object.entries(digests).every(([algorithm, value]) => {
      const digits = DIGITS.get(algorithm);
      const commit256 = algorithm === 'gitCommit' && value.length === 64;
      return digits === undefined || (/^[0-9a-f]+$/u.test(value) && (value.length === digits || commit256));
    }),
  'a digest must have the length of its algorithm, in lower-case hexadecimal digits',
);

/** An in-toto Statement v1, before anything is known of its predicate. */
export const statementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z
    .array(z.looseObject({ name: z.string().max(4_096).optional(), digest: digestMapSchema }))
    .min(1)
    .max(100_000),
  predicateType: z.string().min(1),
  predicate: z.record(z.string(), z.unknown()),
});
export type Statement = z.infer<typeof statementSchema>;

/**
 * Reads a statement from an envelope's payload.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function parseStatement(payload: Uint8Array, where: string): Statement {
  const parsed = statementSchema.safeParse(parseJson(payload, where));
  if (!parsed.success) {
    throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto statement: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
