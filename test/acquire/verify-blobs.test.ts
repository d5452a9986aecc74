import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quarantine } from '../../src/acquire/quarantine.ts';
import { verifyBlobs } from '../../src/acquire/verify-blobs.ts';
import { never, places, quiet, refusal, writeTree } from './support.ts';

describe('verifyBlobs', () => {
  it('accepts what quarantine wrote', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: Buffer.alloc((9 << 20) + 1, 7), b: '' });
    const { submission } = await quarantine({ source, blobs, ...quiet });
    await verifyBlobs(submission.files, never);
  });

  it.each<[string, (blob: string) => void]>([
    ['one changed byte', (blob) => writeFileSync(blob, `${'x'.repeat(99)}y`)],
    ['a longer blob', (blob) => appendFileSync(blob, 'x')],
    ['a shorter blob', (blob) => truncateSync(blob, 99)],
    ['a missing blob', (blob) => rmSync(blob)],
    [
      'a link in its place, even to equal bytes',
      (blob) => {
        copyFileSync(blob, `${blob}.copy`);
        renameSync(blob, `${blob}.moved`);
        symlinkSync(`${blob}.copy`, blob);
      },
    ],
  ])('finds %s and names the file', async (_what, damage) => {
    const { source, blobs } = await places();
    writeTree(source, { 'model.bin': 'x'.repeat(100) });
    const { submission } = await quarantine({ source, blobs, ...quiet });
    const blob = submission.files[0]?.blob ?? '';
    chmodSync(blob, 0o600);
    damage(blob);
    const error = await refusal(verifyBlobs(submission.files, never));
    expect(error.code).toBe('BLOB_CORRUPT');
    expect(error.message).toContain('model.bin');
  });

  it('hears the signal', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'x' });
    const { submission } = await quarantine({ source, blobs, ...quiet });
    expect((await refusal(verifyBlobs(submission.files, AbortSignal.abort()))).code).toBe('CANCELLED');
  });
});
