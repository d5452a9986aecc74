import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPrometheus } from '../../src/cli/prometheus.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { intake } from '../../src/gate/intake.ts';
import { ledgerMetrics, runMetrics } from '../../src/gate/metrics/collect.ts';
import { metricsSchema, type Metrics } from '../../src/gate/metrics/report.ts';
import { formatCheckpoint } from '../../src/storage/ledger/checkpoint.ts';
import { appendToLedger, type CheckpointSigner } from '../../src/storage/ledger/ledger.ts';
import { ed25519Verifier, formatNote, signNote } from '../../src/storage/ledger/signed-note.ts';
import { shell } from '../support/command-line.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ORIGIN = 'ledger.example.org/gate';
const verifier = ed25519Verifier(ORIGIN, publicKey);
const signer: CheckpointSigner = {
  verifier,
  last: undefined,
  sign: (checkpoint) => {
    const text = formatCheckpoint(checkpoint);
    return Promise.resolve(formatNote({ text, signatures: [signNote(text, ORIGIN, privateKey)] }));
  },
};
const directory = sharedTemporaryDirectory();
const sha = `sha256:${'0'.repeat(64)}`;

const entry = (at: string, verdict: string, more: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(
    canonicalJson({
      version: 1,
      kind: 'verdict',
      at,
      subject: sha,
      verdict,
      policyDigest: sha,
      statement: sha,
      ...more,
    }),
  );

async function ledger(name: string): Promise<string> {
  const store = join(directory, name);
  await appendToLedger(store, signer, [
    entry('2026-11-22T23:59:59Z', 'admit', { signature: 'verified', evaluation: 'sandboxed' }),
    entry('2026-11-23T00:00:00Z', 'reject', { signature: 'mismatch', evaluation: 'none' }),
    entry('2026-11-25T12:00:00Z', 'quarantine', { signature: 'unsigned', evaluation: 'unsandboxed' }),
    entry('2026-12-01T08:00:00Z', 'quarantine', {}),
  ]);
  return store;
}

describe('metrics of a ledger', () => {
  it('are shares of what they are shares of: a signature that nobody made verifies not and fails not', async () => {
    const { total, unverified } = await ledgerMetrics(await ledger('a'), verifier, 'week');
    expect(unverified.entries).toBe(0);
    expect(total).toMatchObject({
      entries: 4,
      verdicts: { admit: 1, quarantine: 2, reject: 1 },
      signatures: { verified: 1, mismatch: 1, unsigned: 1, unknown: 1 },
      signatureVerificationRate: 1 / 2,
      unsignedShare: 1 / 3,
      sandboxedShare: 1 / 2,
    });
  });

  it.each([
    ['day', ['2026-11-22', '2026-11-23', '2026-11-25', '2026-12-01']],
    ['week', ['2026-11-16', '2026-11-23', '2026-11-30']],
    ['month', ['2026-11-01', '2026-12-01']],
  ] as const)('are told per %s, from its first day in UTC', async (per, days) => {
    const { series } = await ledgerMetrics(await ledger(`per-${per}`), verifier, per);
    expect(series.map(({ from }) => from)).toEqual(days);
    expect(series.reduce((sum, { entries }) => sum + entries, 0)).toBe(4);
  });

  it('leave out what does not lead to the signed root, and say how much that is', async () => {
    const store = await ledger('changed');
    const file = join(store, 'tile', 'entries', '000.p', '4');
    const bytes = await readFile(file);
    await writeFile(file, Buffer.from(bytes.toString('latin1').replace('"unsigned"', '"verified"'), 'latin1'));
    const { total, unverified } = await ledgerMetrics(store, verifier, 'week');
    expect(unverified).toEqual({ entries: 1, reasons: { LEDGER_INCONSISTENT: 1 } });
    expect(total.entries).toBe(3);
    expect(total.signatures.verified).toBe(1);
  });

  it('are none under another key', async () => {
    const other = ed25519Verifier(ORIGIN, generateKeyPairSync('ed25519').publicKey);
    await expect(ledgerMetrics(await ledger('other'), other, 'week')).rejects.toMatchObject({ code: 'LEDGER_INVALID' });
  });
});

describe('metrics of runs', () => {
  const runs = join(directory, 'runs');
  const key = join(directory, 'keys', 'gate.pub.pem');

  beforeAll(async () => {
    await mkdir(join(directory, 'tmp'));
    await intake({
      source: fileURLToPath(new URL('../../fixtures/models/open-chat', import.meta.url)),
      base: undefined,
      policy: profilePolicy('strict'),
      runDir: join(runs, 'one'),
      keyPath: join(directory, 'keys', 'gate.pem'),
      ledger: undefined,
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      signal: AbortSignal.timeout(60_000),
      progress: silentProgress,
      onEvent: () => undefined,
    });
    await cp(join(runs, 'one'), join(runs, 'edited'), { recursive: true });
    const vsa = join(runs, 'edited', 'vsa.sigstore.json');
    await writeFile(vsa, (await readFile(vsa, 'utf8')).replace(/"payload":"../u, '"payload":"Ab'));
    await cp(join(runs, 'one'), join(runs, 'unfinished'), { recursive: true });
    await rm(join(runs, 'unfinished', 'verdict.json'));
  }, 60_000);

  it('count what verifies, and tell the rest apart', async () => {
    const found = await runMetrics(runs, await readFile(key, 'utf8'), 'week');
    expect(found).toMatchObject({ unfinished: 1, unverified: { entries: 1 }, total: { entries: 1 } });
    expect(found.total.evaluations.none).toBe(1);
    expect(found.series.map(({ from }) => from)).toEqual(['2026-11-23']);
  });

  it('say of the gate’s own ledger what its runs say', async () => {
    const { code, stdout } = await shell(
      `bin/modelgate metrics ${directory}/keys/gate.ledger ${runs}/one --key ${key} --ledger-key ${directory}/keys/gate.ledger.vkey --format json`,
      directory,
    );
    expect(code).toBe(0);
    const { stores } = metricsSchema.parse(JSON.parse(stdout));
    expect(stores.map(({ kind }) => kind)).toEqual(['ledger', 'runs']);
    expect(stores[0]?.total).toEqual(stores[1]?.total);
    const schema = JSON.parse(
      await readFile(new URL('../../schemas/metrics.schema.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>;
    expect(new Ajv2020({ strict: false, validateFormats: false }).validate(schema, JSON.parse(stdout))).toBe(true);
  });

  it('end as bad when something could not be verified, in every format', async () => {
    const { code, stdout } = await shell(`bin/modelgate metrics ${runs} --key ${key}`, directory);
    expect(code).toBe(1);
    expect(stdout).toContain('1 could not be verified and count in nothing below');
    expect(stdout.split('\n').every((line) => line.length <= 80 || line.includes(directory))).toBe(true);
  });
});

describe('metrics for Prometheus', () => {
  /** The text format, https://prometheus.io/docs/instrumenting/exposition_formats/, line by line. */
  const SAMPLE = /^([a-z_]+)\{((?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)*)\} (?:\d+(?:\.\d+)?(?:e-?\d+)?)$/u;

  it('are valid text, each family told once before its samples, with labels that no path can break out of', async () => {
    const found = await ledgerMetrics(await ledger('p'), verifier, 'week');
    const metrics: Metrics = { version: 1, per: 'week', stores: [{ ...found, store: 'a"} 1\n# \\evil' }] };
    const lines = renderPrometheus(metrics);
    const families = new Map<string, string>();
    for (const [at, line] of lines.entries()) {
      expect(line).not.toContain('\n');
      if (line.startsWith('# HELP ')) {
        const name = line.split(' ')[2] ?? '';
        expect(families.has(name)).toBe(false);
        expect(lines[at + 1]).toBe(`# TYPE ${name} gauge`);
        families.set(name, line);
      } else if (!line.startsWith('# TYPE ')) {
        expect(line).toMatch(SAMPLE);
        expect([...families.keys()].at(-1)).toBe(SAMPLE.exec(line)?.[1]);
      }
    }
    expect(lines).toContain(
      String.raw`modelgate_unsigned_ratio{store="a\"} 1\n# \\evil",kind="ledger"} 0.3333333333333333`,
    );
  });

  it('have no sample where there is nothing to be a share of', async () => {
    const store = join(directory, 'empty-shares');
    await appendToLedger(store, signer, [entry('2026-11-22T00:00:00Z', 'reject', {})]);
    const text = renderPrometheus({ version: 1, per: 'day', stores: [await ledgerMetrics(store, verifier, 'day')] });
    expect(text.some((line) => line.startsWith('modelgate_unsigned_ratio{'))).toBe(false);
    expect(text.join('\n')).not.toContain('NaN');
  });
});
