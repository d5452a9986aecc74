/** Orders of versions whose own specifications are lists of cases. Negative, zero or positive; undefined for no version of the kind. */

/** Order of letters in Maven's versions; what is not named comes behind them, in the order of the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const SHORT: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };
const SAME: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };

interface Token {
  readonly dash: boolean;
  readonly text: string;
  readonly number: bigint | undefined;
}

/** Maven's POM reference, "Version Order Specification". */
export function maven(left: string, right: string): number | undefined {
  const [a, b] = [mavenOf(left), mavenOf(right)];
  if (a === undefined || b === undefined) return undefined;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one, two] = [a[at] ?? padding(b[at]), b[at] ?? padding(a[at])];
    const difference = byToken(one, two);
    if (difference !== 0) return difference;
  }
  return 0;
}

function mavenOf(text: string): readonly Token[] | undefined {
  const plain = text.trim().toLowerCase();
  if (!/^[a-z0-9]+(?:[.\-_+]?[a-z0-9]+)*$/u.test(plain)) return undefined;
  const tokens: Token[] = [];
  let dash = false;
  for (const [, sign = '', word = ''] of plain.matchAll(/([.\-_+]?)(\d+|[a-z]+)/gu)) {
    // Between letters and digits stands a dash that nobody writes.
    dash = tokens.length > 0 && sign !== '.';
    const digits = /^\d/u.test(word);
    tokens.push({ dash, text: digits ? word : word, number: digits ? BigInt(word) : undefined });
  }
  const named = tokens.map((token, at): Token => {
    if (token.number !== undefined) return token;
    const next = tokens[at + 1];
    const short = next?.number !== undefined && next.dash ? SHORT[token.text] : undefined;
    return { ...token, text: short ?? SAME[token.text] ?? token.text };
  });
  return trimmed(named);
}

/** Zeros and empty words at the end of the whole and before each dash say nothing. */
function trimmed(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.dash) dropNothing(kept);
    kept.push(token);
  }
  dropNothing(kept);
  return kept;
}

function dropNothing(kept: Token[]): void {
  for (let last = kept.at(-1); kept.length > 1 && last !== undefined && isNothing(last); last = kept.at(-1)) kept.pop();
}

function isNothing({ number, text }: Token): boolean {
  return number === undefined ? text === '' : number === 0n;
}

function padding(other: Token | undefined): Token {
  return other?.dash === false && other.number !== undefined
    ? { dash: false, text: '0', number: 0n }
    : { dash: other?.dash ?? false, text: '', number: undefined };
}

function byToken(one: Token, two: Token): number {
  const rank = ({ number, dash }: Token): number => (number === undefined ? 0 : dash ? 1 : 2);
  if (one.number !== undefined && two.number !== undefined && one.dash === two.dash)
    return one.number < two.number ? -1 : one.number > two.number ? 1 : 0;
  if (rank(one) !== rank(two)) return rank(one) - rank(two);
  const [a, b] = [QUALIFIERS.indexOf(one.text), QUALIFIERS.indexOf(two.text)];
  if (a !== -1 || b !== -1) return (a === -1 ? QUALIFIERS.length : a) - (b === -1 ? QUALIFIERS.length : b);
  return one.text < two.text ? -1 : one.text > two.text ? 1 : 0;
}

/** RubyGems' `Gem::Version`: parts by dots and between letters and digits; letters come before every number. */
export function ruby(left: string, right: string): number | undefined {
  const [a, b] = [rubyOf(left), rubyOf(right)];
  if (a === undefined || b === undefined) return undefined;
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one, two] = [a[at] ?? 0n, b[at] ?? 0n];
    if (one === two) continue;
    if (typeof one !== typeof two) return typeof one === 'string' ? -1 : 1;
    return one < two ? -1 : 1;
  }
  return 0;
}

function rubyOf(text: string): readonly (bigint | string)[] | undefined {
  const plain = text.trim();
  if (!/^\d[0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/u.test(plain)) return undefined;
  return [...plain.replaceAll('-', '.pre.').matchAll(/\d+|[A-Za-z]+/gu)].map(([part]) =>
    /^\d/u.test(part) ? BigInt(part) : part,
  );
}

/** rpm-version(7): epoch, version, release; each in turns of letters and digits, `~` before everything and `^` behind. */
export function rpm(left: string, right: string): number | undefined {
  const [a, b] = [rpmOf(left), rpmOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const [epoch, version] = [a.epoch - b.epoch, byRpm(a.version, b.version)];
  if (epoch !== 0 || version !== 0) return epoch === 0 ? version : epoch;
  // A flaw that names no release means every one.
  return a.release === '' || b.release === '' ? 0 : byRpm(a.release, b.release);
}

function rpmOf(text: string): { epoch: number; version: string; release: string } | undefined {
  const [, epoch = '0', version, release = ''] =
    /^(?:(\d{1,9}):)?([\w.+~^]+)(?:-([\w.+~^]+))?$/u.exec(text.trim()) ?? [];
  return version === undefined ? undefined : { epoch: Number(epoch), version, release };
}

function byRpm(left: string, right: string): number {
  const parts = (text: string): string[] => text.match(/~|\^|\d+|[A-Za-z]+/gu) ?? [];
  const [a, b] = [parts(left), parts(right)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one, two] = [a[at], b[at]];
    if (one === two) continue;
    if (one === '~' || two === '~') return one === '~' ? -1 : 1;
    // Behind the end, and before everything that is longer.
    if (one === '^' || two === '^') return one === '^' ? (two === undefined ? 1 : -1) : one === undefined ? -1 : 1;
    if (one === undefined || two === undefined) return one === undefined ? -1 : 1;
    const [n, m] = [/^\d/u.test(one), /^\d/u.test(two)];
    if (n !== m) return n ? 1 : -1;
    if (!n) return one < two ? -1 : 1;
    if (BigInt(one) !== BigInt(two)) return BigInt(one) < BigInt(two) ? -1 : 1;
  }
  return 0;
}
