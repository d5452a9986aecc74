import { maven, rpm, ruby } from './release-orders.ts';

/** Negative, zero or positive; undefined where a text is no version of its kind. */
export type Comparison = number | undefined;
type Compare = (left: string, right: string) => Comparison;

/** Longer texts are no versions. */
const LONGEST = 200;

/**
 * How an ecosystem orders its versions: PEP 440, SemVer 2.0, deb-version(7), apk-tools, Maven's POM reference, `Gem::Version`, rpm-version(7). Undefined for one whose order is not
 * known here, of which only versions that a list names can be told.
 */
export function orderOf(ecosystem: string): Compare | undefined {
  const order = ORDERS.get(ecosystem.split(':', 1)[0] ?? '');
  return order === undefined
    ? undefined
    : (left, right) => (left.length > LONGEST || right.length > LONGEST ? undefined : order(left, right));
}

function semver(left: string, right: string): Comparison {
  const [a, b] = [semverOf(left), semverOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const release = byNumbers(a.release, b.release);
  if (release !== 0) return release;
  // A release is newer than all that lead to it.
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let at = 0; at < Math.max(a.pre.length, b.pre.length); at++) {
    const [one, two] = [a.pre[at], b.pre[at]];
    if (one === undefined) return -1;
    if (two === undefined) return 1;
    if (one === two) continue;
    const [n, m] = [/^\d+$/u.test(one), /^\d+$/u.test(two)];
    if (n && m) return Number(one) - Number(two);
    if (n !== m) return n ? -1 : 1;
    return one < two ? -1 : 1;
  }
  return 0;
}

function semverOf(text: string): { readonly release: readonly number[]; readonly pre: readonly string[] } | undefined {
  const [, release, pre] = /^[v=]?(\d+(?:\.\d+)*)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/u.exec(text.trim()) ?? [];
  return release === undefined
    ? undefined
    : { release: release.split('.').map(Number), pre: pre === undefined ? [] : pre.split('.') };
}

const PEP440 =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|alpha|b|beta|c|rc|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/u;
const PRE: Readonly<Record<string, number>> = { a: 0, alpha: 0, b: 1, beta: 1, c: 2, rc: 2, pre: 2, preview: 2 };

/** PEP 440, "Summary of permitted suffixes and relative ordering". */
function pep440(left: string, right: string): Comparison {
  const [a, b] = [pep440Key(left), pep440Key(right)];
  return a === undefined || b === undefined ? undefined : byNumbers(a, b);
}

/** Epoch, twelve numbers of the release, kind and number of what precedes it, of what follows, of development; the label of a build last. */
function pep440Key(text: string): readonly number[] | undefined {
  const [all, epoch, release = '', pre, preNumber, dashed, post, postNumber, dev, devNumber, local] =
    PEP440.exec(text.trim().toLowerCase()) ?? [];
  if (all === undefined) return undefined;
  const numbers = release.split('.').map(Number);
  if (numbers.length > 12) return undefined;
  const isPost = dashed !== undefined || post !== undefined;
  const before = pre === undefined ? (dev !== undefined && !isPost ? -1 : 9) : (PRE[pre] ?? 0);
  return [
    Number(epoch ?? 0),
    ...Array.from({ length: 12 }, (_, at) => numbers[at] ?? 0),
    before,
    Number(preNumber ?? 0),
    isPost ? Number(dashed ?? postNumber ?? 0) : -1,
    dev === undefined ? Number.MAX_SAFE_INTEGER : Number(devNumber ?? 0),
    // Of builds of the same version no flaw tells apart which: one is only not the plain one.
    local === undefined ? 0 : 1,
  ];
}

/** deb-version(7): epoch, upstream version, revision; each in turns of letters and digits, `~` before everything. */
function debian(left: string, right: string): Comparison {
  const [a, b] = [debianOf(left), debianOf(right)];
  if (a === undefined || b === undefined) return undefined;
  return a.epoch - b.epoch || byTurns(a.upstream, b.upstream) || byTurns(a.revision, b.revision);
}

function debianOf(text: string): { epoch: number; upstream: string; revision: string } | undefined {
  const [, epoch = '0', rest] = /^(?:(\d+):)?([\w.+~:-]+)$/u.exec(text.trim()) ?? [];
  if (rest === undefined) return undefined;
  const at = rest.lastIndexOf('-');
  return {
    epoch: Number(epoch),
    upstream: at === -1 ? rest : rest.slice(0, at),
    revision: at === -1 ? '' : rest.slice(at + 1),
  };
}

function byTurns(left: string, right: string): number {
  let [a, b] = [left, right];
  while (a !== '' || b !== '') {
    const [x, y] = [/^\D*/u.exec(a)?.[0] ?? '', /^\D*/u.exec(b)?.[0] ?? ''];
    for (let at = 0; at < Math.max(x.length, y.length); at++) {
      const difference = weightOf(x[at]) - weightOf(y[at]);
      if (difference !== 0) return difference;
    }
    [a, b] = [a.slice(x.length), b.slice(y.length)];
    const [n, m] = [/^\d*/u.exec(a)?.[0] ?? '', /^\d*/u.exec(b)?.[0] ?? ''];
    const difference = Number(n) - Number(m);
    if (difference !== 0) return difference;
    [a, b] = [a.slice(n.length), b.slice(m.length)];
  }
  return 0;
}

/** `~` before the end, letters before all other signs. */
function weightOf(sign: string | undefined): number {
  if (sign === undefined) return 0;
  if (sign === '~') return -1;
  const code = sign.codePointAt(0) ?? 0;
  return /[A-Za-z]/u.test(sign) ? code : code + 256;
}

const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', '', 'cvs', 'svn', 'git', 'hg', 'p'];

/** apk-tools: `1.2.3a_rc1-r4`. Behind the first number, one that starts with 0 is compared as a fraction. */
function alpine(left: string, right: string): Comparison {
  const [a, b] = [alpineOf(left), alpineOf(right)];
  if (a === undefined || b === undefined) return undefined;
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at++) {
    const [n, m] = [a.numbers[at], b.numbers[at]];
    if (n === undefined) return -1;
    if (m === undefined) return 1;
    const fraction = at > 0 && (n.startsWith('0') || m.startsWith('0'));
    if (fraction && n !== m) return n < m ? -1 : 1;
    if (!fraction && Number(n) !== Number(m)) return Number(n) - Number(m);
  }
  if (a.letter !== b.letter) return a.letter < b.letter ? -1 : 1;
  for (let at = 0; at < Math.max(a.suffixes.length, b.suffixes.length); at++) {
    const none: readonly [number, number] = [SUFFIXES.indexOf(''), 0];
    const [x, y] = [a.suffixes[at] ?? none, b.suffixes[at] ?? none];
    if (x[0] !== y[0] || x[1] !== y[1]) return x[0] - y[0] || x[1] - y[1];
  }
  return a.revision - b.revision;
}

interface AlpineVersion {
  readonly numbers: readonly string[];
  readonly letter: string;
  readonly suffixes: readonly (readonly [number, number])[];
  readonly revision: number;
}

function alpineOf(text: string): AlpineVersion | undefined {
  const [, numbers, letter = '', suffixes = '', revision = '0'] =
    /^(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?$/u.exec(
      text.trim(),
    ) ?? [];
  if (numbers === undefined) return undefined;
  return {
    numbers: numbers.split('.'),
    letter,
    suffixes: [...suffixes.matchAll(/_([a-z]+)(\d*)/gu)].map(
      ([, name = '', number = '']) => [SUFFIXES.indexOf(name), Number(number === '' ? 0 : number)] as const,
    ),
    revision: Number(revision),
  };
}

function byNumbers(left: readonly number[], right: readonly number[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const ORDERS: ReadonlyMap<string, Compare> = new Map([
  ['PyPI', pep440],
  ['npm', semver],
  ['Go', semver],
  ['crates.io', semver],
  ['GitHub Actions', semver],
  ['SwiftURL', semver],
  ['Hex', semver],
  ['Pub', semver],
  ['Julia', semver],
  ['Debian', debian],
  ['Ubuntu', debian],
  ['Alpine', alpine],
  ['Wolfi', alpine],
  ['Chainguard', alpine],
  ['Maven', maven],
  ['RubyGems', ruby],
  ...['Red Hat', 'Rocky Linux', 'AlmaLinux', 'SUSE', 'openSUSE', 'openEuler', 'Mageia', 'Azure Linux'].map(
    (name) => [name, rpm] as const,
  ),
]);
