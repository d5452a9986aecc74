import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSigningProcess, type SigningProcess } from '../../src/attest/signer-client.ts';
import { systemClock } from '../../src/core/clock.ts';
import { sha256Schema } from '../../src/core/digest-schema.ts';
import type { StageName } from '../../src/core/evidence.ts';
import { openRunDirectory, type RunDirectory } from '../../src/gate/run-directory.ts';
import { StatementChain } from '../../src/gate/statement-chain.ts';
import { evidenceOfRun } from '../attest/run-evidence.ts';
import { write } from '../support/statements.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const digest = (digit: string): ReturnType<typeof sha256Schema.parse> =>
  sha256Schema.parse(`sha256:${digit.repeat(64)}`);

async function open(): Promise<{ readonly run: RunDirectory; readonly signer: SigningProcess }> {
  const directory = await temporaryDirectory();
  write(directory, { 'model/config.json': '{}' });
  const signer = await startSigningProcess(join(directory, 'keys', 'gate.pem'));
  const inputs = {
    source: join(directory, 'model'),
    base: undefined,
    attestations: undefined,
    policyDigest: digest('a'),
    gateVersion: '1',
    gateKeyId: signer.keyId,
  };
  const run = await openRunDirectory(inputs, { named: join(directory, 'run'), clock: systemClock, fresh: true });
  onTestFinished(async () => {
    await run.release();
    await signer.close();
  });
  return { run, signer };
}

async function chained(
  run: RunDirectory,
  signer: SigningProcess,
  stages: readonly StageName[],
): Promise<StatementChain> {
  const chain = new StatementChain(run, signer, digest('a'));
  for (const evidence of evidenceOfRun().filter(({ stage }) => stages.includes(stage)))
    await chain.append('model', digest('b'), { ...evidence, startedAt: new Date().toISOString() });
  return chain;
}

const FIRST: readonly StageName[] = ['acquire', 'verify', 'scan'];
const tampered = { code: 'RUN_TAMPERED' };

describe('the chain of statements', () => {
  it('lets a stage go on from the statement before it as it was signed', async () => {
    const { run, signer } = await open();
    const chain = await chained(run, signer, FIRST);
    await expect(chain.verifyLast()).resolves.toBeUndefined();
  });

  it.each([
    ['is gone', (path: string) => rmSync(path)],
    ['is empty', (path: string) => writeFileSync(path, '')],
    [
      'has another signature',
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace(/"sig":"./u, '"sig":"A')),
    ],
    ['is another statement of the same gate', (path: string, other: string) => copyFileSync(other, path)],
  ])('stops a stage when the statement before it %s', async (_what, change) => {
    const { run, signer } = await open();
    const chain = await chained(run, signer, FIRST);
    change(run.statement('scan'), run.statement('acquire'));
    await expect(chain.verifyLast()).rejects.toMatchObject(tampered);
  });

  it('is taken up again only where each statement names the one before, this policy and this subject', async () => {
    const { run, signer } = await open();
    await chained(run, signer, FIRST);
    const again = new StatementChain(run, signer, digest('a'));
    for (const stage of FIRST) expect(await again.reuse(stage)).toMatchObject({ stage });
    expect(await again.reuse('compare')).toBeUndefined();

    const otherPolicy = new StatementChain(run, signer, digest('c'));
    await expect(otherPolicy.reuse('acquire')).rejects.toMatchObject(tampered);

    // Signed by this gate about the same model, but in another run: its predecessor is another statement.
    const other = await open();
    await chained(other.run, signer, FIRST);
    copyFileSync(other.run.statement('scan'), run.statement('scan'));
    const mixed = new StatementChain(run, signer, digest('a'));
    await mixed.reuse('acquire');
    await mixed.reuse('verify');
    await expect(mixed.reuse('scan')).rejects.toMatchObject(tampered);
  });
});
