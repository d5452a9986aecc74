import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import { defined } from '../defined.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import { duplicateKeys, parseUntrustedYaml } from '../yaml/untrusted-document.ts';
import type { DvcFacts } from './facts.ts';
import { DVC_LIMITS } from './limits.ts';

const MD5 = /^[0-9a-f]{32}(?:\.dir)?$/u;
const LOCK = /(?:^|\/)dvc\.lock$/u;

/** `NAME.dvc` and `dvc.lock` of DVC (https://dvc.org/doc/user-guide/project-structure), which pin data by MD5. */
export const dvcParser: Parser = {
  id: 'dvc',
  recognise: ({ path, extension, size }) => size > 0 && (extension === 'dvc' || LOCK.test(path)),
  parse(source, { path }) {
    const collector = new Collector();
    const root = readDocument(source, collector);
    const dvc = root === undefined ? undefined : readPins(root, LOCK.test(path), collector);
    return { ...(dvc === undefined ? {} : { dvc }), ...collector.facts() } satisfies PartialFacts;
  },
};

/** Strict: no duplicate keys, no aliases, no tags. A file that two readers could read in two ways pins nothing. */
function readDocument(source: ByteSource, collector: Collector): ReadonlyMap<unknown, unknown> | undefined {
  if (source.size > DVC_LIMITS.bytes) {
    collector.limit('dvc.bytes', `a file of ${source.size} bytes, more than ${DVC_LIMITS.bytes}`);
    return undefined;
  }
  const fault = (message: string): undefined => {
    collector.problem('dvc-syntax', message, 0);
    return undefined;
  };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(source.read(0, source.size));
    const document = parseUntrustedYaml(text);
    const [broken] = [...document.errors, ...document.warnings];
    if (broken !== undefined) return fault(`not valid YAML: ${quoted(broken.message)}`);
    const [twice] = duplicateKeys(document);
    if (twice !== undefined) return fault(`the key ${quoted(twice.key)} stands twice`);
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 0 });
    return value instanceof Map ? value : fault('it is no mapping');
  } catch (error) {
    if (error instanceof TypeError) return fault('it is not UTF-8');
    // ReferenceError: an alias.
    if (error instanceof RangeError || error instanceof ReferenceError || error instanceof Stopped)
      return fault('it nests or refers too deeply');
    throw error;
  }
}

function readPins(root: ReadonlyMap<unknown, unknown>, lock: boolean, collector: Collector): DvcFacts {
  const facts: DvcFacts = { kind: lock ? 'lock' : 'tracking', pins: [], unpinned: [] };
  if (!lock) {
    const workingDirectory = text(root.get('wdir'));
    if (workingDirectory !== undefined) facts.workingDirectory = workingDirectory;
    readEntries(root, undefined, facts, collector);
    return facts;
  }
  const stages = root.get('stages');
  if (!(stages instanceof Map)) {
    collector.problem('dvc-syntax', 'it has no stages', 0);
    return facts;
  }
  for (const [name, stage] of stages) if (stage instanceof Map) readEntries(stage, String(name), facts, collector);
  return facts;
}

function readEntries(
  owner: ReadonlyMap<unknown, unknown>,
  stage: string | undefined,
  facts: DvcFacts,
  collector: Collector,
): void {
  for (const [key, role] of [['outs', 'output'] as const, ['deps', 'dependency'] as const]) {
    const list: unknown = owner.get(key);
    for (const entry of Array.isArray(list) ? list : []) {
      const path = entry instanceof Map ? text(entry.get('path')) : undefined;
      if (!(entry instanceof Map) || path === undefined) {
        collector.problem('dvc-entry', `an entry of ${key} names no path`, 0);
        continue;
      }
      if (facts.pins.length + facts.unpinned.length >= DVC_LIMITS.pins) {
        collector.limit('dvc.pins', `more than ${DVC_LIMITS.pins} paths`);
        return;
      }
      const md5 = entry.get('md5');
      if (typeof md5 !== 'string' || !MD5.test(md5)) {
        facts.unpinned.push(path);
        continue;
      }
      facts.pins.push({
        path,
        md5,
        role,
        converted: entry.get('hash') !== 'md5',
        ...defined({ size: natural(entry.get('size')), files: natural(entry.get('nfiles')), stage: text(stage) }),
      });
    }
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= DVC_LIMITS.path ? value : undefined;
}

function natural(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
