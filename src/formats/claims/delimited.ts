import type { ByteSource } from '../byte-source.ts';
import type { Collector } from '../collector.ts';
import type { JsonNode } from '../json/tree.ts';
import { CLAIM_LIMITS } from './limits.ts';
import type { Rows } from './rows.ts';

/** A table in text: commas, semicolons or tabs between cells, quotation marks as in RFC 4180. The first line names the columns. */
export function readDelimited(source: ByteSource, collector: Collector): Rows | undefined {
  if (source.size > CLAIM_LIMITS.tableBytes) {
    collector.limit('claims.tableBytes', `a table of ${source.size} bytes, more than ${CLAIM_LIMITS.tableBytes}`, 0);
    return undefined;
  }
  const text = new TextDecoder('utf-8').decode(source.read(0, source.size));
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const separator = ['\t', ';', ','].find((it) => first.includes(it));
  if (separator === undefined) return undefined;
  const [columns, ...rows] = recordsOf(text, separator, collector);
  if (columns === undefined || rows.length === 0) return undefined;
  const cell = (value: string): JsonNode =>
    value.trim() === '' ? { kind: 'null', offset: 0 } : { kind: 'string', offset: 0, value: value.trim() };
  return {
    columns: columns.map((name) => name.trim()),
    rows: rows.map((row) => columns.map((_, index) => cell(row[index] ?? ''))),
  };
}

function recordsOf(text: string, separator: string, collector: Collector): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  let kept = 0;
  while (at <= text.length) {
    if (++kept > CLAIM_LIMITS.tableCells) {
      collector.limit('claims.tableCells', `more than ${CLAIM_LIMITS.tableCells} cells`, 0);
      break;
    }
    let cell: string;
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const begin = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
      cell = text.slice(begin, at);
    }
    cells.push(cell.replace(/\r$/u, ''));
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (cells.length > 1 || cells[0] !== '') records.push(cells);
    cells = [];
    const line = text.indexOf('\n', at);
    if (line < 0) break;
    at = line + 1;
  }
  return records;
}

/** A mark that is never closed reaches to the end. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}
