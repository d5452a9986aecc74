/**
 * Branch counters in the sources under test: a loader hook strips the types and puts `counters[n]++` at the start of every
 * block, branch and arm of a condition. Against V8's own block coverage this costs a few per cent of an execution instead
 * of milliseconds for each look at it (figures in bench/RESULTS.md).
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

const SOURCES = new URL('../../src/', import.meta.url).href;
/** Lists of names: no branch in them, and no input that they would tell apart by coverage. */
const TABLES = new URL('scan/data/', SOURCES).href;
const GLOBAL = '__fuzzCounters';
const MOST = 1 << 16;

/** One source file: its counters are `first` up to `end`, exclusive. */
export interface InstrumentedModule {
  readonly path: string;
  readonly first: number;
  readonly end: number;
  /** Strings and numbers that stand in it: magics, keywords, opcodes. */
  readonly literals: readonly (string | number | bigint)[];
}

export interface Instrumentation {
  readonly counters: Uint8Array;
  readonly modules: readonly InstrumentedModule[];
  /** Counters in use. */
  size(): number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Instruments every module of `src/` that is loaded after this call, in this thread. */
export function instrumentSources(): Instrumentation {
  const counters = new Uint8Array(MOST);
  const modules: InstrumentedModule[] = [];
  let used = 0;
  Reflect.set(globalThis, GLOBAL, counters);
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith(SOURCES) || url.startsWith(TABLES) || !url.endsWith('.ts')) return next(url, context);
      const code = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
      const file = new Instrumenter(code, used);
      modules.push({ path: url.slice(SOURCES.length), first: used, end: file.next, literals: [...file.literals] });
      used = file.next;
      if (used > MOST) throw new Error(`more than ${MOST} branches: enlarge MOST`);
      return { format: 'module', shortCircuit: true, source: file.source };
    },
  });
  return { counters, modules, size: () => used };
}

class Instrumenter {
  readonly source: string;
  readonly literals = new Set<string | number | bigint>();
  next: number;
  private readonly opening = new Map<number, string>();
  private readonly closing = new Map<number, string>();

  constructor(code: string, first: number) {
    this.next = first;
    this.visit(parseAst(code, { lang: 'js' }));
    const places = [...new Set([...this.opening.keys(), ...this.closing.keys()])].sort((a, b) => a - b);
    const parts = [`const ${GLOBAL}=globalThis.${GLOBAL};`];
    let at = 0;
    for (const place of places) {
      parts.push(code.slice(at, place), this.closing.get(place) ?? '', this.opening.get(place) ?? '');
      at = place;
    }
    this.source = parts.join('') + code.slice(at);
  }

  private visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (isNode(value)) {
      this.count(value);
      for (const child of Object.values(value)) if (typeof child === 'object') this.visit(child);
    }
  }

  private count(node: Node): void {
    switch (node.type) {
      case 'Literal':
        if (isWord(node['value'])) this.literals.add(node['value']);
        break;
      case 'Property':
        if (isNode(node['key']) && typeof node['key']['name'] === 'string') this.literals.add(node['key']['name']);
        break;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'CatchClause':
        this.statement(node['body']);
        break;
      case 'ArrowFunctionExpression':
        if (isNode(node['body']) && node['body'].type !== 'BlockStatement') this.expression(node['body']);
        else this.statement(node['body']);
        break;
      case 'IfStatement':
        this.statement(node['consequent']);
        this.statement(node['alternate']);
        break;
      case 'TryStatement':
        this.statement(node['finalizer']);
        break;
      case 'ConditionalExpression':
        this.expression(node['consequent']);
        this.expression(node['alternate']);
        break;
      case 'LogicalExpression':
        this.expression(node['right']);
        break;
      case 'SwitchCase': {
        const [first] = Array.isArray(node['consequent']) ? (node['consequent'] as readonly unknown[]) : [];
        this.open(isNode(first) ? first.start : node.end, `${this.counter()};`);
        break;
      }
    }
  }

  private statement(node: unknown): void {
    if (!isNode(node)) return;
    if (node.type === 'BlockStatement') {
      this.open(node.start + 1, `${this.counter()};`);
    } else {
      this.open(node.start, `{${this.counter()};`);
      this.close(node.end, '}');
    }
  }

  private expression(node: unknown): void {
    if (!isNode(node)) return;
    this.open(node.start, `(${this.counter()},`);
    this.close(node.end, ')');
  }

  private counter(): string {
    return `${GLOBAL}[${this.next++}]++`;
  }

  /** Outer nodes are visited first: theirs stands first. */
  private open(at: number, text: string): void {
    this.opening.set(at, (this.opening.get(at) ?? '') + text);
  }

  private close(at: number, text: string): void {
    this.closing.set(at, text + (this.closing.get(at) ?? ''));
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}

function isWord(value: unknown): value is string | number | bigint {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
}
