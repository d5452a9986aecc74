import type { Clock } from '../../core/clock.ts';
import { GateError } from '../../core/errors.ts';
import type { AttestationCheck } from '../../core/predicates/attestation.ts';
import type { Policy } from '../../core/policy.ts';
import type { ReadDocument } from '../../trust/attestation-file.ts';
import { isInTotoPayload } from '../../trust/dsse.ts';
import { LINK_TYPE, parseLink } from '../../trust/in-toto/layout.ts';
import { olderForms, readPredicate, refuseFuture } from '../../trust/predicates/read-predicate.ts';
import { signedEnvelope } from '../../trust/signed.ts';
import type { Bundle } from '../../trust/sigstore-bundle.ts';
import { parseAnyStatement } from '../../trust/statement.ts';
import { parseJson } from '../../trust/strict-json.ts';
import { authorshipOf, type Authorship } from '../authorship.ts';
import { coverOf, type Model } from './bind.ts';
import { signedContent } from './signed-content.ts';

/**
 * Checks one document of a source: what it is, who signed it, whether it is about this model, and what it says. Only what somebody
 * trusted says of this model is kept. Links of layouts count under their layout, by the keys that it names.
 */
export async function checkStatement(
  { where, document }: ReadDocument,
  model: Model,
  trust: Policy['trust'],
  clock: Clock,
): Promise<AttestationCheck> {
  try {
    if (document instanceof GateError) throw document;
    if (document.form === 'metadata') {
      const link = parseLink(signedContent(document, where), where);
      const what = link === undefined ? 'in-toto metadata that is no link' : `a link of the step ${link.name}`;
      return { where, status: 'unknown-type', detail: `${what}; it counts under a layout of the policy alone` };
    }
    return await checkEnvelope(where, document.bundle, model, trust, clock);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { where, status: 'invalid', detail: error.message, code: error.code };
  }
}

async function checkEnvelope(
  where: string,
  bundle: Bundle,
  model: Model,
  trust: Policy['trust'],
  clock: Clock,
): Promise<AttestationCheck> {
  const { payloadType, payload } = bundle.envelope;
  if (!isInTotoPayload(payloadType))
    throw new GateError('PAYLOAD_TYPE_MISMATCH', `${where} signs a payload of type ${payloadType}`);
  const link = parseLink(parseJson(payload, where), where);
  if (link !== undefined) {
    const detail = `a link of the step ${link.name}; it counts under a layout of the policy alone`;
    return { where, status: 'unknown-type', predicateType: LINK_TYPE, detail };
  }
  const statement = parseAnyStatement(payload, where);
  const older = olderForms(statement);
  const authorship = await authorshipOf(signedEnvelope(bundle), trust, clock);
  const said = {
    where,
    predicateType: statement.predicateType,
    ...(older.length === 0 ? {} : { older }),
    ...signerOf(authorship),
  };
  if (authorship.status !== 'verified') return { ...said, status: authorship.status, detail: authorship.detail };
  const covers = coverOf(statement, model);
  if (covers === undefined)
    return {
      ...said,
      status: 'unrelated',
      code: 'SUBJECT_MISMATCH',
      detail: `${authorship.detail}, about something else`,
    };
  const read = readPredicate(statement, where);
  if (read === undefined)
    return {
      ...said,
      covers,
      status: 'unknown-type',
      detail: `${authorship.detail}, of a type that is not known here`,
    };
  const { kind, facts } = read;
  refuseFuture(facts, where, clock);
  return { ...said, covers, kind, facts, status: 'verified', detail: authorship.detail };
}

function signerOf({
  signer,
  principal,
  code,
  provenAt,
}: Authorship): Pick<AttestationCheck, 'signer' | 'principal' | 'code' | 'provenAt'> {
  return {
    ...(signer === undefined ? {} : { signer }),
    ...(principal === undefined ? {} : { principal }),
    ...(code === undefined ? {} : { code }),
    ...(provenAt === undefined ? {} : { provenAt: provenAt.toISOString() }),
  };
}
