import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSigningProcess, type SigningProcess } from '../../src/attest/signer-client.ts';
import { appendToLedger, verifyLedger } from '../../src/storage/ledger/ledger.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const entry = (text: string): Uint8Array[] => [Buffer.from(text)];

async function withSigner<T>(directory: string, work: (signer: SigningProcess) => Promise<T>): Promise<T> {
  const signer = await startSigningProcess(join(directory, 'keys', 'gate.pem'));
  try {
    return await work(signer);
  } finally {
    await signer.close();
  }
}

describe('the signing process, asked for a checkpoint', () => {
  it('signs a ledger that grows, over restarts', async () => {
    const directory = await temporaryDirectory();
    const ledger = join(directory, 'ledger');
    await withSigner(directory, (signer) => appendToLedger(ledger, signer.ledger, entry('one')));
    await withSigner(directory, async (signer) => {
      expect((await appendToLedger(ledger, signer.ledger, entry('two'))).index).toBe(1);
      expect((await verifyLedger(ledger, signer.ledger.verifier)).checkpoint.size).toBe(2);
    });
  });

  it('refuses to sign a ledger that was set back, even by whoever controls all its files', async () => {
    const directory = await temporaryDirectory();
    const ledger = join(directory, 'ledger');
    const old = join(directory, 'old');
    await withSigner(directory, (signer) => appendToLedger(ledger, signer.ledger, entry('admit a')));
    cpSync(ledger, old, { recursive: true });
    await withSigner(directory, (signer) => appendToLedger(ledger, signer.ledger, entry('reject b')));
    rmSync(ledger, { recursive: true });
    const refused = { code: 'LEDGER_INCONSISTENT' };
    await withSigner(directory, async (signer) => {
      await expect(appendToLedger(old, signer.ledger, entry('admit b'))).rejects.toMatchObject(refused);
      await expect(appendToLedger(ledger, signer.ledger, entry('admit b'))).rejects.toMatchObject(refused);
      // Nor when it is asked past the library, with a proof of its own making.
      const forged = { origin: signer.ledger.verifier.name, size: 3, root: Buffer.alloc(32, 7) };
      await expect(signer.ledger.sign(forged, [Buffer.alloc(32)])).rejects.toMatchObject(refused);
    });
  });

  it('goes on after a kill between signing and writing: the signed checkpoint is put in its place', async () => {
    const directory = await temporaryDirectory();
    const ledger = join(directory, 'ledger');
    await withSigner(directory, (signer) => appendToLedger(ledger, signer.ledger, entry('one')));
    const before = readFileSync(join(ledger, 'checkpoint'));
    await withSigner(directory, (signer) => appendToLedger(ledger, signer.ledger, entry('two')));
    writeFileSync(join(ledger, 'checkpoint'), before);
    await withSigner(directory, async (signer) => {
      expect((await appendToLedger(ledger, signer.ledger, entry('three'))).index).toBe(2);
      const texts: string[] = [];
      for await (const { bytes } of (await verifyLedger(ledger, signer.ledger.verifier)).entries())
        texts.push(bytes.toString());
      expect(texts).toEqual(['one', 'two', 'three']);
    });
  });
});
