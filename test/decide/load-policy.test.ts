import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GateError } from '../../src/core/errors.ts';
import { loadPolicy, profilePolicy } from '../../src/decide/load-policy.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

async function load(text: string, files: Record<string, string> = {}): ReturnType<typeof loadPolicy> {
  const directory = await temporaryDirectory();
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  await writeFile(join(directory, 'policy.yaml'), text);
  return loadPolicy(join(directory, 'policy.yaml'));
}

async function mistake(text: string): Promise<string> {
  const error = await load(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GateError)) throw new Error(`expected a GateError, got ${String(error)}`);
  expect(error.code).toBe('POLICY_INVALID');
  return error.message.replaceAll(/\S*policy\.yaml/gu, 'policy.yaml');
}

describe('policy files', () => {
  it('start from a profile and change what they name', async () => {
    const { policy } = await load(
      'version: 1\nname: mine\nprofile: hub\nrequirements:\n  coverage: record\nscan:\n  failOn: medium\n',
    );
    expect(policy.requirements).toMatchObject({ coverage: 'record', signature: 'require' });
    expect(policy.scan.failOn).toBe('medium');
    expect(policy.accept).toContain('unsigned');
  });

  it('name line and column of an unknown key', async () => {
    expect(await mistake('version: 1\nname: mine\nprofile: strict\nscan:\n  failOn: high\n  failon: low\n')).toBe(
      'policy.yaml:6:3: scan: Unrecognized key: "failon"',
    );
  });

  it('name line and column of every wrong value at once', async () => {
    const text = await mistake('version: 1\nname: mine\nprofile: lax\nevaluate:\n  alpha: 0.5\n');
    expect(text).toMatch(/policy\.yaml:3:10: profile: /u);
    expect(text).toMatch(/policy\.yaml:5:10: evaluate\.alpha: /u);
  });

  it.each([
    ['a duplicate key', 'version: 1\nname: a\nname: b\nprofile: strict\n', /unique/u],
    ['broken YAML', 'version: [1\n', /policy\.yaml/u],
    ['an empty file', '', /policy\.yaml:1:1/u],
    ['an alias bomb', `version: 1\nname: a\nprofile: strict\nbases: &a [*a, *a]\n`, /./u],
    [
      '__proto__ as a key',
      'version: 1\nname: a\nprofile: strict\n__proto__: {failOn: low}\n',
      /__proto__|Unrecognized/u,
    ],
  ])('refuse %s', async (_what, text, expected) => {
    expect(await mistake(text)).toMatch(expected);
  });

  it('read trusted keys by file, relative to the policy', async () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' });
    const { policy } = await load(
      'version: 1\nname: a\nprofile: strict\ntrust:\n  keys: [{name: us, file: us.pem}]\n',
      {
        'us.pem': String(pem),
      },
    );
    expect(policy.trust.keys[0]?.publicKey).toContain('BEGIN PUBLIC KEY');
  });

  it('refuse a private key where a public one belongs', async () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await expect(
      load('version: 1\nname: a\nprofile: strict\ntrust:\n  keys: [{name: us, file: us.pem}]\n', {
        'us.pem': String(pem),
      }),
    ).rejects.toThrow(/publicKey/u);
  });

  it('have a digest of their meaning: not of comments, places or the order of keys', async () => {
    const one = await load(
      `version: 1\nname: a\nprofile: strict\nevaluate:\n  suites: [{path: x, digest: "${DIGEST}"}]\n`,
    );
    const two = await load(
      `# c\nprofile: strict\nname: a\nversion: 1\nevaluate:\n  suites: [{digest: "${DIGEST}", path: y}]\n`,
    );
    const three = await load('version: 1\nname: a\nprofile: strict\nscan: {failOn: low}\n');
    expect(one.digest).toBe(two.digest);
    expect(three.digest).not.toBe(one.digest);
  });

  it('say which file is missing', async () => {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'sub'));
    await expect(loadPolicy(join(directory, 'sub', 'none.yaml'))).rejects.toMatchObject({ code: 'POLICY_UNREADABLE' });
  });
});

describe('profiles', () => {
  it('trust nobody and accept nothing under strict', () => {
    const { policy } = profilePolicy('strict');
    expect(policy.accept).toEqual([]);
    expect(Object.values(policy.requirements).every((level) => level === 'require')).toBe(true);
    expect(policy.trust.keys).toEqual([]);
  });

  it('never lower scan, claims or signature: a lie is rejected under each', () => {
    for (const profile of ['strict', 'hub', 'research'] as const) {
      expect(profilePolicy(profile).policy.requirements).toMatchObject({
        scan: 'require',
        claims: 'require',
        signature: 'require',
      });
    }
  });
});
