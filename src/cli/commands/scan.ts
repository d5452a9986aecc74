import { beginHashThread } from '../../acquire/hash-pool.ts';
import type { ExitCode } from '../../core/errors.ts';
import { beginReading } from '../../gate/begin-reading.ts';
import { beginSandboxes } from '../../sandbox/begin.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument } from '../parse-options.ts';

/** The model is being read before most of the program is loaded. */
export async function run(call: CommandCall): Promise<ExitCode> {
  const source = firstArgument(call.args);
  beginHashThread(source, { before: 'everything' });
  beginSandboxes();
  const begun = beginReading(source, { signal: call.signal, progress: call.output.progress });
  try {
    await begun.underWay;
    const { scanModel } = await import('../scan-model.ts');
    return await scanModel(call, begun);
  } finally {
    await begun.stop();
  }
}
