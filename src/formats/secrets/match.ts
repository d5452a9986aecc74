import { ALPHANUMERIC, WORD, type Alphabet } from './alphabet.ts';
import type { SecretKind } from './facts.ts';
import { SECRET_LIMITS } from './limits.ts';
import { AWS_SECRET, SECRET_PATTERNS, type SecretPattern } from './patterns.ts';
import { isPatterned, plausible } from './plausible.ts';
import { KEY_START, privateKeyAt } from './private-key.ts';

/** A secret found, with its text: for the fingerprint and the mask only. */
export interface SecretMatch {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
  readonly secret: string;
  /** How many characters at its start are the kind's own. */
  readonly prefix: number;
  readonly checksum?: 'holds' | 'fails';
  readonly encrypted?: boolean;
  readonly patterned?: boolean;
}

const ENTROPY = 3;
/** Between a name and its value: quotes, an equals sign or colon, a backslash of an escaped quote. */
const SEPARATORS = new Set(Buffer.from(' \t"\'\\:=>,('));
const SEPARATOR_BYTES = 12;
/** How far from an access key of AWS its secret is looked for. */
const AWS_NEAR = 400;

const BACKSLASH = 0x5c;

/** Patterns by the two bytes that they start with. */
const GROUPS: SecretPattern[][] = [];
/** 0, or the number of the group. KEY stands for a private key. */
const START = new Uint8Array(1 << 16);
/** By group and third byte: 1 where one of its patterns goes on so. */
const THIRD = new Uint8Array(1 << 16);
const KEY = 255;
for (const pattern of SECRET_PATTERNS) {
  const pair = pairOf(pattern.prefix);
  if (START[pair] === 0) START[pair] = GROUPS.push([]);
  const group = START[pair] ?? 0;
  GROUPS[group - 1]?.push(pattern);
  THIRD[(group << 8) | pattern.prefix.charCodeAt(2)] = 1;
}
START[pairOf(KEY_START)] = KEY;
THIRD[(KEY << 8) | KEY_START.charCodeAt(2)] = 1;

function pairOf(text: string): number {
  return (text.charCodeAt(0) << 8) | text.charCodeAt(1);
}

/**
 * Every secret that starts in `bytes` at `from` or later and before `to`, in order. One pass: two bytes tell where a pattern
 * could start, so that the cost is that of a loop over the bytes; what a candidate costs is bounded by its kind's length.
 */
export function secretsIn(bytes: Buffer, from = 0, to = bytes.length): SecretMatch[] {
  const found: SecretMatch[] = [];
  const runs: Runs = new Map();
  const last = Math.min(to, bytes.length - 2);
  for (let at = from; at < last; at++) {
    const group = START[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)];
    if (group === 0 || group === undefined || THIRD[(group << 8) | (bytes[at + 2] ?? 0)] === 0) continue;
    const match = group === KEY ? keyAt(bytes, at) : tokenAt(bytes, at, GROUPS[group - 1] ?? [], runs);
    if (match === undefined) continue;
    found.push(match);
    const secret =
      match.kind === 'aws-access-key' && found.length < SECRET_LIMITS.listed ? awsSecretNear(bytes, match) : undefined;
    if (secret !== undefined) found.push(secret);
    at = Math.max(at, match.end - 1);
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function keyAt(bytes: Buffer, at: number): SecretMatch | undefined {
  if (bytes[at + 5] !== 0x42) return undefined; // the B of BEGIN
  const key = privateKeyAt(bytes, at);
  if (key === undefined) return undefined;
  const { kind, start, end, encrypted, body } = key;
  return { kind, start, end, secret: body, prefix: 0, ...(encrypted ? { encrypted } : {}) };
}

function tokenAt(bytes: Buffer, at: number, patterns: readonly SecretPattern[], runs: Runs): SecretMatch | undefined {
  for (const pattern of patterns) {
    if (!startsWith(bytes, at, pattern.prefix) || (pattern.label !== true && !isBoundary(bytes, at))) continue;
    const body =
      pattern.label === true ? afterSeparator(bytes, at + pattern.prefix.length) : at + pattern.prefix.length;
    const match = body === undefined ? undefined : matchOf(bytes, at, body, pattern, runs);
    if (match !== undefined) return match;
  }
  return undefined;
}

function matchOf(bytes: Buffer, at: number, body: number, pattern: SecretPattern, runs: Runs): SecretMatch | undefined {
  let end = runEnd(bytes, body, pattern.alphabet, runs);
  // A full stop ends a sentence, not a token.
  while (end > body && bytes[end - 1] === 0x2e) end--;
  if (end - body < pattern.least || end - body > pattern.most) return undefined;
  // A longer word, or a base64 text that goes on behind an escaped line break, is something else.
  if (WORD[bytes[end] ?? 0] === 1) return undefined;
  const text = bytes.toString('latin1', body, end);
  if (!plausible(text, pattern.entropy ?? ENTROPY) || pattern.holds?.(text) === false) return undefined;
  const start = pattern.label === true ? body : at;
  return {
    kind: pattern.kind,
    start,
    end,
    secret: bytes.toString('latin1', start, end),
    prefix: body - start,
    ...(pattern.checksum === undefined ? {} : { checksum: pattern.checksum(text) ? 'holds' : 'fails' }),
    ...(isPatterned(text) ? { patterned: true } : {}),
  };
}

/** The secret half of an access key of AWS, which has no prefix of its own. */
function awsSecretNear(bytes: Buffer, { start, end }: SecretMatch): SecretMatch | undefined {
  const { alphabet, length, entropy, holds } = AWS_SECRET;
  const last = Math.min(bytes.length, end + AWS_NEAR);
  for (let at = Math.max(0, start - AWS_NEAR); at < last;) {
    // `KEY=value`: the equals sign belongs to the base64 alphabet only at its end.
    if (alphabet[bytes[at] ?? 0] !== 1 || bytes[at] === 0x3d) {
      at++;
      continue;
    }
    let stop = at;
    while (stop < last && alphabet[bytes[stop] ?? 0] === 1 && bytes[stop] !== 0x3d) stop++;
    const text = bytes.toString('latin1', at, stop);
    if (stop - at === length && plausible(text, entropy) && holds(text))
      return { kind: 'aws-secret-key', start: at, end: stop, secret: text, prefix: 0 };
    at = stop;
  }
  return undefined;
}

function startsWith(bytes: Buffer, at: number, prefix: string): boolean {
  for (let index = 2; index < prefix.length; index++) if (bytes[at + index] !== prefix.charCodeAt(index)) return false;
  return true;
}

/** No word goes on into a token, but the letter of an escape (`"\nhf_…"`) does not belong to it. */
function isBoundary(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1] ?? 0;
  return WORD[before] !== 1 || (ALPHANUMERIC[before] === 1 && bytes[at - 2] === BACKSLASH);
}

function afterSeparator(bytes: Buffer, at: number): number | undefined {
  let end = at;
  let assigned = false;
  while (end - at < SEPARATOR_BYTES && SEPARATORS.has(bytes[end] ?? 0)) {
    if (bytes[end] === 0x3d || bytes[end] === 0x3a || bytes[end] === 0x2c) assigned = true;
    end++;
  }
  return assigned ? end : undefined;
}

/**
 * Where runs of an alphabet ended. A text of prefixes only (`sk-ant-sk-ant-…`) starts a token at every few bytes, and each
 * would walk the rest of it again.
 */
type Runs = Map<Alphabet, { readonly start: number; readonly end: number }>;

function runEnd(bytes: Buffer, at: number, alphabet: Alphabet, runs: Runs): number {
  const known = runs.get(alphabet);
  if (known !== undefined && at >= known.start && at < known.end) return known.end;
  let end = at;
  while (end < bytes.length && alphabet[bytes[end] ?? 0] === 1) end++;
  runs.set(alphabet, { start: at, end });
  return end;
}
