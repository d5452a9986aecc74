import type { KeyManagementServiceClient } from '@google-cloud/kms';
import { GateError } from '../../core/errors.ts';
import { readPublicKey } from '../key.ts';
import { askService, loadSdk, present } from './cloud-sdk.ts';
import { digestToSign, signatureHash, type Signer } from './signer.ts';

type ClientOptions = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>;

const KEY = /^projects\/[\w.:-]+\/locations\/[\w-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/u;
const VERSION = /\/(?:cryptoKeyVersions|versions)\/(\d{1,9})$/u;
const MAX_VERSIONS = 1_000;

/**
 * `gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K[/cryptoKeyVersions/N]`: a key of Cloud KMS with purpose ASYMMETRIC_SIGN
 * (EC_SIGN_P256_SHA256, EC_SIGN_P384_SHA384); without a version, the newest enabled one. Credentials are Google's application
 * default ones.
 * @param reference behind `gcpkms://`
 * @throws GateError USAGE, KEY_INVALID, KEY_SERVICE_FAILED
 */
export async function gcpKmsSigner(reference: string, options: ClientOptions = {}): Promise<Signer> {
  const key = reference.replace(VERSION, '');
  if (!KEY.test(key))
    throw new GateError(
      'USAGE',
      `gcpkms://${reference} is no key: gcpkms://projects/P/locations/L/keyRings/R/cryptoKeys/K`,
    );
  const sdk = await loadSdk('@google-cloud/kms', () => import('@google-cloud/kms'));
  // Over HTTPS and JSON, which proxies let through, instead of gRPC.
  const client = new sdk.KeyManagementServiceClient({ ...options, fallback: true });
  const version = VERSION.exec(reference)?.[1] ?? (await newestVersion(client, key));
  const name = `${key}/cryptoKeyVersions/${version}`;
  const shown = `gcpkms://${name}`;
  const [answer] = await askService(shown, () => client.getPublicKey({ name }));
  const publicKey = readPublicKey(present(answer.pem, shown, 'public key'), shown);
  const hash = signatureHash(publicKey);
  if (hash !== 'sha256' && hash !== 'sha384')
    throw new GateError('KEY_INVALID', `${shown} is no EC_SIGN_P256_SHA256 or EC_SIGN_P384_SHA384`);
  return {
    name: shown,
    publicKey,
    async sign(bytes) {
      const digest = { [hash]: digestToSign(bytes, publicKey) };
      const [signed] = await askService(shown, () => client.asymmetricSign({ name, digest }));
      const signature = present(signed.signature, shown, 'signature');
      return typeof signature === 'string' ? Buffer.from(signature, 'base64') : Buffer.from(signature);
    },
  };
}

async function newestVersion(client: KeyManagementServiceClient, key: string): Promise<string> {
  const shown = `gcpkms://${key}`;
  const [versions] = await askService(shown, () =>
    client.listCryptoKeyVersions(
      { parent: key, filter: 'state=ENABLED', pageSize: MAX_VERSIONS },
      { autoPaginate: false },
    ),
  );
  const numbers = versions.flatMap(({ name }) => VERSION.exec(name ?? '')?.[1] ?? []);
  const newest = numbers.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new GateError('KEY_SERVICE_FAILED', `${shown} has no enabled version`);
  return newest;
}
