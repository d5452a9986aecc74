import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { ChatTemplateFacts } from '../chat-template-facts.ts';
import type { Collector } from '../collector.ts';
import { EncodedPickles } from '../pickle/encoded.ts';
import { reachesIn } from '../text/reaching-template.ts';
import type { YamlFacts } from './facts.ts';
import { YAML_LIMITS } from './limits.ts';

/** Keys whose string is imported wherever it stands. */
const KEYS: ReadonlySet<string> = new Set(['_target_', 'class_path', 'loader_module', '()']);
/** Of LangChain: what a chain is, and switches that let it run what a model answers. */
const SWITCHES = /^(?:_type|allow_dangerous_\w+)$/u;
/** Functions of Hydra that return what a sibling names. */
const GETTERS =
  /^hydra\.utils\.(?:get_class|get_method|get_object|get_static_method)$|\.(?:import_class_by_path|import_string|get_obj_from_str|instantiate_from_config)$/u;
/** A text that is nothing but a call: Ultralytics evaluates the parts of its models. */
const CALL =
  /^\s*(?:__import__|exec|eval|compile|open|(?:os|subprocess|shutil|socket|sys|builtins|importlib)(?:\.\w+)+)\s*\([^\n]*$/u;
/** Words of many configurations that are code where their value lies in a module that starts programs or runs code. */
const CALLABLES =
  /^(?:type|class|cls|func|function|fn|callable|factory|entry_?point|hook|callback|object|method|handler|op)$/u;
const OUTWARD =
  /^(?:os|posix|nt|subprocess|builtins|__builtin__|importlib|runpy|pty|shutil|socket|ctypes|pickle|marshal|code|webbrowser|pip)\.[A-Za-z_]\w*(?:\.\w+)*$/u;
/** Beside these, Ultralytics runs what a data set's `download` says: a command after `bash `, else Python. */
const DATA_SET = /^(?:names|nc|train|val)$/u;
const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/u;
const REFERENCE = /\$\{\s*([\w.-]{1,256})\s*\}/gu;
/** Types that YAML itself has, under their tags. */
const OWN = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|omap|set|pairs|binary|timestamp|merge)$/u;

/** Walks the documents of one file, node by node with a stack of its own, and lists what they name. */
export class DocumentReader {
  private readonly text: string;
  private readonly lines: LineCounter;
  private readonly facts: YamlFacts;
  private readonly templates: ChatTemplateFacts[];
  private readonly collector: Collector;
  private readonly ascii: boolean;
  /** Base64 of pickles, wherever it stands. */
  readonly encoded = new EncodedPickles();

  constructor(
    text: string,
    lines: LineCounter,
    facts: YamlFacts,
    templates: ChatTemplateFacts[],
    collector: Collector,
  ) {
    this.text = text;
    this.lines = lines;
    this.facts = facts;
    this.templates = templates;
    this.collector = collector;
    this.ascii = Buffer.byteLength(text) === text.length;
  }

  read(document: Document): void {
    const pending: { readonly node: unknown; readonly path: readonly string[] }[] = [
      { node: document.contents, path: [] },
    ];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, path } = next;
      if (path.length > YAML_LIMITS.depth) {
        this.collector.limit('yaml.depth', `nested more than ${YAML_LIMITS.depth} deep`);
        continue;
      }
      if (isNode(node) && !isAlias(node)) this.tag(node);
      if (isScalar(node) && typeof node.value === 'string') this.scalar(node, node.value, path);
      if (isScalar(node) && node.value instanceof Uint8Array)
        this.encoded.take(Buffer.from(node.value).toString('base64'), () => path.join('.'));
      if (isMap(node)) {
        this.map(node, path, document);
        for (const { key, value } of node.items) {
          pending.push({ node: value, path: [...path, keyOf(key, document)] });
          if (isCollection(key) || isScalar(key)) pending.push({ node: key, path });
        }
      } else if (isSeq(node)) {
        for (const [index, item] of node.items.entries())
          pending.push({ node: isPair(item) ? item.value : item, path: [...path, String(index)] });
      }
    }
  }

  private scalar(node: Node, value: string, path: readonly string[]): void {
    this.encoded.take(value, () => path.join('.'));
    if (CALL.test(value.slice(0, YAML_LIMITS.name))) this.name('expression', value, false, path, node);
    if (!reachesIn(value)) return;
    if (this.templates.length < YAML_LIMITS.templates)
      this.templates.push({
        key: path.join('.').slice(0, YAML_LIMITS.name),
        text: value,
        offset: this.place(node).offset,
      });
    else this.collector.limit('yaml.templates', `more than ${YAML_LIMITS.templates} templates that reach into Python`);
  }

  private map(map: YAMLMap, path: readonly string[], document: Document): void {
    const keys = new Set(map.items.map(({ key }) => keyOf(key, document)));
    for (const { key, value } of map.items) {
      const name = keyOf(key, document);
      // `target` is a word of many configurations: it is code beside `params`, and at the root of NeMo's.
      const isTarget = name === 'target' && (keys.has('params') || path.length === 0 || keys.has('nemo_version'));
      if (SWITCHES.test(name)) this.name(name, textOf(value, document) ?? '', false, path, isNode(value) ? value : map);
      const written = textOf(value, document);
      if (written === undefined) continue;
      if (name === 'download' && path.length === 0 && keys.has('names') && [...keys].some((key) => DATA_SET.test(key)))
        this.name(name, written, false, path, isNode(value) ? value : map, YAML_LIMITS.code);
      // pyannote.audio imports and calls what its pipeline is called.
      const isPipeline = name === 'name' && path.length === 1 && path[0] === 'pipeline' && DOTTED.test(written);
      if (!KEYS.has(name) && !isTarget && !isPipeline && !(CALLABLES.test(name) && OUTWARD.test(written))) continue;
      const { value: full, computed } = resolved(written, document);
      if (isTarget && !computed && !DOTTED.test(full)) continue;
      this.name(name, full, computed, path, isNode(value) ? value : map);
      if (GETTERS.test(full)) {
        const inner = map.items.find((pair) => keyOf(pair.key, document) === 'path');
        const through = textOf(inner?.value, document);
        if (through !== undefined) this.name('path', resolved(through, document).value, false, path, map);
      }
    }
  }

  private name(
    key: string,
    value: string,
    computed: boolean,
    path: readonly string[],
    node: Node,
    most: number = YAML_LIMITS.name,
  ): void {
    if (this.facts.names.length >= YAML_LIMITS.listed) {
      this.collector.limit('yaml.listed', `more than ${YAML_LIMITS.listed} names of code in one file`);
      return;
    }
    const pointer = [...path, key].join('.');
    const place = this.place(node);
    const { name: limit } = YAML_LIMITS;
    this.facts.names.push({ key, value: value.slice(0, most), computed, pointer: pointer.slice(0, limit), ...place });
  }

  private tag(node: Node): void {
    const { tag } = node;
    if (tag === undefined || tag === '!' || OWN.test(tag)) return;
    if (this.facts.tags.length < YAML_LIMITS.listed)
      this.facts.tags.push({ tag: tag.slice(0, YAML_LIMITS.name), ...this.place(node) });
    else this.collector.limit('yaml.listed', `more than ${YAML_LIMITS.listed} tags in one file`);
  }

  private place(node: Node): { offset: number; line: number } {
    const at = node.range?.[0] ?? 0;
    const { line } = this.lines.linePos(at);
    return { offset: this.ascii ? at : Buffer.byteLength(this.text.slice(0, at)), line: Math.max(1, line) };
  }
}

function keyOf(key: unknown, document: Document): string {
  return (textOf(key, document) ?? '').slice(0, YAML_LIMITS.name);
}

/** The text of a scalar, also of one that an alias names. */
function textOf(node: unknown, document: Document): string | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (!isScalar(target)) return undefined;
  return typeof target.value === 'string' ? target.value : String(target.value);
}

/** Replaces OmegaConf's references to other values of the document. */
function resolved(text: string, document: Document): { value: string; computed: boolean } {
  let value = text;
  for (
    let step = 0;
    step < YAML_LIMITS.references && value.includes('${') && value.length <= YAML_LIMITS.name;
    step += 1
  ) {
    value = value.replace(REFERENCE, (whole, path: string) => {
      const found: unknown = document.getIn(path.split('.'), true);
      return textOf(found, document) ?? whole;
    });
  }
  return { value, computed: value.includes('${') };
}
