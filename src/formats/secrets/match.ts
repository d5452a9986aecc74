import { createHash } from 'node:crypto';
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
/** Characters of a cut secret that are worth hiding. */
const CUT_LEAST = 6;
/** Keys that their makers publish for everybody, by SHA-256: of Azurite, the emulator of Azure Storage. */
const PUBLIC: ReadonlySet<string> = new Set(['0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059']);
/** Between a name and its value: quotes, an equals sign or colon, a backslash of an escaped quote. */
const SEPARATORS = new Set(Buffer.from(' \t"\'\\:=>,(]'));
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
 * `quoted`: a text that tells about others and may have cut them, so that the start of a secret counts before `…` and the end.
 */
export function secretsIn(bytes: Buffer, from = 0, to = bytes.length, quoted = false): SecretMatch[] {
  const found: SecretMatch[] = [];
  const search: Search = { bytes, runs: new Map(), quoted };
  const last = Math.min(to, bytes.length - 2);
  for (let at = from; at < last; at++) {
    const group = START[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)];
    if (group === 0 || group === undefined || THIRD[(group << 8) | (bytes[at + 2] ?? 0)] === 0) continue;
    const match = group === KEY ? keyAt(search, at) : tokenAt(search, at, GROUPS[group - 1] ?? []);
    if (match === undefined) continue;
    found.push(match);
    const secret =
      match.kind === 'aws-access-key' && found.length < SECRET_LIMITS.listed ? awsSecretNear(bytes, match) : undefined;
    if (secret !== undefined) found.push(secret);
    at = Math.max(at, match.end - 1);
  }
  return found.toSorted((a, b) => a.start - b.start);
}

interface Search {
  readonly bytes: Buffer;
  readonly runs: Runs;
  readonly quoted: boolean;
}

function keyAt({ bytes, quoted }: Search, at: number): SecretMatch | undefined {
  if (bytes[at + 5] !== 0x42) return undefined; // the B of BEGIN
  const key = privateKeyAt(bytes, at, quoted);
  if (key === undefined) return undefined;
  const { kind, start, end, encrypted, body } = key;
  return { kind, start, end, secret: body, prefix: 0, ...(encrypted ? { encrypted } : {}) };
}

function tokenAt(search: Search, at: number, patterns: readonly SecretPattern[]): SecretMatch | undefined {
  const { bytes } = search;
  for (const pattern of patterns) {
    const { prefix, label = false } = pattern;
    if (!startsWith(bytes, at, prefix)) continue;
    const start = pattern.before === undefined ? at : startBefore(bytes, at, pattern.before);
    if (start === undefined) continue;
    const free = label || isBoundary(bytes, start);
    if (!free && pattern.before === undefined && !couldBeLength(bytes, start, pattern)) continue;
    const body = label ? afterSeparator(bytes, at + prefix.length) : at + prefix.length;
    const match = body === undefined ? undefined : matchOf(search, start, body, pattern);
    if (match !== undefined && (free || bytes[start - 1] === match.end - start)) return match;
  }
  return undefined;
}

/** Where a secret starts whose prefix stands inside of it. */
function startBefore(
  bytes: Buffer,
  at: number,
  { alphabet, least, most }: NonNullable<SecretPattern['before']>,
): number | undefined {
  let start = at;
  while (start > 0 && at - start <= most && alphabet[bytes[start - 1] ?? 0] === 1) start--;
  // A longer run is a word, or the letter of a length before the secret: what stands before `start` tells.
  return at - start < least ? undefined : Math.max(start, at - most);
}

/** Pickles, protobuf and others write a string's length in the byte before it, which may be the code of a letter. */
function couldBeLength(bytes: Buffer, at: number, { prefix, least, most }: SecretPattern): boolean {
  const stated = (bytes[at - 1] ?? 0) - prefix.length;
  return stated >= least && stated <= most;
}

function matchOf(
  { bytes, runs, quoted }: Search,
  at: number,
  body: number,
  pattern: SecretPattern,
): SecretMatch | undefined {
  let end = runEnd(bytes, body, pattern.alphabet, runs);
  const cut = quoted && end - body < pattern.least && isCut(bytes, end);
  // A full stop ends a sentence, not a token.
  while (end > body && bytes[end - 1] === 0x2e) end--;
  if (end - body < (cut ? CUT_LEAST : pattern.least) || end - body > pattern.most) return undefined;
  // A longer word is something else.
  if (WORD[bytes[end] ?? 0] === 1) return undefined;
  const text = bytes.toString('latin1', body, end);
  const start = pattern.label === true ? body : at;
  const found = {
    kind: pattern.kind,
    start,
    end,
    secret: bytes.toString('latin1', start, end),
    prefix: pattern.before === undefined ? body - start : 0,
  };
  if (cut) return found;
  if (!plausible(text, pattern.entropy ?? ENTROPY) || pattern.holds?.(text) === false || PUBLIC.has(sha256(text)))
    return undefined;
  return {
    ...found,
    ...(pattern.checksum === undefined ? {} : { checksum: pattern.checksum(text) ? 'holds' : 'fails' }),
    ...(isPatterned(text) ? { patterned: true } : {}),
  };
}

/** At the end, or before `…` in UTF-8. */
function isCut(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || (bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0xa6);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
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
