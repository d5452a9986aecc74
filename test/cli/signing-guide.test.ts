import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { write } from '../support/statements.ts';
import { ROOT, shell, type Ended } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const GUIDE = readFileSync(join(ROOT, 'docs', 'guide', 'signing.md'), 'utf8');

/** The words between two marks of the guide, which are what a reader types. */
function typed(from: RegExp): string {
  const [, text] = from.exec(GUIDE) ?? [];
  if (text === undefined) throw new Error(`the guide has no ${String(from)}`);
  return text;
}

describe('the guide to signing', () => {
  it('signs and verifies with the commands that stand in it', async () => {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'tmp'));
    write(directory, { 'model/config.json': '{}', 'model/a b.txt': 'text' });
    const path = `${join(ROOT, 'bin')}${delimiter}${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
    const run = (text: string): Promise<Ended> =>
      shell(`set -e; cd '${directory}'; ${text}`, directory, { PATH: path });
    const signed = await run(typed(/^```sh\n([^]*?publisher\.pub\.pem[^]*?)```/mu));
    expect(signed).toMatchObject({ code: 0, stdout: expect.stringMatching(/signed 2 files[^]*verified/u) });
    // Without the signature itself, as whoever keeps digests has them from before.
    const digests = typed(/`(\(cd MODEL && find [^`]*)`/u)
      .replaceAll(/\s+/gu, ' ')
      .replaceAll('MODEL', 'model');
    const verify = typed(/then `(verify MODEL [^`]*)`/u)
      .replace('MODEL', './model')
      .replace('S --key P', 'model.sig --key publisher.pub.pem');
    const held = await run(`mv model/model.sig .; ${digests}; modelgate ${verify}`);
    expect(held).toMatchObject({ code: 0, stderr: expect.stringContaining('no byte of the model was read') });
    const [spki] = (
      await run(typed(/# (openssl pkey -pubin [^\n]*)/u).replace('KEY', 'publisher.pub.pem'))
    ).stdout.split(' ');
    expect(spki).toMatch(/^[0-9a-f]{64}$/u);
  });
});
