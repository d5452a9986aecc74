import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { programFile } from '../core/program-file.ts';
import type { CheckpointSigner } from '../storage/ledger/ledger.ts';
import { parseVerifierKey } from '../storage/ledger/signed-note.ts';
import type { Statement } from '../trust/statement.ts';
import { signingAnswerSchema, signingHelloSchema, type SigningRequest } from './signing-protocol.ts';

const errorSchema = z.object({ error: z.string(), code: z.string().optional(), next: z.string().optional() });

export interface SigningProcess {
  readonly publicKeyPem: string;
  readonly keyId: string;
  /** Signs one decided statement; answers the bundle as JSON text. */
  sign(statement: Statement): Promise<string>;
  /** Signs the checkpoints of the gate's ledger. */
  readonly ledger: CheckpointSigner & { readonly verifierKey: string };
  close(): Promise<void>;
}

/** A key that is no file beside the rest of the gate: on a token, in a key service, in the environment, or encrypted. */
export interface KeyElsewhere {
  /** As `openSigner` takes it. */
  readonly reference: string;
  /** As `readPassphrase` takes it; no descriptor, which the process would not have. */
  readonly passphrase: string | undefined;
}

/** Codes that the process may give its refusals; whatever else becomes of it is its failure. */
const CODES = ['LEDGER_INCONSISTENT', 'KEY_INVALID', 'KEY_SERVICE_FAILED', 'USAGE'] as const;

/**
 * Starts the signing process over a key file, which is created on first use, or over a key elsewhere.
 * @throws GateError SIGNER_FAILED, and of a key elsewhere KEY_INVALID, KEY_SERVICE_FAILED, USAGE; `ledger.sign` LEDGER_INCONSISTENT
 */
export async function startSigningProcess(keyPath: string, elsewhere?: KeyElsewhere): Promise<SigningProcess> {
  const entry = programFile(new URL('./signing-process.ts', import.meta.url));
  const { reference, passphrase } = elsewhere ?? {};
  if (passphrase?.startsWith('fd:') === true)
    throw new GateError(
      'USAGE',
      'the passphrase of a gate’s key comes from file:PATH or env:NAME: the process that signs has no other descriptors',
    );
  const told = [keyPath, reference, passphrase].filter((one) => one !== undefined);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...told], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Services of keys are found, and asked, by what the environment says; a file needs nothing of it.
    env: reference === undefined ? {} : process.env,
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(schema: z.ZodType<T>): Promise<T> => {
    const { value, done } = await lines.next();
    if (done === true) throw new GateError('SIGNER_FAILED', 'the signing process ended without an answer');
    const message: unknown = JSON.parse(value);
    const failure = errorSchema.safeParse(message);
    if (failure.success) {
      const { error, code, next: advice } = failure.data;
      const known = CODES.find((one) => one === code && (elsewhere !== undefined || one === 'LEDGER_INCONSISTENT'));
      throw new GateError(known ?? 'SIGNER_FAILED', error, advice === undefined ? {} : { next: advice });
    }
    return schema.parse(message);
  };
  const { publicKey, keyId, ledger } = await next(signingHelloSchema).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  // One request at a time: answers carry no number.
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (request: SigningRequest): Promise<z.infer<typeof signingAnswerSchema>> => {
    const result = turn.then(() => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return next(signingAnswerSchema);
    });
    turn = result.catch(() => {});
    return result;
  };
  let last = ledger.last;
  return {
    publicKeyPem: publicKey,
    keyId,
    async sign(statement) {
      const answer = await ask({ statement });
      if ('bundle' in answer) return `${JSON.stringify(answer.bundle)}\n`;
      throw new GateError('SIGNER_FAILED', 'the signing process answered something else than a bundle');
    },
    ledger: {
      verifierKey: ledger.verifierKey,
      verifier: parseVerifierKey(ledger.verifierKey),
      get last() {
        return last;
      },
      async sign({ size, root }, proof) {
        const encoded = proof.map((hash) => hash.toString('base64'));
        const answer = await ask({ checkpoint: { size, root: root.toString('base64'), proof: encoded } });
        if (!('checkpoint' in answer))
          throw new GateError('SIGNER_FAILED', 'the signing process answered something else than a checkpoint');
        last = answer.checkpoint;
        return answer.checkpoint;
      },
    },
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}
