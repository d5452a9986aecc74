/**
 * The signing process: the only one that ever holds the gate's keys. It is told the key's path once, reads decided
 * statements and ledger checkpoints as JSON lines from stdin, answers on stdout, and does nothing else.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { createInterface } from 'node:readline';
import { GateError } from '../core/errors.ts';
import { ensureKeyFile, readPrivateKey } from '../trust/key-file.ts';
import { keyHint } from '../trust/key.ts';
import { signStatement } from '../trust/sign.ts';
import { CheckpointKey } from './checkpoint-key.ts';
import { signingRequestSchema } from './signing-protocol.ts';

const answer = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

async function answerTo(line: string, key: KeyObject, ledger: CheckpointKey): Promise<object> {
  const request = signingRequestSchema.parse(JSON.parse(line));
  if ('statement' in request) return { bundle: signStatement(request.statement, key) };
  const { size, root, proof } = request.checkpoint;
  const decoded = proof.map((hash) => Buffer.from(hash, 'base64'));
  return { checkpoint: await ledger.sign({ size, root: Buffer.from(root, 'base64') }, decoded) };
}

const [, , keyPath = ''] = process.argv;
try {
  await ensureKeyFile(keyPath, 'P-256');
  const key = await readPrivateKey(keyPath);
  const publicKey = createPublicKey(key);
  const keyId = keyHint(publicKey);
  // The world-wide name of the gate's ledger: nobody else can have one under the same key.
  const ledger = await CheckpointKey.open(keyPath, `modelgate.dev/ledger/${keyId.slice(0, 32)}`);
  answer({
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
    keyId,
    ledger: { verifierKey: ledger.verifierKey, ...(ledger.last === undefined ? {} : { last: ledger.last }) },
  });
  for await (const line of createInterface({ input: process.stdin })) answer(await answerTo(line, key, ledger));
} catch (error) {
  const code = error instanceof GateError ? { code: error.code } : {};
  answer({ error: error instanceof Error ? error.message : String(error), ...code });
  process.exitCode = 1;
}
