import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cancelled } from '../acquire/cancelled.ts';
import { nameRefusal } from '../acquire/names.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { withScratch } from './scratch.ts';

/** Bytes that lie in no file: read once, from start to end. */
export type Bytes = Blob | Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Puts bytes under their name into a directory that only this user can read, hands it over, and removes it whatever
 * happens: the parsers run in processes of their own, which are given files.
 * @throws GateError USAGE for a name that no file can have, TEMPORARY_UNWRITABLE, DISK_FULL, SOURCE_UNREADABLE if the source breaks off, CANCELLED
 */
export async function withBytesOnDisk<Result>(
  bytes: Bytes,
  name: string,
  signal: AbortSignal,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  refuseName(name);
  if (signal.aborted) throw cancelled(signal);
  return withScratch(async (directory) => {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await write(bytes, path, name, signal);
    return use(directory);
  });
}

/** `config.json` or `unet/config.json`: rules go by names, and by the place in a model. */
function refuseName(name: string): void {
  const parts = name.split('/');
  const refused =
    parts.some((part) => part === '' || part === '.' || part === '..') || name.includes('\0') || !name.isWellFormed()
      ? 'it is not a relative path of plain names'
      : parts.map((part) => nameRefusal(Buffer.from(part))).find((why) => why !== undefined);
  if (refused !== undefined) throw new GateError('USAGE', `the name of the bytes can't be used: ${refused}`);
}

async function write(bytes: Bytes, path: string, name: string, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(readableOf(bytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (error) {
    if (signal.aborted) throw cancelled(signal);
    if (systemCode(error) === 'ENOSPC')
      throw new GateError('DISK_FULL', `no space left to write ${path}`, { cause: error });
    if (error instanceof GateError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new GateError('SOURCE_UNREADABLE', `the bytes of ${name} could not be read to their end: ${why}`, {
      cause: error,
      next: 'Open the source again and start over.',
    });
  }
}

function readableOf(bytes: Bytes): Readable {
  if (bytes instanceof Uint8Array) return Readable.from([bytes]);
  return Readable.from(bytes instanceof Blob ? bytes.stream() : bytes, { objectMode: true });
}
