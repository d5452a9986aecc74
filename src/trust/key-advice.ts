import type { KeyObject } from 'node:crypto';
import { systemCode } from '../core/errors.ts';
import { PASSPHRASE_VARIABLE } from './signer/passphrase.ts';

/** What is wrong with a key, and what its owner does about it: OpenSSL's own words say neither. */
export interface KeyFault {
  readonly why: string;
  readonly next: string;
}

const PASSPHRASE = `Set ${PASSPHRASE_VARIABLE}, or say where the passphrase stands: --passphrase file:PATH, env:NAME or fd:N.`;
const NEW_KEY =
  'Make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem; openssl pkey -in key.pem -pubout -out key.pub.pem.';
const TO_PEM =
  'If it is a key in DER: openssl pkey -inform der -in FILE -out key.pem (with -pubin -pubout for a public one).';

/** Of a file that could not be read as a private key. */
export function privateKeyFault(text: string, passphrase: string | undefined): KeyFault {
  const label = labelOf(text);
  if (/COSIGN|SIGSTORE/u.test(label))
    return {
      why: 'it is in the form of cosign, which only cosign reads',
      next: `Sign with a key of your own. ${NEW_KEY}`,
    };
  if (label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/mu.test(text))
    return passphrase === undefined
      ? { why: 'it is encrypted, and there is no passphrase', next: PASSPHRASE }
      : { why: 'the passphrase is wrong, or the file is damaged', next: PASSPHRASE };
  if (label.endsWith('PUBLIC KEY'))
    return {
      why: 'it is a public key',
      next: 'Give the private key that it belongs to; the public one is for verify.',
    };
  if (label.endsWith('CERTIFICATE'))
    return { why: 'it is a certificate', next: 'Give its private key with --key, and this file with --cert.' };
  if (label.startsWith('OPENSSH'))
    return { why: 'it is in the form of OpenSSH', next: 'Write it in PKCS#8: ssh-keygen -p -m PKCS8 -f FILE.' };
  if (label === '') return { why: 'it holds no key in PEM', next: TO_PEM };
  return { why: `what stands under ${label} is damaged`, next: 'Get the file again from where the key is kept.' };
}

/** Of a file that could not be read as a public key, or that holds something else as well. */
export function publicKeyFault(text: string): KeyFault {
  const label = labelOf(text);
  if (label.includes('PRIVATE KEY'))
    return {
      why: 'it is a private key, which has no business where signatures are verified',
      next: 'Take the public half: openssl pkey -in FILE -pubout -out key.pub.pem.',
    };
  if (label.endsWith('CERTIFICATE'))
    return {
      why: 'it is a certificate, which has a term and an authority',
      next: 'Trust its authority with --cert-chain; or take its key: openssl x509 -in FILE -pubkey -noout.',
    };
  if (label === 'RSA PUBLIC KEY') return { why: 'it is an RSA key', next: `No RSA key is accepted. ${NEW_KEY}` };
  if (/^(?:ssh-|ecdsa-sha2-)/u.test(text))
    return { why: 'it is in the form of OpenSSH', next: 'Write it in PEM: ssh-keygen -e -m PKCS8 -f FILE.' };
  if (label === '') return { why: 'it holds no key in PEM', next: TO_PEM };
  return { why: `what stands under ${label} is damaged`, next: 'Get the key again from its owner.' };
}

/** Of a key that OpenSSL reads and nobody here accepts. */
export function strangeKeyFault({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyFault {
  const kind = asymmetricKeyDetails?.namedCurve ?? asymmetricKeyType ?? 'unknown';
  return { why: `it is of the kind ${kind}; only P-256, P-384, P-521 and Ed25519 are accepted`, next: NEW_KEY };
}

/** Of a file that could not be opened. */
export function unreadableFault(error: unknown): KeyFault {
  const code = systemCode(error) ?? 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: "it doesn't exist", next: 'Check the path.' };
  if (code === 'EISDIR') return { why: 'it is a directory', next: 'Name the file in it.' };
  if (code === 'EACCES' || code === 'EPERM')
    return { why: 'you may not read it', next: 'Run as the user who owns it; a private key stays mode 0600.' };
  return { why: `it can't be read (${code})`, next: 'Check the path, the permissions and the disk.' };
}

/** `EC PRIVATE KEY` of `-----BEGIN EC PRIVATE KEY-----`; nothing where there is no such line. Parameters are no key. */
function labelOf(text: string): string {
  const labels = [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]{1,60})-----/gmu)].map(([, label]) => label ?? '');
  return labels.find((label) => label !== 'EC PARAMETERS') ?? '';
}
