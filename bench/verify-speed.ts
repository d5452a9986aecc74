/**
 * `modelgate verify`, the whole process, over a signed directory of 4 files of 1 GB, in turns with `openssl dgst -sha256` run in
 * parallel over the same files, a process for each core, and with `verify --vsa`, which knows an admitted model again by BLAKE3; then a
 * warm check of the signature alone, in this process.
 *   node bench/verify-speed.ts [files bundle …] [--rounds 5] [--dir DIR]
 */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inspect } from '../src/acquire/inspect.ts';
import { readPublicKeyFile } from '../src/cli/trust-options.ts';
import { verificationSummary } from '../src/attest/vsa.ts';
import { systemClock } from '../src/core/clock.ts';
import { silentProgress } from '../src/core/progress.ts';
import { profilePolicy } from '../src/decide/load-policy.ts';
import { signStatementBy } from '../src/trust/sign.ts';
import { keySigner } from '../src/trust/signer/signer.ts';
import { checkSignature } from '../src/verify/check-signature.ts';
import { besideModel } from '../src/verify/signature-files.ts';
import { costOf, median, type Cost } from './process-tree.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, dir: { type: 'string', default: tmpdir() } },
  allowPositionals: true,
});
const MODELGATE = fileURLToPath(new URL('../bin/modelgate', import.meta.url));
const FILES = 4;
const FILE_BYTES = 1_000_000_000;
const CHECKS = 200;

const wanted = positionals.length === 0 ? ['files', 'bundle'] : positionals;
const root = await mkdtemp(join(values.dir, 'modelgate-bench-'));
try {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(join(root, 'key.pem'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await writeFile(join(root, 'key.pub.pem'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
  if (wanted.includes('files')) await verifyFiles();
  if (wanted.includes('bundle')) await verifyBundle();
} finally {
  await rm(root, { recursive: true, force: true });
}

/** A signed model in `name`; returns its directory and its files. */
async function signed(name: string, bytes: number): Promise<{ readonly model: string; readonly files: string[] }> {
  const model = join(root, name);
  await mkdir(model);
  const files = Array.from({ length: FILES }, (_, index) => join(model, `model-${index}.safetensors`));
  for (const path of files) await writeNoise(path, bytes);
  execFileSync(MODELGATE, ['sign', model, '--key', join(root, 'key.pem'), '--quiet']);
  return { model, files };
}

async function verifyFiles(): Promise<void> {
  const { model, files } = await signed('large', FILE_BYTES);
  const cores = availableParallelism();
  // A shell that starts a process for each core, each with its share of the files, and waits for all.
  const shares = Array.from({ length: cores }, (_, core) => files.filter((_path, index) => index % cores === core));
  const script = `${shares
    .filter((share) => share.length > 0)
    .map((share) => `openssl dgst -sha256 ${share.map((path) => `'${path}'`).join(' ')} &`)
    .join(' ')} wait`;
  const summary = await admittedBy(model);
  const openssl: Cost[] = [];
  const verify: Cost[] = [];
  const again: Cost[] = [];
  for (let round = 0; round <= Number(values.rounds); round++) {
    const reference = await costOf(['sh', '-c', script]);
    const ours = await costOf([MODELGATE, 'verify', model, '--key', join(root, 'key.pub.pem'), '--quiet']);
    const known = await costOf([
      MODELGATE,
      'verify',
      model,
      '--vsa',
      summary,
      '--key',
      join(root, 'key.pub.pem'),
      '--quiet',
    ]);
    if (round === 0) continue; // brings the files and the compiled code into the caches
    openssl.push(reference);
    verify.push(ours);
    again.push(known);
  }
  const of = (costs: readonly Cost[], key: keyof Cost): number => median(costs.map((cost) => cost[key]));
  // "The best of" openssl: against its fastest round too.
  const best = Math.min(...openssl.map(({ seconds }) => seconds));
  const ratios = verify.map(({ seconds }, round) => (openssl[round]?.seconds ?? Number.NaN) / seconds);
  console.log(
    `verify of ${FILES} files of 1 GB, ${cores} cores: openssl in parallel ${of(openssl, 'seconds').toFixed(2)} s, best ${best.toFixed(2)} s ` +
      `(cpu ${of(openssl, 'cpuSeconds').toFixed(2)}), verify ${of(verify, 'seconds').toFixed(2)} s, best ${Math.min(...verify.map(({ seconds }) => seconds)).toFixed(2)} s ` +
      `(cpu ${of(verify, 'cpuSeconds').toFixed(2)}), ${(100 * median(ratios)).toFixed(0)} % of openssl's speed, ` +
      `${((100 * best) / of(verify, 'seconds')).toFixed(0)} % of its best, peak ${of(verify, 'peakMiB').toFixed(0)} MiB`,
  );
  console.log(
    `verify --vsa of the same: ${of(again, 'seconds').toFixed(2)} s (cpu ${of(again, 'cpuSeconds').toFixed(2)}), ` +
      `${(of(verify, 'seconds') / of(again, 'seconds')).toFixed(1)} times as fast as by SHA-256, ` +
      `${(of(verify, 'cpuSeconds') / of(again, 'cpuSeconds')).toFixed(1)} times by processor time`,
  );
}

/** The summary that a gate with this bench's key would sign of an admitted model. */
async function admittedBy(model: string): Promise<string> {
  const signal = new AbortController().signal;
  const submission = await inspect({ source: model, blake3: true, signal, progress: silentProgress });
  const { digest: policyDigest } = profilePolicy('strict');
  const verdict = { verdict: 'admit', subject: submission.subject, policyDigest, reasons: [], excluded: [] } as const;
  const statement = verificationSummary(
    submission,
    { ...verdict, reasons: [], excluded: [] },
    'strict',
    [],
    'bench',
    systemClock,
  );
  const key = createPrivateKey(await readFile(join(root, 'key.pem')));
  const path = join(root, 'vsa.sigstore.json');
  await writeFile(path, JSON.stringify(await signStatementBy(keySigner('bench', key), statement)));
  return path;
}

/** The signature of a small model, all that a verifier does of it once the files are hashed. */
async function verifyBundle(): Promise<void> {
  const { model } = await signed('small', 4_096);
  const signal = new AbortController().signal;
  const { files } = await inspect({ source: model, signal, progress: silentProgress });
  const bytes = await readFile(join(model, 'model.sig'));
  const { own } = await besideModel(files);
  const name = join(root, 'key.pub.pem');
  const trust = { keys: [{ name, publicKey: await readPublicKeyFile(name) }], identities: [], authorities: [] };
  const milliseconds: number[] = [];
  for (let round = 0; round < CHECKS; round++) {
    const start = performance.now();
    const check = await checkSignature('model.sig', bytes, files, own, trust, { clock: systemClock, signal });
    milliseconds.push(performance.now() - start);
    if (check.status !== 'verified') throw new Error(`the signature is ${check.status}: ${check.detail}`);
  }
  const slow = milliseconds.toSorted((a, b) => a - b)[Math.floor(CHECKS * 0.99)] ?? Number.NaN;
  console.log(
    `verification of a bundle: the first ${(milliseconds[0] ?? Number.NaN).toFixed(2)} ms, ` +
      `median ${median(milliseconds).toFixed(2)} ms, 99th percentile ${slow.toFixed(2)} ms`,
  );
}

/** Pseudo-random bytes: a block of them over and over, whose start differs. */
async function writeNoise(path: string, bytes: number): Promise<void> {
  const block = Buffer.allocUnsafe(Math.min(bytes, 8 << 20));
  for (let at = 0; at + 4 <= block.length; at += 4)
    block.writeUInt32LE(Math.imul(at + path.length, 2_654_435_761) >>> 0, at);
  const file = await open(path, 'w');
  for (let written = 0; written < bytes; written += block.length) {
    block.writeUInt32LE(written >>> 0, 0);
    await file.write(block, 0, Math.min(block.length, bytes - written));
  }
  await file.close();
}
