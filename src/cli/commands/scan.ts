import { beginHashThread } from '../../acquire/hash-pool.ts';
import type { ExitCode } from '../../core/errors.ts';
import { beginSandboxes } from '../../sandbox/begin.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument } from '../parse-options.ts';

/** What hashing and sandboxes wait for is begun before all that reads a model is loaded. */
export async function run(call: CommandCall): Promise<ExitCode> {
  beginHashThread(firstArgument(call.args));
  beginSandboxes();
  const { scanModel } = await import('../scan-model.ts');
  return scanModel(call);
}
