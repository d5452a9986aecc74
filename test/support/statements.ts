import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IN_TOTO_PAYLOAD, preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { keyHint } from '../../src/trust/key.ts';
import type { SignedBundle } from '../../src/trust/sign.ts';
import { signatureHash } from '../../src/trust/signer/signer.ts';
import { STATEMENT_TYPE, type Statement } from '../../src/trust/statement.ts';

export const PROVENANCE = 'https://slsa.dev/provenance/v1';

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const newKey = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const pemOf = (key: KeyObject): string => String(key.export({ type: 'spki', format: 'pem' }));

/** A statement signed by a key at hand. */
export function signStatement(statement: Statement, key: KeyObject): SignedBundle {
  const publicKey = createPublicKey(key);
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign(signatureHash(publicKey), preAuthenticationEncoding(IN_TOTO_PAYLOAD, payload), key);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: keyHint(publicKey) }, tlogEntries: [] },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: IN_TOTO_PAYLOAD,
      signatures: [{ sig: sig.toString('base64'), keyid: '' }],
    },
  };
}

/** A signed statement as a Sigstore bundle. */
export function bundle(digests: readonly string[], predicateType: string, predicate: object, key: KeyObject): string {
  const subject = digests.map((digest, at) => ({ name: `subject-${at}`, digest: { sha256: digest } }));
  return JSON.stringify(
    signStatement({ _type: STATEMENT_TYPE, subject, predicateType, predicate: { ...predicate } }, key),
  );
}

/** The DSSE envelope of a bundle, alone. */
export function envelope(text: string): string {
  const parsed: { dsseEnvelope: unknown } = JSON.parse(text);
  return JSON.stringify(parsed.dsseEnvelope);
}

export interface Build {
  readonly builder?: string;
  readonly source?: string;
  readonly dependencies?: readonly object[];
  readonly finishedOn?: string;
}

/** A SLSA provenance predicate. */
export function provenance({
  builder = 'https://ci.example/builder',
  source = 'git+https://git.example/acme/train@refs/heads/main',
  dependencies = [],
  finishedOn = '2026-11-20T10:00:00Z',
}: Build = {}): object {
  return {
    buildDefinition: {
      buildType: 'https://ci.example/train/v1',
      externalParameters: { source: { uri: source } },
      resolvedDependencies: dependencies,
    },
    runDetails: { builder: { id: builder }, metadata: { finishedOn } },
  };
}

export function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}
