import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A directory of its own for one test, removed afterwards. */
export async function temporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'modelgate-test-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** The same for all tests of a file or block; call it outside of any test. */
export function sharedTemporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
  afterAll(() => rm(path, { recursive: true, force: true }));
  return path;
}
