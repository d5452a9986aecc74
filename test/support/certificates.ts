import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Extensions of an authority, and of a signer, in the words of openssl. */
export const AUTHORITY = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n';
export const LEAF = 'keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n';
const P256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** A certificate made by openssl: its own root when `issuer` is left out. */
export interface Wish {
  readonly name: string;
  readonly issuer?: string;
  readonly extensions: string;
  readonly key?: readonly string[];
  readonly digest?: string;
}

/** Makes it in a directory, where its key lies as `NAME.key` and its issuer’s is looked for. */
export function certificateIn(
  directory: string,
  { name, issuer, extensions, key = P256, digest = 'sha256' }: Wish,
): X509Certificate {
  const at = (file: string): string => join(directory, file);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  openssl('genpkey', ...key, '-out', at(`${name}.key`));
  openssl('req', '-new', '-key', at(`${name}.key`), '-subj', `/CN=${name}`, '-out', at(`${name}.csr`));
  writeFileSync(at(`${name}.ext`), extensions);
  const signer =
    issuer === undefined
      ? ['-signkey', at(`${name}.key`)]
      : ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`), '-CAcreateserial'];
  const request = ['-req', '-in', at(`${name}.csr`), '-extfile', at(`${name}.ext`)];
  openssl('x509', ...request, `-${digest}`, '-days', '30', ...signer, '-out', at(`${name}.pem`));
  return new X509Certificate(readFileSync(at(`${name}.pem`)));
}
