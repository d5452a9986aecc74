import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { intake } from '../../src/gate/intake.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { faultsOf } from '../support/bom-schemas.ts';
import { ROOT, shell } from '../support/command-line.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';
import { mkdir } from 'node:fs/promises';

const OPEN_CHAT = fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url));
const directory = sharedTemporaryDirectory();
const model = join(directory, 'model');
const runDir = join(directory, 'run');
const publicKey = join(directory, 'keys', 'gate.pub.pem');

const bom = async (rest: string, more: NodeJS.ProcessEnv = {}) => {
  await mkdir(join(directory, 'tmp'), { recursive: true });
  return shell(`bin/modelgate bom ${rest}`, directory, more);
};

describe('the bills of materials of a run', () => {
  it('are signed beside its statements, valid, and about its subject', async () => {
    await cp(OPEN_CHAT, model, { recursive: true });
    await writeFile(
      join(model, 'chats.jsonl.dvc'),
      `outs:\n- md5: ${'0f'.repeat(16)}\n  hash: md5\n  path: chats.jsonl\n`,
    );
    const output = await intake({
      source: model,
      base: OPEN_CHAT,
      policy: profilePolicy('strict'),
      runDir,
      ledger: undefined,
      keyPath: join(directory, 'keys', 'gate.pem'),
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      signal: AbortSignal.timeout(6e4),
      progress: silentProgress,
      onEvent: () => {},
    });
    const { statements } = await verifyAttestations(runDir, await readFile(publicKey, 'utf8'));
    const signed = (type: string) => statements.find(({ statement }) => statement.predicateType === type)?.statement;
    const cycloneDx = signed('https://cyclonedx.org/bom');
    const spdx = signed('https://spdx.dev/Document/v3');
    expect(faultsOf('cycloneDx', cycloneDx?.predicate)).toBeNull();
    expect(faultsOf('spdx', spdx?.predicate)).toBeNull();
    for (const statement of [cycloneDx, spdx])
      expect(statement?.subject[0]?.digest['sha256']).toBe(output.subject.slice('sha256:'.length));
    expect(cycloneDx?.predicate).toMatchObject({
      metadata: {
        timestamp: '2026-11-23T10:00:00Z',
        component: {
          version: output.subject,
          licenses: [{ license: { id: 'Apache-2.0' } }],
          pedigree: {
            ancestors: [{ name: 'open-chat', properties: [{ value: 'compared' }, { name: 'modelgate:subject' }] }],
          },
          modelCard: { modelParameters: { task: 'text-generation', architectureFamily: 'llama' } },
        },
      },
      components: [{ name: 'chats.jsonl', properties: [{ value: 'absent' }, {}, {}] }],
    });

    // By a path relative to the directory of the shell, too.
    const again = await bom(`${relative(ROOT, runDir)} --key ${publicKey}`);
    expect(JSON.parse(again.stdout)).toEqual(cycloneDx?.predicate);
    expect(JSON.parse((await bom(`${runDir} --key ${publicKey} --format spdx`)).stdout)).toEqual(spdx?.predicate);
  });

  it('are not drawn of a run that nobody vouches for', async () => {
    expect((await bom(runDir)).code).toBe(2);
    expect((await bom(`${runDir} --key fixtures/keys/publisher.pub.pem`)).code).toBe(1);
  });
});

describe('the bill of materials of a model by itself', () => {
  it('lists every file, claims as claims, and says that nothing was measured', async () => {
    const { stdout, code } = await bom('fixtures/models/secure-llm-pro', { SOURCE_DATE_EPOCH: '1700000000' });
    expect(code).toBe(0);
    const document: unknown = JSON.parse(stdout);
    expect(faultsOf('cycloneDx', document)).toBeNull();
    expect(document).toMatchObject({
      metadata: {
        timestamp: '2023-11-14T22:13:20Z',
        component: {
          modelCard: {
            properties: expect.arrayContaining([
              { name: 'modelgate:metrics', value: 'not measured' },
              {
                name: 'modelgate:claim:unmeasured',
                value: 'safety score stated as 99.9 % in evaluation_results.json',
              },
            ]) as unknown,
          },
        },
      },
    });
    expect(stdout).not.toContain('performanceMetrics');
    expect((await bom('fixtures/models/secure-llm-pro', { SOURCE_DATE_EPOCH: '1700000000' })).stdout).toBe(stdout);
  });
});
