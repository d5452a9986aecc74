/**
 * Kills a process that appends to a ledger, again and again, and checks after each kill that every acknowledged entry is there.
 *   node bench/ledger-kill.ts [--kills 2000] [--dir DIR]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CheckpointKey } from '../src/attest/checkpoint-key.ts';
import { appendToLedger, verifyLedger, type CheckpointSigner } from '../src/storage/ledger/ledger.ts';
import { parseVerifierKey } from '../src/storage/ledger/signed-note.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '2000' },
    dir: { type: 'string', default: tmpdir() },
    append: { type: 'string' },
  },
});

async function signerIn(directory: string): Promise<CheckpointSigner> {
  const key = await CheckpointKey.open(join(directory, 'gate.pem'), 'bench.example.org/ledger');
  return {
    verifier: parseVerifierKey(key.verifierKey),
    get last() {
      return key.last;
    },
    sign: (checkpoint, proof) => key.sign(checkpoint, proof),
  };
}

/** The victim: appends until it is killed, and says so after each append has returned. */
async function append(directory: string): Promise<never> {
  const signer = await signerIn(directory);
  for (let round = 0; ; round++) {
    const entries = Array.from({ length: 1 + (round % 5) }, (_, at) => Buffer.from(`${process.pid} ${round} ${at}`));
    const { index } = await appendToLedger(join(directory, 'ledger'), signer, entries);
    process.stdout.write(`${index} ${entries.map(String).join(',')}\n`);
  }
}

if (values.append !== undefined) await append(values.append);

const directory = await mkdtemp(join(values.dir, 'modelgate-kill-'));
try {
  const { verifier } = await signerIn(directory);
  const acknowledged = new Map<number, string>();
  for (let kill = 1; kill <= Number(values.kills); kill++) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--append', directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('close', resolve));
    const lines = createInterface({ input: child.stdout });
    let first = true;
    lines.on('line', (line) => {
      const [index = '', ...texts] = line.split(/ (.*)/u);
      for (const [at, text] of (texts[0] ?? '').split(',').entries()) acknowledged.set(Number(index) + at, text);
      // From its first append on, at any moment of the ones that follow.
      if (first) void setTimeout(Math.random() * 25).then(() => child.kill('SIGKILL'));
      first = false;
    });
    await gone;
    const ledger = await verifyLedger(join(directory, 'ledger'), verifier);
    let found = 0;
    for await (const { index, bytes } of ledger.entries()) {
      const expected = acknowledged.get(index);
      if (expected !== undefined && expected !== bytes.toString())
        throw new RangeError(`entry ${index} is another one`);
      if (expected !== undefined) found++;
    }
    if (found !== acknowledged.size) throw new RangeError(`${acknowledged.size - found} acknowledged entries are lost`);
    if (kill % 100 === 0)
      console.log(`${kill} kills, ${ledger.checkpoint.size} entries, ${found} acknowledged, none lost`);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
