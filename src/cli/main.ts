import { setImmediate } from 'node:timers/promises';
import { EXIT, GateError } from '../core/errors.ts';
import { runProgram } from './program.ts';

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => interruption.abort(new GateError('CANCELLED', `stopped by ${name}`)));
}
// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', () => process.exit(EXIT.incomplete));

process.exitCode = await runProgram(process.argv, interruption.signal);
// Not at once: stdout may still be a pipe with unread output. But where nothing is left to wait for, Node would only take its heap
// apart, which takes longer than a small file to scan.
await setImmediate();
const STANDARD = ['PipeWrap', 'TTYWrap'];
const written = [process.stdout, process.stderr].every(({ writableLength }) => writableLength === 0);
if (written && process.getActiveResourcesInfo().every((kind) => STANDARD.includes(kind))) process.exit();
