/**
 * The signing process: the only one that ever holds the gate's keys. It is told once where they are, reads decided
 * statements and ledger checkpoints as JSON lines from stdin, answers on stdout, and does nothing else.
 */
import { createInterface } from 'node:readline';
import { GateError } from '../core/errors.ts';
import { ensureKeyFile, ensurePublicKeyFile, readPrivateKey } from '../trust/key-file.ts';
import { keyHint } from '../trust/key.ts';
import { signStatementBy } from '../trust/sign.ts';
import { openSigner } from '../trust/signer/open-signer.ts';
import { keySigner, type Signer } from '../trust/signer/signer.ts';
import { CheckpointKey } from './checkpoint-key.ts';
import { signingRequestSchema } from './signing-protocol.ts';

const answer = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

async function answerTo(line: string, signer: Signer, ledger: CheckpointKey): Promise<object> {
  const request = signingRequestSchema.parse(JSON.parse(line));
  if ('statement' in request) return { bundle: await signStatementBy(signer, request.statement) };
  const { size, root, proof } = request.checkpoint;
  const decoded = proof.map((hash) => Buffer.from(hash, 'base64'));
  return { checkpoint: await ledger.sign({ size, root: Buffer.from(root, 'base64') }, decoded) };
}

/** The key file, made on first use; or a key elsewhere, of which the public half alone lies there. */
async function signerOf(keyPath: string, reference?: string, passphrase?: string): Promise<Signer> {
  if (reference === undefined) {
    await ensureKeyFile(keyPath, 'P-256');
    return keySigner(keyPath, await readPrivateKey(keyPath));
  }
  const signer = await openSigner(reference, passphrase);
  await ensurePublicKeyFile(keyPath, signer.publicKey);
  return signer;
}

const [, , keyPath = '', reference, passphrase] = process.argv;
try {
  const signer = await signerOf(keyPath, reference, passphrase);
  const { publicKey } = signer;
  const keyId = keyHint(publicKey);
  // The world-wide name of the gate's ledger: nobody else can have one under the same key.
  const ledger = await CheckpointKey.open(keyPath, `modelgate.dev/ledger/${keyId.slice(0, 32)}`);
  answer({
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
    keyId,
    ledger: { verifierKey: ledger.verifierKey, ...(ledger.last === undefined ? {} : { last: ledger.last }) },
  });
  for await (const line of createInterface({ input: process.stdin })) answer(await answerTo(line, signer, ledger));
} catch (error) {
  const code = error instanceof GateError ? { code: error.code, next: error.next } : {};
  answer({ error: error instanceof Error ? error.message : String(error), ...code });
  process.exitCode = 1;
}
