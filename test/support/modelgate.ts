import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runProgram } from '../../src/cli/program.ts';

export interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, one behind the other. */
  readonly text: string;
}

/**
 * What a command line says, and its exit code, without a process of its own: everything behind `main.ts` runs, in a tenth of
 * the time. Signals, the launcher and the bundle are tried by test/e2e.
 */
export async function modelgate(...args: readonly string[]): Promise<Said> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const exit = await runProgram(['node', 'modelgate', ...args], new AbortController().signal, { stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { exit, stdout: out, stderr: err, text: out + err };
}
