import type { ByteSource } from '../../formats/byte-source.ts';
import { linesOf } from '../signals/blocks.ts';
import { filesUnder, jsonIn, withFile } from '../signals/open.ts';
import type { SignalSink } from '../signals/rule.ts';
import { ClientTable } from './clients.ts';
import { trailRecords } from './cloudtrail.ts';
import { LINE_FORMATS } from './formats.ts';
import { judgeClients } from './judge.ts';
import type { ParseAccessLine } from './record.ts';

export interface AccessCounts {
  files: number;
  requests: number;
  clients: number;
  /** Lines and records of no known format. */
  unparsed: number;
}

/** Lines at the start of a file among which its format is looked for. */
const SAMPLE = 100;

/**
 * Access logs of nginx, S3, Artifactory and CloudTrail. Each file has its own baseline.
 * @throws GateError SOURCE_NOT_FOUND
 */
export function readAccessLogs(given: readonly string[], sink: SignalSink): AccessCounts {
  const counts: AccessCounts = { files: 0, requests: 0, clients: 0, unparsed: 0 };
  for (const path of given.flatMap((one) => filesUnder(one, sink))) {
    withFile(path, sink, (source) => {
      const table = new ClientTable();
      const unparsed = isDocument(source) ? readTrail(source, path, table, sink) : readLines(source, table);
      counts.files += 1;
      counts.requests += table.requests;
      counts.clients += table.clients.size;
      counts.unparsed += unparsed;
      if (unparsed > 0) sink.unread({ path, reason: `${unparsed} lines of no known format of access logs` });
      if (table.uncounted > 0)
        sink.unread({ path, reason: `${table.uncounted} requests of clients past the first ${table.clients.size}` });
      judgeClients(table, path, sink);
    });
  }
  return counts;
}

function isDocument(source: ByteSource): boolean {
  return Buffer.from(source.read(0, 64)).toString('latin1').trimStart().startsWith('{');
}

/** A document on one line has no lines that tell a place: the number of the record stands for it. */
function readTrail(source: ByteSource, path: string, table: ClientTable, sink: SignalSink): number {
  const document = jsonIn(source, path, sink);
  if (document === undefined) return 0;
  const records = trailRecords(document);
  if (records === undefined) sink.unread({ path, reason: 'JSON without the records of CloudTrail' });
  let unparsed = 0;
  for (const [index, record] of (records ?? []).entries()) {
    if (record === undefined) unparsed += 1;
    else table.add(record, index + 1);
  }
  return unparsed;
}

function readLines(source: ByteSource, table: ClientTable): number {
  let parse: ParseAccessLine | undefined;
  let unparsed = 0;
  for (const { text, line } of linesOf(source)) {
    if (text.trim() === '') continue;
    if (parse === undefined && line <= SAMPLE) parse = LINE_FORMATS.find((format) => format(text) !== undefined);
    const record = parse?.(text.endsWith('\r') ? text.slice(0, -1) : text);
    if (record === undefined) unparsed += 1;
    else table.add(record, line);
  }
  return unparsed;
}
