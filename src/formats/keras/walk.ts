import type { Collector } from '../collector.ts';
import { defined } from '../defined.ts';
import { member, stringOf, type JsonNode } from '../json/tree.ts';
import type { KerasClass, KerasFacts } from './facts.ts';
import { KERAS_LIMITS } from './limits.ts';

/** Layers that open a file named in their configuration, by the keys that name it. */
const PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['StringLookup', ['vocabulary', 'idf_weights']],
  ['IntegerLookup', ['vocabulary', 'idf_weights']],
  ['IndexLookup', ['vocabulary', 'idf_weights']],
  ['TextVectorization', ['vocabulary', 'idf_weights']],
  ['TFSMLayer', ['filepath']],
  ['TFSavedModelLayer', ['filepath']],
  ['SentencePieceTokenizer', ['proto']],
  ['BytePairTokenizer', ['vocabulary', 'merges']],
  ['WordPieceTokenizer', ['vocabulary']],
]);
/** Class names that stand for values of other types than objects. */
const VALUES: ReadonlySet<string> = new Set([
  '__tuple__',
  '__tensor__',
  '__numpy__',
  '__bytes__',
  '__ellipsis__',
  '__none__',
  '__list__',
  '__dict__',
  'TensorShape',
  'TypeSpec',
  '__typespec__',
  '__keras_tensor__',
  'CompositeTensor',
  'slice',
]);
/** Keys under which a function, or the code of one, stands, when `<key>_type` says what it is. */
const FUNCTION_KEYS = ['function', 'mask', 'output_shape', 'call_fn', 'init_fn', 'fn'] as const;
/** Layers of Keras 2 that call a TensorFlow function by its public name. */
const SYMBOL_LAYERS: ReadonlySet<string> = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'ClassMethod',
  'InstanceMethod',
  'InstanceProperty',
]);
const BASE64 = /^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/u;
const DEPTH = 200;

/** Collects what deserializing a configuration would look up, run and open, wherever in the tree it stands. */
export class KerasWalk {
  private readonly collector: Collector;
  private readonly classes = new Map<string, KerasClass>();
  private readonly functions: KerasFacts['functions'] = [];
  private readonly code: KerasFacts['code'] = [];
  private readonly objectArrays: KerasFacts['objectArrays'] = [];
  private readonly pickled: KerasFacts['pickled'] = [];
  private readonly paths: KerasFacts['paths'] = [];

  constructor(collector: Collector) {
    this.collector = collector;
  }

  facts(source: KerasFacts['source']): KerasFacts {
    const { functions, code, objectArrays, pickled, paths } = this;
    return { source, classes: [...this.classes.values()], functions, code, objectArrays, pickled, paths };
  }

  /** `node` and everything in it. `by`: the class of the object around it. */
  walk(node: JsonNode, pointer = '', by = '', depth = 0): void {
    if (depth > DEPTH) return;
    if (node.kind === 'array') {
      for (const [index, item] of node.items.entries()) this.walk(item, `${pointer}/${index}`, by, depth + 1);
    }
    if (node.kind !== 'object') return;
    const name = stringOf(node.members.get('class_name'))?.slice(0, KERAS_LIMITS.name);
    const holder =
      name !== undefined && !VALUES.has(name) && name !== '__lambda__' && name !== 'function' ? bare(name) : by;
    if (name !== undefined) this.object(name, node, pointer, by);
    this.settings(node, pointer, holder);
    for (const [key, child] of node.members)
      this.walk(
        child,
        `${pointer}/${key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`.slice(-2_000),
        holder,
        depth + 1,
      );
  }

  /** An object with a `class_name`: a class, a function or code. */
  private object(name: string, node: JsonNode, pointer: string, by: string): void {
    const module = stringOf(member(node, 'module'))?.slice(0, KERAS_LIMITS.name);
    const config = member(node, 'config');
    if (name === '__lambda__') {
      const inner = member(config, 'value') ?? config ?? node;
      const code = member(inner, 'code') ?? inner;
      this.addCode(code.kind === 'string' ? code : node, by === '' ? name : by, pointer);
    } else if (name === 'function') {
      const named =
        stringOf(config) ?? stringOf(member(config, 'name')) ?? stringOf(member(node, 'registered_name')) ?? '';
      this.addFunction(named, module, by, node, pointer);
    } else if (name === '__typespec__') {
      // Keras imports the module and takes what `spec_name` says, as it does for any class.
      this.addClass(
        stringOf(member(node, 'spec_name'))?.slice(0, KERAS_LIMITS.name) ?? '',
        module,
        stringOf(member(node, 'registered_name')),
        node,
        pointer,
      );
    } else if (name === '__numpy__') {
      const type = stringOf(member(config, 'dtype')) ?? '';
      if (/^(?:[<>=|]?O\d?|object_?|numpy\.object_?)$/u.test(type))
        this.add(this.objectArrays, { by, pointer, offset: node.offset });
    } else if (!VALUES.has(name)) {
      this.addClass(name, module, stringOf(member(node, 'registered_name')), node, pointer);
      if (config !== undefined) this.config(bare(name), config, pointer);
    }
  }

  /** Settings of a layer whose class says what they do. */
  private config(name: string, config: JsonNode, pointer: string): void {
    for (const key of PATHS.get(name) ?? []) {
      const path = stringOf(member(config, key));
      if (path === undefined) continue;
      const at = `${pointer}/config/${key}`;
      const offset = member(config, key)?.offset ?? config.offset;
      this.add(this.paths, { by: name, key, path: path.slice(0, KERAS_LIMITS.name), pointer: at, offset });
    }
    if (name === 'TorchModuleWrapper') {
      const pickle = member(config, 'module');
      const text =
        stringOf(pickle) ?? stringOf(member(pickle, 'config', 'value')) ?? stringOf(member(pickle, 'config'));
      const { offset } = pickle ?? config;
      this.add(this.pickled, { by: name, characters: text?.length ?? 0, pointer: `${pointer}/config/module`, offset });
    }
    if (SYMBOL_LAYERS.has(name)) {
      const symbol = stringOf(member(config, 'function')) ?? stringOf(member(config, 'cls_symbol'));
      const method = stringOf(member(config, 'method_name')) ?? stringOf(member(config, 'attr_name'));
      const full = [symbol, method].filter((part) => part !== undefined).join('.');
      if (full !== '') this.addFunction(full, undefined, name, config, `${pointer}/config`);
    }
  }

  /** Functions and code that stand beside a `<key>_type`, as Keras 1 and 2 write a Lambda layer. */
  private settings(node: JsonNode, pointer: string, by: string): void {
    if (SYMBOL_LAYERS.has(by)) return;
    for (const key of FUNCTION_KEYS) {
      const value = member(node, key);
      if (value === undefined) continue;
      const at = `${pointer}/${key}`;
      const type = stringOf(member(node, `${key}_type`));
      const code = codeOf(value);
      if (code !== undefined && (type === 'lambda' || BASE64.test(code.value))) this.addCode(code, by, at);
      // An object says by its class what it is.
      else if (type === 'lambda' && value.kind !== 'object') this.addCode(value, by, at);
      else if (value.kind === 'string' && (by === 'Lambda' || type === 'function')) {
        const module = stringOf(member(node, key === 'function' ? 'module' : `${key}_module`));
        this.addFunction(value.value, module, by, value, at);
      }
    }
  }

  private addClass(
    name: string,
    module: string | undefined,
    registered: string | undefined,
    node: JsonNode,
    pointer: string,
  ): void {
    const registeredName = registered?.slice(0, KERAS_LIMITS.name);
    const key = [name, module ?? '', registeredName ?? ''].join('\0');
    const known = this.classes.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.classes.size < KERAS_LIMITS.listed)
      this.classes.set(key, { name, ...defined({ module, registeredName }), count: 1, pointer, offset: node.offset });
    else this.full(node.offset);
  }

  private addFunction(
    name: string,
    module: string | undefined,
    by: string,
    { offset }: JsonNode,
    pointer: string,
  ): void {
    const text = {
      name: name.slice(0, KERAS_LIMITS.name),
      ...defined({ module: module?.slice(0, KERAS_LIMITS.name) }),
    };
    this.add(this.functions, { ...text, by, pointer, offset });
  }

  private addCode(node: JsonNode, by: string, pointer: string): void {
    const text = stringOf(node) ?? '';
    this.add(this.code, { by, characters: text.length, names: namesIn(text), pointer, offset: node.offset });
  }

  private add<T extends { offset: number }>(list: T[], entry: T): void {
    if (list.length < KERAS_LIMITS.listed) list.push(entry);
    else this.full(entry.offset);
  }

  private full(offset: number): void {
    this.collector.limit('keras.listed', `more than ${KERAS_LIMITS.listed} objects of a kind are not listed`, offset);
  }
}

/** `Package>Name` is registered under a package; the name decides what it does. */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('>') + 1);
}

/** `[code, defaults, closure]`, as a list or as Keras writes a tuple. */
function codeOf(node: JsonNode): Extract<JsonNode, { kind: 'string' }> | undefined {
  const items = node.kind === 'array' ? node : (member(node, 'items') ?? member(node, 'config', 'value'));
  const first = items?.kind === 'array' ? items.items[0] : items;
  return first?.kind === 'string' ? first : undefined;
}

/** Printable texts of two characters and more in marshalled code: the names that it uses, and its constants. */
function namesIn(code: string): string[] {
  const bytes = Buffer.from(code.slice(0, KERAS_LIMITS.code), 'base64');
  const names = new Set<string>();
  for (const [text] of bytes.toString('latin1').matchAll(/[A-Za-z_][\w./:-]{1,119}/gu)) {
    names.add(text);
    if (names.size >= KERAS_LIMITS.names) break;
  }
  return [...names];
}
