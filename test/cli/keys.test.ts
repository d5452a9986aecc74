import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { modelgate } from '../support/modelgate.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A policy that trusts `first`, a second key, and a model signed by both. */
async function house(): Promise<{ root: string; policy: string; model: string }> {
  const root = await temporaryDirectory();
  const model = join(root, 'model');
  mkdirSync(model);
  writeFileSync(join(model, 'config.json'), '{}');
  for (const name of ['first', 'second']) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(root, `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    writeFileSync(join(root, `${name}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
    const out = ['--signature', join(root, `${name}.sig`)];
    expect((await modelgate('sign', model, '--key', join(root, `${name}.pem`), ...out)).exit).toBe(0);
  }
  const policy = join(root, 'policy.yaml');
  writeFileSync(
    policy,
    'version: 1\nname: us\nprofile: strict\n# whom we know\ntrust:\n  keys:\n    - name: first # by phone\n      file: first.pub.pem\n',
  );
  chmodSync(policy, 0o640);
  return { root, policy, model };
}

describe('modelgate keys', () => {
  it('rotates what the old key was trusted for, and the statements that it may sign', async () => {
    const { root, policy } = await house();
    writeFileSync(
      policy,
      `${readFileSync(policy, 'utf8')}      for: statements
attestations:
  required:
    - { name: build, type: provenance, signedBy: [first] }
`,
    );
    const rotated = [
      'keys',
      'rotate',
      'first',
      '--key',
      join(root, 'second.pub.pem'),
      '--as',
      'second',
      '--policy',
      policy,
    ];
    expect((await modelgate(...rotated)).exit).toBe(0);
    const { policy: loaded } = await loadPolicy(policy);
    expect(loaded.trust.keys.map((key) => [key.name, key.for])).toEqual([
      ['first', 'statements'],
      ['second', 'statements'],
    ]);
    expect(loaded.attestations?.required[0]?.signedBy).toEqual(['first', 'second']);
  });

  it('rotates with an overlap: both count, and the old one ends', async () => {
    const { root, policy, model } = await house();
    const verify = (name: string) =>
      modelgate('verify', model, '--signature', join(root, `${name}.sig`), '--policy', policy);
    expect([(await verify('first')).exit, (await verify('second')).exit]).toEqual([0, 1]);
    const rotate = [
      'keys',
      'rotate',
      'first',
      '--key',
      join(root, 'second.pub.pem'),
      '--as',
      'second',
      '--policy',
      policy,
    ];
    const rotated = await modelgate(...rotate, '--overlap', '7');
    expect(rotated).toMatchObject({
      exit: 0,
      text: expect.stringMatching(/trusted +first .*until .*\n.*trusted +second/u),
    });
    expect([(await verify('first')).exit, (await verify('second')).exit]).toEqual([0, 0]);
    const text = readFileSync(policy, 'utf8');
    expect(text).toContain('# whom we know');
    expect(text).toContain('# by phone');
    expect(statSync(policy).mode & 0o777).toBe(0o640);
    expect((await modelgate(...rotate)).exit, 'twice').toBe(2);
  });

  it('without overlap, the old key counts no more', async () => {
    const { root, policy, model } = await house();
    const args = ['--key', join(root, 'second.pub.pem'), '--as', 'second', '--policy', policy, '--overlap', '0'];
    await modelgate('keys', 'rotate', 'first', ...args);
    await new Promise((resolve) => void setTimeout(resolve, 1_100)); // terms have whole seconds
    const old = await modelgate('verify', model, '--signature', join(root, 'first.sig'), '--policy', policy);
    expect(old).toMatchObject({ exit: 1, text: expect.stringContaining('was trusted until') });
  });

  it('revokes by name and by file, with date and reason, and never takes it back', async () => {
    const { root, policy, model } = await house();
    const revoke = ['keys', 'revoke', 'first', '--policy', policy, '--reason', 'disk lost'];
    expect(await modelgate(...revoke, '--since', '2026-01-02')).toMatchObject({
      exit: 0,
      text: expect.stringContaining('revoked'),
    });
    const refused = await modelgate('verify', model, '--signature', join(root, 'first.sig'), '--policy', policy);
    expect(refused).toMatchObject({ exit: 1, text: expect.stringContaining('disk lost') });
    const key = ['--key', join(root, 'first.pub.pem')];
    const byHand = await modelgate('verify', model, '--signature', join(root, 'first.sig'), '--policy', policy, ...key);
    expect(byHand.exit, 'given on the command line too').toBe(1);
    expect((await modelgate(...revoke, '--since', '2026-02-02')).exit, 'later').toBe(2);
    expect((await modelgate(...revoke, '--since', '2025-01-01')).exit, 'earlier').toBe(0);
    expect((await modelgate(...revoke, '--since', '2999-01-01')).exit, 'in the future').toBe(2);
    const file = join(root, 'second.pub.pem');
    expect((await modelgate('keys', 'revoke', file, '--policy', policy, '--reason', 'unknown')).exit).toBe(0);
    const list = await modelgate('keys', 'list', '--policy', policy, '--format', 'json');
    const der = execFileSync('openssl', ['pkey', '-pubin', '-in', file, '-outform', 'der']);
    const digest = String(execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der })).slice(0, 64);
    const { keys } = z
      .object({ keys: z.array(z.object({ name: z.string(), status: z.string(), sha256: z.string() })) })
      .parse(JSON.parse(list.text));
    expect(keys.map(({ status }) => status)).toEqual(['revoked', 'revoked']);
    expect(keys[1]?.sha256).toBe(digest);
    expect((await modelgate('keys', 'rotate', 'first', '--key', file, '--as', 'x', '--policy', policy)).exit).toBe(2);
  });

  it('changes nothing when it is called wrongly', async () => {
    const { root, policy } = await house();
    const before = readFileSync(policy, 'utf8');
    for (const args of [
      ['turn', '--policy', policy],
      ['list'],
      ['revoke', 'first', '--policy', policy],
      ['revoke', 'nobody', '--policy', policy, '--reason', 'x'],
      ['revoke', 'first', '--policy', policy, '--reason', 'x', '--since', 'yesterday'],
      ['rotate', 'first', '--policy', policy],
      ['rotate', 'nobody', '--key', join(root, 'second.pub.pem'), '--as', 'n', '--policy', policy],
      ['rotate', 'first', '--key', join(root, 'first.pub.pem'), '--as', 'n', '--policy', policy],
      ['rotate', 'first', '--key', join(root, 'second.pem'), '--as', 'n', '--policy', policy],
    ])
      expect((await modelgate('keys', ...args)).exit, args.join(' ')).toBe(2);
    expect(readFileSync(policy, 'utf8')).toBe(before);
  });
});
