import { createPublicKey } from 'node:crypto';
import type { CryptographyClientOptions, KeyClientOptions, SignatureAlgorithm } from '@azure/keyvault-keys';
import type { TokenCredential } from '@azure/identity';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { askService, loadSdk, present } from './cloud-sdk.ts';
import { digestToSign, signatureHash, type Signer } from './signer.ts';
import { derSignature } from '../der.ts';

const REFERENCE = /^(?<host>[\w.-]{1,253}(?::\d{1,5})?)\/(?<key>[\w-]{1,127})(?:\/(?<version>[\da-f]{32}))?$/u;
const ALGORITHMS: Readonly<Record<string, SignatureAlgorithm>> = { sha256: 'ES256', sha384: 'ES384', sha512: 'ES512' };

const webKeySchema = z.object({
  kty: z.enum(['EC', 'EC-HSM']),
  crv: z.enum(['P-256', 'P-384', 'P-521']),
  x: z.instanceof(Uint8Array),
  y: z.instanceof(Uint8Array),
});

export interface AzureOptions {
  readonly credential: TokenCredential;
  readonly client?: KeyClientOptions & CryptographyClientOptions;
}

/**
 * `azurekms://VAULT.vault.azure.net/KEY[/VERSION]`: a key of Azure Key Vault or Managed HSM (EC, P-256, P-384 or P-521); without a
 * version, the one that is current when the signer is opened. Credentials are those of `DefaultAzureCredential`.
 * @param reference behind `azurekms://`
 * @throws GateError USAGE, KEY_INVALID, KEY_SERVICE_FAILED
 */
export async function azureSigner(reference: string, options?: AzureOptions): Promise<Signer> {
  const name = `azurekms://${reference}`;
  const { host, key, version } = REFERENCE.exec(reference)?.groups ?? {};
  if (host === undefined || key === undefined)
    throw new GateError('USAGE', `${name} is no key: azurekms://VAULT.vault.azure.net/KEY[/VERSION]`);
  const sdk = await loadSdk('@azure/keyvault-keys', () => import('@azure/keyvault-keys'));
  const { credential, client } = options ?? (await defaultOptions());
  const keys = new sdk.KeyClient(`https://${host}`, credential, client);
  const found = await askService(name, (abortSignal) =>
    keys.getKey(key, { abortSignal, ...(version === undefined ? {} : { version }) }),
  );
  const parsed = webKeySchema.safeParse(found.key);
  if (!parsed.success) throw new GateError('KEY_INVALID', `${name} is no EC key of P-256, P-384 or P-521`);
  const { crv, x, y } = parsed.data;
  const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const jwk = { kty: 'EC', crv, x: base64url(x), y: base64url(y) };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  // The id names the version: a rotation in between can't pair a signature with another key.
  const cryptography = new sdk.CryptographyClient(present(found.id, name, 'id of the key'), credential, client);
  const algorithm = present(ALGORITHMS[signatureHash(publicKey) ?? ''], name, 'curve that signs');
  return {
    name,
    publicKey,
    async sign(bytes) {
      const digest = digestToSign(bytes, publicKey);
      const { result } = await askService(name, (abortSignal) => cryptography.sign(algorithm, digest, { abortSignal }));
      return derSignature(result);
    },
  };
}

async function defaultOptions(): Promise<AzureOptions> {
  const { DefaultAzureCredential } = await loadSdk('@azure/identity', () => import('@azure/identity'));
  return { credential: new DefaultAzureCredential() };
}
