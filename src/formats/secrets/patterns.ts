import { crc32 } from 'node:zlib';
import {
  ALPHANUMERIC,
  AUTHORITY,
  BASE32,
  BASE64,
  DECIMAL,
  HEXADECIMAL,
  LOWER_HEXADECIMAL,
  PATH_PART,
  PERCENT,
  SCHEME,
  UPPER_OR_DIGIT,
  URL_SAFE,
  URL_SAFE_AND_DOT,
  VALUE,
  WORD,
  type Alphabet,
} from './alphabet.ts';
import type { SecretKind } from './facts.ts';
import { entropy } from './plausible.ts';

/** How a kind of secret is written: a fixed text, then so many characters of an alphabet, and no further one. */
export interface SecretPattern {
  readonly kind: SecretKind;
  readonly prefix: string;
  readonly alphabet: Alphabet;
  /** Characters after the prefix. */
  readonly least: number;
  readonly most: number;
  /** The prefix is a name (`secret_access_key`) and the secret the value that follows it; the name may follow other words. */
  readonly label?: true;
  /** Characters of an alphabet that stand before the prefix and belong to the secret: so many and no more. */
  readonly before?: { readonly alphabet: Alphabet; readonly least: number; readonly most: number };
  /** What else must hold of the characters after the prefix. */
  readonly holds?: (body: string) => boolean;
  readonly checksum?: (body: string) => boolean;
  /** Bits per character; 3 when left out. */
  readonly entropy?: number;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The last six characters are the CRC-32 of the thirty before them in base 62. Source: GitHub on its token formats. */
function crcHolds(body: string): boolean {
  let left = crc32(Buffer.from(body.slice(0, -6), 'latin1'));
  let written = '';
  for (let digit = 0; digit < 6; digit++) {
    written = `${BASE62[left % 62] ?? ''}${written}`;
    left = Math.floor(left / 62);
  }
  return written === body.slice(-6);
}

/** Letters in both cases and a digit: words and hexadecimal digests are none. */
const mixed = (body: string): boolean => /[a-z]/u.test(body) && /[A-Z]/u.test(body) && /\d/u.test(body);
const digits = (body: string): boolean => /\d/u.test(body);

function jwtHolds(body: string): boolean {
  const parts = `eyJ${body}`.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload?.startsWith('eyJ') !== true) return false;
  // The token of the standard's own site.
  if (/"(?:1234567890|John Doe)"/u.test(decoded(payload))) return false;
  return signature !== undefined && signature.length >= 16 && decoded(header).includes('"alg"');
}

/** Without an end, as the tokens of services are, or for the role that every row of a database is open to. */
function lasts(body: string): boolean {
  const payload = decoded(body.split('.')[1] ?? '');
  return !/"exp"\s*:/u.test(payload) || /"role"\s*:\s*"service_role"/u.test(payload);
}

/** `user:password@host` of a machine elsewhere, with a password that nobody writes as an example. */
function loginHolds(body: string): boolean {
  const [, password, host] = /^[\w.~%+-]{0,64}:([^@:]{10,200})@([\w.-]{4,255})/u.exec(body) ?? [];
  if (password === undefined || host === undefined || !host.includes('.') || body.startsWith('anonymous:'))
    return false;
  if (/^(?:127\.|0\.0\.0\.0|localhost)|example|\.(?:test|local|localdomain)$/u.test(host)) return false;
  return (
    /\d/u.test(password) &&
    /[a-z]/iu.test(password) &&
    !/pass|secret|pwd|^\$|\$\{/iu.test(password) &&
    entropy(password) >= 3
  );
}

/** Random letters and digits: no words, and no name of something else. */
function namedHolds(body: string): boolean {
  if (/[/.:]/u.test(body) && !/^[A-Za-z0-9+/]{30,}={0,2}$/u.test(body)) return false;
  const words = body.match(/[a-z]{5,}/gu) ?? [];
  return mixedOrHexadecimal(body) && words.join('').length * 3 < body.length;
}

const mixedOrHexadecimal = (body: string): boolean =>
  mixed(body) || /^[0-9a-f]{32,64}$/u.test(body) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(body);

function registryHolds(body: string): boolean {
  return /^[\w.@+-]{1,100}:[\x20-\x7e]{6,}$/u.test(Buffer.from(body, 'base64').toString('latin1'));
}

const decoded = (text: string): string => Buffer.from(text, 'base64url').toString('latin1');

/** The first part of a Discord token is base64 of a decimal number. */
const DISCORD_STARTS = ['MT', 'Mj', 'Mz', 'ND', 'NT', 'Nj', 'Nz', 'OD', 'OT'].flatMap((first) =>
  Array.from('AEIMQUYcgk').map((second) => first + second),
);

const prefixes = (
  kind: SecretKind,
  names: readonly string[],
  alphabet: Alphabet,
  [least, most]: readonly [number, number],
  more: Partial<SecretPattern> = {},
): SecretPattern[] => names.map((prefix) => ({ kind, prefix, alphabet, least, most, ...more }));

/** Every pattern. Of several that start alike the longest prefix is tried first. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  ...prefixes('hugging-face-token', ['hf_', 'api_org_'], ALPHANUMERIC, [32, 40]),
  ...prefixes('aws-access-key', ['AKIA', 'ASIA'], BASE32, [16, 16], { entropy: 2.5 }),
  ...prefixes('aws-secret-key', ['secret_access_key', 'SECRET_ACCESS_KEY', 'ecretAccessKey'], BASE64, [40, 40], {
    label: true,
    entropy: 3.5,
  }),
  ...prefixes('google-api-key', ['AIza'], URL_SAFE, [35, 35]),
  ...prefixes('google-oauth-secret', ['GOCSPX-'], URL_SAFE, [28, 28]),
  ...prefixes('azure-key', ['AccountKey='], BASE64, [88, 88], { holds: (body) => body.endsWith('==') }),
  ...prefixes('azure-key', ['SharedAccessKey='], BASE64, [43, 44], { holds: (body) => body.endsWith('=') }),
  ...prefixes('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], ALPHANUMERIC, [36, 36], { checksum: crcHolds }),
  ...prefixes('github-token', ['github_pat_'], WORD, [82, 82], { holds: (body) => body.indexOf('_') === 22 }),
  ...prefixes('gitlab-token', ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-'], URL_SAFE_AND_DOT, [20, 320]),
  ...prefixes('npm-token', ['npm_'], ALPHANUMERIC, [36, 36], { checksum: crcHolds }),
  ...prefixes('pypi-token', ['pypi-AgE'], URL_SAFE, [50, 1_024]),
  ...prefixes('docker-token', ['dckr_pat_', 'dckr_oat_'], URL_SAFE, [27, 40]),
  ...prefixes('anthropic-key', ['sk-ant-'], URL_SAFE, [32, 256]),
  ...prefixes('openai-key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], URL_SAFE, [32, 256], { holds: digits }),
  ...prefixes('openrouter-key', ['sk-or-v1-'], HEXADECIMAL, [64, 64]),
  ...prefixes('secret-api-key', ['sk-'], ALPHANUMERIC, [32, 64], { holds: digits }),
  ...prefixes('groq-key', ['gsk_'], ALPHANUMERIC, [52, 52]),
  ...prefixes('nvidia-key', ['nvapi-'], URL_SAFE, [60, 80]),
  ...prefixes('replicate-token', ['r8_'], ALPHANUMERIC, [37, 37]),
  ...prefixes('xai-key', ['xai-'], ALPHANUMERIC, [80, 80]),
  ...prefixes('langsmith-key', ['lsv2_pt_', 'lsv2_sk_'], WORD, [43, 43]),
  ...prefixes('pinecone-key', ['pcsk_'], WORD, [60, 80]),
  ...prefixes('wandb-key', ['wandb_v1_'], WORD, [40, 128]),
  ...prefixes('wandb-key', ['WANDB_API_KEY', 'wandb_api_key', 'wandb.login(key'], HEXADECIMAL, [40, 40], {
    label: true,
  }),
  ...prefixes('databricks-token', ['dapi'], HEXADECIMAL, [32, 32]),
  ...prefixes('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], HEXADECIMAL, [64, 64]),
  ...prefixes(
    'slack-token',
    ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'],
    URL_SAFE,
    [24, 256],
    {
      holds: digits,
    },
  ),
  ...prefixes('slack-webhook', ['hooks.slack.com/services/T'], PATH_PART, [36, 64], {
    holds: (body) => /^[A-Z0-9]{8,11}\/B[A-Z0-9]{8,11}\/[A-Za-z0-9]{24}$/u.test(body),
  }),
  ...prefixes('stripe-key', ['sk_live_', 'rk_live_'], ALPHANUMERIC, [20, 247]),
  ...prefixes('sendgrid-key', ['SG.'], URL_SAFE_AND_DOT, [66, 66], { holds: (body) => body.indexOf('.') === 22 }),
  ...prefixes('vault-token', ['hvs.'], URL_SAFE, [90, 200]),
  ...prefixes('age-key', ['AGE-SECRET-KEY-1'], UPPER_OR_DIGIT, [58, 58]),
  ...prefixes('airtable-token', ['pat'], URL_SAFE_AND_DOT, [79, 79], {
    holds: (body) => /^[A-Za-z0-9]{14}\.[0-9a-f]{64}$/u.test(body),
  }),
  ...prefixes('atlassian-token', ['ATATT3xFfGF0'], URL_SAFE, [100, 300]),
  ...prefixes('bitbucket-token', ['ATBB'], ALPHANUMERIC, [32, 32], { holds: mixed }),
  ...prefixes('azure-client-secret', ['7Q~', '8Q~'], URL_SAFE_AND_DOT, [31, 34], {
    before: { alphabet: ALPHANUMERIC, least: 3, most: 3 },
  }),
  ...prefixes('azure-key', ['JQQJ99'], ALPHANUMERIC, [20, 32], {
    before: { alphabet: ALPHANUMERIC, least: 52, most: 52 },
  }),
  ...prefixes('azure-signature', ['sig='], PERCENT, [44, 64], {
    holds: (body) => /^[\w%+/-]{40,}(?:%3D|=)$/iu.test(body),
  }),
  ...prefixes('discord-webhook', ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'], PATH_PART, [70, 110], {
    holds: (body) => /^\d{17,20}\/[\w-]{50,90}$/u.test(body),
  }),
  ...prefixes('docker-login', ['"auth"'], BASE64, [16, 2_000], { label: true, holds: registryHolds }),
  ...prefixes('doppler-token', ['dp.pt.', 'dp.st.', 'dp.sa.', 'dp.ct.'], ALPHANUMERIC, [40, 44]),
  ...prefixes('elevenlabs-key', ['sk_'], LOWER_HEXADECIMAL, [48, 48]),
  ...prefixes('figma-token', ['figd_', 'figo_'], URL_SAFE, [38, 48]),
  ...prefixes('fireworks-key', ['fw_'], ALPHANUMERIC, [22, 24], { holds: mixed }),
  ...prefixes('fly-token', ['FlyV1 fm', 'fo1_'], VALUE, [40, 4_000], { holds: mixed }),
  ...prefixes('google-oauth-token', ['ya29.'], URL_SAFE, [60, 512]),
  ...prefixes('google-oauth-token', ['1//0'], URL_SAFE, [50, 256], { holds: mixed }),
  ...prefixes('grafana-token', ['glsa_'], WORD, [41, 41]),
  ...prefixes('grafana-token', ['glc_'], BASE64, [60, 400], { holds: mixed }),
  ...prefixes('heroku-key', ['HRKU-'], URL_SAFE, [36, 80]),
  ...prefixes('kaggle-key', ['KGAT_'], LOWER_HEXADECIMAL, [32, 32]),
  ...prefixes('linear-key', ['lin_api_', 'lin_oauth_'], ALPHANUMERIC, [40, 64]),
  ...prefixes('mailgun-key', ['key-'], LOWER_HEXADECIMAL, [32, 32]),
  ...prefixes('mapbox-token', ['sk.eyJ1'], URL_SAFE_AND_DOT, [60, 200]),
  ...prefixes('newrelic-key', ['NRAK-'], UPPER_OR_DIGIT, [27, 27]),
  ...prefixes('notion-token', ['ntn_'], ALPHANUMERIC, [43, 50]),
  ...prefixes('notion-token', ['secret_'], ALPHANUMERIC, [43, 43], { holds: mixed }),
  ...prefixes('npm-token', ['_authToken'], URL_SAFE, [20, 256], { label: true, holds: digits }),
  ...prefixes('perplexity-key', ['pplx-'], ALPHANUMERIC, [40, 56]),
  ...prefixes('planetscale-token', ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], URL_SAFE_AND_DOT, [32, 64]),
  ...prefixes('postman-key', ['PMAK-'], URL_SAFE, [59, 59]),
  // PuTTY's own format ends so, and the private half stands before it.
  ...prefixes('private-key', ['Private-MAC: '], LOWER_HEXADECIMAL, [40, 64]),
  // base64 of `-----BEGIN `, as kubeconfig writes keys and certificates.
  ...prefixes('private-key', ['LS0tLS1CRUdJTi'], BASE64, [100, 16_000], {
    holds: (body) =>
      /PRIVATE KEY/u.test(Buffer.from(`LS0tLS1CRUdJTi${body.slice(0, 80)}`, 'base64').toString('latin1')),
  }),
  // A JSON Web Key of RSA: the private exponent modulo p - 1.
  ...prefixes('private-key', ['"dp"'], URL_SAFE, [60, 700], { label: true, holds: mixed }),
  ...prefixes('rubygems-key', ['rubygems_'], LOWER_HEXADECIMAL, [48, 48]),
  ...prefixes('sentry-token', ['sntrys_', 'sntryu_'], BASE64, [60, 400]),
  ...prefixes('sentry-token', ['sntrys_'], URL_SAFE, [60, 400]),
  ...prefixes('shopify-token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], HEXADECIMAL, [32, 32]),
  ...prefixes('square-token', ['sq0atp-', 'sq0csp-'], URL_SAFE, [22, 43]),
  ...prefixes('supabase-key', ['sbp_'], LOWER_HEXADECIMAL, [40, 40]),
  ...prefixes('supabase-key', ['sb_secret_'], URL_SAFE, [24, 64]),
  ...prefixes('tavily-key', ['tvly-'], URL_SAFE, [32, 64], { holds: digits }),
  ...prefixes('telegram-token', [':AA'], URL_SAFE, [33, 33], {
    before: { alphabet: DECIMAL, least: 8, most: 10 },
  }),
  ...prefixes('terraform-token', ['.atlasv1.'], URL_SAFE, [60, 80], {
    before: { alphabet: ALPHANUMERIC, least: 14, most: 14 },
  }),
  ...prefixes(
    'twilio-key',
    Array.from('0123456789abcdef').map((digit) => `SK${digit}`),
    LOWER_HEXADECIMAL,
    [31, 31],
  ),
  ...prefixes('discord-token', DISCORD_STARTS, URL_SAFE_AND_DOT, [52, 72], {
    holds: (body) => /^[\w-]{20,25}\.[\w-]{6}\.[\w-]{27,38}$/u.test(body),
  }),
  ...prefixes('url-password', ['://'], AUTHORITY, [16, 400], {
    before: { alphabet: SCHEME, least: 3, most: 24 },
    holds: loginHolds,
  }),
  ...prefixes('url-password', [';Password=', ';Pwd=', ';password=', ';pwd='], AUTHORITY, [8, 64], {
    entropy: 2.5,
    holds: (body) => digits(body) && /[a-z]/iu.test(body) && !/pass|pwd|secret|\{/iu.test(body),
  }),
  ...prefixes(
    'named-secret',
    [
      '_API_KEY',
      '_API_TOKEN',
      '_AUTH_TOKEN',
      '_ACCESS_TOKEN',
      '_CLIENT_SECRET',
      '_SECRET_KEY',
      '_BOT_TOKEN',
      '_OPENAI_KEY',
    ].flatMap((name) => [name, name.toLowerCase()]),
    VALUE,
    [24, 200],
    { label: true, holds: namedHolds, entropy: 3.2 },
  ),
  ...prefixes('lasting-web-token', ['eyJ'], URL_SAFE_AND_DOT, [60, 8_192], {
    holds: (body) => jwtHolds(body) && lasts(body),
  }),
  ...prefixes('json-web-token', ['eyJ'], URL_SAFE_AND_DOT, [60, 8_192], { holds: jwtHolds }),
].toSorted((a, b) => b.prefix.length - a.prefix.length);

/** A secret of 40 characters that stands near an access key of AWS without its name. */
export const AWS_SECRET = { alphabet: BASE64, length: 40, entropy: 4, holds: mixed } as const;
