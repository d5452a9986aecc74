import { describe, expect, it } from 'vitest';
import { privateKeyPem, SECRETS } from '../support/secrets.ts';
import { reportOf } from '../support/scan-report.ts';

async function graded(text: string): Promise<readonly (readonly [string, string])[]> {
  const report = await reportOf({ 'notes.txt': Buffer.from(text) });
  return report.files.flatMap(({ findings }) =>
    findings.map(({ severity, confidence }) => [severity, confidence] as const),
  );
}

describe('the grade of a secret', () => {
  it('is high for what opens a door', async () => {
    for (const [kind, secret] of Object.entries(SECRETS))
      expect([kind, await graded(secret)]).toEqual([kind, [[kind === 'json-web-token' ? 'low' : 'high', 'high']]]);
    expect(await graded(privateKeyPem('ed25519'))).toEqual([['high', 'high']]);
  });

  it('is lower for a guarded key and for what looks made up, and surer for a checksum that holds', async () => {
    expect(await graded(privateKeyPem('ed25519', 'guess'))).toEqual([['medium', 'high']]);
    expect(await graded('hf_abcdefghijklmnopqrstuvwxyz12345678')).toEqual([['low', 'low']]);
    const token = SECRETS['github-token'];
    expect(await graded(token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a'))).toEqual([['high', 'low']]);
  });

  it('names the first file that holds the same secret', async () => {
    const hub = Buffer.from(SECRETS['hugging-face-token']);
    const { files } = await reportOf({ 'a.txt': hub, 'b.txt': hub, 'c.txt': Buffer.from(SECRETS['npm-token']) });
    expect(files.map(({ findings }) => findings[0]?.message.includes('the same as in a.txt'))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
