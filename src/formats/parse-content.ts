import type { ByteSource } from './byte-source.ts';
import { emptyFacts, extensionOf } from './empty-facts.ts';
import type { FileFacts, PartialFacts } from './facts.ts';
import { missingFormat, unparsedFormat } from './endings.ts';
import { namesCode } from './json/roles.ts';
import { knownByMagic } from './magic.ts';
import {
  HEAD_BYTES,
  TAIL_BYTES,
  type ExpansionBudget,
  type FileProbe,
  type MemberOptions,
  type Nesting,
  type ParseContext,
} from './parser.ts';
import { readPathFile, readPython } from './python/read.ts';
import { PARSERS } from './registry.ts';
import type { SecretsFacts } from './secrets/facts.ts';
import { detectText } from './text/detect.ts';
import { readCommands } from './text/commands.ts';
import { readFlow } from './text/flow.ts';
import { readScript } from './text/script.ts';
import { readWoven, WOVEN } from './text/woven.ts';

/** Endings that name exactly one format. Files under them go to one loader, whatever they hold. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['safetensors', 'safetensors'],
  ['gguf', 'gguf'],
  ['onnx', 'onnx'],
  ['npy', 'numpy'],
  ['npz', 'zip'],
  ['zip', 'zip'],
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['gif', 'gif'],
  ['webp', 'webp'],
]);

/**
 * Facts about content, of a file or of what lies in one: all parsers, and how the name agrees with what they found. Never
 * throws on any content: what a parser could not cope with is stated.
 */
export function parseContent(source: ByteSource, probe: FileProbe, context: ParseContext): FileFacts {
  const facts = emptyFacts(probe.path, source.size);
  for (const parser of PARSERS) {
    if (!parser.recognise(probe)) continue;
    const found = attempt(parser.id, source, (watched) => parser.parse(watched, context));
    if (found === undefined) continue;
    facts.formats.push(parser.id);
    join(facts, found);
  }
  known(facts, probe);
  const text = detectText(probe);
  if (text !== undefined) {
    join(facts, { text, ...attempt('text', source, (watched) => readScript(watched, text, context)) });
    if (facts.formats.length === 0) facts.formats.push('text');
  }
  if (text !== undefined)
    join(facts, attempt('commands', source, (watched) => readCommands(watched, probe.path)) ?? {});
  if (text !== undefined && probe.extension === 'pth') join(facts, attempt('python', source, readPathFile) ?? {});
  if (text !== undefined && WOVEN.has(probe.extension)) join(facts, attempt('woven', source, readWoven) ?? {});
  if (text !== undefined && probe.extension === 'json') join(facts, attempt('flow', source, readFlow) ?? {});
  if (
    PYTHON_NAMES.test(probe.path) ||
    probe.extension === 'py' ||
    probe.extension === 'pyw' ||
    text?.language === 'python'
  ) {
    join(facts, attempt('python', source, readPython) ?? {});
  }
  if (facts.formats.length === 0) facts.formats.push(source.size === 0 ? 'empty' : 'data');
  nameAgainstContent(facts);
  unrecognised(facts, context);
  return facts;
}

/** Build scripts that are Python without its ending. */
const PYTHON_NAMES = /(?:^|[/!])(?:SConstruct|SConscript|wscript)$/u;

/** How containers at `depth` have their members read. */
export function nestingAt(depth: number, budget: ExpansionBudget): Nesting {
  return {
    depth,
    budget,
    read: (source, path, options) => parseMember(source, path, options, nestingAt(depth + 1, budget)),
  };
}

function parseMember(source: ByteSource, path: string, options: MemberOptions, nesting: Nesting): FileFacts {
  const { holds } = options;
  const probe: FileProbe = { ...probeOf(source, path), ...(holds === undefined ? {} : { holds }) };
  return parseContent(source, probe, { path, extension: probe.extension, paths: new Set(), nesting, ...options });
}

export function probeOf(source: ByteSource, path: string): FileProbe {
  const { size } = source;
  // Copied: a source may reuse what it returned.
  const head = new Uint8Array(source.read(0, Math.min(HEAD_BYTES, size)));
  const tail = size <= HEAD_BYTES ? head : new Uint8Array(source.read(Math.max(0, size - TAIL_BYTES), TAIL_BYTES));
  return { path, extension: extensionOf(path), size, head, tail };
}

/**
 * A parser that throws is a bug, a disk that fails or a stack that ran out; either way the file wasn't read whole. That is a
 * fact, and so is where the parser was: what it read last.
 */
export function attempt(
  id: string,
  source: ByteSource,
  parse: (watched: ByteSource) => PartialFacts | undefined,
): PartialFacts | undefined {
  const watched = new WatchedSource(source);
  try {
    return parse(watched);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
    const message = `the ${id} parser failed: ${why.slice(0, 200)}`;
    const offset = Math.max(0, Math.min(Math.trunc(watched.last), source.size)) || 0;
    return { complete: false, limits: [{ limit: 'parser.failed', message, offset }] };
  }
}

/** Remembers where the last read began. */
class WatchedSource implements ByteSource {
  last = 0;
  readonly size: number;
  private readonly source: ByteSource;

  constructor(source: ByteSource) {
    this.source = source;
    this.size = source.size;
  }

  read(offset: number, length: number): Uint8Array {
    this.last = offset;
    return this.source.read(offset, length);
  }
}

export function join(
  facts: FileFacts,
  {
    complete,
    limits,
    problems,
    tensors,
    pickles,
    chatTemplates,
    graphs,
    hdf5,
    keras,
    documents,
    executables,
    members,
    expansions,
    secrets,
    ...sections
  }: PartialFacts,
): void {
  facts.complete &&= complete ?? true;
  facts.limits.push(...(limits ?? []));
  facts.problems.push(...(problems ?? []));
  if (tensors !== undefined) facts.tensors = [...(facts.tensors ?? []), ...tensors];
  if (pickles !== undefined) facts.pickles = [...(facts.pickles ?? []), ...pickles];
  if (chatTemplates !== undefined) facts.chatTemplates = [...(facts.chatTemplates ?? []), ...chatTemplates];
  if (graphs !== undefined) facts.graphs = [...(facts.graphs ?? []), ...graphs];
  if (hdf5 !== undefined) facts.hdf5 = [...(facts.hdf5 ?? []), ...hdf5];
  if (keras !== undefined) facts.keras = [...(facts.keras ?? []), ...keras];
  if (documents !== undefined) facts.documents = [...(facts.documents ?? []), ...documents];
  if (executables !== undefined) facts.executables = [...(facts.executables ?? []), ...executables];
  if (members !== undefined) facts.members = [...(facts.members ?? []), ...members];
  if (expansions !== undefined) facts.expansions = [...(facts.expansions ?? []), ...expansions];
  if (secrets !== undefined) facts.secrets = joined(facts.secrets, secrets);
  Object.assign(facts, sections);
}

function joined(before: SecretsFacts | undefined, more: SecretsFacts): SecretsFacts {
  if (before === undefined) return more;
  return { found: [...before.found, ...more.found], leftOut: before.leftOut + more.leftOut };
}

function known(facts: FileFacts, { head }: FileProbe): void {
  for (const { id, opaque } of knownByMagic(head)) {
    if (facts.formats.includes(id)) continue;
    facts.formats.push(id);
    if (!opaque) continue;
    facts.complete = false;
    const message = `there is no parser for ${id}: its content was not read`;
    facts.limits.push({ limit: 'format.unparsed', message, offset: 0 });
  }
}

/** Fails closed where a name sends the file to a loader and no parser knew what it holds. */
function unrecognised(facts: FileFacts, { holds }: ParseContext): void {
  if (holds !== undefined) return;
  const { extension, formats, size, path } = facts;
  const unparsed = unparsedFormat(path, extension, formats);
  if (unparsed !== undefined) {
    const message = `there is no parser for ${unparsed}: its content was not read`;
    join(facts, { complete: false, limits: [{ limit: 'format.unparsed', message, offset: 0 }] });
  }
  const promised = missingFormat(extension, formats);
  const emptyJson = size === 0 && extension === 'json' && namesCode(path);
  if (promised === undefined && !emptyJson) return;
  const [expected = 'json'] = promised ?? [];
  const message = size === 0 ? `the file is empty, and no ${expected}` : `nothing of ${expected} was recognised in it`;
  join(facts, { complete: false, limits: [{ limit: 'format.unrecognised', message, offset: 0 }] });
}

function nameAgainstContent(facts: FileFacts): void {
  const named = NAMED.get(facts.extension);
  if (named === undefined || facts.formats.includes(named) || facts.formats.includes('lfs-pointer')) return;
  const message = `the name ends in .${facts.extension} and the content is ${facts.formats.join(', ')}, not ${named}`;
  facts.problems.push({ code: 'format-mismatch', message, offset: 0 });
}
