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

const HEX = `${DIGITS}abcdef`;

/** One secret of each kind that a pattern tells, by kind. */
export const SECRETS = {
  'age-key': `AGE-SECRET-KEY-1${drawn('age', 58, UPPER + DIGITS)}`,
  'airtable-token': `pat${drawn('air', 14)}.${drawn('table', 64, HEX)}`,
  'anthropic-key': `sk-ant-api03-${drawn('anthropic', 93, `${BASE62}_-`)}AA`,
  'atlassian-token': `ATATT3xFfGF0${drawn('atlassian', 170)}`,
  'azure-client-secret': `${drawn('azure', 3)}8Q~${drawn('client', 34)}`,
  'azure-key': `AccountKey=${drawn('azure', 86, `${BASE62}+/`)}==`,
  'azure-signature': `sig=${drawn('signature', 43)}%3D`,
  'bitbucket-token': `ATBB${drawn('bitbucket', 32)}`,
  'databricks-token': `dapi${drawn('databricks', 32, HEX)}`,
  'digitalocean-token': `dop_v1_${drawn('digitalocean', 64, HEX)}`,
  'discord-token': `MTAx${drawn('discord', 22)}.${drawn('bot', 6)}.${drawn('token', 38)}`,
  'discord-webhook': `discord.com/api/webhooks/${drawn('hook', 19, DIGITS)}/${drawn('webhook', 68)}`,
  'docker-token': `dckr_pat_${drawn('docker', 27)}`,
  'doppler-token': `dp.pt.${drawn('doppler', 43)}`,
  'elevenlabs-key': `sk_${drawn('eleven', 48, HEX)}`,
  'figma-token': `figd_${drawn('figma', 40)}`,
  'fireworks-key': `fw_${drawn('fireworks', 24)}`,
  'fly-token': `FlyV1 fm2_${drawn('fly', 120)}`,
  'github-token': withCrc('ghp_', drawn('github', 30)),
  'gitlab-token': `glpat-${drawn('gitlab', 20)}`,
  'google-api-key': `AIza${drawn('google', 35)}`,
  'google-oauth-secret': `GOCSPX-${drawn('oauth', 28)}`,
  'google-oauth-token': `ya29.${drawn('access', 120)}`,
  'grafana-token': `glsa_${drawn('grafana', 32)}_${drawn('sum', 8, HEX)}`,
  'groq-key': `gsk_${drawn('groq', 52)}`,
  'heroku-key': `HRKU-AA${drawn('heroku', 58)}`,
  'hugging-face-token': `hf_${drawn('hugging', 34, UPPER + LOWER)}`,
  'json-web-token': `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: 'someone', iat: 1_700_000_000, exp: 1_700_003_600 })}.${drawn('jwt', 43)}`,
  'kaggle-key': `KGAT_${drawn('kaggle', 32, HEX)}`,
  'langsmith-key': `lsv2_pt_${drawn('langsmith', 32, HEX)}_${drawn('smith', 10, HEX)}`,
  'lasting-web-token': `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: 'service', iat: 1_700_000_000 })}.${drawn('lasting', 43)}`,
  'linear-key': `lin_api_${drawn('linear', 40)}`,
  'mailgun-key': `key-${drawn('mailgun', 32, HEX)}`,
  'mapbox-token': `sk.eyJ1${drawn('map', 60)}.${drawn('box', 22)}`,
  'newrelic-key': `NRAK-${drawn('newrelic', 27, UPPER + DIGITS)}`,
  'notion-token': `ntn_${drawn('notion', 46)}`,
  'npm-token': withCrc('npm_', drawn('npm', 30)),
  'nvidia-key': `nvapi-${drawn('nvidia', 64)}`,
  'openai-key': `sk-proj-${drawn('openai', 48)}T3BlbkFJ${drawn('ai', 48)}`,
  'openrouter-key': `sk-or-v1-${drawn('openrouter', 64, HEX)}`,
  'perplexity-key': `pplx-${drawn('perplexity', 48)}`,
  'pinecone-key': `pcsk_${drawn('pine', 6)}_${drawn('cone', 63)}`,
  'planetscale-token': `pscale_pw_${drawn('planet', 43)}`,
  'postman-key': `PMAK-${drawn('post', 24, HEX)}-${drawn('man', 34, HEX)}`,
  'pypi-token': `pypi-AgEIcHlwaS5vcmc${drawn('pypi', 150)}`,
  'replicate-token': `r8_${drawn('replicate', 37)}`,
  'rubygems-key': `rubygems_${drawn('rubygems', 48, HEX)}`,
  'secret-api-key': `sk-${drawn('secret', 48)}`,
  'sendgrid-key': `SG.${drawn('send', 22)}.${drawn('grid', 43)}`,
  'sentry-token': `sntrys_${drawn('sentry', 120)}`,
  'shopify-token': `shpat_${drawn('shopify', 32, HEX)}`,
  'slack-token': `xoxb-${drawn('slack', 12, DIGITS)}-${drawn('bot', 12, DIGITS)}-${drawn('token', 24)}`,
  'slack-webhook': `hooks.slack.com/services/T${drawn('team', 8, UPPER)}/B${drawn('hook', 10, UPPER)}/${drawn('web', 24)}`,
  'square-token': `sq0atp-${drawn('square', 22)}`,
  'stripe-key': `sk_live_${drawn('stripe', 24)}`,
  'supabase-key': `sbp_${drawn('supabase', 40, HEX)}`,
  'tavily-key': `tvly-${drawn('tavily', 32)}`,
  'telegram-token': `7${drawn('telegram', 9, DIGITS)}:AA${drawn('gram', 33)}`,
  'terraform-token': `${drawn('terra', 14)}.atlasv1.${drawn('form', 67)}`,
  'twilio-key': `SK${drawn('twilio', 32, HEX)}`,
  'url-password': `postgresql://app:${drawn('database', 20)}@db.models.invalid`,
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
