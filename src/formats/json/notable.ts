import type { Collector } from '../collector.ts';
import type { ChatTemplateFacts } from '../chat-template-facts.ts';
import type { JsonNotable } from './facts.ts';
import { defined } from '../defined.ts';
import { EncodedPickles } from '../pickle/encoded.ts';
import { reachesIn } from '../text/reaching-template.ts';
import { JSON_LIMITS } from './limits.ts';
import type { JsonHandler, JsonScalar } from './reader.ts';

/** `org/repo--module.Class`: transformers fetches the module from another repository. */
const REMOTE_CLASS = /^[\w.-]{1,96}\/[\w.-]{1,96}--[\w./-]{1,200}$/u;
/** Keys whose values, however deeply nested, name code to import. */
const CODE_KEYS: ReadonlyMap<string, JsonNotable['kind']> = new Map([
  ['auto_map', 'auto-map'],
  ['custom_pipelines', 'custom-code'],
  ['custom_pipeline', 'custom-code'],
  ['custom_generate', 'custom-code'],
]);
const VALUE_KEYS: ReadonlyMap<string, JsonNotable['kind']> = new Map([
  ['attn_implementation', 'kernel'],
  ['_attn_implementation', 'kernel'],
  ['_attn_implementation_internal', 'kernel'],
  ['parent_library', 'import'], // of PEFT's auto_mapping
  ['megatron_core', 'import'], // of PEFT's LoraConfig
  ['model_file', 'custom-code'], // of MLX: a Python file
  ['transformers_weights', 'file-reference'],
  ['vocab_file', 'file-reference'],
  ['merges_file', 'file-reference'],
  ['tokenizer_file', 'file-reference'],
  ['spm_file', 'file-reference'],
  ['sp_model_file', 'file-reference'],
  ['trust_remote_code', 'trust-remote-code'],
  // Hydra and NeMo call the one, jsonpickle the others.
  ['_target_', 'target'],
  ['py/object', 'target'],
  ['py/type', 'target'],
  ['py/function', 'target'],
  ['class_path', 'target'],
  ['allow_dangerous_code', 'unsafe-switch'],
  ['allow_dangerous_requests', 'unsafe-switch'],
  ['allow_dangerous_deserialization', 'unsafe-switch'],
  ['py/repr', 'custom-code'],
  ['_name_or_path', 'model-reference'],
  ['base_model_name_or_path', 'model-reference'],
]);

/** sentence-transformers imports and calls what stands here with a dot; other libraries have names of their own without one. */
const ACTIVATION = /^(?:\w+_)?activation_f(?:unctio)?n$|^activation_fct$/u;

/** What the strings at some paths of a file are, and whether a path is one of them. */
export type NamedPlaces = readonly [JsonNotable['kind'], (path: readonly (string | number)[]) => boolean];

/** Chains of LangChain that run what a model answers. Other `_type`s are many, and name nothing. */
const RUNNING = /^(?:llm_bash_chain|pal_chain|python_repl\w*|terminal|sql_database_chain|shell)$/u;

/** Keys of prompts and of what holds them. */
const PROMPTS = /prompt|template|instruction|system|message/iu;

function tells(key: string | number): boolean {
  return typeof key === 'string' && TELLS.test(key);
}

/** Prompts of other loaders, which some of them render with a Jinja that is not sandboxed (LangChain's `template_format: jinja2`). */
function isTemplate(key: string | number | undefined, text: string): boolean {
  return (
    typeof key === 'string' &&
    /^(?:default_chat_template|(?:prompt|jinja|instruction|system)_(?:template|prompt)|template)$/u.test(key) &&
    /\{[{%]/u.test(text)
  );
}

/** Keys of what a model is told, and the least that a sentence has. */
const TELLS =
  /^(?:prefix|suffix|preamble|persona|context)$|prompt|instruction|system(?!_fingerprint)|greeting|description|prefill/iu;
const SENTENCE = 24;
/** Under this key Stable-Baselines3 writes base64 of what cloudpickle made, in `data` of its archives. */
const SERIALIZED = ':serialized:';
const ENCODED_LEAST = 8;
/** Items of a list past which it is one of records. */
const RECORDS = 8;
/** A path of another machine, which Windows logs in to as it opens it. */
const SHARE = /^(?:\\\\|\/\/)[\w.-]{1,200}[\\/]\w/u;
const PLACES = /path|file|dir|tower|model|name|weights|checkpoint|encoder|repo/iu;

/** Looks at every value of a document as it streams by, wherever it stands, and passes it on to `next`. */
export class NotableHandler implements JsonHandler {
  readonly notable: JsonNotable[] = [];
  /** Texts under a `chat_template` key, wherever it stands and whatever the file is called. */
  readonly templates: ChatTemplateFacts[] = [];
  /** Base64 of pickles, wherever it stands. */
  readonly encoded = new EncodedPickles();
  root: 'object' | 'array' | JsonScalar | undefined;
  private readonly collector: Collector;
  private readonly next: JsonHandler | undefined;
  /** Key or index of the current value in each open container; -1 in an array before its first value. */
  private readonly path: (string | number)[] = [];
  /** How deep the open container under a code key stands; 0 without one. */
  private codeDepth = 0;
  private codeKind: JsonNotable['kind'] | undefined;
  private templateDepth = 0;
  private prompts = 0;
  private templateName: string | undefined;
  private readonly places: NamedPlaces | undefined;

  constructor(collector: Collector, places?: NamedPlaces, next?: JsonHandler) {
    this.collector = collector;
    this.places = places;
    this.next = next;
  }

  /** `{lc: 1, type: constructor | secret, id: […]}` of LangChain, for each open container. */
  private readonly serialized: { lc: boolean; type: string; id: string[]; offset: number }[] = [];

  enter(kind: 'object' | 'array', offset: number): void {
    this.root ??= kind;
    this.advance();
    const last = this.path.at(-1);
    if (this.codeDepth === 0 && typeof last === 'string' && CODE_KEYS.has(last)) {
      this.codeDepth = this.path.length;
      this.codeKind = CODE_KEYS.get(last);
    }
    if (this.templateDepth === 0 && last === 'chat_template') this.templateDepth = this.path.length;
    this.path.push(kind === 'object' ? '' : -1);
    this.serialized.push({ lc: false, type: '', id: [], offset });
    this.next?.enter(kind, offset);
  }

  leave(end: number): void {
    this.path.pop();
    this.leaveSerialized();
    if (this.path.length === this.codeDepth) this.codeDepth = 0;
    if (this.path.length === this.templateDepth) this.templateDepth = 0;
    this.next?.leave(end);
  }

  key(name: string, offset: number): void {
    this.path[this.path.length - 1] = name;
    this.next?.key(name, offset);
  }

  scalar(kind: JsonScalar, text: string, offset: number): void {
    this.root ??= kind;
    this.advance();
    const last = this.path.at(-1);
    this.scalarOfSerialized(last, text);
    const named = typeof last === 'string' ? (VALUE_KEYS.get(last) ?? CODE_KEYS.get(last)) : undefined;
    if (this.codeDepth > 0 && this.codeKind !== undefined && kind === 'string') this.add(this.codeKind, text, offset);
    else if (named !== undefined) this.add(named, text, offset);
    else if (kind === 'string' && typeof last === 'string' && ACTIVATION.test(last) && text.includes('.'))
      this.add('target', text, offset);
    // Spark runs the statement, and its function calls any static method of Java.
    else if (kind === 'string' && last === 'statement' && /\b(?:(?:try_)?reflect|java_method)\s*\(/iu.test(text))
      this.add('custom-code', text, offset);
    // MXNet's operator Custom is a Python class that was registered under this name.
    if (last === 'op_type' && this.path[0] === 'nodes') this.add('custom-code', text, offset);
    if (last === '_type' && RUNNING.test(text)) this.add('target', text, offset);
    if (kind === 'string' && this.places?.[1](this.path) === true) this.add(this.places[0], text, offset);
    if (
      kind === 'string' &&
      (last === 'chat_template' ||
        this.templateDepth > 0 ||
        isTemplate(last, text) ||
        (reachesIn(text) && this.path.some((key) => typeof key === 'string' && PROMPTS.test(key))))
    )
      this.addTemplate(last, text, offset);
    if (kind === 'string' && text.length >= SENTENCE && /\s/u.test(text) && this.path.some(tells))
      this.prompt(text, offset);
    if (kind === 'string' && SHARE.test(text) && named === undefined && typeof last === 'string' && PLACES.test(last))
      this.add('file-reference', text, offset);
    if (kind === 'string' && text.includes('--') && text.length < 400 && REMOTE_CLASS.test(text))
      this.add('remote-class', text, offset);
    if (kind === 'string' && text.length >= ENCODED_LEAST) this.encodedPickle(last, text, offset);
    this.next?.scalar(kind, text, offset);
  }

  private encodedPickle(last: string | number | undefined, text: string, offset: number): void {
    const before = this.encoded.exhausted;
    this.encoded.take(text, () => this.pointer(), last === SERIALIZED);
    if (this.encoded.exhausted && !before)
      this.collector.limit('json.encoded', 'more is encoded in values than is decoded', offset);
  }

  /** Not of records: sets of prompts, of attacks too, are data that nobody is told. */
  private prompt(text: string, offset: number): void {
    if (this.root === 'array' || this.path.some((step) => typeof step === 'number' && step >= RECORDS)) return;
    if (++this.prompts <= JSON_LIMITS.prompts) this.add('prompt', text, offset);
  }

  private scalarOfSerialized(last: string | number | undefined, text: string): void {
    const own = this.serialized.at(-1);
    const holder = this.serialized.at(-2);
    if (own !== undefined && last === 'lc') own.lc = true;
    if (own !== undefined && last === 'type') own.type = text.slice(0, JSON_LIMITS.notableText);
    if (holder !== undefined && typeof last === 'number' && this.path.at(-2) === 'id' && holder.id.length < 16)
      holder.id.push(text.slice(0, JSON_LIMITS.notableText));
  }

  private leaveSerialized(): void {
    const { lc, type, id, offset } = this.serialized.pop() ?? { lc: false, type: '', id: [], offset: 0 };
    if (!lc || id.length === 0) return;
    if (type === 'constructor') this.add('target', id.join('.'), offset);
    if (type === 'secret') this.add('secret-reference', id.join('.'), offset);
  }

  private advance(): void {
    const last = this.path.at(-1);
    if (typeof last === 'number') this.path[this.path.length - 1] = last + 1;
  }

  private add(kind: JsonNotable['kind'], text: string, offset: number): void {
    if (this.notable.length >= JSON_LIMITS.notable) {
      this.collector.limit('json.notable', `more than ${JSON_LIMITS.notable} values that name code or models`, offset);
      return;
    }
    this.notable.push({ kind, pointer: this.pointer(), value: text.slice(0, JSON_LIMITS.notableText), offset });
  }

  /** One text, an object of them by name, or a list of `{name, template}`. */
  private addTemplate(key: string | number | undefined, text: string, offset: number): void {
    if (key === 'name') {
      this.templateName = text.slice(0, JSON_LIMITS.notableText);
      return;
    }
    const name =
      key === 'template' ? this.templateName : key === 'chat_template' || typeof key === 'number' ? undefined : key;
    this.templateName = undefined;
    if (this.templates.length >= JSON_LIMITS.templates) {
      this.collector.limit('json.templates', `more than ${JSON_LIMITS.templates} chat templates`, offset);
      return;
    }
    this.templates.push({ key: this.pointer(), ...defined({ name }), text, offset });
  }

  private pointer(): string {
    return this.path
      .map((part) => `/${String(part).slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
  }
}
