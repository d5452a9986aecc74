import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { readPublicKey } from '../key.ts';
import { digestToSign, signatureHash, type Signer } from './signer.ts';

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** The DER that stands before the 32 bytes of an Ed25519 key (RFC 8410 §4), which Vault gives without it. */
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** Vault's names of the hashes that the curves sign with. */
const HASHES: Readonly<Record<string, string>> = { sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' };

export interface VaultOptions {
  /** `VAULT_ADDR`. */
  readonly address: string;
  /** `VAULT_TOKEN`. */
  readonly token: string;
  readonly namespace?: string;
  /** Where the transit engine is mounted. */
  readonly mount: string;
  readonly fetch: typeof fetch;
}

const keySchema = z.object({
  data: z.object({
    type: z.enum(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521', 'ed25519']),
    latest_version: z.int().positive(),
    keys: z.record(z.string(), z.union([z.number(), z.looseObject({ public_key: z.string().max(4_096) })])),
  }),
});
const signatureSchema = z.object({
  data: z.object({ signature: z.string().regex(/^vault:v\d{1,9}:[A-Za-z0-9+/=]{1,1024}$/u) }),
});
const errorsSchema = z.object({ errors: z.array(z.string().max(2_000)).max(20) });

/**
 * `hashivault://KEY`: a key of the transit engine of Vault or OpenBao. The private key never leaves it; the version that was the
 * latest when the signer was opened signs, so that a rotation in between can't pair a signature with another key.
 * @throws GateError KEY_INVALID, KEY_SERVICE_FAILED, USAGE
 */
export async function vaultSigner(name: string, options: VaultOptions): Promise<Signer> {
  if (!/^[\w.-]{1,256}$/u.test(name) || /^\.+$/u.test(name))
    throw new GateError('USAGE', `${name} is no name of a key in Vault`);
  const base = transitUrl(options);
  const { data } = await ask(options, new URL(`keys/${name}`, base), keySchema);
  const version = data.latest_version;
  const entry = data.keys[String(version)];
  if (entry === undefined || typeof entry === 'number')
    throw new GateError('KEY_SERVICE_FAILED', `Vault gives no public key for version ${version} of ${name}`);
  const publicKey = publicKeyOf(data.type, entry.public_key, name);
  const hash = signatureHash(publicKey);
  return {
    name: `hashivault://${name}`,
    publicKey,
    async sign(bytes) {
      const body =
        hash === null
          ? { input: Buffer.from(bytes).toString('base64'), key_version: version }
          : {
              input: digestToSign(bytes, publicKey).toString('base64'),
              prehashed: true,
              hash_algorithm: HASHES[hash],
              marshaling_algorithm: 'asn1',
              key_version: version,
            };
      const answer = await ask(options, new URL(`sign/${name}`, base), signatureSchema, body);
      return Buffer.from(answer.data.signature.split(':')[2] ?? '', 'base64');
    },
  };
}

/** Vault's own variables; the token file is what `vault login` leaves. @throws GateError USAGE */
export async function vaultFromEnvironment(): Promise<VaultOptions> {
  const { VAULT_ADDR, VAULT_TOKEN, VAULT_NAMESPACE, TRANSIT_SECRET_ENGINE_PATH } = process.env;
  const token = VAULT_TOKEN ?? (await readFile(join(homedir(), '.vault-token'), 'utf8').catch(() => '')).trim();
  if (VAULT_ADDR === undefined || VAULT_ADDR === '' || token === '')
    throw new GateError('USAGE', 'a key in Vault needs VAULT_ADDR, and VAULT_TOKEN or a token from `vault login`');
  return {
    address: VAULT_ADDR,
    token,
    ...(VAULT_NAMESPACE === undefined ? {} : { namespace: VAULT_NAMESPACE }),
    mount: TRANSIT_SECRET_ENGINE_PATH ?? 'transit',
    fetch,
  };
}

function transitUrl({ address, mount }: VaultOptions): URL {
  const url = URL.parse(address);
  const loopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback)))
    throw new GateError(
      'USAGE',
      'VAULT_ADDR must be an https: address (http: only of this machine): it is sent the token',
    );
  if (!/^[\w-]+(?:\/[\w-]+)*$/u.test(mount)) throw new GateError('USAGE', `${mount} is no mount of a transit engine`);
  return new URL(`${url.pathname.replace(/\/$/u, '')}/v1/${mount}/`, url);
}

async function ask<T>(options: VaultOptions, url: URL, schema: z.ZodType<T>, body?: object): Promise<T> {
  const where = `Vault at ${url.host}`;
  let status: number;
  let text: string;
  try {
    const response = await options.fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-vault-token': options.token,
        'x-vault-request': 'true',
        ...(options.namespace === undefined ? {} : { 'x-vault-namespace': options.namespace }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error', // whoever it leads to would be sent the token
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    status = response.status;
    text = await readBounded(response);
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('KEY_SERVICE_FAILED', `${where} does not answer`, { cause: error });
  }
  const json = parse(text);
  if (status !== 200) {
    const errors = errorsSchema.safeParse(json);
    const said =
      errors.success && errors.data.errors.length > 0 ? errors.data.errors.join('; ').trim() : 'no reason given';
    const what = status === 404 ? 'no such key' : status === 503 ? 'sealed or not available' : said;
    throw new GateError('KEY_SERVICE_FAILED', `${where} refused (${status}): ${what}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new GateError(
    'KEY_SERVICE_FAILED',
    `${where} answered something else than was asked: ${z.prettifyError(parsed.error)}`,
  );
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES)
      throw new GateError('KEY_SERVICE_FAILED', `Vault's answer is larger than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function publicKeyOf(type: string, text: string, name: string): KeyObject {
  if (type !== 'ed25519') return readPublicKey(text, `hashivault://${name}`);
  const raw = Buffer.from(text, 'base64');
  if (raw.length !== 32)
    throw new GateError('KEY_SERVICE_FAILED', `hashivault://${name} has no Ed25519 key of 32 bytes`);
  return createPublicKey({ key: Buffer.concat([ED25519_PREFIX, raw]), format: 'der', type: 'spki' });
}
