import type { Clock } from '../../core/clock.ts';
import type { LayoutDemand } from '../../core/attestation-policy.ts';
import { GateError } from '../../core/errors.ts';
import type { AttestationCheck } from '../../core/predicates/attestation.ts';
import type { LayoutCheck } from '../../core/predicates/layout.ts';
import type { Policy } from '../../core/policy.ts';
import type { SubmissionFile } from '../../core/submission.ts';
import { readDocuments, type ReadDocument, type SignedDocument } from '../../trust/attestation-file.ts';
import { parseLayout } from '../../trust/in-toto/layout.ts';
import { metadataSchema, metadataSignedBy } from '../../trust/in-toto/metadata.ts';
import { readPublicKey } from '../../trust/key.ts';
import { ATTESTATION_LIMITS } from '../../trust/predicates/limits.ts';
import { signedEnvelope } from '../../trust/signed.ts';
import { authorshipOf } from '../authorship.ts';
import { outsideTerm, revocationOf, trustFor } from '../standing.ts';
import { modelOf } from './bind.ts';
import { checkLayout } from './check-layout.ts';
import { checkStatement } from './check-statements.ts';
import { signedContent } from './signed-content.ts';
import type { AttestationFile, Manifest } from './attestation-file.ts';

export interface AttestationInputs {
  readonly files: readonly SubmissionFile[];
  /** Paths of signatures and statements, which are no part of the model. */
  readonly own: ReadonlySet<string>;
  /** Beside the model and where the operator said. */
  readonly statements: readonly AttestationFile[];
  readonly manifests: readonly Manifest[];
  readonly policy: Pick<Policy, 'trust' | 'attestations'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Everything signed that others say of a model, and the layouts that the policy demands. */
export async function checkAttestations({
  files,
  own,
  statements,
  manifests,
  policy,
  clock,
  signal,
}: AttestationInputs): Promise<{ readonly attestations: AttestationCheck[]; readonly layouts: LayoutCheck[] }> {
  const documents = statements.flatMap(({ where, content }) =>
    content instanceof GateError ? [{ where, document: content }] : readDocuments(content, where),
  );
  const model = await modelOf(files, own, manifests);
  const trust = trustFor('statements', policy.trust);
  const attestations: AttestationCheck[] = [];
  for (const document of documents.slice(0, ATTESTATION_LIMITS.statements)) {
    signal.throwIfAborted();
    attestations.push(await checkStatement(document, model, trust, clock));
  }
  const more = documents.length - attestations.length;
  if (more > 0) {
    const detail = `${more} more statements are not read: ${ATTESTATION_LIMITS.statements} at most`;
    attestations.push({ where: 'attestations', status: 'invalid', code: 'LIMIT_EXCEEDED', detail });
  }
  const layouts: LayoutCheck[] = [];
  for (const demand of policy.attestations?.layouts ?? [])
    layouts.push(await checkDemandedLayout(demand, documents, model.files, trust, clock));
  return { attestations, layouts };
}

async function checkDemandedLayout(
  { name, content, signedBy }: LayoutDemand,
  documents: readonly ReadDocument[],
  files: readonly SubmissionFile[],
  trust: Policy['trust'],
  clock: Clock,
): Promise<LayoutCheck> {
  const where = `the layout ${name}`;
  const nothing = { name, steps: [], inspections: [], unaccounted: [] };
  try {
    const [read] = readDocuments(Buffer.from(content), where);
    if (read === undefined || read.document instanceof GateError)
      throw read?.document ?? new GateError('ATTESTATION_INVALID', `${where} is empty`);
    const signer = await ownerOf(read.document, signedBy, trust, clock, where);
    const layout = parseLayout(signedContent(read.document, where), where);
    if (clock.now().getTime() > Date.parse(layout.expires))
      throw new GateError('SIGNER_OUTSIDE_TERM', `${where} expired on ${layout.expires}`);
    return { name, signer, expires: layout.expires, ...checkLayout(layout, documents, files, clock.now()) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { ...nothing, status: 'failed', detail: error.message, code: error.code };
  }
}

/**
 * Who of `signedBy` signed a layout.
 * @throws GateError SIGNER_UNTRUSTED, KEY_REVOKED, SIGNER_OUTSIDE_TERM, ATTESTATION_INVALID
 */
async function ownerOf(
  document: SignedDocument,
  signedBy: readonly string[],
  trust: Policy['trust'],
  clock: Clock,
  where: string,
): Promise<string> {
  if (document.form !== 'metadata') {
    const { status, principal, signer, detail, code } = await authorshipOf(
      signedEnvelope(document.bundle),
      trust,
      clock,
    );
    if (status === 'verified' && principal !== undefined && signedBy.includes(principal.name)) return signer ?? '';
    throw new GateError(
      status === 'verified' ? 'SIGNER_UNTRUSTED' : (code ?? 'SIGNATURE_INVALID'),
      `${where}: ${detail}`,
    );
  }
  const metadata = metadataSchema.safeParse(document.json);
  if (!metadata.success) throw new GateError('ATTESTATION_INVALID', `${where} is no in-toto metadata`);
  const owner = trust.keys.find(
    ({ name, publicKey }) => signedBy.includes(name) && metadataSignedBy(metadata.data, readPublicKey(publicKey, name)),
  );
  if (owner === undefined)
    throw new GateError('SIGNER_UNTRUSTED', `${where} is not signed by ${signedBy.join(' or ')}`);
  const time = { at: clock.now(), proven: false };
  const revoked = revocationOf(readPublicKey(owner.publicKey, owner.name), trust, time);
  if (revoked !== undefined) throw new GateError('KEY_REVOKED', `${where} is signed by ${owner.name}: ${revoked}`);
  const outside = outsideTerm(owner, time);
  if (outside !== undefined)
    throw new GateError('SIGNER_OUTSIDE_TERM', `${where} is signed by ${owner.name}, which ${outside}`);
  return owner.name;
}
