/** What one stage pays for checking the blobs that it uses again: processor time for 2 GiB in quarantine, the best of four. */
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { quarantine } from '../src/acquire/quarantine.ts';
import { verifyBlobs } from '../src/acquire/verify-blobs.ts';
import { silentProgress } from '../src/core/progress.ts';

const BLOCK = 64 << 20;
const BLOCKS = 32;
const directory = mkdtempSync(join(tmpdir(), 'recheck-blobs-'));
try {
  const source = join(directory, 'weights.bin');
  const file = await open(source, 'w');
  const block = randomBytes(BLOCK);
  for (let at = 0; at < BLOCKS; at++) await file.write(block);
  await file.close();
  const { signal } = new AbortController();
  const { submission } = await quarantine({
    source,
    blobs: join(directory, 'blobs'),
    signal,
    progress: silentProgress,
  });
  const seconds: number[] = [];
  for (let round = 0; round < 4; round++) {
    const before = process.cpuUsage();
    await verifyBlobs(submission.files, signal);
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  }
  process.stdout.write(
    `${Math.min(...seconds).toFixed(2)} s of processor time for ${(BLOCK * BLOCKS) / 2 ** 30} GiB\n`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
