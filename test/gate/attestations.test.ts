import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { hexOf } from '../../src/core/digest.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { intake } from '../../src/gate/intake.ts';
import type { IntakeOutput } from '../../src/gate/output.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { bundle, newKey, pemOf, provenance, PROVENANCE, write } from '../support/statements.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const OPEN_CHAT = fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url));

describe('an intake under a policy that demands statements', () => {
  it('answers each demand, in the verdict and in what it signs, and never goes on with other statements', async () => {
    const directory = await temporaryDirectory();
    const [model, statements] = [join(directory, 'model'), join(directory, 'statements')];
    cpSync(OPEN_CHAT, model, { recursive: true });
    const ci = newKey();
    const { subject } = await inspect({
      source: model,
      signal: AbortSignal.timeout(30_000),
      progress: silentProgress,
    });
    write(directory, {
      'ci.pem': pemOf(ci.publicKey),
      'policy.yaml': `version: 1
name: p
profile: strict
trust: { keys: [{ name: ci, file: ci.pem }] }
attestations:
  required:
    - { name: build, type: provenance, signedBy: [ci] }
    - { name: tests, type: test-result, signedBy: [ci] }
`,
      'statements/build.json': bundle([hexOf(subject)], PROVENANCE, provenance(), ci.privateKey),
    });
    const policy = await loadPolicy(join(directory, 'policy.yaml'));
    const run = (runDir: string): Promise<IntakeOutput> =>
      intake({
        source: model,
        base: undefined,
        policy,
        attestations: [statements],
        runDir: join(directory, runDir),
        keyPath: join(directory, 'keys', 'gate.pem'),
        ledger: undefined,
        clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
        signal: AbortSignal.timeout(60_000),
        progress: silentProgress,
        onEvent: () => {},
      });
    const output = await run('run');
    const answers = output.reasons.filter(({ requirement }) => requirement === 'attestations');
    expect(answers.map(({ outcome, message }) => [outcome, message.split(':')[0]])).toEqual([
      ['pass', 'build'],
      ['unknown', 'tests'],
    ]);
    const pem = await readFile(join(directory, 'keys', 'gate.pub.pem'), 'utf8');
    const { statements: signed } = await verifyAttestations(join(directory, 'run'), pem);
    const svr = signed.find(({ statement }) => statement.predicateType.includes('/svr/'))?.statement;
    // One of two demands did not pass, so the requirement didn't.
    expect(svr?.predicate['properties']).toEqual(expect.not.arrayContaining(['MODELGATE_ATTESTATIONS']));
    write(statements, { 'more.json': bundle([hexOf(subject)], PROVENANCE, provenance(), ci.privateKey) });
    await expect(run('run')).rejects.toMatchObject({ code: 'RUN_MISMATCH' });
  });
});
