import type { Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { CODE, Findings } from './findings.ts';
import type { Input } from './input.ts';
import { RDATA_LIMITS } from './limits.ts';
import { HAS_ATTRIBUTES, HAS_TAG, SEXP } from './types.ts';

/** Where an object stands, as far as it matters for what it does. */
type Role = 'plain' | 'variables' | 'variable' | 'promise-value' | 'representation';

/** What is still to be read, on a stack of the reader's own: objects nest as deeply as a file likes. */
interface Task {
  readonly kind: 'item' | 'language' | 'constants' | 'bytecode';
  count: number;
  readonly role: Role;
  /** Whose code it is: a promise's index, −1 for other code, undefined for data. */
  readonly owner: number | undefined;
}

/** Reads one serialised object and counts what it is made of. Throws Stopped, EndOfBytes or BadText where it can't go on. */
export class ObjectReader {
  readonly findings: Findings;
  private readonly input: Input;
  private readonly collector: Collector;
  private readonly tasks: Task[] = [];
  /** Names of symbols among what REFSXP refers to; empty for the others. */
  private readonly references: string[] = [];

  constructor(input: Input, collector: Collector) {
    this.input = input;
    this.collector = collector;
    this.findings = new Findings(collector);
  }

  read(): void {
    this.push('item', 1, 'plain', undefined);
    for (let task = this.tasks.at(-1); task !== undefined; task = this.tasks.at(-1)) {
      task.count -= 1;
      if (task.count <= 0) this.tasks.pop();
      if (++this.findings.counted.objects > RDATA_LIMITS.items) this.limit('items');
      if (task.kind === 'item') this.item(task);
      else if (task.kind === 'language') this.language(task.owner, this.input.integer());
      else if (task.kind === 'bytecode') this.bytecode(task.owner);
      else this.constant(task.owner);
    }
  }

  private push(kind: Task['kind'], count: number, role: Role, owner: number | undefined): void {
    if (count <= 0) return;
    if (this.tasks.length >= RDATA_LIMITS.depth) this.limit('depth');
    this.tasks.push({ kind, count, role, owner });
  }

  private item(task: Task): void {
    const { role, owner } = task;
    const offset = this.input.position;
    const flags = this.input.integer();
    const type = flags & 0xff;
    const attributed = (flags & HAS_ATTRIBUTES) !== 0;
    switch (type) {
      case SEXP.nil:
      case SEXP.emptyEnvironment:
      case SEXP.baseEnvironment:
      case SEXP.globalEnvironment:
      case SEXP.baseNamespace:
      case SEXP.missingArgument:
        return;
      case SEXP.unbound:
        if (role === 'promise-value') this.findings.unforced(owner);
        return;
      case SEXP.reference:
        this.referred((flags >> 8) & 0xff_ffff, role, owner);
        return;
      case SEXP.symbol:
        this.symbol(role, owner);
        return;
      case SEXP.persistent:
      case SEXP.package:
      case SEXP.namespace:
        this.named(type);
        return;
      case SEXP.environment:
        this.input.integer();
        this.refer('');
        this.push('item', 1, 'plain', undefined);
        this.push('item', 2, 'variables', undefined);
        this.push('item', 1, 'plain', undefined);
        return;
      case SEXP.pairlist:
      case SEXP.call:
      case SEXP.closure:
      case SEXP.promise:
      case SEXP.dots:
        this.cell(type, flags, role, owner, offset);
        return;
      case SEXP.altrep:
        this.push('item', 2, 'plain', undefined);
        this.push('item', 1, 'representation', undefined);
        return;
      default:
        if (attributed) this.push('item', 1, 'plain', undefined);
        this.vector(type, role, owner, offset);
    }
  }

  /** Attributes, tag and the two halves of a cell, in this order; what is pushed last is read first. */
  private cell(type: number, flags: number, role: Role, owner: number | undefined, offset: number): void {
    const parts = ((flags & HAS_ATTRIBUTES) === 0 ? 0 : 1) + ((flags & HAS_TAG) === 0 ? 0 : 1);
    if (type === SEXP.promise) {
      const promise = this.findings.promise(role === 'variable', offset);
      this.push('item', 1, 'plain', promise);
      this.push('item', 1, 'promise-value', promise);
    } else if (type === SEXP.closure) {
      this.findings.counted.closures += 1;
      this.push('item', 2, 'plain', owner ?? CODE);
    } else if (type === SEXP.call) {
      this.findings.counted.calls += 1;
      this.push('item', 2, 'plain', owner ?? CODE);
    } else if (role === 'variables' || (type === SEXP.dots && role === 'variable')) {
      this.push('item', 1, role, owner);
      this.push('item', 1, 'variable', owner);
    } else this.push('item', 2, role === 'representation' ? role : 'plain', owner);
    this.push('item', parts, 'plain', undefined);
  }

  private vector(type: number, role: Role, owner: number | undefined, offset: number): void {
    switch (type) {
      case SEXP.externalPointer:
        this.findings.counted.externalPointers += 1;
        this.refer('');
        this.push('item', 2, 'plain', undefined);
        return;
      case SEXP.weakReference:
        this.refer('');
        return;
      case SEXP.s4:
        return;
      case SEXP.special:
      case SEXP.builtin:
        this.findings.name(this.input.text(this.bounded(this.input.integer())), owner ?? CODE);
        return;
      case SEXP.characters:
        this.skipCharacters();
        return;
      case SEXP.logicals:
      case SEXP.integers:
        this.input.skip('integers', this.length());
        return;
      case SEXP.reals:
        this.input.skip('reals', this.length());
        return;
      case SEXP.complexes:
        this.input.skip('reals', 2 * this.length());
        return;
      case SEXP.raw:
        this.input.skip('bytes', this.length());
        return;
      case SEXP.strings:
      case SEXP.expressions:
      case SEXP.list:
        // The hash table of an environment is a list of lists of variables.
        this.push('item', this.length(), role === 'variables' ? role : 'plain', owner);
        return;
      case SEXP.bytecode:
        this.findings.counted.bytecodes += 1;
        // How many parts are shared.
        this.input.integer();
        this.push('bytecode', 1, 'plain', owner ?? CODE);
        return;
      default:
        this.stop('type', `there is no object of the type ${type}`, offset);
    }
  }

  /** Instructions, then a counted list of constants. */
  private bytecode(owner: number | undefined): void {
    const flags = this.input.integer();
    if ((flags & 0xff) !== SEXP.integers)
      this.stop('bytecode', 'the instructions are no integers', this.input.position);
    this.input.skip('integers', this.length());
    if ((flags & HAS_ATTRIBUTES) !== 0) this.stop('bytecode', 'instructions have attributes', this.input.position);
    this.push('constants', this.bounded(this.input.integer()), 'plain', owner);
  }

  private constant(owner: number | undefined): void {
    const type = this.input.integer();
    switch (type) {
      case SEXP.bytecode:
        this.push('bytecode', 1, 'plain', owner);
        return;
      case SEXP.call:
      case SEXP.pairlist:
      case SEXP.bytecodeDefinition:
      case SEXP.bytecodeReference:
      case SEXP.attributedCall:
      case SEXP.attributedPairlist:
        this.language(owner, type);
        return;
      default:
        this.push('item', 1, 'plain', owner);
    }
  }

  /** Calls among constants have a form of their own, whose parts are shared by number. */
  private language(owner: number | undefined, stated: number): void {
    let type = stated;
    if (type === SEXP.bytecodeReference) {
      this.input.integer();
      return;
    }
    if (type === SEXP.bytecodeDefinition) {
      this.input.integer();
      type = this.input.integer();
    }
    const attributed = type === SEXP.attributedCall || type === SEXP.attributedPairlist;
    if (!attributed && type !== SEXP.call && type !== SEXP.pairlist) {
      this.push('item', 1, 'plain', owner);
      return;
    }
    if (type === SEXP.call || type === SEXP.attributedCall) this.findings.counted.calls += 1;
    this.push('language', 2, 'plain', owner);
    this.push('item', attributed ? 2 : 1, 'plain', owner);
  }

  private symbol(role: Role, owner: number | undefined): void {
    const flags = this.input.integer();
    if ((flags & 0xff) !== SEXP.characters) this.stop('symbol', 'a symbol has no name', this.input.position);
    const name = this.characters();
    this.refer(name);
    this.seen(name, role, owner);
  }

  private referred(packed: number, role: Role, owner: number | undefined): void {
    const index = packed === 0 ? this.input.integer() : packed;
    const name = this.references[index - 1];
    if (name === undefined) this.stop('reference', `there is no object ${index} to refer to`, this.input.position);
    else this.seen(name, role, owner);
  }

  private seen(name: string, role: Role, owner: number | undefined): void {
    if (name === '') return;
    if (role === 'representation') {
      this.findings.representation(name);
    } else if (owner !== undefined) this.findings.name(name, owner);
  }

  /** A vector of strings without flags of its own: a mark, a length, and strings. */
  private named(type: number): void {
    this.input.integer();
    const count = this.bounded(this.input.integer());
    for (let index = 0; index < count; index += 1) {
      this.input.integer();
      const name = this.characters();
      if (index === 0 && type !== SEXP.persistent) this.findings.package(name);
    }
    this.refer('');
  }

  private characters(): string {
    const length = this.input.integer();
    return length === -1 ? 'NA' : this.input.text(this.bounded(length)).slice(0, RDATA_LIMITS.name);
  }

  private skipCharacters(): void {
    const length = this.input.integer();
    if (length !== -1) this.input.text(this.bounded(length));
  }

  private refer(name: string): void {
    if (this.references.length >= RDATA_LIMITS.references) this.limit('references');
    this.references.push(name);
  }

  /** −1 announces 64 bits in two halves. */
  private length(): number {
    const length = this.input.integer();
    if (length !== -1) return this.bounded(length);
    const high = this.input.integer() >>> 0;
    return this.bounded(high * 2 ** 32 + (this.input.integer() >>> 0));
  }

  /** A count that the rest of the file may hold. */
  private bounded(count: number): number {
    if (count < 0 || count > this.input.remaining)
      this.stop('length', `the length ${count} is more than is left of the file`, this.input.position);
    return count;
  }

  private limit(name: 'items' | 'depth' | 'references'): never {
    this.collector.limit(`rdata.${name}`, `more than ${RDATA_LIMITS[name]} ${name}`, this.input.position);
    throw new Stopped(this.input.position);
  }

  private stop(what: string, message: string, offset: number): never {
    this.collector.problem(`rdata-${what}`, message, offset);
    throw new Stopped(offset);
  }
}
