import { readSigningKey } from '../key-file.ts';
import { awsKmsSigner } from './aws-kms.ts';
import { azureSigner } from './azure-key-vault.ts';
import { environmentSigner } from './environment.ts';
import { gcpKmsSigner } from './gcp-kms.ts';
import { readPassphrase } from './passphrase.ts';
import { pkcs11Signer } from './pkcs11.ts';
import { keySigner, type Signer } from './signer.ts';
import { vaultFromEnvironment, vaultSigner } from './vault.ts';

/**
 * Opens the key that a reference names: a path, `env://NAME`, a `pkcs11:` URI, or a key service: `hashivault://KEY`, `awskms://…`,
 * `gcpkms://…`, `azurekms://…`.
 * @param passphraseSource see `readPassphrase`
 * @throws GateError USAGE, KEY_INVALID, KEY_SERVICE_FAILED
 */
export async function openSigner(reference: string, passphraseSource: string | undefined): Promise<Signer> {
  const passphrase = readPassphrase(passphraseSource);
  if (reference.startsWith('pkcs11:')) return pkcs11Signer(reference, passphrase);
  if (reference.startsWith('env://')) return environmentSigner(reference.slice('env://'.length), passphrase);
  if (reference.startsWith('hashivault://'))
    return vaultSigner(reference.slice('hashivault://'.length), await vaultFromEnvironment());
  if (reference.startsWith('awskms://')) return awsKmsSigner(reference.slice('awskms://'.length));
  if (reference.startsWith('gcpkms://')) return gcpKmsSigner(reference.slice('gcpkms://'.length));
  if (reference.startsWith('azurekms://')) return azureSigner(reference.slice('azurekms://'.length));
  return keySigner(reference, await readSigningKey(reference, passphrase));
}
