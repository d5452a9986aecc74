import * as z from 'zod';
import { unreachable } from '../../core/errors.ts';
import { ATTESTATION_LIMITS } from '../predicates/limits.ts';

/** Artifacts of a step by path, each by its digests. */
export type Artifacts = ReadonlyMap<string, Readonly<Record<string, string>>>;

const pattern = z.string().min(1).max(ATTESTATION_LIMITS.text);
const simpleRule = z
  .tuple([z.string().max(20), pattern])
  .transform(([kind, text]) => ({ kind: kind.toUpperCase(), pattern: text }))
  .pipe(z.object({ kind: z.enum(['CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'REQUIRE', 'DISALLOW']), pattern }));

/** `MATCH p [IN prefix] WITH (MATERIALS|PRODUCTS) [IN prefix] FROM step`. */
const matchRule = z
  .array(z.string().max(ATTESTATION_LIMITS.text))
  .min(6)
  .max(10)
  .transform((words, context) => {
    const rest = [...words];
    const take = (keyword: string): boolean => {
      if (rest[0]?.toUpperCase() !== keyword) return false;
      rest.shift();
      return true;
    };
    const started = take('MATCH');
    const text = rest.shift() ?? '';
    const sourcePrefix = take('IN') ? (rest.shift() ?? '') : '';
    const joined = take('WITH');
    const side = rest.shift()?.toUpperCase();
    const targetPrefix = take('IN') ? (rest.shift() ?? '') : '';
    const from = take('FROM') ? rest.shift() : undefined;
    if (
      !started ||
      !joined ||
      text === '' ||
      from === undefined ||
      rest.length > 0 ||
      (side !== 'MATERIALS' && side !== 'PRODUCTS')
    ) {
      context.addIssue({ code: 'custom', message: 'is no artifact rule', input: words });
      return z.NEVER;
    }
    return { kind: 'MATCH' as const, pattern: text, sourcePrefix, side, targetPrefix, from } as const;
  });

/** in-toto specification 1.0 §4.3.3. */
export const ruleSchema = z.union([simpleRule, matchRule]);
export type Rule = z.infer<typeof ruleSchema>;

export interface StepArtifacts {
  readonly materials: Artifacts;
  readonly products: Artifacts;
}

/**
 * Applies the rules of one side of a step, in order. Each takes artifacts out of the queue, DISALLOW and REQUIRE fail; what no rule
 * took is allowed, as the specification has it.
 * @returns what failed, a sentence each
 */
export function applyRules(
  rules: readonly Rule[],
  side: 'materials' | 'products',
  step: StepArtifacts,
  others: ReadonlyMap<string, StepArtifacts>,
): string[] {
  let queue = [...step[side].keys()];
  const failures: string[] = [];
  for (const rule of rules) {
    const taken = new Set(consumed(rule, queue, side, step, others, failures));
    queue = queue.filter((path) => !taken.has(path));
  }
  return failures;
}

function consumed(
  rule: Rule,
  queue: readonly string[],
  side: 'materials' | 'products',
  { materials, products }: StepArtifacts,
  others: ReadonlyMap<string, StepArtifacts>,
  failures: string[],
): readonly string[] {
  const { kind } = rule;
  if (kind === 'MATCH') return matched(rule, queue, side === 'materials' ? materials : products, others, failures);
  if (kind === 'REQUIRE') {
    // A file name, and no pattern.
    if (!queue.includes(rule.pattern)) failures.push(`${side} lack ${rule.pattern}, which is required`);
    return [];
  }
  const named = queue.filter((path) => matchesGlob(rule.pattern, path));
  switch (kind) {
    case 'ALLOW':
      return named;
    case 'DISALLOW':
      if (named.length > 0) failures.push(`${side} hold ${listed(named)}, which ${rule.pattern} disallows`);
      return [];
    case 'CREATE':
      return named.filter((path) => products.has(path) && !materials.has(path));
    case 'DELETE':
      return named.filter((path) => materials.has(path) && !products.has(path));
    case 'MODIFY':
      return named.filter((path) => {
        const [before, after] = [materials.get(path), products.get(path)];
        return before !== undefined && after !== undefined && !sameArtifact(before, after);
      });
    default:
      return unreachable(kind);
  }
}

function matched(
  { pattern: text, sourcePrefix, side, targetPrefix, from }: Extract<Rule, { kind: 'MATCH' }>,
  queue: readonly string[],
  own: Artifacts,
  others: ReadonlyMap<string, StepArtifacts>,
  failures: string[],
): string[] {
  const other = others.get(from);
  if (other === undefined) {
    failures.push(`there is nothing of the step ${from} to match with`);
    return [];
  }
  const theirs = side === 'MATERIALS' ? other.materials : other.products;
  const prefix = withSlash(sourcePrefix);
  return queue.filter((path) => {
    if (!path.startsWith(prefix)) return false;
    const rest = path.slice(prefix.length);
    const [mine, counterpart] = [own.get(path), theirs.get(`${withSlash(targetPrefix)}${rest}`)];
    return (
      matchesGlob(text, rest) && mine !== undefined && counterpart !== undefined && sameArtifact(mine, counterpart)
    );
  });
}

const STRONG = ['sha256', 'sha384', 'sha512', 'blake3'];

/** Equal by every algorithm that both have, of which one must be worth something. */
export function sameArtifact(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const common = Object.keys(a).filter((algorithm) => b[algorithm] !== undefined);
  return common.some((one) => STRONG.includes(one)) && common.every((algorithm) => a[algorithm] === b[algorithm]);
}

function withSlash(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

function listed(paths: readonly string[]): string {
  return `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`;
}

/**
 * Python's `fnmatch`, which in-toto's patterns are: `*` any characters, `/` too; `?` one; `[a-z]`, `[!a-z]` one of a set. All positions in
 * the pattern are followed at once, so no pattern is slow.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const tokens = tokensOf(glob);
  let current = closure(tokens, new Set([0]));
  for (const character of path) {
    const next = new Set<number>();
    for (const at of current) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token === '*') next.add(at);
      else if (token(character)) next.add(at + 1);
    }
    if (next.size === 0) return false;
    current = closure(tokens, next);
  }
  return current.has(tokens.length);
}

type Token = '*' | ((character: string) => boolean);

function closure(tokens: readonly Token[], positions: Set<number>): Set<number> {
  for (const at of positions) if (tokens[at] === '*') positions.add(at + 1);
  return positions;
}

function tokensOf(glob: string): Token[] {
  const characters = [...glob];
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (character === '?') tokens.push(() => true);
    else {
      const end = character === '[' ? setEnd(characters, at) : -1;
      if (end === -1) tokens.push((other) => other === character);
      else {
        tokens.push(setOf(characters.slice(at + 1, end)));
        at = end;
      }
    }
  }
  return tokens;
}

/** A `]` right behind the bracket, or behind its `!`, belongs to the set. Without an end, the bracket is one. */
function setEnd(characters: readonly string[], start: number): number {
  let at = start + 1;
  if (characters[at] === '!') at++;
  if (characters[at] === ']') at++;
  return characters.indexOf(']', at);
}

function setOf(content: readonly string[]): (character: string) => boolean {
  const negated = content[0] === '!';
  const rest = negated ? content.slice(1) : content;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < rest.length; at++) {
    const [from = '', dash, to] = rest.slice(at, at + 3);
    if (dash === '-' && to !== undefined) {
      ranges.push([from, to]);
      at += 2;
    } else ranges.push([from, from]);
  }
  const within = (character: string): boolean =>
    ranges.some(([from, to]) => comparePoints(from, character) <= 0 && comparePoints(character, to) <= 0);
  return (character) => within(character) !== negated;
}

function comparePoints(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
}
