/**
 * Secrets of the right form that nobody issued: drawn from a name, so that they are the same in every run and stand nowhere
 * in the sources, where scanners of secrets would find them.
 */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const BASE62 = DIGITS + UPPER + LOWER;

/** `length` characters of `alphabet`, drawn from `name`. */
export function drawn(name: string, length: number, alphabet = BASE62): string {
  let text = '';
  for (let round = 0; text.length < length; round++)
    for (const byte of createHash('sha256').update(`${name} ${round}`).digest())
      if (byte < 256 - (256 % alphabet.length)) text += alphabet[byte % alphabet.length] ?? '';
  return text.slice(0, length);
}

function withCrc(prefix: string, body: string): string {
  let left = crc32(Buffer.from(body));
  let written = '';
  for (let digit = 0; digit < 6; digit++) {
    written = `${BASE62[left % 62] ?? ''}${written}`;
    left = Math.floor(left / 62);
  }
  return prefix + body + written;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** One secret of each kind that a pattern tells, by kind. */
export const SECRETS = {
  'age-key': `AGE-SECRET-KEY-1${drawn('age', 58, UPPER + DIGITS)}`,
  'anthropic-key': `sk-ant-api03-${drawn('anthropic', 93, `${BASE62}_-`)}AA`,
  'azure-key': `AccountKey=${drawn('azure', 86, `${BASE62}+/`)}==`,
  'databricks-token': `dapi${drawn('databricks', 32, `${DIGITS}abcdef`)}`,
  'digitalocean-token': `dop_v1_${drawn('digitalocean', 64, `${DIGITS}abcdef`)}`,
  'docker-token': `dckr_pat_${drawn('docker', 27)}`,
  'github-token': withCrc('ghp_', drawn('github', 30)),
  'gitlab-token': `glpat-${drawn('gitlab', 20)}`,
  'google-api-key': `AIza${drawn('google', 35)}`,
  'google-oauth-secret': `GOCSPX-${drawn('oauth', 28)}`,
  'groq-key': `gsk_${drawn('groq', 52)}`,
  'hugging-face-token': `hf_${drawn('hugging', 34, UPPER + LOWER)}`,
  'json-web-token': `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: 'someone', iat: 1_700_000_000 })}.${drawn('jwt', 43)}`,
  'langsmith-key': `lsv2_pt_${drawn('langsmith', 32, `${DIGITS}abcdef`)}_${drawn('smith', 10, `${DIGITS}abcdef`)}`,
  'npm-token': withCrc('npm_', drawn('npm', 30)),
  'nvidia-key': `nvapi-${drawn('nvidia', 64)}`,
  'openai-key': `sk-proj-${drawn('openai', 48)}T3BlbkFJ${drawn('ai', 48)}`,
  'openrouter-key': `sk-or-v1-${drawn('openrouter', 64, `${DIGITS}abcdef`)}`,
  'pinecone-key': `pcsk_${drawn('pine', 6)}_${drawn('cone', 63)}`,
  'pypi-token': `pypi-AgEIcHlwaS5vcmc${drawn('pypi', 150)}`,
  'replicate-token': `r8_${drawn('replicate', 37)}`,
  'secret-api-key': `sk-${drawn('secret', 48)}`,
  'sendgrid-key': `SG.${drawn('send', 22)}.${drawn('grid', 43)}`,
  'slack-token': `xoxb-${drawn('slack', 12, DIGITS)}-${drawn('bot', 12, DIGITS)}-${drawn('token', 24)}`,
  'slack-webhook': `hooks.slack.com/services/T${drawn('team', 8, UPPER)}/B${drawn('hook', 10, UPPER)}/${drawn('web', 24)}`,
  'stripe-key': `sk_live_${drawn('stripe', 24)}`,
  'vault-token': `hvs.${drawn('vault', 95)}`,
  'wandb-key': `wandb_v1_${drawn('wandb', 60)}`,
  'xai-key': `xai-${drawn('xai', 80)}`,
} as const;

/** An access key of AWS: the id and the secret that belongs to it. */
export const AWS = {
  id: `AKIA${drawn('aws', 16, `${UPPER}234567`)}`,
  secret: drawn('aws secret', 40, `${BASE62}/+`),
} as const;

/** A new Ed25519 or RSA key in PEM; with a passphrase if one is given. */
export function privateKeyPem(type: 'ed25519' | 'rsa', passphrase?: string): string {
  const { privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2_048 }) : generateKeyPairSync('ed25519');
  return passphrase === undefined
    ? privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    : privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
}

/** The public half of a private key, in PEM. */
export function publicPem(pem: string): string {
  return createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
}

/** A private key as OpenSSH writes it (PROTOCOL.key), under a cipher or `none`; its last part is as long as a real one. */
export function openSshKey(cipher: string): string {
  const string = (bytes: Uint8Array | string): Buffer => {
    const content = Buffer.from(bytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, content]);
  };
  const kdf = cipher === 'none' ? 'none' : 'bcrypt';
  const options = cipher === 'none' ? '' : Buffer.concat([string(drawn('salt', 16)), Buffer.from([0, 0, 0, 16])]);
  const key = Buffer.concat([string('ssh-ed25519'), string(randomBytes(32))]);
  const count = Buffer.from([0, 0, 0, 1]);
  const raw = [Buffer.from('openssh-key-v1\0'), string(cipher), string(kdf), string(options), count, string(key)];
  const base64 = Buffer.concat([...raw, string(randomBytes(160))]).toString('base64');
  const lines = base64.match(/.{1,70}/gu) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
