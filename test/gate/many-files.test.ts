import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStageStatement, stageStatement } from '../../src/attest/stage-statement.ts';
import { verificationSummary } from '../../src/attest/vsa.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { blake3FromBytes, sha256FromBytes } from '../../src/core/digest.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { subjectOf, type Submission } from '../../src/core/submission.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { acquireEvidence, submissionFrom } from '../../src/gate/acquire-evidence.ts';
import { verifyAdmitted } from '../../src/gate/verify-admitted.ts';
import { MAX_BUNDLE_BYTES, parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { pemOf, signStatement } from '../support/statements.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const clock = fixedClock(new Date('2026-11-23T10:00:00Z'));
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const POLICY = sha256FromBytes(createHash('sha256').update('policy').digest());

/** As many files as a submission may have, under names so long that their list fits into no bundle. */
function largest(): Submission {
  const directory = Array.from({ length: 2 }, () => 'd'.repeat(250)).join('/');
  const files = Array.from({ length: 100_000 }, (_, at) => {
    const digest = createHash('sha256').update(String(at)).digest();
    const path = `${directory}/${String(at).padStart(10, '0')}`;
    return { path, size: at, sha256: sha256FromBytes(digest), blake3: blake3FromBytes(digest), blob: '' };
  });
  return { name: 'largest', subject: subjectOf(files), files };
}

describe('a submission of 100,000 files', () => {
  const submission = largest();
  const { evidence, manifest = '' } = acquireEvidence(submission, '2026-11-23T10:00:00Z', clock);

  it('is stated by the digest of their list, which comes back with every name, and no other list does', async () => {
    const { subject } = submission;
    expect(manifest.length).toBeGreaterThan(MAX_BUNDLE_BYTES);
    const statement = stageStatement('largest', { evidence, subject, policyDigest: POLICY, predecessor: undefined });
    const text = JSON.stringify(signStatement(statement, privateKey));
    expect(text.length).toBeLessThan(10_000);
    const { envelope } = parseBundle(Buffer.from(text), 'it');
    const place = await temporaryDirectory();
    const places = { blobs: place, manifest: join(place, 'manifest.jsonl') };
    const stated = readStageStatement(envelope.payload, 'it').evidence;
    await expect(submissionFrom(stated, places)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
    writeFileSync(places.manifest, manifest);
    const back = await submissionFrom(stated, places);
    expect(back.subject).toBe(subject);
    expect(back.files).toHaveLength(100_000);
    expect(back.files.at(-1)?.path).toBe(submission.files.at(-1)?.path);
    writeFileSync(places.manifest, manifest.replace('0000000007', '0000000008'));
    await expect(submissionFrom(stated, places)).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
  });

  it('is known again by its summary and the list beside it', async () => {
    const place = await temporaryDirectory();
    const source = join(place, 'model');
    mkdirSync(source);
    const { subject } = submission;
    const verdict: Verdict = { verdict: 'admit', subject, policyDigest: POLICY, reasons: [], excluded: [] };
    const summary = verificationSummary(submission, verdict, 'p', [], 'ledger', clock);
    const bundle = Buffer.from(JSON.stringify(signStatement(summary, privateKey)));
    expect(bundle.length).toBeLessThan(10_000);
    writeFileSync(join(place, 'manifest.jsonl'), manifest);
    writeFileSync(join(source, 'none.txt'), '');
    const check = (list: string): ReturnType<typeof verifyAdmitted> =>
      verifyAdmitted({
        source,
        summary: bundle,
        where: 'vsa',
        manifest: join(place, list),
        publicKey: pemOf(publicKey),
        followLinks: false,
        signal: AbortSignal.timeout(60_000),
        progress: silentProgress,
      });
    const { admitted, missing, added } = await check('manifest.jsonl');
    expect({ admitted, missing: missing.length, added }).toEqual({
      admitted: false,
      missing: 100_000,
      added: ['none.txt'],
    });
    await expect(check('none.jsonl')).rejects.toMatchObject({ code: 'ATTESTATION_INVALID' });
  });
});
