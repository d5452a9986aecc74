import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blake3 } from '@napi-rs/blake-hash';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { quarantine } from '../../src/acquire/quarantine.ts';
import { comparePaths, subjectOf } from '../../src/core/submission.ts';
import { leftovers, never, places, quiet, writeTree } from './support.ts';

const CHUNK = 4 << 20;

describe('quarantine', () => {
  it('copies every file under its SHA-256, read-only, with both digests, in the order of OMS', async () => {
    const { source, blobs } = await places();
    const large = Buffer.alloc(2 * CHUNK + 12_345, 'large');
    writeTree(source, {
      'model.safetensors': large,
      'b/ä.json': '{}',
      'b/z.json': '{}',
      empty: '',
      '.gitattributes': 'x',
    });
    const { submission } = await quarantine({ source, blobs, ...quiet });
    expect(submission.files.map(({ path }) => path)).toEqual([
      '.gitattributes',
      'b/z.json',
      'b/ä.json',
      'empty',
      'model.safetensors',
    ]);
    expect(submission.name).toBe('model');
    expect(submission.subject).toBe(subjectOf(submission.files));
    for (const { path, size, sha256, blake3: fast, blob } of submission.files) {
      const content = readFileSync(join(source, path));
      expect(readFileSync(blob).equals(content)).toBe(true);
      expect(size).toBe(content.length);
      expect(sha256).toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`);
      expect(fast).toBe(`blake3:${blake3(content).toString('hex')}`);
      expect(statSync(blob).mode & 0o222).toBe(0);
      expect(blob.startsWith(join(blobs, 'sha256', sha256.slice(7, 9)))).toBe(true);
    }
    // Equal contents share one blob.
    expect(submission.files[1]?.blob).toBe(submission.files[2]?.blob);
    expect(leftovers(blobs)).toEqual([]);
  });

  it('agrees with inspect, which copies nothing, on any tree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^(?:[a-z]{4}\/){0,2}[a-z]{1,3}$/u), fc.uint8Array({ maxLength: 64 }), {
          minKeys: 1,
          maxKeys: 8,
          noNullPrototype: true,
        }),
        async (files) => {
          const { source, blobs } = await places();
          writeTree(source, files);
          const inPlace = await inspect({ source, blake3: true, ...quiet });
          const { submission } = await quarantine({ source, blobs, ...quiet });
          expect({ ...submission, files: submission.files.map((file) => ({ ...file, blob: '' })) }).toEqual({
            ...inPlace,
            files: inPlace.files.map((file) => ({ ...file, blob: '' })),
          });
          expect(inPlace.files.map(({ path }) => path)).toEqual(Object.keys(files).sort(comparePaths));
          expect(inPlace.files.every(({ path, blob }) => blob === join(source, path))).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('takes one file as a submission', async () => {
    const { source, blobs } = await places();
    writeTree(source, { 'model.gguf': 'GGUF', 'secret.txt': 'not asked for' });
    const { submission } = await quarantine({ source: join(source, 'model.gguf'), blobs, ...quiet });
    expect(submission.files.map(({ path }) => path)).toEqual(['model.gguf']);
    expect(submission.name).toBe('model.gguf');
  });

  it('heals a damaged blob of the same name', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: 'content' });
    const first = await quarantine({ source, blobs, ...quiet });
    const blob = first.submission.files[0]?.blob ?? '';
    chmodSync(blob, 0o600);
    writeFileSync(blob, 'CONTENT');
    await quarantine({ source, blobs, ...quiet });
    expect(readFileSync(blob, 'utf8')).toBe('content');
  });

  it('tells how far it is, in bytes of all files', async () => {
    const { source, blobs } = await places();
    writeTree(source, { a: Buffer.alloc(CHUNK + 1), b: Buffer.alloc(10) });
    const seen: number[] = [];
    await quarantine({ source, blobs, signal: never, progress: ({ done, total }) => seen.push(done / (total ?? 0)) });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});
