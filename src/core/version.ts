import { readFileSync } from 'node:fs';
import { GateError } from './errors.ts';

/** The version of modelgate, from package.json: the one place that states it. Read without zod: `--help` must stay fast. */
export const VERSION: string = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (
    manifest !== null &&
    typeof manifest === 'object' &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  ) {
    return manifest.version;
  }
  throw new GateError('INTERNAL', 'package.json names no version');
}
