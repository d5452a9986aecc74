import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { GateError } from '../../../src/core/errors.ts';

/**
 * The part of Vault's transit API that signing uses, as its documentation describes it: real keys and signatures, tokens,
 * namespaces, versions, and its answers to what is wrong.
 */
export class VaultServer {
  readonly token = `hvs.${randomBytes(12).toString('hex')}`;
  sealed = false;
  /** Answers this instead, to whatever is asked. */
  answer: { readonly status: number; readonly body: string; readonly location?: string } | undefined;
  readonly #keys = new Map<string, { readonly type: string; readonly versions: KeyObject[] }>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      void body(request).then((text) => {
        const { status, json, location } = this.#handle(request, text);
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(location === undefined ? {} : { location }),
        });
        response.end(json);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${address(this.#server).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }

  /** Creates a key, or a new version of it. */
  rotate(name: string, type: string): void {
    const curve = { 'ecdsa-p256': 'P-256', 'ecdsa-p384': 'P-384', 'ecdsa-p521': 'P-521' }[type];
    const { privateKey } =
      curve === undefined ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
    const key = this.#keys.get(name) ?? { type, versions: [] };
    key.versions.push(privateKey);
    this.#keys.set(name, key);
  }

  #handle(request: IncomingMessage, text: string): { status: number; json: string; location?: string } {
    if (this.answer !== undefined) {
      const { status, body: json, location } = this.answer;
      return { status, json, ...(location === undefined ? {} : { location }) };
    }
    const refuse = (status: number, ...errors: string[]) => ({ status, json: JSON.stringify({ errors }) });
    if (this.sealed) return refuse(503, 'Vault is sealed');
    if (request.headers['x-vault-token'] !== this.token)
      return refuse(403, '1 error occurred:\n\t* permission denied\n\n');
    const [, action, name = ''] = /^\/v1\/transit\/(keys|sign)\/([\w.-]+)$/u.exec(request.url ?? '') ?? [];
    const key = this.#keys.get(name);
    if (action === 'keys' && request.method === 'GET') {
      if (key === undefined) return refuse(404);
      const keys = Object.fromEntries(
        key.versions.map((version, index) => [index + 1, { name: key.type, public_key: publicText(version) }]),
      );
      const data = { name, type: key.type, latest_version: key.versions.length, keys };
      return { status: 200, json: JSON.stringify({ request_id: 'r', lease_duration: 0, data }) };
    }
    if (action === 'sign' && request.method === 'POST') {
      if (key === undefined) return refuse(400, 'signing key not found');
      const asked = z
        .object({
          input: z.base64(),
          key_version: z.number(),
          prehashed: z.boolean().default(false),
          hash_algorithm: z.string().optional(),
          marshaling_algorithm: z.string().optional(),
        })
        .parse(JSON.parse(text));
      const version = key.versions[asked.key_version - 1];
      if (version === undefined)
        return refuse(400, 'requested version for signing is higher than the latest key version');
      const input = Buffer.from(asked.input, 'base64');
      if (key.type !== 'ed25519' && (!asked.prehashed || asked.marshaling_algorithm !== 'asn1'))
        return refuse(400, 'this double signs digests in DER');
      const signature = key.type === 'ed25519' ? sign(null, input, version) : signDigest(input, version);
      const data = {
        signature: `vault:v${asked.key_version}:${signature.toString('base64')}`,
        key_version: asked.key_version,
      };
      return { status: 200, json: JSON.stringify({ data }) };
    }
    return refuse(404);
  }
}

/** Node signs messages only, openssl also digests. */
export function signDigest(digest: Buffer, key: KeyObject): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
  try {
    writeFileSync(join(directory, 'key'), key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return execFileSync('openssl', ['pkeyutl', '-sign', '-inkey', join(directory, 'key')], { input: digest });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function publicText(key: KeyObject): string {
  const publicKey = createPublicKey(key);
  if (key.asymmetricKeyType !== 'ed25519') return String(publicKey.export({ type: 'spki', format: 'pem' }));
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function address(server: Server): AddressInfo {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new GateError('INTERNAL', 'the server has no port');
  return bound;
}
