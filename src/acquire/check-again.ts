import { Blake3Hasher } from '@napi-rs/blake-hash';
import { blake3FromBytes, type Blake3 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { Progress } from '../core/progress.ts';
import { sameIdentity } from './open-beneath.ts';
import { ReadAhead } from './read-ahead.ts';
import { changed, openSource, type SourceFile } from './source.ts';
import { unreadable } from './walk.ts';

/** A file as it was when somebody hashed it. */
export interface KnownFile {
  readonly path: string;
  readonly size: number;
  readonly blake3: Blake3;
}

export interface CheckAgainRequest {
  readonly source: string;
  readonly expected: readonly KnownFile[];
  readonly followLinks: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Paths, each in the order of the source or of what was expected. */
export interface CheckedAgain {
  readonly same: string[];
  readonly changed: string[];
  readonly missing: string[];
  readonly added: string[];
}

/**
 * Reads every byte of a model that was hashed before, and holds it against those BLAKE3 digests, at three times the speed of
 * SHA-256. Names, sizes and times never stand for a read. A file that differs in size is changed without one.
 * @throws GateError SOURCE_NOT_FOUND, SUBMISSION_EMPTY, SUBMISSION_REFUSED, SOURCE_UNREADABLE, SOURCE_CHANGED, CANCELLED
 */
export async function checkAgain(request: CheckAgainRequest): Promise<CheckedAgain> {
  const { signal, progress, followLinks } = request;
  const result: CheckedAgain = { same: [], changed: [], missing: [], added: [] };
  const expected = new Map(request.expected.map((file) => [file.path, file]));
  const source = await openSource(request.source, signal, { followLinks });
  try {
    const total = Number(source.files.reduce((sum, file) => sum + file.identity.size, 0n));
    const reader = new ReadAhead();
    let done = 0;
    for (const file of source.files) {
      const known = expected.get(file.path);
      expected.delete(file.path);
      if (known === undefined) result.added.push(file.path);
      else if (BigInt(known.size) !== file.identity.size) result.changed.push(file.path);
      else {
        const digest = await blake3Of(file, reader, signal, (bytes) => {
          done += bytes;
          progress({ label: file.path, done, total, unit: 'bytes' });
        });
        (digest === known.blake3 ? result.same : result.changed).push(file.path);
      }
    }
  } finally {
    source.close();
  }
  result.missing.push(...expected.keys());
  return result;
}

async function blake3Of(
  file: SourceFile,
  reader: ReadAhead,
  signal: AbortSignal,
  advance: (bytes: number) => void,
): Promise<Blake3> {
  const hash = new Blake3Hasher();
  const handle = await file.open();
  try {
    const each = (chunk: Uint8Array): undefined => {
      hash.update(chunk);
      advance(chunk.length);
    };
    const whole = await reader
      .read({ from: handle, size: Number(file.identity.size), signal, each })
      .catch((error: unknown) => {
        throw error instanceof GateError ? error : unreadable(file.path, error);
      });
    if (!whole || !sameIdentity(await handle.stat({ bigint: true }), file.identity)) throw changed(file.path);
    return blake3FromBytes(hash.digestBuffer());
  } finally {
    await handle.close();
  }
}
