import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { envelopeSignedBy } from '../../../src/trust/key.ts';
import { signStatementBy } from '../../../src/trust/sign.ts';
import { parseBundle } from '../../../src/trust/sigstore-bundle.ts';
import type { Signer } from '../../../src/trust/signer/signer.ts';
import { STATEMENT_TYPE, type Statement } from '../../../src/trust/statement.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

export const statement: Statement = {
  _type: STATEMENT_TYPE,
  subject: [{ name: 'model', digest: { sha256: '0'.repeat(64) } }],
  predicateType: 'https://example.org/test',
  predicate: {},
};

/** What every driver promises: a bundle that verifies with the public key that it names, with openssl too. */
export async function holdsTheContract(signer: Signer): Promise<void> {
  const bundle = parseBundle(Buffer.from(JSON.stringify(await signStatementBy(signer, statement))), 'bundle');
  expect(envelopeSignedBy(bundle.envelope, signer.publicKey)).toBe(true);
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(envelopeSignedBy(bundle.envelope, other.publicKey)).toBe(false);
  const directory = await temporaryDirectory();
  const bytes = Buffer.from('some bytes');
  const [key, signature, data] = ['key', 'signature', 'data'].map((name) => join(directory, name));
  writeFileSync(key ?? '', signer.publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(signature ?? '', await signer.sign(bytes));
  writeFileSync(data ?? '', bytes);
  const digest = { prime256v1: 'sha256', secp384r1: 'sha384', secp521r1: 'sha512' }[
    signer.publicKey.asymmetricKeyDetails?.namedCurve ?? ''
  ];
  const how = digest === undefined ? ['-rawin'] : ['-rawin', '-digest', digest];
  const verify = ['pkeyutl', '-verify', '-pubin', '-inkey', key ?? '', '-sigfile', signature ?? '', '-in', data ?? ''];
  expect(String(execFileSync('openssl', [...verify, ...how]))).toContain('Verified');
}
