import { GateError } from '../../core/errors.ts';
import { privateKeyFrom } from '../key-file.ts';
import { keySigner, type Signer } from './signer.ts';

/**
 * `env://NAME`: a private key in PEM in an environment variable, as continuous integration hands out secrets.
 * @throws GateError KEY_INVALID
 */
export function environmentSigner(name: string, passphrase: string | undefined): Signer {
  const pem = process.env[name];
  if (pem === undefined || pem === '') throw new GateError('KEY_INVALID', `the environment has no ${name} with a key`);
  return keySigner(`env://${name}`, privateKeyFrom(pem, `env://${name}`, passphrase));
}
