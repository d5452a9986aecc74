import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const versions = new Map<string, Promise<string>>();

/** Asked once for each file: every sandbox states it. Rejects if the program can't be run. */
export function bubblewrapVersion(bwrap: string): Promise<string> {
  const asked =
    versions.get(bwrap) ??
    run(bwrap, ['--version'], { env: {}, timeout: 5_000 }).then(
      ({ stdout }) => stdout.trim().split(/\s+/u).at(-1) ?? 'unknown',
    );
  versions.set(bwrap, asked);
  return asked;
}
