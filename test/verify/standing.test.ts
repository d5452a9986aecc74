import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import type { Policy } from '../../src/core/policy.ts';
import { checkSignature } from '../../src/verify/check-signature.ts';
import { omsResources } from '../../src/verify/oms-resources.ts';
import { inspect } from '../../src/acquire/inspect.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { keyDigest } from '../../src/trust/key.ts';
import { readSigningKey } from '../../src/trust/key-file.ts';
import { omsStatement } from '../../src/trust/oms-manifest.ts';
import { signStatementBy } from '../../src/trust/sign.ts';
import { keySigner, type Signer } from '../../src/trust/signer/signer.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';
import { TimestampAuthority } from '../trust/tsa.ts';

const directory = sharedTemporaryDirectory();
const signal = AbortSignal.timeout(60_000);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = keySigner('publisher', privateKey);
const pem = String(signer.publicKey.export({ type: 'spki', format: 'pem' })).trim();
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('the time of a signature', () => {
  let authority: TimestampAuthority;
  let trust: Policy['trust'];
  let plain: Buffer;
  let stamped: Buffer;

  const signed = async (by: Signer, stamp: boolean, chain?: X509Certificate[]): Promise<Buffer> => {
    const { files } = await inspect({ source: join(directory, 'model'), signal, progress: silentProgress });
    const resources = await omsResources(files, 'sha256', undefined, signal);
    const statement = omsStatement('model', resources, { hash: 'sha256', ignored: [] });
    const bundle = await signStatementBy(
      by,
      statement,
      chain,
      stamp ? (bytes) => Promise.resolve(authority.stamp(bytes)) : undefined,
    );
    return Buffer.from(JSON.stringify(bundle));
  };
  const check = async (bundle: Buffer, more: Partial<Policy['trust']>, now = new Date()) => {
    const { files } = await inspect({ source: join(directory, 'model'), signal, progress: silentProgress });
    return checkSignature(
      'model.sig',
      bundle,
      files,
      new Set(),
      { ...trust, ...more },
      { clock: fixedClock(now), signal },
    );
  };
  beforeAll(async () => {
    execFileSync('mkdir', [join(directory, 'model')]);
    writeFileSync(join(directory, 'model', 'config.json'), '{}');
    authority = new TimestampAuthority(directory, 'tsa');
    trust = {
      keys: [{ name: 'publisher', publicKey: pem }],
      identities: [],
      authorities: [],
      timestampAuthorities: [{ name: 'tsa', certificates: authority.root }],
    };
    plain = await signed(signer, false);
    stamped = await signed(signer, true);
  });

  it('is shown when it is proven', async () => {
    expect(await check(plain, {})).toMatchObject({ status: 'verified' });
    expect(await check(stamped, {})).toMatchObject({
      status: 'verified',
      detail: expect.stringMatching(/ at \d{4}-/u),
    });
    const without = await check(stamped, { timestampAuthorities: [] });
    expect(without.detail).not.toMatch(/ at \d{4}-/u);
  });

  it('decides after a revocation: older ones count when that is proven, all others do not', async () => {
    const revoked = (since: string) => ({
      revoked: [{ name: 'publisher', sha256: keyDigest(signer.publicKey), since, reason: 'laptop stolen' }],
    });
    const later = new Date(day(30));
    expect(await check(stamped, revoked(day(1)), later)).toMatchObject({ status: 'verified' });
    expect(await check(plain, revoked(day(1)), later)).toMatchObject({
      status: 'invalid',
      detail: expect.stringContaining('laptop stolen'),
    });
    expect(await check(stamped, revoked(day(-1)), later)).toMatchObject({ status: 'invalid' });
    const noAuthority = { ...revoked(day(1)), timestampAuthorities: [] };
    expect(await check(stamped, noAuthority, later), 'a stranger’s time proves nothing').toMatchObject({
      status: 'invalid',
    });
  });

  it('is not taken from another signature, nor from the future', async () => {
    const other = JSON.parse(String(stamped)) as { verificationMaterial: object };
    const mine = JSON.parse(String(plain)) as { verificationMaterial: object };
    const { dsseEnvelope } = JSON.parse(String(await signed(signer, false))) as { dsseEnvelope: object };
    const swapped = Buffer.from(
      JSON.stringify({ ...mine, verificationMaterial: other.verificationMaterial, dsseEnvelope }),
    );
    const revoked = [{ name: 'x', sha256: keyDigest(signer.publicKey), since: day(1), reason: 'gone' }];
    expect(await check(swapped, { revoked }, new Date(day(2)))).toMatchObject({ status: 'invalid' });
    expect(await check(stamped, { revoked }, new Date(day(-2)))).toMatchObject({ status: 'invalid' });
  });

  it('holds a key to its term, so that a rotation can overlap', async () => {
    const keys = [{ name: 'publisher', publicKey: pem, until: day(7) }];
    expect(await check(plain, { keys })).toMatchObject({ status: 'verified' });
    expect(await check(plain, { keys }, new Date(day(8)))).toMatchObject({ status: 'untrusted' });
    expect(await check(stamped, { keys }, new Date(day(8)))).toMatchObject({ status: 'verified' });
    const next = [{ name: 'publisher', publicKey: pem, from: day(7) }];
    expect(await check(plain, { keys: next })).toMatchObject({ status: 'untrusted' });
  });

  it('is when certificates are judged: one that expired since still counts, one that is revoked does not', async () => {
    const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe', cwd: directory });
    const p256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    writeFileSync(join(directory, 'ca.ext'), 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n');
    writeFileSync(join(directory, 'leaf.ext'), 'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n');
    for (const [name, days, by] of [
      ['ca', '3650', ['-signkey', 'ca.key']],
      ['leaf', '5', ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial']],
    ] as const) {
      openssl('genpkey', ...p256, '-out', `${name}.key`);
      openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-extfile',
        `${name}.ext`,
        '-days',
        days,
        ...by,
        '-out',
        `${name}.pem`,
      );
    }
    const leaf = new X509Certificate(readFileSync(join(directory, 'leaf.pem')));
    const by = keySigner('leaf', await readSigningKey(join(directory, 'leaf.key')));
    const authorities = [{ name: 'ca', certificates: readFileSync(join(directory, 'ca.pem'), 'utf8') }];
    const later = new Date(day(10));
    expect(await check(await signed(by, false, [leaf]), { authorities }, later)).toMatchObject({ status: 'invalid' });
    const withTime = await signed(by, true, [leaf]);
    expect(await check(withTime, { authorities }, later)).toMatchObject({ status: 'verified' });
    const revoked = [{ name: 'leaf', sha256: keyDigest(leaf.publicKey), since: day(-1), reason: 'left the company' }];
    expect(await check(withTime, { authorities, revoked }, later)).toMatchObject({ status: 'invalid' });
  });
});
