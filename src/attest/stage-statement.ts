import { createHash } from 'node:crypto';
import { hexOf, sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { sha256Schema } from '../core/digest-schema.ts';
import { GateError } from '../core/errors.ts';
import { evidenceSchema, type Evidence } from '../core/evidence.ts';
import type { Bundle } from '../trust/sigstore-bundle.ts';
import { parseStatement, STATEMENT_TYPE, type Statement } from '../trust/statement.ts';
import { ownPredicate, standardForm, standardTypeOf } from './standard-form.ts';

/** What the gate adds to a stage's own predicate: who it is in the chain, and the whole evidence beside the body. */
const chainLinkSchema = evidenceSchema.omit({ predicate: true }).extend({
  policyDigest: sha256Schema,
  /** Payload digest of the statement before this one; absent in the first. */
  predecessor: sha256Schema.optional(),
});

export interface StageStatement {
  readonly evidence: Evidence;
  readonly subject: Sha256;
  readonly policyDigest: Sha256;
  readonly predecessor: Sha256 | undefined;
}

/**
 * The statement of one stage, in the standard form of its kind, with one field `modelgate` more, which in-toto consumers ignore as they
 * must.
 */
export function stageStatement(
  name: string,
  { evidence, subject, policyDigest, predecessor }: StageStatement,
): Statement {
  const { predicate: _own, ...rest } = evidence;
  const { predicate, predicateType } = standardForm(evidence, policyDigest);
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: hexOf(subject) } }],
    predicateType,
    predicate: {
      ...predicate,
      modelgate: { ...rest, policyDigest, ...(predecessor === undefined ? {} : { predecessor }) },
    },
  };
}

/**
 * Reads a stage statement back. The caller has verified the envelope's signature.
 * @throws GateError ATTESTATION_INVALID
 */
export function readStageStatement(payload: Uint8Array, where: string): StageStatement {
  const { subject, predicate, predicateType } = parseStatement(payload, where);
  const { modelgate, ...body } = predicate;
  const link = chainLinkSchema.safeParse(modelgate);
  const digest = sha256Schema.safeParse(`sha256:${subject[0]?.digest['sha256'] ?? ''}`);
  const foreign = new GateError('ATTESTATION_INVALID', `${where} is no stage statement of modelgate`);
  if (!link.success || !digest.success || subject.length !== 1 || predicateType !== standardTypeOf(link.data))
    throw foreign;
  const { policyDigest, predecessor, ...evidence } = link.data;
  const own = ownPredicate(evidence.stage, evidence.predicateType, body);
  if (own === undefined) throw foreign;
  return { evidence: { ...evidence, predicate: own }, subject: digest.data, policyDigest, predecessor };
}

/** What the next statement names: the digest of the signed payload. */
export function payloadDigest(bundle: Bundle): Sha256 {
  return sha256FromBytes(createHash('sha256').update(bundle.envelope.payload).digest());
}
