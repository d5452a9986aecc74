import { readFile } from 'node:fs/promises';
import { GateError } from '../core/errors.ts';
import type { SubmissionFile } from '../core/submission.ts';
import { readDocuments, type SignedDocument } from '../trust/attestation-file.ts';
import { isInTotoPayload } from '../trust/dsse.ts';
import { isLayout, parseLink } from '../trust/in-toto/layout.ts';
import { isModelSignature } from '../trust/oms-manifest.ts';
import { ATTESTATION_LIMITS } from '../trust/predicates/limits.ts';
import { isMessageBundle, MAX_BUNDLE_BYTES, messageBundleFrom } from '../trust/sigstore-bundle.ts';
import { parseAnyStatement } from '../trust/statement.ts';
import { parseJson } from '../trust/strict-json.ts';
import { signedContent } from './attestations/signed-content.ts';
import type { AttestationFile } from './attestations/attestation-file.ts';

/** Signatures stand at the root of a model; OMS' default name is `model.sig`. */
const SIGNATURE_NAME = /^[^/]+\.(?:sig|sigstore|sigstore\.json)$/u;
/** Statements of others too, a line each (in-toto's bundle of attestations), bare envelopes, links of in-toto layouts. */
const STATEMENT_NAME = /^[^/]+\.(?:sig|sigstore|sigstore\.json|intoto\.jsonl?|dsse\.json|link)$/u;
/** Whether the stage reads a file whole to see who signed what; of all others it takes the digests that are known. */
export function isBesideModel(path: string): boolean {
  return STATEMENT_NAME.test(path);
}

/** More than anybody has reason for; each is checked against every file. */
const MAX_SIGNATURES = 16;
const MAX_STATEMENT_FILES = 64;

/** What lies at the root of a submission and says something of it. */
export interface BesideModel {
  /** Files that call themselves signatures and are no statements. */
  readonly signatures: readonly SubmissionFile[];
  readonly statements: readonly AttestationFile[];
  /**
   * Files that hold nothing but signatures and statements. They need not be listed by a signature, which can't list itself nor what
   * was made after it. A pickle under the name of a signature is a file like any other.
   */
  readonly own: ReadonlySet<string>;
}

/** Reads the signatures and statements beside a model. Past a limit they are files like any other, which a signature must list. */
export async function besideModel(files: readonly SubmissionFile[]): Promise<BesideModel> {
  const signatures: SubmissionFile[] = [];
  const statements: AttestationFile[] = [];
  const own = new Set<string>();
  let left = ATTESTATION_LIMITS.bytes;
  for (const file of files.filter(({ path }) => isBesideModel(path))) {
    const { path } = file;
    const content = await contentOf(file);
    const documents = content instanceof GateError ? [] : readDocuments(content, path).map(({ document }) => document);
    const kinds = kindsOf(documents, content, path);
    if (SIGNATURE_NAME.test(path) && !(kinds.length > 0 && kinds.every((kind) => kind === 'statement'))) {
      if (signatures.length >= MAX_SIGNATURES) continue;
      signatures.push(file);
    } else {
      if (statements.length >= MAX_STATEMENT_FILES) continue;
      left -= file.size;
      if (left < 0) {
        const error = new GateError(
          'LIMIT_EXCEEDED',
          `${path}: more than ${ATTESTATION_LIMITS.bytes} bytes of statements`,
        );
        statements.push({ where: path, content: error });
        continue;
      }
      statements.push({ where: path, content });
    }
    if (kinds.length > 0 && !kinds.includes(undefined)) own.add(path);
  }
  return { signatures, statements, own };
}

/** Whether a file holds a bundle over an in-toto statement. */
export async function isSignature(file: Pick<SubmissionFile, 'path' | 'size' | 'blob'>): Promise<boolean> {
  const content = await contentOf(file);
  if (content instanceof GateError) return false;
  const documents = readDocuments(content, 'it').map(({ document }) => document);
  return documents.length > 0 && kindsOf(documents, content, 'it').every((kind) => kind !== undefined);
}

type Kind = 'signature' | 'statement' | undefined;

function kindsOf(
  documents: readonly (SignedDocument | GateError)[],
  content: Uint8Array | GateError,
  where: string,
): Kind[] {
  const unread = documents.every((document) => document instanceof GateError);
  if (unread && !(content instanceof GateError) && isMessage(content, where)) return ['signature'];
  return documents.map((document) => kindOf(document, where));
}

async function contentOf({
  path,
  size,
  blob,
}: Pick<SubmissionFile, 'path' | 'size' | 'blob'>): Promise<Uint8Array | GateError> {
  return size > MAX_BUNDLE_BYTES
    ? new GateError('LIMIT_EXCEEDED', `${path} is larger than ${MAX_BUNDLE_BYTES} bytes`)
    : readFile(blob);
}

/** Whether it is a bundle over the bytes of a file, which is no document of statements. */
function isMessage(content: Uint8Array, where: string): boolean {
  try {
    const json = parseJson(content, where);
    if (!isMessageBundle(json)) return false;
    messageBundleFrom(json, where);
    return true;
  } catch (error) {
    if (error instanceof GateError) return false;
    throw error;
  }
}

/** Undefined for what is neither. What can't be told apart is a signature: a broken one weighs more than a broken statement. */
function kindOf(document: SignedDocument | GateError, where: string): Kind {
  if (document instanceof GateError) return undefined;
  try {
    const content = signedContent(document, where);
    if (parseLink(content, where) !== undefined || isLayout(content)) return 'statement';
    if (document.form === 'metadata' || !isInTotoPayload(document.bundle.envelope.payloadType)) return undefined;
    return isModelSignature(parseAnyStatement(document.bundle.envelope.payload, where)) ? 'signature' : 'statement';
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return document.form === 'bundle' && isInTotoPayload(document.bundle.envelope.payloadType)
      ? 'signature'
      : undefined;
  }
}
