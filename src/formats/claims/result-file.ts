import { MemorySource, type ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import { emptyFacts } from '../empty-facts.ts';
import type { FileFacts } from '../facts.ts';
import { readJson } from '../json/reader.ts';
import { member, readJsonTree, TreeBuilder, type JsonNode } from '../json/tree.ts';
import { attempt, join, probeOf } from '../parse-content.ts';
import { Stopped } from '../stopped.ts';
import { modelCardParser } from '../text/model-card.ts';
import { TEXT_LIMITS } from '../text/limits.ts';
import { plainJson } from '../text/plain-json.ts';
import { duplicateKeys, parseUntrustedYaml } from '../yaml/untrusted-document.ts';
import { openMember } from '../zip/open.ts';
import { startsAsZip, walkZip } from '../zip/walk.ts';
import { ClaimList } from './claim-list.ts';
import { isEveryEval, readEveryEval, readHubResults } from './every-eval.ts';
import type { SamplesFacts } from './facts.ts';
import { readDelimited } from './delimited.ts';
import { isEvalPlus, readEvalPlus } from './evalplus.ts';
import {
  isHelmInstances,
  isHelmStats,
  isHelmTables,
  readHelmInstances,
  readHelmStats,
  readHelmTables,
} from './helm.ts';
import { isInspectLog, readInspectLog } from './inspect.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { readModelIndex } from './model-index.ts';
import { isMteb, readMteb } from './mteb.ts';
import { isOpenCompass, readOpenCompass } from './opencompass.ts';
import { isPromptfoo, readPromptfoo } from './promptfoo.ts';
import { readResults } from './results.ts';
import { readTable } from './rows.ts';
import { readSamples } from './samples.ts';

/** What single answers hold beside their scores, which may be most of a log: not kept. */
const HEAVY: ReadonlySet<string> = new Set([
  'messages',
  'events',
  'store',
  'attachments',
  'input',
  'output',
  'response',
  'vars',
  'testCase',
  'gradingResult',
  'transcript',
]);

export interface Found {
  readonly format: string;
  readonly samples?: readonly SamplesFacts[];
}

/** Claims and samples of a file that an operator calls one of results, whatever its name. Never throws on any content. */
export function readResultFile(source: ByteSource, path: string): FileFacts {
  const facts = emptyFacts(path, source.size);
  const read = attempt('results', source, (watched) => {
    const collector = new Collector();
    const claims = new ClaimList(path, collector);
    const found = readAs(watched, path, claims, { structure: collector, limits: collector });
    facts.formats = found === undefined ? ['data'] : [found.format];
    return {
      claims: claims.claims,
      samples: [...(found?.samples ?? [])].slice(0, CLAIM_LIMITS.samplesListed),
      ...collector.facts(),
    };
  });
  join(facts, read ?? {});
  if (facts.formats.length === 0) facts.formats = ['data'];
  return facts;
}

/**
 * Claims and samples by what the file is. `structure` is told what is wrong with the document itself, `limits` what of the
 * results was left unread.
 */
export function readAs(
  source: ByteSource,
  path: string,
  claims: ClaimList,
  { structure, limits }: { readonly structure: Collector; readonly limits: Collector },
): Found | undefined {
  const probe = probeOf(source, path);
  if (startsAsZip(probe.head)) return readZippedLog(source, claims, limits);
  if (modelCardParser.recognise(probe)) {
    const card = modelCardParser.parse(source, { path, extension: probe.extension, paths: new Set([path]) });
    for (const { code, message, offset } of card?.problems ?? []) structure.problem(code, message, offset);
    for (const { limit, message, offset } of card?.limits ?? []) structure.limit(limit, message, offset);
    if (card?.modelCard === undefined && mayState(source)) structure.complete = false;
    const text = card?.modelCard?.modelIndex;
    const root = text === undefined ? undefined : readJsonTree(new MemorySource(Buffer.from(text)), structure);
    if (root !== undefined) readModelIndex(root, claims);
    return root === undefined ? undefined : { format: 'model-index' };
  }
  if (probe.extension === 'yaml' || probe.extension === 'yml') return readYamlResults(source, claims, structure);
  if (probe.extension === 'csv' || probe.extension === 'tsv') {
    const table = readDelimited(source, limits);
    if (table !== undefined) readTable(table, claims);
    return table === undefined ? undefined : { format: 'results-table' };
  }
  if (probe.extension === 'jsonl' || /^samples_[^/]*\.json$/u.test(path.split('/').at(-1) ?? '')) {
    const samples = readSamples(source, limits);
    return samples === undefined ? undefined : { format: 'lm-eval-samples', samples: [samples] };
  }
  const root = readTree(source, structure);
  return root === undefined ? undefined : readTreeAs(root, path, claims);
}

/** Whether a card whose front matter can't be read has scores in it; a text that only begins with a line has none. */
function mayState(source: ByteSource): boolean {
  const head = source.read(0, Math.min(source.size, TEXT_LIMITS.frontMatter));
  return Buffer.from(head.buffer, head.byteOffset, head.length).includes('model-index');
}

/** The results that a JSON document holds, told apart by their shape. */
export function readTreeAs(root: JsonNode, path: string, claims: ClaimList): Found {
  if (isInspectLog(root)) return { format: 'inspect', samples: readInspectLog(root, claims, []) };
  if (isPromptfoo(root)) return { format: 'promptfoo', samples: readPromptfoo(root, claims) };
  if (isEveryEval(root)) {
    readEveryEval(root, claims);
    return { format: 'every-eval' };
  }
  if (isHelmStats(root)) {
    readHelmStats(root, path.split('/').at(-2) ?? 'helm', claims);
    return { format: 'helm' };
  }
  if (isHelmInstances(root)) return { format: 'helm-instances', samples: [readHelmInstances(root)] };
  if (isHelmTables(root)) {
    readHelmTables(root, claims);
    return { format: 'helm' };
  }
  if (isMteb(root)) {
    readMteb(root, claims);
    return { format: 'mteb' };
  }
  if (isEvalPlus(root)) {
    readEvalPlus(root, claims);
    return { format: 'evalplus' };
  }
  if (isOpenCompass(root)) {
    readOpenCompass(root, path, claims);
    return { format: 'opencompass' };
  }
  // HELM's run_spec.json: how it was asked, and no score.
  if (member(root, 'adapter_spec') !== undefined) return { format: 'helm-run-spec' };
  const index = member(root, 'model-index');
  if (index !== undefined) readModelIndex(index, claims);
  else readResults(root, path, claims);
  return { format: member(root, 'config_general') === undefined ? 'results' : 'lighteval' };
}

function readTree(source: ByteSource, collector: Collector): JsonNode | undefined {
  const builder = new TreeBuilder(collector, (path) => path.length >= 3 && HEAVY.has(path.at(-1) ?? ''));
  const { whole } = readJson(source, builder, collector, { trailing: 'refuse' });
  if (!whole) collector.complete = false;
  return whole ? builder.root : undefined;
}

/** Inspect's `.eval`: `header.json`, and each sample in a member of its own. */
function readZippedLog(source: ByteSource, claims: ClaimList, collector: Collector): Found | undefined {
  const walk = walkZip(source);
  const budget = { bytes: CLAIM_LIMITS.logBytes };
  let unshared = source.size;
  let header: JsonNode | undefined;
  const samples: JsonNode[] = [];
  for (const zipped of walk?.facts.members ?? []) {
    if (zipped.name !== 'header.json' && !/^samples\/[^/]+\.json$/u.test(zipped.name)) continue;
    unshared -= zipped.compressedSize;
    const opened = unshared < 0 ? undefined : openMember(source, zipped, budget);
    const fault = opened?.limit?.message ?? opened?.problems[0]?.message;
    if (opened?.source === undefined || fault !== undefined) {
      const message = fault ?? 'the members together are longer than the archive';
      collector.limit('claims.log', `${quoted(zipped.name)} of the log was not read: ${message}`, zipped.headerOffset);
      return undefined;
    }
    const root = readTree(opened.source, collector);
    if (zipped.name === 'header.json') header = root;
    else if (root !== undefined) samples.push(scoresOf(root));
  }
  if (header === undefined || !isInspectLog(header)) return undefined;
  return { format: 'inspect', samples: readInspectLog(header, claims, samples) };
}

/** A sample's id and scores alone: a log may hold a hundred thousand. */
function scoresOf(sample: JsonNode): JsonNode {
  const members = new Map<string, JsonNode>();
  for (const name of ['id', 'scores']) {
    const node = member(sample, name);
    if (node !== undefined) members.set(name, node);
  }
  return { kind: 'object', offset: sample.offset, members };
}

function readYamlResults(source: ByteSource, claims: ClaimList, collector: Collector): Found | undefined {
  if (source.size > TEXT_LIMITS.frontMatter) {
    collector.limit('text.frontMatter', `a document of ${source.size} bytes, more than ${TEXT_LIMITS.frontMatter}`, 0);
    return undefined;
  }
  try {
    const text = new TextDecoder('utf-8').decode(source.read(0, source.size));
    const document = parseUntrustedYaml(text);
    const [fault] = document.errors;
    if (fault !== undefined) {
      collector.problem('results-yaml', `not valid YAML: ${quoted(fault.message)}`, 0);
      collector.complete = false;
      return undefined;
    }
    for (const { key } of duplicateKeys(document))
      collector.problem('results-duplicate-key', `the key ${quoted(key)} stands twice in one mapping`, 0);
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: TEXT_LIMITS.aliases });
    const root = readJsonTree(new MemorySource(Buffer.from(plainJson(value, TEXT_LIMITS))), collector);
    if (root === undefined) return undefined;
    const index = member(root, 'model-index');
    if (index !== undefined) readModelIndex(index, claims);
    return index !== undefined || readHubResults(root, claims) ? { format: 'hub-results' } : undefined;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError || error instanceof Stopped)) throw error;
    collector.limit('text.depth', 'the document is nested, repeated or aliased beyond the limits', 0);
    return undefined;
  }
}
