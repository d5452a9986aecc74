import { execFile } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

/** `modelgate audit`, run to its end. */
export function runAudit(...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  return runAuditWith({}, ...args);
}

export function runAuditWith(
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ exit: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, 'audit', ...args],
      { env: { ...process.env, ...env }, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ exit: error === null ? 0 : z.object({ code: z.number() }).parse(error).code, stdout, stderr });
      },
    );
  });
}
