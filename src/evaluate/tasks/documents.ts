import { createHash } from 'node:crypto';
import { GateError } from '../../core/errors.ts';
import { pythonJsonWithFloats } from '../../formats/claims/python-json.ts';
import { Collector } from '../../formats/collector.ts';
import { readJsonTree, type JsonNode } from '../../formats/json/tree.ts';
import { MemorySource } from '../../formats/byte-source.ts';
import { fromJson, fromPlain, isMapping, type Value } from './harness/jinja/values.ts';
import { readCsv } from './read-csv.ts';
import { SUITE_LIMITS } from './limits.ts';

/** One document of a data file: an object of columns. */
export interface Document {
  readonly columns: ReadonlyMap<string, Value>;
  /** SHA-256 as lm-evaluation-harness hashes it, computed when asked for. */
  readonly sha256: () => string;
  /** `path:line`, for messages. */
  readonly where: string;
}

/** Data files that can be read. */
export const DATA_FILE = /\.(?:jsonl|json|csv|tsv|parquet)$/u;

/**
 * Documents of a data file, one after the other: nothing is kept of those that were yielded. Blank lines count for nothing.
 * @throws GateError SUITE_INVALID naming file and line, while they are read too
 */
export async function readDocuments(bytes: Uint8Array, path: string): Promise<Iterable<Document>> {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const rows =
    extension === 'jsonl'
      ? jsonLines(bytes, path)
      : extension === 'json'
        ? jsonArray(bytes, path)
        : extension === 'csv' || extension === 'tsv'
          ? csvRows(bytes, path, extension === 'csv' ? ',' : '\t')
          : extension === 'parquet'
            ? (await import('./parquet/read-parquet.ts')).parquetRows(bytes, path)
            : unread(path);
  return documentsOf(rows, path);
}

function* documentsOf(rows: Iterable<Row>, path: string): Generator<Document> {
  let count = 0;
  for (const { text, where } of rows) {
    if (++count > SUITE_LIMITS.items) throw invalid(path, `more than ${SUITE_LIMITS.items} documents`);
    yield documentOf(text, where);
  }
}

/**
 * What JavaScript's own reader would lose: points behind numbers, digits past 2^53, and the order of keys that are numbers.
 * Texts that look like it go the longer way too.
 */
const LOSSY = /\d[.eE]|\d{16}|"\d+"\s*:/u;

function documentOf(text: string, where: string): Document {
  if (!LOSSY.test(text)) {
    const plain = plainOf(text, where);
    const columns = fromPlain(plain);
    if (!isMapping(columns)) throw invalid(where, 'a document must be an object of columns');
    return { columns, where, sha256: () => hashOf(JSON.stringify(plain, undefined, 2)) };
  }
  const node = jsonOf(text, where);
  const columns = fromJson(node);
  if (!isMapping(columns)) throw invalid(where, 'a document must be an object of columns');
  return { columns, where, sha256: () => hashOf(pythonJsonWithFloats(node) ?? text) };
}

function plainOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${where}: it is not JSON`, { cause: error });
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Row {
  readonly text: string;
  readonly where: string;
}

/** Lines are cut from the bytes one at a time, so that ten million of them cost no more memory than the file. */
function* jsonLines(bytes: Uint8Array, path: string): Generator<Row> {
  let line = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    line++;
    const where = `${path}:${line}`;
    if (end - start > SUITE_LIMITS.line) throw invalid(where, `${end - start} bytes in one line`);
    const text = utf8(bytes.subarray(start, end), where).trim();
    start = end + 1;
    if (text !== '') yield { text, where };
  }
}

function* jsonArray(bytes: Uint8Array, path: string): Generator<Row> {
  const all = utf8(bytes, path);
  if (!Array.isArray(plainOf(all, path))) throw invalid(path, 'must be a list of documents');
  let index = 0;
  for (const text of elementsOf(all)) yield { text, where: `${path}: document ${index++}` };
}

/** What stands between the commas of a list, in its own words: 1.0 is another text than 1, and texts are hashed. `list` is sound. */
function* elementsOf(list: string): Generator<string> {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list[at];
    if (character === '"') {
      for (at++; list[at] !== '"'; at++) if (list[at] === '\\') at++;
    } else if (character === '[' || character === '{') {
      if (++depth === 1) start = at + 1;
    } else if (character === ',' && depth === 1) {
      yield list.slice(start, at).trim();
      start = at + 1;
    } else if (character === ']' || character === '}') {
      if (--depth > 0) continue;
      const last = list.slice(start, at).trim();
      if (last !== '') yield last;
    }
  }
}

function* csvRows(bytes: Uint8Array, path: string, separator: string): Generator<Row> {
  for (const { json, line } of readCsv(utf8(bytes, path), path, separator)) {
    yield { text: json, where: `${path}:${line}` };
  }
}

function unread(path: string): never {
  throw invalid(path, 'documents are read from .jsonl, .json, .csv, .tsv and .parquet');
}

function jsonOf(text: string, where: string): JsonNode {
  const collector = new Collector();
  const root = readJsonTree(new MemorySource(Buffer.from(text)), collector, { trailing: 'refuse' });
  if (root === undefined)
    throw invalid(where, `it is not JSON: ${collector.facts().problems?.[0]?.message ?? 'it breaks off'}`);
  return root;
}

function utf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new GateError('SUITE_INVALID', `${where}: it is not UTF-8`, { cause: error });
  }
}

function invalid(where: string, what: string): GateError {
  return new GateError('SUITE_INVALID', `${where}: ${what}`);
}
