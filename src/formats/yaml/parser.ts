import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { ByteSource } from '../byte-source.ts';
import type { ChatTemplateFacts } from '../chat-template-facts.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import type { PickleFileFacts } from '../pickle/parser.ts';
import type { YamlFacts } from './facts.ts';
import { YAML_LIMITS } from './limits.ts';
import { scanText } from './scan-text.ts';
import { DocumentReader } from './walk.ts';

/** Files that loaders of models read as configuration: one of these that can't be parsed was not read. */
const CONFIGURATION =
  /(?:^|\/)(?:MLmodel|model_config\.ya?ml|hparams\.ya?ml|config\.ya?ml|python_env\.yaml|conda\.yaml)$/u;
/** Endings of settings, which programs load as YAML too. */
const SETTINGS = /^(?:|conf|cfg|config|ini|hparams|params|settings|meta)$/u;
const MLMODEL = /(?:^|\/)MLmodel$/u;
/** What a document must hold to name code, or to write a name so that it can't be seen in the text. */
const TELLING =
  /target|class_path|^["']?(?:download|pipeline)["']?\s*:|\(\)['"]?\s*:|loader_module|(?:^|[\s{,"'])_type\b|allow_dangerous|__\w+__|\{\{|\{%|\b(?:exec|eval|os\.\w+|subprocess\.\w+)\(|:[ \t]*["']?(?:os|posix|nt|subprocess|builtins|__builtin__|importlib|runpy|pty|shutil|socket|ctypes|pickle|marshal|code|webbrowser|pip)\.\w|%TAG|(?:^|[\s"'])(?:gA[I-X]\w{8}|H4sIA)|(?:^|[\s,[{:-])(?:![\w<!/]|[&*]\w)|\\[xuU\r\n]/mu;
/** Of those, what never stands in the prose of a large honest file. */
const PLAIN = /_target_|class_path|loader_module|^["']?download["']?\s*:|%TAG|python\/|!<|\\[xuU\r\n]/mu;

/** YAML by its ending, as the loaders of model configurations go by it, and MLflow's `MLmodel`. */
export const yamlParser: Parser = {
  id: 'yaml',
  recognise: ({ path, extension, size, head }) =>
    size > 0 &&
    (extension === 'yaml' ||
      extension === 'yml' ||
      MLMODEL.test(path) ||
      (SETTINGS.test(extension) && Buffer.from(head).includes('!!python/'))),
  parse: (source, { path }) => readYaml(source, CONFIGURATION.test(path)),
};

function readYaml(source: ByteSource, configuration: boolean): PartialFacts {
  const collector = new Collector();
  const facts: YamlFacts = { format: 'yaml', documents: 0, names: [], tags: [] };
  const templates: ChatTemplateFacts[] = [];
  const pickles: PickleFileFacts[] = [];
  const done = (): PartialFacts => {
    const { problems, limits, complete } = collector.facts();
    return {
      documents: [facts],
      ...(templates.length === 0 ? {} : { chatTemplates: templates }),
      ...(pickles.length === 0 ? {} : { pickles: pickles.flatMap((one) => one.pickles) }),
      problems,
      limits: [...limits, ...pickles.flatMap((one) => one.limits)],
      complete: complete && pickles.every((one) => one.complete),
    };
  };
  if (source.size > YAML_LIMITS.bytes) {
    collector.limit('yaml.bytes', `a document of ${source.size} bytes, more than ${YAML_LIMITS.bytes}`);
    return done();
  }
  const text = decoded(source.read(0, source.size), collector);
  const large = source.size > YAML_LIMITS.parsed;
  if (text === undefined || !(large ? PLAIN : TELLING).test(text)) return done();
  if (large) {
    collector.limit(
      'yaml.parsed',
      `a document of ${source.size} bytes names code, and ${YAML_LIMITS.parsed} are parsed`,
    );
    scanText(text, facts);
    return done();
  }
  if (!readDocuments(text, facts, templates, collector, pickles)) {
    scanText(text, facts);
    // A file that only looks like YAML names nothing; one that hides how it names things was not read.
    if (configuration || facts.names.length > 0 || /\\[xuU\r\n]/u.test(text)) collector.complete = false;
  }
  return done();
}

/** What the head of a model card names: loaders of YAML read it as any other document. */
export function readFrontMatter(text: string, collector: Collector): PartialFacts {
  if (!TELLING.test(text)) return {};
  const facts: YamlFacts = { format: 'yaml', documents: 0, names: [], tags: [] };
  const templates: ChatTemplateFacts[] = [];
  const pickles: PickleFileFacts[] = [];
  readDocuments(text, facts, templates, collector, pickles);
  return {
    documents: [facts],
    ...(templates.length === 0 ? {} : { chatTemplates: templates }),
    ...(pickles.length === 0 ? {} : { pickles: pickles.flatMap((one) => one.pickles) }),
  };
}

/** False if the text is no YAML. */
function readDocuments(
  text: string,
  facts: YamlFacts,
  templates: ChatTemplateFacts[],
  collector: Collector,
  pickles: PickleFileFacts[],
): boolean {
  const lines = new LineCounter();
  const documents = documentsOf(text, lines, collector);
  facts.documents = documents?.length ?? 0;
  const reader = new DocumentReader(text, lines, facts, templates, collector);
  for (const document of documents ?? []) {
    reader.read(document);
    if (/[&*]\w/u.test(text)) holdAliases(document, collector);
  }
  if (reader.encoded.exhausted) collector.limit('yaml.encoded', 'more is encoded in values than is decoded');
  pickles.push(...reader.encoded.found);
  return documents !== undefined;
}

/** Billion laughs: loaders share what an alias names, and whoever walks or writes the value does not. */
function holdAliases(document: Document, collector: Collector): void {
  try {
    document.toJS({ mapAsMap: true, maxAliasCount: YAML_LIMITS.aliases });
  } catch (error) {
    if (error instanceof ReferenceError)
      collector.limit('yaml.aliases', `aliases stand for themselves or for more than ${YAML_LIMITS.aliases} values`, 0);
    else if (error instanceof RangeError) collector.limit('yaml.depth', 'the document is nested too deeply', 0);
    else throw error;
  }
}

/** PyYAML takes UTF-16 with a byte order mark too. */
function decoded(bytes: Uint8Array, collector: Collector): string | undefined {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    collector.problem('yaml-encoding', `the text is not valid ${label}`, 0);
    collector.complete = false;
    return undefined;
  }
}

/** Undefined if the text is no YAML; the collector says why. */
function documentsOf(text: string, lines: LineCounter, collector: Collector): readonly Document[] | undefined {
  try {
    // Duplicate keys all count: the walk sees each. Nothing is expanded: aliases are looked up one by one.
    const parsed = parseAllDocuments(text, {
      uniqueKeys: false,
      merge: false,
      schema: 'core',
      logLevel: 'silent',
      prettyErrors: false,
      lineCounter: lines,
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    const fault = documents.flatMap((document) => document.errors)[0];
    if (fault === undefined) return documents;
    // The library turns a stack that ran out into a fault of the text.
    if (/call stack/u.test(fault.message)) collector.limit('yaml.depth', 'the document is nested too deeply', 0);
    else collector.problem('yaml-syntax', `not valid YAML: ${quoted(fault.message)}`, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    collector.limit('yaml.depth', 'the document is nested too deeply', 0);
  }
  return undefined;
}
