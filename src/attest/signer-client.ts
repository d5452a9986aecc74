import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import type { Statement } from '../trust/statement.ts';

const helloSchema = z.object({ publicKey: z.string(), keyId: z.string() });
const bundleSchema = z.object({ bundle: z.looseObject({ dsseEnvelope: z.looseObject({ payload: z.base64() }) }) });
const errorSchema = z.object({ error: z.string() });

export interface Signer {
  readonly publicKeyPem: string;
  readonly keyId: string;
  /** Signs one decided statement; answers the bundle as JSON text. */
  sign(statement: Statement): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts the signing process over a key file, which is created on first use.
 * @throws GateError SIGNER_FAILED
 */
export async function startSigningProcess(keyPath: string): Promise<Signer> {
  const program = fileURLToPath(new URL('./signing-process.ts', import.meta.url));
  const entry = program.replace(/\.ts$/u, import.meta.url.endsWith('.js') ? '.js' : '.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, keyPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {},
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(schema: z.ZodType<T>): Promise<T> => {
    const { value, done } = await lines.next();
    if (done === true) throw new GateError('SIGNER_FAILED', 'the signing process ended without an answer');
    const message: unknown = JSON.parse(value);
    const failure = errorSchema.safeParse(message);
    if (failure.success) throw new GateError('SIGNER_FAILED', failure.data.error);
    return schema.parse(message);
  };
  const { publicKey, keyId } = await next(helloSchema).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  // One request at a time: answers carry no number.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    publicKeyPem: publicKey,
    keyId,
    sign(statement) {
      const result = turn.then(async () => {
        child.stdin.write(`${JSON.stringify(statement)}\n`);
        const { bundle } = await next(bundleSchema);
        return `${JSON.stringify(bundle)}\n`;
      });
      turn = result.catch(() => {});
      return result;
    },
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}
