import { BASE64 } from './alphabet.ts';
import { SECRET_LIMITS } from './limits.ts';

export const KEY_START = '-----BEGIN ';
const LABEL = /^-----BEGIN (?:(RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----/u;
const LABEL_BYTES = 48;
/** Characters of base64 of the smallest private key there is (Ed25519 in PKCS #8). */
const LEAST = 60;
const SERVICE_ACCOUNT = 'service_account';
/** How far from its key a service account's file says what it is. */
const NEAR = 2_048;

export interface PrivateKeyMatch {
  readonly kind: 'private-key' | 'google-service-account';
  readonly start: number;
  readonly end: number;
  readonly encrypted: boolean;
  /** The base64 without line breaks: what makes it a secret. */
  readonly body: string;
}

/**
 * A private key in PEM or OpenSSH's format (RFC 7468, PROTOCOL.key) at `start`, also inside a JSON or Python string, where its
 * line breaks are written `\n`. Undefined for a public key, a certificate, or a label that no key follows; in a text that quotes others the label is enough.
 */
export function privateKeyAt(bytes: Buffer, start: number, quoted = false): PrivateKeyMatch | undefined {
  const label = LABEL.exec(bytes.toString('latin1', start, Math.min(bytes.length, start + LABEL_BYTES)));
  if (label === null) return undefined;
  const last = Math.min(bytes.length, start + SECRET_LIMITS.privateKey);
  const from = start + label[0].length;
  // Up to the next line of dashes, which ends this key or starts another.
  const dashes = bytes.subarray(from, last).indexOf('-----', 0, 'latin1');
  const end = dashes === -1 ? last : from + dashes;
  const text = bytes.toString('latin1', from, end);
  const body = base64Of(text);
  if (!quoted && (body.length < LEAST || new Set(body).size < 16)) return undefined;
  return {
    kind: isServiceAccount(bytes, start, end) ? 'google-service-account' : 'private-key',
    start,
    end,
    encrypted: label[1] === 'ENCRYPTED' || /^.{0,64}Proc-Type: *4, *ENCRYPTED/su.test(text) || isLockedOpenSsh(body),
    body,
  };
}

/** The base64 of a key, up to what is none: headers, and line breaks however they are written, are passed over. */
function base64Of(text: string): string {
  let body = '';
  for (const line of text.split(/\r?\n|(?:\\r)?\\n/u)) {
    const trimmed = line.trim();
    if (/^[A-Za-z][A-Za-z-]{0,32}:/u.test(trimmed)) continue;
    let end = 0;
    while (end < trimmed.length && BASE64[trimmed.charCodeAt(end)] === 1) end++;
    body += trimmed.slice(0, end);
    // A quote and a comma of a list of lines may follow, and nothing else.
    if (end === 0 && trimmed.length > 3) break;
  }
  return body;
}

/** PROTOCOL.key: `openssh-key-v1`, then the cipher's name as a string; `none` is a key without a passphrase. */
function isLockedOpenSsh(body: string): boolean {
  const raw = Buffer.from(body.slice(0, 64), 'base64');
  if (!raw.toString('latin1').startsWith('openssh-key-v1\0') || raw.length < 23) return false;
  const length = raw.readUInt32BE(15);
  return raw.subarray(19, 19 + Math.min(length, 32)).toString('latin1') !== 'none';
}

function isServiceAccount(bytes: Buffer, start: number, end: number): boolean {
  return (
    bytes.toString('latin1', Math.max(0, start - NEAR), start).includes(SERVICE_ACCOUNT) ||
    bytes.toString('latin1', end, Math.min(bytes.length, end + NEAR)).includes(SERVICE_ACCOUNT)
  );
}
