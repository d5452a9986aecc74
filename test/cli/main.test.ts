import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, shell } from '../support/command-line.ts';
import { modelgate } from '../support/modelgate.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const MAIN = `node ${join(ROOT, 'src/cli/main.ts')}`;

/** The other tests of the command line call what is behind `main.ts`; here it is a process. */
describe('the process of a command line', () => {
  it.each([
    ['what is well', 0, 'rules secret-in-tree'],
    [
      'what is not verified',
      1,
      `verify ${join(ROOT, 'fixtures/demo')} --key ${join(ROOT, 'fixtures/keys/publisher.pub.pem')}`,
    ],
    ['a wrong option', 2, 'verify --bogus'],
    ['nothing to do', 0, '--help'],
  ])('says of %s what its program says, on the same streams, and ends with %i', async (_, exit, line) => {
    const ended = await shell(`TMPDIR=/tmp ${MAIN} ${line}`, await temporaryDirectory());
    const { stdout, stderr } = await modelgate(...line.split(' '));
    expect(ended).toEqual({ code: exit, stdout, stderr });
    expect(stdout + stderr).not.toBe('');
  });

  it('takes a reader that goes away for no error', async () => {
    const { stdout, stderr } = await shell(`TMPDIR=/tmp ${MAIN} rules | head -n 1`, await temporaryDirectory());
    expect([stdout.trimEnd().split('\n').length, stderr]).toEqual([1, '']);
  });
});
