import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { base64Schema } from './dsse.ts';
import { parseJson } from './strict-json.ts';

/** JSON of protocol buffers writes 64 bits as text; some writers leave zero out. */
const count = z
  .union([z.string().regex(/^\d{1,19}$/u, 'is no count'), z.int().nonnegative()])
  .nullish()
  .transform((value) => BigInt(value ?? 0));

/**
 * An entry of a transparency log as bundles carry it. Strict, as the bundle around it: what one reader passes over, another may
 * believe.
 */
export const logEntrySchema = z.strictObject({
  logIndex: count,
  logId: z.strictObject({ keyId: z.base64() }),
  kindVersion: z.strictObject({ kind: z.string().max(100), version: z.string().max(100) }),
  integratedTime: count,
  inclusionPromise: z.strictObject({ signedEntryTimestamp: z.base64() }).nullish(),
  inclusionProof: z
    .strictObject({
      logIndex: count,
      rootHash: z.base64(),
      treeSize: count,
      hashes: z.array(z.base64()).max(64).nullish(),
      checkpoint: z.strictObject({ envelope: z.string().max(65_536) }).nullish(),
    })
    .nullish(),
  canonicalizedBody: base64Schema,
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Who signed, as an entry must name them: by this certificate, or by this key. */
export type LoggedSigner = { readonly certificate: X509Certificate } | { readonly key: KeyObject };

const pem = z.object({ content: base64Schema });
const v1Schema = z.union([
  z
    .object({ kind: z.literal('hashedrekord'), spec: z.object({ signature: z.object({ publicKey: pem }) }) })
    .transform(({ spec }) => spec.signature.publicKey.content),
  z
    .object({
      kind: z.literal('dsse'),
      spec: z.object({ signatures: z.tuple([z.object({ verifier: base64Schema })]) }),
    })
    .transform(({ spec }) => spec.signatures[0].verifier),
  z
    .object({
      kind: z.literal('intoto'),
      spec: z.object({
        content: z.object({
          envelope: z.object({ signatures: z.tuple([z.object({ publicKey: base64Schema })]) }),
        }),
      }),
    })
    .transform(({ spec }) => spec.content.envelope.signatures[0].publicKey),
]);

const raw = z.object({ rawBytes: base64Schema });
const verifier = z.union([
  z.object({ x509Certificate: raw }).transform(({ x509Certificate }) => ({ certificate: x509Certificate.rawBytes })),
  z.object({ publicKey: raw }).transform(({ publicKey }) => ({ spki: publicKey.rawBytes })),
]);
const v2Schema = z.union([
  z
    .object({ spec: z.object({ hashedRekordV002: z.object({ signature: z.object({ verifier }) }) }) })
    .transform(({ spec }) => spec.hashedRekordV002.signature.verifier),
  z
    .object({ spec: z.object({ dsseV002: z.object({ signatures: z.tuple([z.object({ verifier })]) }) }) })
    .transform(({ spec }) => spec.dsseV002.signatures[0].verifier),
]);

/**
 * What `@sigstore/verify` does not ask of an entry: that it names this signer, so that whoever watches the log for an identity sees what
 * verifies under it; that the proof is of the tree that the checkpoint signs; and that its time is not to come.
 * @throws GateError SIGNATURE_INVALID saying which
 */
export function checkLogEntry(entry: LogEntry, signer: LoggedSigner, latest: Date): void {
  const { inclusionProof: proof, inclusionPromise: promise, integratedTime } = entry;
  if (promise !== undefined && promise !== null && integratedTime * 1_000n > BigInt(latest.getTime()))
    throw invalid('was made at a time to come');
  if (proof?.checkpoint !== undefined && proof.checkpoint !== null) {
    const [, size, root] = proof.checkpoint.envelope.split('\n');
    if (size !== String(proof.treeSize) || root !== proof.rootHash)
      throw invalid('has a proof of another tree than its checkpoint’s');
  }
  if (!names(entry, signer)) throw invalid('names another signer');
}

function names({ canonicalizedBody }: LogEntry, signer: LoggedSigner): boolean {
  const body = parseJson(canonicalizedBody, 'the entry of the transparency log');
  const text = v1Schema.safeParse(body).data;
  const given = text === undefined ? v2Schema.safeParse(body).data : fromPem(text);
  if (given === undefined) throw invalid('is of a kind that is not known here');
  const named = readable(given);
  if ('certificate' in signer) return 'certificate' in named && signer.certificate.raw.equals(named.certificate);
  return 'key' in named && signer.key.equals(named.key);
}

/** Bytes of DER, or of PEM. */
type Named = { readonly certificate: Buffer } | { readonly spki: Buffer } | { readonly pem: Buffer };

function fromPem(text: Buffer): Named {
  return text.includes('-----BEGIN CERTIFICATE-----') ? { certificate: text } : { pem: text };
}

function readable(named: Named): { readonly certificate: Buffer } | { readonly key: KeyObject } {
  try {
    if ('certificate' in named) return { certificate: new X509Certificate(named.certificate).raw };
    if ('pem' in named) return { key: createPublicKey(named.pem.toString('utf8')) };
    return { key: createPublicKey({ key: named.spki, format: 'der', type: 'spki' }) };
  } catch (error) {
    throw new GateError('SIGNATURE_INVALID', 'the entry of the transparency log names a signer that can’t be read', {
      cause: error,
    });
  }
}

function invalid(what: string): GateError {
  return new GateError('SIGNATURE_INVALID', `the entry of the transparency log ${what}`);
}
