import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import type { RunEvent } from '../../src/gate/events.ts';
import { intake } from '../../src/gate/intake.ts';
import type { IntakeOutput } from '../../src/gate/output.ts';
import { verifyAttestations } from '../../src/gate/verify-attestations.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';

const OPEN_CHAT = fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url));
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Setting {
  readonly directory: string;
  readonly model: string;
  readonly runDir: string;
  readonly keyPath: string;
}

async function setting(directory?: string): Promise<Setting> {
  directory ??= await temporaryDirectory();
  const model = join(directory, 'model');
  await cp(OPEN_CHAT, model, { recursive: true });
  return { directory, model, runDir: join(directory, 'run'), keyPath: join(directory, 'keys', 'gate.pem') };
}

async function run(
  { model, runDir, keyPath }: Setting,
  base?: string,
  onEvent: (event: RunEvent) => void = () => {},
): Promise<{ output: IntakeOutput; events: RunEvent[] }> {
  const events: RunEvent[] = [];
  const output = await intake({
    source: model,
    base,
    policy: profilePolicy('strict'),
    runDir,
    keyPath,
    ledger: undefined,
    clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
    signal: AbortSignal.timeout(60_000),
    progress: silentProgress,
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  return { output, events };
}

describe('an intake without a suite', () => {
  const directory = sharedTemporaryDirectory();
  let place: Setting;
  let output: IntakeOutput;
  beforeAll(async () => {
    place = await setting(directory);
    ({ output } = await run(place, OPEN_CHAT));
  });

  it('gives a verdict whose every statement a third party can check', async () => {
    expect(output.verdict).toBe('quarantine');
    expect(output.reasons.find(({ requirement }) => requirement === 'scan')?.outcome).toBe('pass');
    expect(output.reasons.find(({ requirement }) => requirement === 'weights')?.outcome).toBe('pass');
    const pem = await readFile(join(place.directory, 'keys', 'gate.pub.pem'), 'utf8');
    const { statements, logged } = await verifyAttestations(place.runDir, pem);
    expect(logged?.index).toBe(0);
    expect(statements.map(({ statement }) => statement.subject[0]?.digest['sha256'])).toEqual(
      statements.map(() => output.subject.slice('sha256:'.length)),
    );
    expect((await stat(place.keyPath)).mode & 0o777).toBe(0o600);
    expect((await readdir(place.runDir)).sort()).toEqual([
      'blobs',
      'events.jsonl',
      'ledger.json',
      'report.html',
      'run.json',
      'source.json',
      'statements',
      'verdict.json',
      'vsa.sigstore.json',
    ]);
  });

  it('never admits what it could not evaluate', () => {
    expect(output.excluded).toEqual(['model.gguf', 'model.safetensors']);
    expect(output.verdict).not.toBe('admit');
  });
});

describe('an intake', () => {
  it('rejects a pickle that would run code, and loads nothing of it', async () => {
    const place = await setting();
    await writeFile(join(place.model, 'pytorch_model.bin'), Buffer.from('cposix\nsystem\n(S"true"\ntR.'));
    const { output } = await run(place);
    expect(output.verdict).toBe('reject');
    expect(output.stages.find(({ stage }) => stage === 'evaluate')).toMatchObject({ outcome: 'skipped' });
  });

  it('finishes a run that was killed, without repeating finished stages', async () => {
    const place = await setting();
    const child = spawn(
      process.execPath,
      [MAIN, 'intake', place.model, '--run-dir', place.runDir, '--key', place.keyPath],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (/^ {2}verify/mu.test(text)) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    const before = await readFile(join(place.runDir, 'statements', '1-acquire.sigstore.json'));
    const { events } = await run(place);
    expect(events.filter(({ event }) => event === 'stage-reused').length).toBeGreaterThanOrEqual(2);
    expect(await readFile(join(place.runDir, 'statements', '1-acquire.sigstore.json'))).toEqual(before);
    const lines = (await readFile(join(place.runDir, 'events.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(() => lines.map((line): unknown => JSON.parse(line))).not.toThrow();
  });

  it('stops when the statement of a stage changes before the next one builds upon it', async () => {
    const place = await setting();
    const path = join(place.runDir, 'statements', '1-acquire.sigstore.json');
    const tamper = (event: RunEvent): void => {
      if (event.event !== 'stage-finished' || event.stage !== 'acquire') return;
      writeFileSync(path, readFileSync(path, 'utf8').replace(/"sig":"./u, '"sig":"A'));
    };
    await expect(run(place, undefined, tamper)).rejects.toMatchObject({ code: 'RUN_TAMPERED' });
    expect(existsSync(join(place.runDir, 'vsa.sigstore.json'))).toBe(false);
  });

  it.each(['1-acquire', '3-scan'])('refuses to go on from a %s statement that somebody edited', async (name) => {
    const place = await setting();
    await run(place);
    await rm(join(place.runDir, 'verdict.json'));
    const file = join(place.runDir, 'statements', `${name}.sigstore.json`);
    const bundle: { dsseEnvelope: { payload: string } } = JSON.parse(await readFile(file, 'utf8'));
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString('utf8').replace('"passed"', '"failed"');
    bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
    await writeFile(file, JSON.stringify(bundle));
    await expect(run(place)).rejects.toMatchObject({ code: 'RUN_TAMPERED' });
  });

  it('refuses to go on from a blob that changed', async () => {
    const place = await setting();
    const { output } = await run(place);
    const [hex = ''] = (await readdir(join(place.runDir, 'blobs', 'sha256'))).sort();
    const [blob = ''] = await readdir(join(place.runDir, 'blobs', 'sha256', hex));
    await rm(join(place.runDir, 'blobs', 'sha256', hex, blob));
    await writeFile(join(place.runDir, 'blobs', 'sha256', hex, blob), 'other');
    await expect(run(place)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    expect(output.subject).toMatch(/^sha256:/u);
  });

  it.each([
    ['acquire', 'model.gguf', 'scan'],
    ['verify', 'README.md', 'scan'],
    ['scan', 'model.gguf', 'compare'],
    ['compare', 'model.gguf', 'evaluate'],
  ])('stops when, after %s, the blob of %s changes, before %s reads it', async (after, name, next) => {
    const place = await setting();
    const digest = createHash('sha256')
      .update(await readFile(join(place.model, name)))
      .digest('hex');
    const blob = join(place.runDir, 'blobs', 'sha256', digest.slice(0, 2), digest);
    const tamper = (event: RunEvent): void => {
      if (event.event !== 'stage-finished' || event.stage !== after) return;
      const bytes = readFileSync(blob);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      chmodSync(blob, 0o600);
      writeFileSync(blob, bytes);
    };
    const reached: unknown[] = [];
    const told = (event: RunEvent): void => {
      if (event.event === 'stage-finished') reached.push(event.stage);
      tamper(event);
    };
    await expect(run(place, undefined, told)).rejects.toMatchObject({
      code: 'BLOB_CORRUPT',
      message: expect.stringContaining(name),
    });
    expect(reached).not.toContain(next);
    expect(existsSync(join(place.runDir, 'vsa.sigstore.json'))).toBe(false);
    // And no later start goes on from there.
    await expect(run(place)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });

  it('does not continue a run whose submission changed since', async () => {
    const place = await setting();
    await run(place);
    await writeFile(join(place.model, 'README.md'), 'another card');
    await expect(run(place)).rejects.toMatchObject({ code: 'RUN_MISMATCH' });
  });

  it('escapes what a submission says of itself in the report', async () => {
    const place = await setting();
    await writeFile(join(place.model, '<img src=x onerror=alert(1)>.md'), 'a note');
    const { output } = await run(place);
    const page = await readFile(output.report, 'utf8');
    expect(page.includes('&lt;img src=x onerror=alert(1)&gt;.md')).toBe(true);
    expect(page.includes('<img')).toBe(false);
  });
});
