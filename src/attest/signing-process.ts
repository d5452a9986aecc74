/**
 * The signing process: the only one that ever holds the gate's key. It is told the key's path once, reads decided
 * statements as JSON lines from stdin, answers bundles on stdout, and does nothing else.
 */
import { createPublicKey } from 'node:crypto';
import { createInterface } from 'node:readline';
import { ensureKeyFile, readPrivateKey } from '../trust/key-file.ts';
import { keyHint } from '../trust/key.ts';
import { signStatement } from '../trust/sign.ts';
import { statementSchema } from '../trust/statement.ts';

const answer = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

const [, , keyPath = ''] = process.argv;
try {
  await ensureKeyFile(keyPath);
  const key = await readPrivateKey(keyPath);
  const publicKey = createPublicKey(key);
  answer({ publicKey: publicKey.export({ type: 'spki', format: 'pem' }), keyId: keyHint(publicKey) });
  for await (const line of createInterface({ input: process.stdin })) {
    answer({ bundle: signStatement(statementSchema.parse(JSON.parse(line)), key) });
  }
} catch (error) {
  answer({ error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
