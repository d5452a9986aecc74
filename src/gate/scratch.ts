import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';

/**
 * Hands over a new directory that only this user can read, and removes it whatever happens.
 * @throws GateError TEMPORARY_UNWRITABLE, and what `use` throws
 */
export async function withScratch<Result>(use: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'modelgate-')).catch((error: unknown) => {
    const why = systemCode(error) ?? 'unknown error';
    throw new GateError('TEMPORARY_UNWRITABLE', `no directory can be made in ${tmpdir()} (${why})`, { cause: error });
  });
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
