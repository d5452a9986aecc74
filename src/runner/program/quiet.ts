import { Console } from 'node:console';

/*
 * Imported before anything else in the runner: stdout is the protocol's pipe, and libraries print. What they print goes to
 * stderr from here on; what native code prints to descriptor 1 all the same is told apart by the record framing.
 */
const toStderr = new Console(process.stderr, process.stderr);
for (const method of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const) {
  console[method] = toStderr[method].bind(toStderr);
}
process.stdout.write = process.stderr.write.bind(process.stderr);
