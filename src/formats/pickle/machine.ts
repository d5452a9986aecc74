import type { ByteSource } from '../byte-source.ts';
import { describe, describeCode } from './describe.ts';
import { unreachable } from '../../core/errors.ts';
import { drawsFrom, effectOf, encodesLatin1, statesItsBytes, type CallEffect } from './effects.ts';
import type { PickleProblem, PickleUseKind } from './facts.ts';
import { arrayWrapper, type ArrayWrapper } from './joblib.ts';
import { PICKLE_LIMITS } from './limits.ts';
import { Links } from './links.ts';
import { Memo } from './memo.ts';
import { OP } from './opcodes.ts';
import { StateKeys } from './state.ts';
import { isFloatText, isIntegerText } from './text.ts';
import { UseTable } from './uses.ts';
import { FALSE, FLOAT, INTEGER, KIND, TRUE, UNKNOWN, ValueHeap } from './values.ts';

/** Problems at which every unpickler raises. */
export const FATAL = ['stack-underflow', 'mark-missing', 'memo-missing', 'global-impossible'] as const;

/** Types of literal values, for methods that are bound to one. */
const METHODS_OF: ReadonlyMap<number, string> = new Map([
  [KIND.utf8, 'str'],
  [KIND.latin1, 'str'],
  [KIND.quoted, 'str'],
  [KIND.rawUnicode, 'str'],
  [KIND.bytes, 'bytes'],
  [KIND.list, 'list'],
  [KIND.dict, 'dict'],
]);

/** Functions that call their arguments, one in the other: honest ones are one deep. */
const INNER = 4;

/** Flags of `heap.held`: a container holds the value; it was given state. */
const HELD = 1;
const BUILT = 2;

/**
 * The unpickling machine with symbolic values: one stack, a stack of marks, a memo, exactly as CPython's `_pickle.c`
 * keeps them, but nothing is imported, called or allocated. An error that would stop CPython is written down and the
 * walk goes on, because other unpicklers may be more lenient than CPython.
 */
export class PickleMachine {
  readonly heap: ValueHeap;
  readonly uses = new UseTable();
  readonly links = new Links();
  readonly memo = new Memo();
  readonly problems = new Map<string, PickleProblem>();
  readonly limits = new Map<string, PickleProblem>();
  readonly stateKeys: StateKeys;
  /** Globals whose calls do something with their arguments. */
  private readonly effects = new Map<number, CallEffect>();
  /** While an array wrapper of joblib waits for its state: the key and value pairs of dicts. */
  private arrayWrapper = UNKNOWN;
  private wrapperKind: ArrayWrapper | undefined;
  /** Whether the stream names such a class at all. */
  private namesWrapper = false;
  private readonly entries = new Map<number, [number, number][]>();
  stack = new Int32Array(256);
  depth = 0;
  protocol = 0;
  private callsLoader = false;
  /** Whether any container is held twice: without that nothing expands. */
  shared = false;
  private marks = new Int32Array(64);
  private markCount = 0;

  constructor(source: ByteSource) {
    this.heap = new ValueHeap(source);
    this.stateKeys = new StateKeys(this.heap);
  }

  problem(code: string, message: string, offset: number): void {
    if (this.problems.size < PICKLE_LIMITS.problems && !this.problems.has(code))
      this.problems.set(code, { code, message, offset });
  }

  /** Whether an unpickler has raised by now. */
  raises(): boolean {
    return FATAL.some((code) => this.problems.has(code));
  }

  limit(code: string, message: string, offset: number): void {
    if (!this.limits.has(code)) this.limits.set(code, { code, message, offset });
  }

  push(value: number): void {
    if (this.depth === this.stack.length) {
      if (this.depth >= PICKLE_LIMITS.stack) {
        this.limit('stack', `more than ${PICKLE_LIMITS.stack} values on the stack`, 0);
        return;
      }
      const larger = new Int32Array(Math.min(this.depth * 4, PICKLE_LIMITS.stack));
      larger.set(this.stack);
      this.stack = larger;
    }
    this.stack[this.depth] = value;
    this.depth += 1;
  }

  /** Whether the stream hands bytes of its own to a loader. */
  get loads(): boolean {
    return this.callsLoader || this.stateKeys.loads;
  }

  private get fence(): number {
    return this.markCount === 0 ? 0 : (this.marks[this.markCount - 1] ?? 0);
  }

  pop(at: number): number {
    if (this.depth <= this.fence) {
      this.problem('stack-underflow', 'an opcode takes a value from an empty stack or past a mark', at);
      return UNKNOWN;
    }
    this.depth -= 1;
    return this.stack[this.depth] ?? UNKNOWN;
  }

  top(at: number): number {
    if (this.depth <= this.fence) {
      this.problem('stack-underflow', 'an opcode looks at an empty stack or past a mark', at);
      return UNKNOWN;
    }
    return this.stack[this.depth - 1] ?? UNKNOWN;
  }

  mark(): void {
    if (this.markCount === this.marks.length) {
      if (this.markCount >= PICKLE_LIMITS.stack) {
        this.limit('marks', `more than ${PICKLE_LIMITS.stack} marks`, 0);
        return;
      }
      const larger = new Int32Array(Math.min(this.markCount * 4, PICKLE_LIMITS.stack));
      larger.set(this.marks);
      this.marks = larger;
    }
    this.marks[this.markCount] = this.depth;
    this.markCount += 1;
  }

  /** Takes the topmost mark away; returns where its values start. Without one, all values count as marked. */
  popMark(at: number): number {
    if (this.markCount === 0) {
      this.problem('mark-missing', 'an opcode needs a mark and there is none', at);
      return 0;
    }
    this.markCount -= 1;
    return Math.min(this.marks[this.markCount] ?? 0, this.depth);
  }

  /** POP removes a mark where one lies on top. */
  popOpcode(at: number): void {
    if (this.markCount > 0 && this.fence === this.depth) this.markCount -= 1;
    else this.pop(at);
  }

  /** A value goes where code other than the stream's own calls can reach it. */
  escape(value: number): void {
    if (this.heap.kind(value) === KIND.global) this.uses.markData(this.heap.b[value] ?? 0);
  }

  hold(holder: number, key: number, held: number): void {
    if (held < 0) return;
    const kind = this.heap.kind(held);
    if (kind < KIND.global) return;
    this.escape(held);
    if (holder <= UNKNOWN) return;
    if (kind === KIND.global || kind === KIND.extension || kind === KIND.buffer || kind === KIND.persid) return;
    const flags = this.heap.held[held] ?? 0;
    if ((flags & HELD) === 0) this.heap.held[held] = flags | HELD;
    else this.shared = true;
    this.links.add(holder, key, held);
  }

  tuple(from: number): void {
    const tuple = this.heap.tuple(this.stack, from, this.depth);
    for (let index = from; index < this.depth; index += 1)
      this.hold(tuple, -1 - (index - from), this.stack[index] ?? UNKNOWN);
    this.depth = from;
    this.push(tuple);
  }

  /** LIST, DICT and FROZENSET: a new container of the marked values. */
  container(kind: number, from: number): number {
    const value = this.heap.add(kind, 0, this.depth - from);
    for (let index = from; index < this.depth; index += 1)
      this.hold(value, -1 - (index - from), this.stack[index] ?? UNKNOWN);
    this.depth = from;
    this.push(value);
    return value;
  }

  /** APPEND, APPENDS, ADDITEMS with the values from `from` on, into the value under them. */
  append(from: number, at: number): void {
    const count = this.depth - from;
    const items = from;
    this.depth = from;
    const target = this.top(at);
    const kind = this.heap.kind(target);
    for (let index = items; index < items + count; index += 1)
      this.hold(target, -1 - (index - items), this.stack[index] ?? UNKNOWN);
    if (kind === KIND.list || kind === KIND.set) this.heap.b[target] = (this.heap.b[target] ?? 0) + count;
    else {
      if (kind === KIND.global)
        this.problem('items-on-global', 'items are given to a class, function or module itself', at);
      this.use('append', target, UNKNOWN, at);
    }
  }

  /** SETITEM, SETITEMS, DICT with key, value, key, value… from `from` on. */
  setItems(from: number, target: number, at: number): void {
    const to = this.depth;
    if ((to - from) % 2 !== 0) this.problem('odd-items', 'a dict gets a key without a value', at);
    const kind = this.heap.kind(target);
    for (let index = from; index + 1 < to; index += 2) {
      const key = this.stack[index] ?? UNKNOWN;
      this.hold(target, key, this.stack[index + 1] ?? UNKNOWN);
      if (key >= 0) this.noteKey(target, key, this.stack[index + 1] ?? UNKNOWN);
      if (this.arrayWrapper !== UNKNOWN) this.noteEntry(target, key, this.stack[index + 1] ?? UNKNOWN);
      if (key >= 0) this.hold(target, UNKNOWN, key);
    }
    this.depth = from;
    if (kind === KIND.dict) this.heap.b[target] = (this.heap.b[target] ?? 0) + (to - from) / 2;
    else {
      if (kind === KIND.global)
        this.problem('items-on-global', 'items are given to a class, function or module itself', at);
      this.use('setitems', target, UNKNOWN, at);
    }
  }

  private noteKey(holder: number, key: number, item: number): void {
    const kind = this.heap.kinds[key] ?? KIND.unknown;
    if (kind === KIND.unknown || kind === KIND.call || (this.stateKeys.active && this.heap.isText(key)))
      this.stateKeys.set(holder, key, item);
  }

  private noteEntry(holder: number, key: number, value: number): void {
    const entries = this.entries.get(holder) ?? [];
    if (entries.length < 32) entries.push([key, value]);
    if (this.entries.size < 64) this.entries.set(holder, entries);
  }

  /** The kept pairs of a dict that was filled while an array wrapper waited for its state. */
  entriesOf(dict: number): readonly (readonly [number, number])[] {
    return this.entries.get(dict) ?? [];
  }

  /** The kind of array wrapper of joblib that `target` is, if it now got its state: joblib reads the elements at once. */
  takeArrayWrapper(target: number): ArrayWrapper | undefined {
    if (target !== this.arrayWrapper || target === UNKNOWN) return undefined;
    this.arrayWrapper = UNKNOWN;
    return this.wrapperKind;
  }

  forgetEntries(): void {
    this.entries.clear();
  }

  /** Records that `kind` is applied to `target`. */
  use(kind: PickleUseKind, target: number, args: number, at: number, extra?: number): void {
    const summarise = (): string =>
      extra === undefined
        ? (describeCode(this.heap, this.uses, args) ?? describe(this.heap, this.uses, args))
        : `${describe(this.heap, this.uses, args)} ${describe(this.heap, this.uses, extra)}`;
    const { heap } = this;
    const value = heap.kind(target) === KIND.call ? (heap.a[target] ?? UNKNOWN) : target;
    const through = value === target ? 'name' : 'result';
    const withArgs = args === UNKNOWN && extra === undefined ? undefined : summarise;
    switch (heap.kind(value)) {
      case KIND.global:
        this.uses.record(kind, through, heap.b[value] ?? 0, at, this.protocol, withArgs);
        break;
      case KIND.persid: {
        const named = kind === 'persid' ? undefined : this.persistentClass(value);
        if (named === undefined) this.uses.record(kind, 'persid', 0, at, this.protocol, withArgs);
        else this.uses.record(kind, through, heap.b[named] ?? 0, at, this.protocol, withArgs);
        break;
      }
      case KIND.extension:
        this.uses.record(
          kind,
          'extension',
          this.uses.intern('', String(heap.b[value] ?? 0)),
          at,
          this.protocol,
          withArgs,
        );
        break;
      default:
        this.uses.record(kind, 'unknown', 0, at, this.protocol, withArgs);
    }
  }

  /** `('module', class, file, source)`: the persistent id by which torch.save, before 1.6, wrote classes of modules. */
  private persistentClass(value: number): number | undefined {
    const [tag, named] = this.heap.tupleItems(this.heap.a[value] ?? UNKNOWN, 2);
    const isModule =
      tag !== undefined &&
      named !== undefined &&
      this.heap.kind(named) === KIND.global &&
      this.heap.text(tag) === 'module';
    return isModule ? named : undefined;
  }

  global(module: string, name: string, at: number): number {
    const index = this.intern(module, name);
    this.uses.record('global', 'name', index, at, this.protocol);
    return this.heap.add(KIND.global, 0, index);
  }

  private intern(module: string, name: string): number {
    const index = this.uses.intern(module, name);
    const effect = effectOf(module, name);
    if (effect !== undefined) this.effects.set(index, effect);
    this.namesWrapper ||= arrayWrapper(module, name) !== undefined;
    return index;
  }

  /** Calls `callee`; the value of the result knows the global at the root of the callee. */
  call(kind: PickleUseKind, callee: number, args: number, at: number, keywords?: number): number {
    const { heap } = this;
    this.escape(args);
    if (keywords !== undefined) this.escape(keywords);
    const attribute = kind === 'newobj' || kind === 'newobj_ex' ? undefined : this.attribute(callee, args, at);
    if (attribute !== undefined) return attribute;
    const allocated = this.allocatedByPartial(callee, args);
    if (allocated !== undefined) {
      this.use('newobj_ex', allocated, heap.b[callee] ?? UNKNOWN, at);
      return heap.add(KIND.call, allocated, heap.b[callee] ?? UNKNOWN);
    }
    this.use(kind, callee, args, at, keywords);
    const root = heap.kind(callee) === KIND.call ? (heap.a[callee] ?? UNKNOWN) : callee;
    if (this.effects.size > 0 && heap.kind(root) === KIND.global)
      this.effect(heap.b[root] ?? 0, args, at, root !== callee);
    const result = heap.add(KIND.call, root, args);
    if (this.namesWrapper) {
      const made = this.classOf(result);
      const wrapper = made === undefined ? undefined : arrayWrapper(made.module, made.name);
      if (wrapper !== undefined) {
        this.arrayWrapper = result;
        this.wrapperKind = wrapper;
      }
    }
    this.hold(result, UNKNOWN, args);
    if (keywords !== undefined) this.hold(result, UNKNOWN, keywords);
    return result;
  }

  /** `getattr(<global>, '<constant>')` is that attribute. Protocols below 4 write nested classes and methods so. */
  private attribute(callee: number, args: number, at: number): number | undefined {
    const { heap, uses } = this;
    if (heap.kind(callee) !== KIND.global) return undefined;
    const { module, name } = uses.global(heap.b[callee] ?? 0);
    if (name !== 'getattr' || (module !== 'builtins' && module !== '__builtin__')) return undefined;
    const [object, key, ...rest] = heap.tupleItems(args, 4);
    if (object === undefined || key === undefined || rest.length > 0) return undefined;
    const attribute = heap.text(key);
    if (attribute === undefined || uses.size >= PICKLE_LIMITS.attributes) return undefined;
    const literal = METHODS_OF.get(heap.kind(object));
    if (literal !== undefined) {
      // A method of a text or dict of the stream: a call of it counts as one of no known function.
      uses.record('attribute', 'name', this.intern('builtins', `${literal}.${attribute}`), at, this.protocol);
      return UNKNOWN;
    }
    const made = heap.kind(object) === KIND.call;
    const named = made ? (heap.a[object] ?? UNKNOWN) : object;
    if (heap.kind(named) !== KIND.global) return undefined;
    const base = uses.global(heap.b[named] ?? 0);
    const index = this.intern(base.module, `${base.name}.${attribute}`.slice(0, PICKLE_LIMITS.name * 2));
    uses.record('attribute', made ? 'result' : 'name', index, at, this.protocol);
    if (!made) return heap.add(KIND.global, 0, index);
    // A bound method: what it is bound to stays known, and a call of it counts as a call of a result.
    const method = heap.add(KIND.call, named, args);
    this.hold(method, UNKNOWN, args);
    return method;
  }

  /** `functools.partial(cls.__new__, cls, …)()`: NEWOBJ_EX as protocols 2 and 3 write it. Returns the class. */
  private allocatedByPartial(callee: number, args: number): number | undefined {
    const { heap, uses } = this;
    if (heap.kind(callee) !== KIND.call || heap.kind(args) !== KIND.tuple || heap.b[args] !== 0) return undefined;
    const partial = heap.a[callee] ?? UNKNOWN;
    if (heap.kind(partial) !== KIND.global || uses.global(heap.b[partial] ?? 0).name !== 'partial') return undefined;
    const [allocator] = heap.tupleItems(heap.b[callee] ?? UNKNOWN, 1);
    if (allocator === undefined || heap.kind(allocator) !== KIND.global) return undefined;
    const { module, name } = uses.global(heap.b[allocator] ?? 0);
    if (!name.endsWith('.__new__')) return undefined;
    return heap.add(KIND.global, 0, uses.intern(module, name.slice(0, -'.__new__'.length)));
  }

  /** What a call does to its arguments, as uses of their own. */
  private effect(callee: number, args: number, at: number, made: boolean, depth = 0): void {
    const { heap } = this;
    const effect = this.effects.get(callee);
    if (effect === undefined || made !== (effect.kind === 'allocates' && effect.made === true)) return;
    const items = heap.tupleItems(args, 8);
    switch (effect.kind) {
      case 'rebuilds':
        for (const position of effect.classes) this.use('build', items[position] ?? UNKNOWN, args, at);
        return;
      case 'iterates':
        if (heap.kind(args) !== KIND.tuple || items.length > 1) this.use('reduce', items[0] ?? UNKNOWN, args, at);
        return;
      case 'draws':
        this.draw(effect.items < 0 ? items : items.slice(effect.items, effect.items + 1), at);
        return;
      case 'allocates':
        for (const position of effect.classes) this.use('newobj', items[position] ?? UNKNOWN, args, at);
        if (effect.base !== undefined) this.use('reduce', items[effect.base] ?? UNKNOWN, args, at);
        return;
      case 'calls':
        if (items[effect.callee] === undefined && effect.optional === true) return;
        this.use('reduce', items[effect.callee] ?? UNKNOWN, args, at);
        if (effect.args !== undefined) this.inner(items[effect.callee], items[effect.args], at, depth + 1);
        if (effect.type !== undefined) this.use('build', items[effect.type] ?? UNKNOWN, args, at);
        return;
      case 'subscripts':
        if (heap.kind(items[0] ?? UNKNOWN) !== KIND.global)
          this.problem('subscript-computed', 'operator.getitem takes an item of something that is no type', at);
        return;
      case 'encodes':
        if (!encodesLatin1(heap, args))
          this.problem('encode-other', '_codecs.encode with another codec than pickles write hides bytes', at);
        return;
      case 'loads':
        this.callsLoader = true;
        if (!statesItsBytes(heap, args, effect.bytes, (value) => this.isEncode(value)))
          this.problem('loads-computed', 'a loader gets bytes that do not stand in the stream', at);
        return;
      default:
        unreachable(effect);
    }
  }

  /** What a function that another one calls does with its arguments in turn. */
  private inner(callee: number | undefined, args: number | undefined, at: number, depth: number): void {
    if (callee === undefined || this.heap.kind(callee) !== KIND.global) return;
    if (depth > INNER) this.problem('calls-nested', 'functions call each other through their arguments', at);
    else this.effect(this.heap.b[callee] ?? 0, args ?? UNKNOWN, at, false, depth);
  }

  private draw(items: readonly number[], at: number): void {
    const nameOf = (global: number): string => this.uses.global(global).name.split('.').at(-1) ?? '';
    if (items.some((item) => drawsFrom(this.heap, item, nameOf)))
      this.problem('iterator-drawn', 'a container is made of what an iterator or a number gives, not of values', at);
  }

  private isEncode(callee: number): boolean {
    return this.heap.kind(callee) === KIND.global && this.effects.get(this.heap.b[callee] ?? 0)?.kind === 'encodes';
  }

  /** Where the top `count` values start; fewer where a mark or the bottom comes first. */
  under(count: number, at: number): number {
    const from = this.depth - count;
    if (from >= this.fence) return from;
    this.problem('stack-underflow', 'an opcode takes a value from an empty stack or past a mark', at);
    return Math.min(this.fence, this.depth);
  }

  /** SETITEM and SETITEMS: into the value under the items. */
  setItemsAt(from: number, at: number): void {
    const to = this.depth;
    this.depth = from;
    const target = this.top(at);
    this.depth = to;
    this.setItems(from, target, at);
  }

  /** BUILD: gives `state` to `target`. */
  build(target: number, state: number, at: number): void {
    this.escape(state);
    this.use('build', target, state, at);
    const kind = this.heap.kind(target);
    if (kind === KIND.global) this.problem('build-on-global', 'BUILD changes a class, function or module itself', at);
    if (kind === KIND.call) {
      this.hold(target, UNKNOWN, state);
      const flags = this.heap.held[target] ?? 0;
      // `__setstate__` among the attributes of the first state is what the second calls.
      if ((flags & BUILT) !== 0) this.problem('build-twice', 'BUILD gives state to the same object again', at);
      this.heap.held[target] = flags | BUILT;
    }
    for (const { code, message } of this.stateKeys.problems(state, this.classOf(target)?.module, at))
      this.problem(code, message, at);
  }

  /** The class that `value` was made of. */
  private classOf(value: number): { readonly module: string; readonly name: string } | undefined {
    const { heap } = this;
    if (heap.kind(value) !== KIND.call) return undefined;
    const callee = heap.a[value] ?? UNKNOWN;
    if (heap.kind(callee) !== KIND.global) return undefined;
    const index = heap.b[callee] ?? 0;
    // copyreg and its like allocate a class that is their first argument.
    const effect = this.effects.get(index)?.kind;
    const [first] = effect === 'allocates' || effect === 'rebuilds' ? heap.tupleItems(heap.b[value] ?? UNKNOWN, 1) : [];
    const named = first !== undefined && heap.kind(first) === KIND.global ? (heap.b[first] ?? 0) : index;
    return this.uses.global(named);
  }

  /** STACK_GLOBAL: both operands must be text; anything else is a name computed at load time. */
  stackGlobal(module: number, name: number, at: number): number {
    const moduleText = this.heap.text(module);
    const nameText = this.heap.text(name);
    if (moduleText !== undefined && nameText !== undefined) return this.global(moduleText, nameText, at);
    for (const value of [module, name]) {
      const kind = this.heap.kind(value);
      if (
        kind === KIND.unknown ||
        kind === KIND.call ||
        kind === KIND.persid ||
        kind === KIND.extension ||
        this.heap.isText(value)
      )
        continue;
      this.problem('global-impossible', 'STACK_GLOBAL takes its name from something that can not be a string', at);
    }
    this.problem(
      'global-computed',
      'STACK_GLOBAL takes its name from something that is not a string of the stream',
      at,
    );
    this.uses.record(
      'global',
      'unknown',
      0,
      at,
      this.protocol,
      () => `${describe(this.heap, this.uses, module)}, ${describe(this.heap, this.uses, name)}`,
    );
    return UNKNOWN;
  }

  /** INT, LONG, FLOAT, GET and PUT: pushes the number; false if the line is none. */
  number(opcode: number, text: string, at: number): boolean {
    const valid =
      opcode === OP.FLOAT
        ? isFloatText(text)
        : opcode === OP.GET || opcode === OP.PUT
          ? /^\s*\d{1,15}\s*$/u.test(text)
          : isIntegerText(text);
    if (!valid) {
      this.problem('operand-invalid', 'a number operand is not a number', at);
      return false;
    }
    if (opcode === OP.FLOAT) this.push(FLOAT);
    else if (opcode === OP.INT && text === '01') this.push(TRUE);
    else if (opcode === OP.INT && text === '00') this.push(FALSE);
    else if (opcode === OP.INT || opcode === OP.LONG) {
      const value = /^\d{1,10}L?$/u.test(text) ? Number.parseInt(text, 10) : -1;
      this.push(value < 0 ? INTEGER : this.heap.integer(value));
    }
    return true;
  }
}
