import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { sha256Schema } from '../../core/digest-schema.ts';
import { GateError } from '../../core/errors.ts';
import { tripwiresSchema } from '../../core/predicates/tripwires.ts';
import { enforcementSchema } from '../../sandbox/driver.ts';
import { envelopeSignedBy, readPublicKey } from '../../trust/key.ts';
import { parseBundle } from '../../trust/sigstore-bundle.ts';
import { parseStatement, STATEMENT_TYPE, type Statement } from '../../trust/statement.ts';
import {
  capabilitiesSchema,
  generateAnswerSchema,
  loglikelihoodAnswerSchema,
  rollingAnswerSchema,
} from '../../runner/protocol.ts';

const RECORD_PREDICATE = 'https://modelgate.dev/attestation/answers/v0.1';

/** Has the gate's own key sign, in a process of its own. */
export interface RecordSigner {
  readonly publicKeyPem: string;
  sign(statement: Statement): Promise<string>;
}

const natural = z.number().int().nonnegative();

/** What is kept of an evaluation while it runs: its seed, each instance that was started, each batch that was answered. */
const recordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begun'), seed: natural }),
  z.strictObject({
    kind: z.literal('opened'),
    job: sha256Schema,
    enforcement: enforcementSchema,
    capabilities: capabilitiesSchema,
  }),
  z.strictObject({
    kind: z.literal('answered'),
    job: sha256Schema,
    /** Of the question, so that an answer stands for no other. */
    request: sha256Schema,
    /** What its instance had tried by then. */
    tripwires: tripwiresSchema,
    answer: z.discriminatedUnion('op', [generateAnswerSchema, loglikelihoodAnswerSchema, rollingAnswerSchema]),
  }),
  /** Of a kept result: everything that `run` asked for one job, by the digest of the lines that follow. */
  z.strictObject({
    kind: z.literal('complete'),
    job: sha256Schema,
    seed: natural,
    run: z.string(),
    at: z.iso.datetime(),
    lines: sha256Schema,
  }),
]);
export type AnswersRecord = z.infer<typeof recordSchema>;
export type RecordOf<Kind extends AnswersRecord['kind']> = Extract<AnswersRecord, { kind: Kind }>;
export type RecordedAnswer = RecordOf<'answered'>['answer'];

export function digestOfValue(value: unknown): Sha256 {
  return sha256FromBytes(createHash('sha256').update(canonicalJson(value)).digest());
}

/** The record as one line, signed, about `scope`: a run up to its evaluation, or a cache. */
export async function sealRecord(record: AnswersRecord, scope: Sha256, signer: RecordSigner): Promise<string> {
  const bundle = await signer.sign({
    _type: STATEMENT_TYPE,
    subject: [{ name: 'answers', digest: { sha256: hexOf(scope) } }],
    predicateType: RECORD_PREDICATE,
    predicate: record,
  });
  return bundle.trimEnd();
}

/**
 * Reads a line back. Without `scope`, one about anything.
 * @throws GateError SIGNATURE_INVALID, ATTESTATION_INVALID and what reading a bundle throws
 */
export function openRecord(line: Uint8Array, where: string, signer: RecordSigner, scope?: Sha256): AnswersRecord {
  const { envelope } = parseBundle(line, where);
  if (!envelopeSignedBy(envelope, readPublicKey(signer.publicKeyPem, 'the gate’s key')))
    throw new GateError('SIGNATURE_INVALID', `${where} is not signed by this gate`);
  const { subject, predicateType, predicate } = parseStatement(envelope.payload, where);
  const about = subject[0]?.digest['sha256'];
  const record = recordSchema.safeParse(predicate);
  if (!record.success || predicateType !== RECORD_PREDICATE || (scope !== undefined && about !== hexOf(scope)))
    throw new GateError('ATTESTATION_INVALID', `${where} is no record of this evaluation`);
  return record.data;
}
