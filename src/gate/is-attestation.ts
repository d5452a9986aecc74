import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** A run directory, or one bundle: a JSON file that a gate signed, as opposed to a model. */
export async function isAttestation(path: string): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  if (entry?.isDirectory() === true)
    return (await lstat(join(path, 'run.json')).catch(() => undefined))?.isFile() ?? false;
  return entry?.isFile() === true && path.endsWith('.sigstore.json');
}
