import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const FOUNDATIONS = ['core', 'formats', 'trust', 'sandbox', 'storage', 'weights', 'answers', 'runner'];
const STAGES = ['acquire', 'verify', 'scan', 'compare', 'evaluate', 'hunt', 'decide', 'attest', 'report'];

/** Room → the other rooms that it may import, type-only imports and worker entries included. Nothing else is allowed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  formats: ['core'],
  trust: ['core'],
  sandbox: ['core'],
  storage: ['core'],
  weights: ['core', 'formats'],
  answers: ['core'],
  runner: ['core', 'formats', 'trust', 'sandbox'],
  ...Object.fromEntries(STAGES.map((stage) => [stage, FOUNDATIONS])),
  // Of the report only what pages are built of.
  audit: [...FOUNDATIONS, 'report'],
  gate: [...FOUNDATIONS, ...STAGES],
  cli: [...FOUNDATIONS, ...STAGES, 'audit', 'gate'],
};

interface Edge {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(SRC, name));

/** Every module specifier in a file: import, export from, import(), import types, and `new URL('./x.ts', import.meta.url)`. */
function specifiers(path: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (node === null || typeof node !== 'object') return;
    const { type, source, argument, callee, arguments: args } = node as Record<string, unknown>;
    for (const literal of [source, argument]) {
      const text = literalText(literal);
      if (text !== undefined && typeof type === 'string' && /Import|Export/u.test(type)) found.push(text);
    }
    if (type === 'NewExpression' && (callee as { name?: string }).name === 'URL' && Array.isArray(args)) {
      const text = literalText(args[0]);
      if (text?.endsWith('.ts') === true) found.push(text);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }, path));
  return found;
}

function literalText(node: unknown): string | undefined {
  if (node === null || typeof node !== 'object') return undefined;
  const { type, value, literal } = node as { type?: string; value?: unknown; literal?: unknown };
  if (type === 'TSLiteralType') return literalText(literal);
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
}

const edges: Edge[] = files.flatMap((from) =>
  specifiers(from)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ from, to: resolve(dirname(from), specifier) })),
);
const external = files.flatMap((from) =>
  specifiers(from)
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
    .map((to) => ({ from, to })),
);

const room = (path: string): string => relative(SRC, path).split(sep)[0] ?? '';
const name = (path: string): string => relative(SRC, path);

describe('architecture', () => {
  it('reads the whole source: a reader that sees nothing would pass everything', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(edges.length).toBeGreaterThan(files.length);
  });

  it('has no room that the table does not know', () => {
    expect([...new Set(files.map(room))].filter((it) => !(it in MAY_IMPORT))).toEqual([]);
  });

  it('imports only in the direction of the table', () => {
    const broken = edges.filter(
      ({ from, to }) => room(from) !== room(to) && !(MAY_IMPORT[room(from)] ?? []).includes(room(to)),
    );
    expect(broken.map(({ from, to }) => `${name(from)} → ${name(to)}`)).toEqual([]);
  });

  it('imports only files that exist, with their ending', () => {
    const known = new Set(files);
    const missing = edges.filter(({ to }) => to.startsWith(SRC) && !known.has(to) && !to.endsWith('.json'));
    expect(missing.map(({ from, to }) => `${name(from)} → ${name(to)}`)).toEqual([]);
  });

  it('has no import cycle, type-only imports included', () => {
    const graph = Map.groupBy(edges, ({ from }) => from);
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].map(name).join(' → '));
        return;
      }
      state.set(path, 'open');
      for (const { to } of graph.get(path) ?? []) walk(to, [...trail, path]);
      state.set(path, 'done');
    };
    files.forEach((path) => walk(path, []));
    expect(cycles).toEqual([]);
  });

  it('keeps core free of packages other than zod', () => {
    expect(external.filter(({ from, to }) => room(from) === 'core' && to !== 'zod').map(({ to }) => to)).toEqual([]);
  });

  it('loads what executes models only in the runner', () => {
    const engines = external.filter(({ to }) => /llama|onnxruntime/u.test(to)).map(({ from }) => name(from));
    expect([...new Set(engines)].filter((path) => !path.startsWith('runner/program/'))).toEqual([]);
  });

  it('raises no bare Error', () => {
    const bare = files.filter((path) => /new (?:Type|Range)?Error\(/u.test(readFileSync(path, 'utf8')));
    expect(bare.map(name)).toEqual([]);
  });

  it('starts no shell', () => {
    const shells = files.filter((path) =>
      /\bexec\(|execSync\(|shell:\s*true/u.test(stripRegexExec(readFileSync(path, 'utf8'))),
    );
    expect(shells.map(name)).toEqual([]);
  });
});

/** `pattern.exec(text)` is a regular expression at work, not a shell. */
function stripRegexExec(source: string): string {
  return source.replace(/\.exec\(/gu, '.match(');
}
