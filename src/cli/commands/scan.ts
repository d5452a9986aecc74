import type { ExitCode } from '../../core/errors.ts';
import { beginSandboxes } from '../../sandbox/begin.ts';
import type { CommandCall } from '../command.ts';

/** What sandboxes wait for is begun before all that reads a model is loaded. */
export async function run(call: CommandCall): Promise<ExitCode> {
  beginSandboxes();
  const { scanModel } = await import('../scan-model.ts');
  return scanModel(call);
}
