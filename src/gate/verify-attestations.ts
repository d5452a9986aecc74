import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { payloadDigest, readStageStatement } from '../attest/stage-statement.ts';
import { VSA_PREDICATE, vsaPredicateSchema } from '../attest/vsa.ts';
import { hexOf, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { OPTIONAL_STAGES, STAGES } from '../core/evidence.ts';
import { parseVerifierKey } from '../storage/ledger/signed-note.ts';
import { envelopeSignedBy, readPublicKey } from '../trust/key.ts';
import { MAX_BUNDLE_BYTES, parseBundle, type Bundle } from '../trust/sigstore-bundle.ts';
import { parseStatement, type Statement } from '../trust/statement.ts';
import { parseJson } from '../trust/strict-json.ts';
import { submissionFrom } from './acquire-evidence.ts';
import { MANIFEST } from './run-directory.ts';
import { environmentsOf, isAboutEnvironment } from './bom-environment.ts';
import { checkReceipt, ledgerReceiptSchema } from './ledger-entry.ts';
import { ANSWERS, answersFault } from './kept-answers.ts';

export interface CheckedAttestations {
  /** Where the verdict stands in the gate's ledger; only for a run directory. */
  readonly logged?: { readonly ledger: string; readonly index: number };
  readonly statements: readonly { readonly file: string; readonly statement: Statement }[];
}

/**
 * Checks a gate's bundle, or everything that a run left: each signature, that each stage statement names the one before
 * it, that all speak of one subject and policy, that the answers beside them are those that the evaluation signed, that
 * the verification summary names every one of them, and that its verdict stands in the ledger that the summary names.
 * @throws GateError SIGNATURE_INVALID, ATTESTATION_INVALID, LEDGER_INVALID, LIMIT_EXCEEDED
 */
export async function verifyAttestations(path: string, publicKeyPem: string): Promise<CheckedAttestations> {
  const entry = await lstat(path);
  if (entry.isFile()) {
    const bundle = await readSigned(path, publicKeyPem);
    return { statements: [{ file: path, statement: parseStatement(bundle.envelope.payload, path) }] };
  }
  const names = await readdir(join(path, 'statements'));
  const statements: { file: string; statement: Statement }[] = [];
  const digests: Sha256[] = [];
  let environments: readonly Sha256[] = [];
  let first: { subject: Sha256; policyDigest: Sha256 } | undefined;
  for (const [index, stage] of STAGES.entries()) {
    const file = join(path, 'statements', `${index + 1}-${stage}.sigstore.json`);
    const isThere = names.includes(`${index + 1}-${stage}.sigstore.json`);
    if (!isThere && OPTIONAL_STAGES.has(stage)) continue;
    if (!isThere) throw new GateError('ATTESTATION_INVALID', `${file} is missing`);
    const bundle = await readSigned(file, publicKeyPem);
    const link = readStageStatement(bundle.envelope.payload, file);
    first ??= link;
    if (
      link.evidence.stage !== stage ||
      link.predecessor !== digests.at(-1) ||
      link.subject !== first.subject ||
      link.policyDigest !== first.policyDigest
    ) {
      throw new GateError('ATTESTATION_INVALID', `${file} does not continue the statement before it`);
    }
    if (stage === 'acquire') {
      const acquired = await submissionFrom(link.evidence, { blobs: path, manifest: join(path, MANIFEST) });
      if (acquired.subject !== link.subject)
        throw new GateError('ATTESTATION_INVALID', `${file} lists other files than those of its subject`);
    }
    const fault = await answersFault(link.evidence, join(path, ANSWERS));
    if (fault !== undefined) throw new GateError('ATTESTATION_INVALID', fault);
    if (stage === 'evaluate') environments = environmentsOf(link.evidence).map(({ digest }) => digest);
    digests.push(payloadDigest(bundle));
    statements.push({ file, statement: parseStatement(bundle.envelope.payload, file) });
  }
  for (const name of names.filter((one) => !/^\d-/u.test(one)).toSorted()) {
    const file = join(path, 'statements', name);
    const statement = parseStatement((await readSigned(file, publicKeyPem)).envelope.payload, file);
    const own = first !== undefined && statement.subject[0]?.digest['sha256'] === hexOf(first.subject);
    if (!own && !isAboutEnvironment(name, statement, environments))
      throw new GateError('ATTESTATION_INVALID', `${file} is about another subject`);
    statements.push({ file, statement });
  }
  const file = join(path, 'vsa.sigstore.json');
  const summary = parseStatement((await readSigned(file, publicKeyPem)).envelope.payload, file);
  const predicate = vsaPredicateSchema.safeParse(summary.predicate);
  const named = predicate.success ? predicate.data.inputAttestations.map(({ digest }) => digest.sha256) : [];
  if (
    summary.predicateType !== VSA_PREDICATE ||
    named.join() !== digests.map(hexOf).join() ||
    first === undefined ||
    summary.subject[0]?.digest['sha256'] !== hexOf(first.subject)
  ) {
    throw new GateError('ATTESTATION_INVALID', `${file} does not sum up the statements beside it`);
  }
  const logged = await readReceipt(join(path, 'ledger.json'), predicate.data?.modelgate.ledger, file);
  return { statements: [...statements, { file, statement: summary }], logged };
}

/** The signed summary names the ledger and its key, so nothing but the gate's public key has to be known. */
async function readReceipt(
  path: string,
  verifierKey: string | undefined,
  summary: string,
): Promise<NonNullable<CheckedAttestations['logged']>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('LEDGER_INVALID', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  });
  const receipt = ledgerReceiptSchema.safeParse(parseJson(Buffer.from(text), path));
  if (!receipt.success || verifierKey === undefined || receipt.data.verifierKey !== verifierKey)
    throw new GateError('LEDGER_INVALID', `${path} is no receipt of the ledger that the summary names`);
  const verifier = parseVerifierKey(verifierKey);
  checkReceipt(receipt.data, verifier, await readFile(summary, 'utf8'), path);
  return { ledger: verifier.name, index: receipt.data.index };
}

async function readSigned(path: string, publicKeyPem: string): Promise<Bundle> {
  const { size } = await lstat(path);
  if (size > MAX_BUNDLE_BYTES)
    throw new GateError('LIMIT_EXCEEDED', `${path} is larger than ${MAX_BUNDLE_BYTES} bytes`);
  const bundle = parseBundle(await readFile(path), path);
  if (!envelopeSignedBy(bundle.envelope, readPublicKey(publicKeyPem, 'the given key'))) {
    throw new GateError('SIGNATURE_INVALID', `${path} is not signed by the given key`);
  }
  return bundle;
}
