import { EXIT, GateError } from '../core/errors.ts';
import { runProgram } from './program.ts';

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => interruption.abort(new GateError('CANCELLED', `stopped by ${name}`)));
}
// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', () => process.exit(EXIT.incomplete));

// Set, not called: stdout may still be a pipe with unread output.
process.exitCode = await runProgram(process.argv, interruption.signal);
