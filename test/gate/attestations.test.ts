import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
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
import { ROOT, shell } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const OPEN_CHAT = fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url));

/** What the guide shows, word for word: a block that is not run here is not shown there. */
const GUIDE = [
  ...readFileSync(join(ROOT, 'docs/guide/attestations.md'), 'utf8').matchAll(/^```(sh|js)\n(.*?)^```$/gmsu),
].map(([, language = '', text = '']) => ({ language, text }));

describe('an intake under a policy that demands statements', () => {
  it('answers each demand, and gives statements that anybody can check as the guide shows', async () => {
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

    // The same directory is what the guide's commands are for.
    copyFileSync(join(directory, 'keys', 'gate.pub.pem'), join(directory, 'gate.pub.pem'));
    mkdirSync(join(directory, 'tmp'));
    cpSync(statements, join(directory, 'image-layout'), { recursive: true });
    cpSync(model, join(directory, 'open-chat'), { recursive: true });
    const said: string[] = [];
    for (const { language, text } of GUIDE) {
      if (text.startsWith('cosign') && (await shell('command -v cosign', directory)).code !== 0) continue;
      const { code, stdout } = await shell(
        // A script finds its packages from the project's root.
        language === 'sh'
          ? `cd '${directory}' && ${text}`
          : `printf %s "$SCRIPT" | node --input-type=module - "$RUN/vsa.sigstore.json" '${directory}/gate.pub.pem'`,
        directory,
        {
          PATH: `${join(ROOT, 'bin')}${delimiter}${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
          RUN: join(directory, 'run'),
          MODEL: model,
          SUBJECT: output.subject,
          SCRIPT: text,
        },
      );
      // This model was not admitted, and nobody signed it.
      const bad = text.includes('--vsa') || text.includes('--attestations');
      expect({ text, code: code === 0 }).toEqual({ text, code: !bad });
      said.push(stdout);
    }
    const told = said.join('');
    for (const part of [
      hexOf(subject),
      'Verified OK',
      'https://slsa.dev/verification_summary/v1 FAILED',
      'build.json: provenance about root',
      'unknown    tests: there is no test-result by ci',
    ])
      expect(told).toContain(part);

    write(statements, { 'more.json': bundle([hexOf(subject)], PROVENANCE, provenance(), ci.privateKey) });
    await expect(run('run')).rejects.toMatchObject({ code: 'RUN_MISMATCH' });
  });
});
