import { crc32 } from 'node:zlib';
import {
  ALPHANUMERIC,
  BASE64,
  HEXADECIMAL,
  PATH_PART,
  UPPER_OR_DIGIT,
  URL_SAFE,
  URL_SAFE_AND_DOT,
  WORD,
  type Alphabet,
} from './alphabet.ts';
import type { SecretKind } from './facts.ts';

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
  return signature !== undefined && signature.length >= 16 && decoded(header).includes('"alg"');
}

const decoded = (text: string): string => Buffer.from(text, 'base64url').toString('latin1');

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
  ...prefixes('aws-access-key', ['AKIA', 'ASIA'], UPPER_OR_DIGIT, [16, 16], { entropy: 2.5 }),
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
  ...prefixes('json-web-token', ['eyJ'], URL_SAFE_AND_DOT, [60, 8_192], { holds: jwtHolds }),
].toSorted((a, b) => b.prefix.length - a.prefix.length);

/** A secret of 40 characters that stands near an access key of AWS without its name. */
export const AWS_SECRET = { alphabet: BASE64, length: 40, entropy: 4, holds: mixed } as const;
