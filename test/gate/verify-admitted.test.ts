import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { verificationSummary } from '../../src/attest/vsa.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import type { VerdictKind } from '../../src/core/verdict.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { verifyAdmitted, type AdmittedCheck } from '../../src/gate/verify-admitted.ts';
import { STATEMENT_TYPE, type Statement } from '../../src/trust/statement.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { signStatement } from '../support/statements.ts';

const gate = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: typeof gate): string => String(key.publicKey.export({ type: 'spki', format: 'pem' }));
const quiet = { signal: AbortSignal.timeout(30_000), progress: silentProgress };

async function model(): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  await mkdir(join(root, 'sub'), { recursive: true });
  await writeFile(join(root, 'config.json'), '{}');
  await writeFile(join(root, 'weights.safetensors'), Buffer.alloc((9 << 20) + 5, 7));
  await writeFile(join(root, 'sub', 'empty'), '');
  await writeFile(join(root, 'other.gguf'), 'GGUF of which nothing was evaluated');
  return root;
}

/** What the gate would sign of a model as it lies there. */
async function summaryOf(source: string, verdict: VerdictKind, excluded: readonly string[] = []): Promise<Buffer> {
  const submission = await inspect({ source, blake3: true, ...quiet });
  const { digest: policyDigest } = profilePolicy('strict');
  const statement = verificationSummary(
    submission,
    { verdict, subject: submission.subject, policyDigest, reasons: [], excluded: [...excluded] },
    'strict',
    [],
    'gate.ledger+00000000+AAAA',
    fixedClock(new Date('2026-11-23T10:00:00Z')),
  );
  return Buffer.from(JSON.stringify(signStatement(statement, gate.privateKey)));
}

const check = (source: string, summary: Uint8Array, key = pem(gate)): Promise<AdmittedCheck> =>
  verifyAdmitted({ source, summary, where: 'vsa', manifest: 'none', publicKey: key, followLinks: false, ...quiet });

describe('a model that the gate admitted', () => {
  it('is known again by every byte, wherever it lies now', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit');
    const moved = `${root}-elsewhere`;
    await rename(root, moved);
    expect(await check(moved, summary)).toMatchObject({ admitted: true, changed: [], missing: [], added: [] });
  });

  it('is another one after one byte, under the same size and times', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit');
    const path = join(root, 'weights.safetensors');
    const bytes = await readFile(path);
    for (const at of [0, 4 << 20, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = 8;
      await writeFile(path, changed);
      await utimes(path, 1_700_000_000, 1_700_000_000);
      expect(await check(root, summary), `byte ${at}`).toMatchObject({
        admitted: false,
        changed: ['weights.safetensors'],
      });
    }
  });

  it('is another one with a file more, a file less, or two names swapped', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit');
    await writeFile(join(root, 'more.py'), '');
    expect(await check(root, summary)).toMatchObject({ admitted: false, added: ['more.py'] });
    await rename(join(root, 'more.py'), join(root, 'swap'));
    await rm(join(root, 'swap'));
    await rename(join(root, 'other.gguf'), join(root, 'swap'));
    await rename(join(root, 'config.json'), join(root, 'other.gguf'));
    await rename(join(root, 'swap'), join(root, 'config.json'));
    expect(await check(root, summary)).toMatchObject({ admitted: false, changed: ['config.json', 'other.gguf'] });
    await rm(join(root, 'config.json'));
    expect(await check(root, summary)).toMatchObject({ admitted: false, missing: ['config.json'] });
  });

  it('holds nothing that the verdict left out of it', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit', ['other.gguf']);
    expect(await check(root, summary)).toMatchObject({ admitted: false, excluded: ['other.gguf'], added: [] });
    await rm(join(root, 'other.gguf'));
    expect(await check(root, summary)).toMatchObject({ admitted: true, excluded: [] });
  });

  it('is not believed through a link', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit');
    await rename(join(root, 'config.json'), `${root}.json`);
    await symlink(`${root}.json`, join(root, 'config.json'));
    await expect(check(root, summary)).rejects.toMatchObject({ code: 'SUBMISSION_REFUSED' });
  });
});

describe('a summary', () => {
  it.each(['quarantine', 'reject'] as const)('that says %s admits nothing', async (verdict) => {
    const root = await model();
    await expect(check(root, await summaryOf(root, verdict))).rejects.toMatchObject({ code: 'VERDICT_NOT_ADMIT' });
  });

  it('of another gate, or changed, or of another kind is refused', async () => {
    const root = await model();
    const summary = await summaryOf(root, 'admit');
    const other = pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    await expect(check(root, summary, other)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    const statement: Statement = {
      _type: STATEMENT_TYPE,
      subject: [{ name: 'model', digest: { sha256: '0'.repeat(64) } }],
      predicateType: 'https://slsa.dev/verification_summary/v1',
      predicate: { verificationResult: 'PASSED' },
    };
    const foreign = Buffer.from(JSON.stringify(signStatement(statement, gate.privateKey)));
    await expect(check(root, foreign)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
    await expect(check(root, Buffer.from('{}'))).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
  });
});
