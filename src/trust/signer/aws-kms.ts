import { createPublicKey } from 'node:crypto';
import type { KMSClientConfig, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { GateError } from '../../core/errors.ts';
import { askService, loadSdk, present } from './cloud-sdk.ts';
import { digestToSign, signatureHash, type Signer } from './signer.ts';

const ALGORITHMS: Readonly<Record<string, SigningAlgorithmSpec>> = {
  sha256: 'ECDSA_SHA_256',
  sha384: 'ECDSA_SHA_384',
  sha512: 'ECDSA_SHA_512',
};

/**
 * `awskms://[ENDPOINT]/KEY`: an asymmetric signing key (ECC_NIST_P256, P384 or P521) of AWS KMS; KEY is an id, an ARN or
 * `alias/NAME`. Region and credentials as everywhere in AWS (environment, profile, role).
 * @param reference behind `awskms://`
 * @throws GateError USAGE, KEY_INVALID, KEY_SERVICE_FAILED
 */
export async function awsKmsSigner(reference: string, config: KMSClientConfig = {}): Promise<Signer> {
  const name = `awskms://${reference}`;
  const { endpoint, keyId } = parse(reference);
  const sdk = await loadSdk('@aws-sdk/client-kms', () => import('@aws-sdk/client-kms'));
  const client = new sdk.KMSClient({ ...config, ...(endpoint === undefined ? {} : { endpoint }) });
  const key = await askService(name, (abortSignal) =>
    client.send(new sdk.GetPublicKeyCommand({ KeyId: keyId }), { abortSignal }),
  );
  if (key.KeyUsage !== 'SIGN_VERIFY') throw new GateError('KEY_INVALID', `${name} is no signing key`);
  const der = Buffer.from(present(key.PublicKey, name, 'public key'));
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  // An alias can be pointed at another key before the signature is asked for; the ARN can not.
  const KeyId = present(key.KeyId, name, 'key id');
  const SigningAlgorithm = ALGORITHMS[signatureHash(publicKey) ?? ''];
  if (SigningAlgorithm === undefined) throw new GateError('KEY_INVALID', `${name} is no key of P-256, P-384 or P-521`);
  return {
    name,
    publicKey,
    async sign(bytes) {
      const Message = digestToSign(bytes, publicKey);
      const command = new sdk.SignCommand({ KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm });
      const answer = await askService(name, (abortSignal) => client.send(command, { abortSignal }));
      return Buffer.from(present(answer.Signature, name, 'signature'));
    },
  };
}

function parse(reference: string): { readonly endpoint: string | undefined; readonly keyId: string } {
  const slash = reference.indexOf('/');
  const host = reference.slice(0, Math.max(slash, 0));
  const keyId = reference.slice(slash + 1);
  if (slash === -1 || !/^[\w:/.+=@-]{1,2048}$/u.test(keyId) || !/^[\w.:[\]-]*$/u.test(host))
    throw new GateError('USAGE', `awskms://${reference} is no key: awskms://[ENDPOINT]/ID, /ARN or /alias/NAME`);
  return { endpoint: host === '' ? undefined : `https://${host}`, keyId };
}
