import type { PickleProblem } from './facts.ts';
import { KIND, type ValueHeap } from './values.ts';

/** Attributes that Python looks up by itself: set by BUILD, they turn a harmless object into a call. */
const SPECIAL: ReadonlySet<string> = new Set([
  '__setstate__',
  '__class__',
  '__reduce__',
  '__reduce_ex__',
  '__getattr__',
  '__getattribute__',
  '__setattr__',
  '__call__',
  '__init__',
  '__new__',
  '__del__',
  '__enter__',
  '__exit__',
  '__iter__',
  '__next__',
  '__getitem__',
  '__setitem__',
  '__code__',
  '__globals__',
  '__builtins__',
  '__import__',
  '__wrapped__',
  '__bases__',
  '__mro__',
  '__subclasshook__',
  '__instancecheck__',
]);

/**
 * State that a library's `__setstate__` runs as Python: SciPy compiles `_parse_arg_template` of its distributions
 * (stats/_distn_infrastructure.py), statsmodels evaluates `formula` (base/data.py) where the state has one of the others.
 */
const COMPILED = '_parse_arg_template';
/** skorch loads a pickle of PyTorch from this entry (net.py, NeuralNet.__setstate__): its bytes have to stand in the stream. */
const LOADED = '__cuda_dependent_attributes__';
/** Lightning imports and calls what this hyperparameter names, with the model's class (core/saving.py, _load_state). */
const INSTANTIATOR = '_instantiator';
const LIGHTNING = /^(?:pytorch_lightning|lightning\.pytorch)\.cli\.instantiate_module$/u;
const EVALUATED: ReadonlySet<string> = new Set(['restore_design_info', 'restore_model_spec']);
const FORMULA = 'formula';
/** Column names, operators and `C(name)`: nothing that a formula of this kind evaluates is a call of the file's choosing. */
const PLAIN_FORMULA = /^[A-Za-z]\w*\s*~[\s+*:^-]*(?:(?:\d|C\([A-Za-z]\w*\)|[A-Za-z]\w*)[\s+*:^-]*){0,200}$/u;
const FORMULA_LENGTH = 4_000;
/** Libraries with such classes: their state must be a dict whose keys are known. */
const GUARDED = /^(?:scipy\.stats|skorch|statsmodels\.(?:base\.data|distributions|sandbox\.distributions))(?:\.|$)/u;

/** What SciPy writes into the attribute: three functions that differ only in the names of the shape parameters. */
const SCIPY_TEMPLATE =
  /^\ndef _parse_args\(self, ([\w, ]{0,200}) (loc=0(?:, scale=1)?)\):\n {4}return \(\1\), (loc, (?:scale|1))\n\ndef _parse_args_rvs\(self, \1 \2, size=None\):\n {4}return self\._argcheck_rvs\(\1 \3, size=size\)\n\ndef _parse_args_stats\(self, \1 \2, moments='mv'\):\n {4}return \(\1\), \3, moments\n$/u;
const TEMPLATE_LENGTH = 2_000;

/** Names kept per stream; a stream has few of them. */
const NAMES = 65_536;
/** The longest name of the tables above. */
const LONGEST = LOADED.length;

/** Watches the keys of dicts that become the state of objects. */
export class StateKeys {
  private readonly heap: ValueHeap;
  /** Text values that are one of the names above. */
  private readonly names = new Map<number, string>();
  /** Per dict: the first special name among its keys, and what it is worth. */
  private readonly special = new Map<number, string>();
  private readonly evaluated = new Map<number, string>();
  private readonly formulas = new Map<number, number>();
  private readonly computed = new Set<number>();
  /** Whether any of the names occurred: without one, only computed keys matter. */
  active = false;
  full = false;
  /** What Lightning would import and call instead of its own. */
  instantiator: { readonly named: string; readonly offset: number } | undefined;
  /** Whether a state has bytes that a library loads. */
  loads = false;

  constructor(heap: ValueHeap) {
    this.heap = heap;
  }

  /** Whether a text of that length and these first two bytes is worth `note`. */
  static mayMatter(length: number, first: number, second: number): boolean {
    if (length < FORMULA.length || length > LONGEST) return false;
    if (first === 0x5f)
      return second === 0x5f || second === 0x70 || (second === 0x69 && length === INSTANTIATOR.length);
    return (first === 0x72 && second === 0x65) || (first === 0x66 && second === 0x6f && length === FORMULA.length);
  }

  /** Remembers a text value if its text is one of the names. */
  note(value: number): void {
    const text = this.heap.text(value, LONGEST * 3);
    if (
      text === undefined ||
      !(
        SPECIAL.has(text) ||
        EVALUATED.has(text) ||
        text === COMPILED ||
        text === FORMULA ||
        text === LOADED ||
        text === INSTANTIATOR
      )
    )
      return;
    this.active = true;
    if (this.names.size < NAMES) this.names.set(value, text);
    else this.full = true;
  }

  /** `holder[key] = item` in a dict, for keys that are text, or unknown and the results of calls. */
  set(holder: number, key: number, item: number): void {
    if (!this.heap.isText(key)) {
      if (this.computed.size < NAMES) this.computed.add(holder);
      else this.full = true;
      return;
    }
    const name = this.names.get(key);
    if (name === undefined) return;
    if (SPECIAL.has(name)) {
      if (!this.special.has(holder)) this.special.set(holder, name);
    } else if (name === LOADED) {
      this.loads = true;
      if (!this.heap.isBytes(item)) this.evaluated.set(holder, name);
    } else if (name === INSTANTIATOR) {
      const named = this.heap.text(item) ?? 'what is computed';
      if (!LIGHTNING.test(named)) this.instantiator ??= { named, offset: this.heap.a[key] ?? 0 };
    } else if (name === FORMULA) this.formulas.set(holder, item);
    else if (name !== COMPILED || !SCIPY_TEMPLATE.test(this.heap.text(item, TEMPLATE_LENGTH) ?? '')) {
      this.evaluated.set(holder, name);
    }
  }

  /** What is wrong with giving `state` to an object of the class, if its name is known. */
  problems(state: number, module: string | undefined, offset: number): PickleProblem[] {
    const found: PickleProblem[] = [];
    // A slots state is (dict or None, dict): both are set as attributes.
    for (const part of [state, ...this.heap.tupleItems(state, 2)]) {
      const name = this.special.get(part);
      if (name !== undefined) {
        found.push({
          code: 'build-special-attribute',
          message: `BUILD sets ${name}, which changes what later opcodes do`,
          offset,
        });
      }
      const evaluated = this.evaluated.get(part);
      if (evaluated !== undefined && !(EVALUATED.has(evaluated) && this.hasPlainFormula(part))) {
        found.push({
          code: 'build-evaluates',
          message: `BUILD gives the library code or a pickle of the file to run, in ${evaluated}`,
          offset,
        });
      }
    }
    if (module !== undefined && GUARDED.test(module) && this.isOpaque(state)) {
      found.push({
        code: 'build-evaluates',
        message: `BUILD gives an object of ${module}, which runs parts of its state as Python, a state that is computed`,
        offset,
      });
    }
    return found;
  }

  private hasPlainFormula(state: number): boolean {
    const formula = this.formulas.get(state);
    return formula !== undefined && PLAIN_FORMULA.test(this.heap.text(formula, FORMULA_LENGTH) ?? '');
  }

  private isOpaque(state: number): boolean {
    const kind = this.heap.kind(state);
    return kind === KIND.unknown || kind === KIND.call || kind === KIND.persid || this.computed.has(state);
  }
}
