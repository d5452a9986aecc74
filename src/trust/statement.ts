import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { parseJson } from './strict-json.ts';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** Superseded in 2023, and still what some builders sign. Nothing but the name of a subject became optional since. */
export const OLDER_STATEMENT_TYPE = 'https://in-toto.io/Statement/v0.1';

/** Hexadecimal digits of each algorithm that has them (in-toto `digest_set`). */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['sha1', 40],
  ['gitCommit', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
  ['sha512_224', 56],
  ['sha512_256', 64],
  ['sha3_224', 56],
  ['sha3_256', 64],
  ['sha3_384', 96],
  ['sha3_512', 128],
  ['blake3', 64],
  ['gitTree', 40],
  ['gitBlob', 40],
  ['gitTag', 40],
]);

/** Git objects have names by either of two hashes. */
function digitsFit(algorithm: string, found: number): boolean {
  const digits = DIGITS.get(algorithm);
  return digits === undefined || found === digits || (algorithm.startsWith('git') && found === 64);
}

/**
 * A set of digests. One of another length than its algorithm's, or in upper case, is refused: it is compared as text, and must not be
 * found different where it is the same.
 */
export const digestMapSchema = z.record(z.string().max(64), z.string().max(256)).refine(
  (digests) =>
    Object.entries(digests).every(([algorithm, value]) => {
      return !DIGITS.has(algorithm) || (/^[0-9a-f]+$/u.test(value) && digitsFit(algorithm, value.length));
    }),
  'a digest must have the length of its algorithm, in lower-case hexadecimal digits',
);

/** An in-toto Statement, before anything is known of its predicate, which may be left out. */
export const statementSchema = z.object({
  _type: z.enum([STATEMENT_TYPE, OLDER_STATEMENT_TYPE]),
  subject: z
    .array(z.looseObject({ name: z.string().max(4_096).optional(), digest: digestMapSchema }))
    .min(1)
    .max(100_000),
  predicateType: z.string().min(1),
  predicate: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((predicate) => predicate ?? {}),
});
export type Statement = z.infer<typeof statementSchema>;

/** What a statement is asked to be about. */
export interface SubjectDigest {
  readonly algorithm: string;
  /** Hexadecimal, in lower case. */
  readonly value: string;
}

/** MD5 and SHA-1 collide: two models can have one digest. Git looks for such pairs, and is asked by its own names. */
const COLLIDING: ReadonlySet<string> = new Set(['sha1']);
const BY_LENGTH: ReadonlyMap<number, string> = new Map([
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
]);

/**
 * Reads `ALGORITHM:HEX` of in-toto's digest sets, or hexadecimal digits alone, of SHA-256, SHA-384 or SHA-512 by their number.
 * @throws GateError USAGE
 */
export function subjectDigest(text: string): SubjectDigest {
  const [, named, digits = ''] = /^(?:([A-Za-z][A-Za-z0-9_]*):)?([0-9A-Fa-f]+)$/u.exec(text) ?? [];
  const algorithm = named === undefined ? BY_LENGTH.get(digits.length) : named.replace(/^SHA/u, 'sha');
  if (algorithm === undefined || !DIGITS.has(algorithm) || !digitsFit(algorithm, digits.length))
    throw new GateError('USAGE', `${text} is no digest: sha256:… (or sha384, sha512, sha3_256, blake3, gitCommit…)`);
  if (COLLIDING.has(algorithm))
    throw new GateError('USAGE', `${text}: two files can have one ${algorithm}; name a stronger digest`);
  return { algorithm, value: digits.toLowerCase() };
}

/**
 * Reads a statement v1 from an envelope's payload.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function parseStatement(payload: Uint8Array, where: string): Statement {
  const statement = parseAnyStatement(payload, where);
  if (statement._type !== STATEMENT_TYPE)
    throw new GateError('ATTESTATION_INVALID', `${where} is of the type ${statement._type}, not ${STATEMENT_TYPE}`);
  return statement;
}

/**
 * The same of v0.1 too: what others attest of a model, and never a signature of one.
 * @throws GateError ATTESTATION_INVALID, ATTESTATION_AMBIGUOUS
 */
export function parseAnyStatement(payload: Uint8Array, where: string): Statement {
  const parsed = statementSchema.safeParse(parseJson(payload, where));
  if (!parsed.success) {
    throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto statement: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
