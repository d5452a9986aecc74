import { GateError, type ExitCode } from '../core/errors.ts';
import type { Output } from './output.ts';

/** So that JSON on stdout answers the question whatever becomes of it: a reader of `verified` must never find nothing there. */
export async function orUnverified(output: Output, verify: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await verify();
  } catch (error) {
    if (output.format === 'json' && error instanceof GateError) {
      const { code, message, next } = error;
      output.json({ version: 1, verified: false, error: code, message, next });
    }
    throw error;
  }
}
