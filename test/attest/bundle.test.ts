import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { createPublicKey } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { startSigningProcess } from '../../src/attest/signer-client.ts';
import { STATEMENT_TYPE, type Statement } from '../../src/trust/statement.ts';
import { preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { envelopeSignedBy } from '../../src/trust/key.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const STATEMENT: Statement = {
  _type: STATEMENT_TYPE,
  subject: [{ name: 'model', digest: { sha256: 'ab'.repeat(32) } }],
  predicateType: 'https://example.org/predicate',
  predicate: { verdict: 'admit' },
};

async function signed(): Promise<{ readonly directory: string; readonly text: string; readonly publicKeyPem: string }> {
  const directory = await temporaryDirectory();
  const signer = await startSigningProcess(join(directory, 'keys', 'gate.pem'));
  try {
    return { directory, text: await signer.sign(STATEMENT), publicKeyPem: signer.publicKeyPem };
  } finally {
    await signer.close();
  }
}

describe('a bundle that the signing process made', () => {
  it('is accepted by @sigstore/verify, and no longer once a byte of it changed', async () => {
    const { text, publicKeyPem } = await signed();
    const root = TrustedRoot.fromJSON({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [],
      certificateAuthorities: [],
      ctlogs: [],
      timestampAuthorities: [],
    });
    const material = toTrustMaterial(root, () => ({ publicKey: createPublicKey(publicKeyPem), validFor: () => true }));
    const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
    const verify = (json: string): unknown => verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(json))));
    expect(() => verify(text)).not.toThrow();
    const forged = JSON.parse(text) as { dsseEnvelope: { payload: string } };
    forged.dsseEnvelope.payload = Buffer.from(
      JSON.stringify({ ...STATEMENT, predicate: { verdict: 'reject' } }),
    ).toString('base64');
    expect(() => verify(JSON.stringify(forged))).toThrow();
  });

  it('is accepted by openssl over its pre-authentication encoding', async () => {
    const { directory, text, publicKeyPem } = await signed();
    const { envelope } = parseBundle(Buffer.from(text), 'bundle');
    await writeFile(join(directory, 'pae'), preAuthenticationEncoding(envelope.payloadType, envelope.payload));
    await writeFile(join(directory, 'sig'), envelope.signatures[0]?.sig ?? Buffer.alloc(0));
    await writeFile(join(directory, 'pub.pem'), publicKeyPem);
    const out = execFileSync('openssl', ['dgst', '-sha256', '-verify', 'pub.pem', '-signature', 'sig', 'pae'], {
      cwd: directory,
    });
    expect(out.toString()).toContain('Verified OK');
  });
});

describe('the gate’s key', () => {
  it('is created once, for its owner alone, and used again', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'keys', 'gate.pem');
    const signers = await Promise.all([
      startSigningProcess(path),
      startSigningProcess(path),
      startSigningProcess(path),
    ]);
    await Promise.all(signers.map((signer) => signer.close()));
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(join(directory, 'keys', 'gate.pub.pem'), 'utf8')).toBe(signers[0]?.publicKeyPem);
  });

  it('may lie elsewhere, encrypted or in the environment: its public half alone lies beside what the gate keeps', async () => {
    const directory = await temporaryDirectory();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a phrase' } as const;
    await writeFile(join(directory, 'elsewhere.pem'), String(privateKey.export(encrypted)));
    await writeFile(join(directory, 'phrase'), 'a phrase\n');
    vi.stubEnv('THE_KEY', String(privateKey.export(encrypted)));
    vi.stubEnv('THE_PHRASE', 'a phrase');
    const path = join(directory, 'keys', 'gate.pem');
    for (const [reference, passphrase] of [
      [join(directory, 'elsewhere.pem'), `file:${join(directory, 'phrase')}`],
      ['env://THE_KEY', 'env:THE_PHRASE'],
    ] as const) {
      const signer = await startSigningProcess(path, { reference, passphrase });
      const text = await signer.sign(STATEMENT);
      await signer.close();
      expect(envelopeSignedBy(parseBundle(Buffer.from(text), 'bundle').envelope, publicKey)).toBe(true);
      expect(await readFile(join(directory, 'keys', 'gate.pub.pem'), 'utf8')).toBe(signer.publicKeyPem);
    }
    expect(await readdir(join(directory, 'keys'))).not.toContain('gate.pem');
    const wrong = { reference: 'env://THE_KEY', passphrase: 'env:PATH' };
    await expect(startSigningProcess(path, wrong)).rejects.toMatchObject({ code: 'KEY_INVALID' });
    await expect(startSigningProcess(path, { ...wrong, passphrase: 'fd:7' })).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('elsewhere is not taken where another gate keeps its own', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'gate.pem');
    await (await startSigningProcess(path)).close();
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(join(directory, 'other.pem'), String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    const other = { reference: join(directory, 'other.pem'), passphrase: undefined };
    await expect(startSigningProcess(path, other)).rejects.toMatchObject({
      code: 'KEY_INVALID',
      message: expect.stringContaining('another key'),
      next: expect.stringContaining('--key'),
    });
    const signer = await startSigningProcess(join(directory, 'second.pem'), other);
    await signer.close();
  });

  it('is refused when others can read it', async () => {
    const path = join(await temporaryDirectory(), 'key.pem');
    await writeFile(path, String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })));
    await chmod(path, 0o644);
    await expect(startSigningProcess(path)).rejects.toMatchObject({
      code: 'SIGNER_FAILED',
      message: expect.stringContaining('can be read by others'),
    });
  });
});
