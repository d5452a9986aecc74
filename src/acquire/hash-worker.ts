/**
 * Entry of a worker thread: SHA-256 or BLAKE3 over open files, one after another. Synchronous, because nothing else happens here. It
 * imports nothing of ours, so that it is up in the time of an empty thread.
 */
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** A descriptor of this process, and the size that the file had when it was listed. */
export interface HashTask {
  readonly descriptor: number;
  readonly size: number;
  readonly algorithm: 'sha256' | 'blake3';
}

/** How far it is, several times; then how it ended. `digest` is undefined if the file had another size. */
export type HashAnswer =
  | { readonly kind: 'advanced'; readonly bytes: number }
  | { readonly kind: 'done'; readonly digest: Uint8Array | undefined }
  | { readonly kind: 'failed'; readonly code: string };

/** Fits the second-level cache: a read puts the bytes where the hash takes them from. Four times as much costs a fifth. */
const BLOCK_BYTES = 512 << 10;
const TOLD_BYTES = 32 << 20;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- from hash-pool.ts
const stop = new Int32Array(workerData as SharedArrayBuffer);
const block = Buffer.allocUnsafeSlow(BLOCK_BYTES);

function tell(answer: HashAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(answer);
}

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** BLAKE3 is native code, loaded where it is wanted. */
function hashOf(algorithm: HashTask['algorithm']): Hash {
  if (algorithm === 'sha256') return createHash('sha256');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the package exports
  const { Blake3Hasher } = createRequire(import.meta.url)(
    '@napi-rs/blake-hash',
  ) as typeof import('@napi-rs/blake-hash');
  const hasher = new Blake3Hasher();
  return { update: (bytes) => hasher.update(bytes), digest: () => hasher.digestBuffer() };
}

/** Every byte, and one look whether the file grew. */
function digest({ descriptor, size, algorithm }: HashTask): Uint8Array | undefined {
  const hash = hashOf(algorithm);
  let position = 0;
  let told = 0;
  while (Atomics.load(stop, 0) === 0) {
    const read = readSync(descriptor, block, 0, BLOCK_BYTES, position);
    position += read;
    if (position > size) return undefined;
    if (read === 0 || position - told >= TOLD_BYTES) {
      tell({ kind: 'advanced', bytes: position - told });
      told = position;
    }
    if (read === 0) return position === size ? hash.digest() : undefined;
    hash.update(read === BLOCK_BYTES ? block : block.subarray(0, read));
  }
  return undefined;
}

parentPort?.on('message', (task: HashTask) => {
  try {
    tell({ kind: 'done', digest: digest(task) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    tell({ kind: 'failed', code });
  }
});
