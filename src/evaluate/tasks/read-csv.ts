import { GateError } from '../../core/errors.ts';
import { SUITE_LIMITS } from './limits.ts';

const MAX_COLUMNS = 1_000;

/** A row as JSON of its columns, and the line on which it begins. */
export interface CsvRow {
  readonly json: string;
  readonly line: number;
}

/**
 * Comma-separated values (RFC 4180) with a line of names first. A column of whole numbers is numbers, of numbers with a point
 * floats, and everything else texts; a value that is missing is null.
 * @throws GateError SUITE_INVALID naming file and line
 */
export function* readCsv(text: string, path: string, separator = ','): Generator<CsvRow> {
  const first = records(text, path, separator).next();
  if (first.done === true) throw new GateError('SUITE_INVALID', `${path}: no line of names`);
  const names = first.value.cells;
  if (names.length > MAX_COLUMNS) throw new GateError('SUITE_INVALID', `${path}: more than ${MAX_COLUMNS} columns`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new GateError('SUITE_INVALID', `${path}: two columns are called "${twice}"`);
  const kinds = kindsOf(text, path, separator, names.length);
  for (const { cells, line } of body(text, path, separator, names.length)) {
    const members = names.map((name, index) => `${JSON.stringify(name)}:${jsonOf(cells[index] ?? '', kinds[index])}`);
    yield { json: `{${members.join(',')}}`, line };
  }
}

type Kind = 'integer' | 'float' | 'text';

function kindsOf(text: string, path: string, separator: string, width: number): Kind[] {
  const kinds: (Kind | undefined)[] = Array.from({ length: width }, () => undefined);
  for (const { cells } of body(text, path, separator, width)) {
    for (const [index, cell] of cells.entries()) {
      if (cell === '' || kinds[index] === 'text') continue;
      const kind: Kind = /^-?(?:0|[1-9]\d{0,14})$/u.test(cell)
        ? 'integer'
        : /^-?(?:\d+\.\d+|\d+)(?:[eE][+-]?\d+)?$/u.test(cell)
          ? 'float'
          : 'text';
      kinds[index] = kind === 'integer' && kinds[index] === 'float' ? 'float' : kind;
    }
  }
  return kinds.map((kind) => kind ?? 'text');
}

function jsonOf(cell: string, kind: Kind | undefined): string {
  if (cell === '') return 'null';
  if (kind === 'integer') return cell;
  if (kind === 'float') return /[.eE]/u.test(cell) ? cell : `${cell}.0`;
  return JSON.stringify(cell);
}

function* body(text: string, path: string, separator: string, width: number): Generator<Record> {
  let header = true;
  for (const record of records(text, path, separator)) {
    if (header) {
      header = false;
      continue;
    }
    if (record.cells.length === 1 && record.cells[0] === '') continue;
    if (record.cells.length !== width)
      throw new GateError('SUITE_INVALID', `${path}:${record.line}: ${record.cells.length} values in ${width} columns`);
    yield record;
  }
}

interface Record {
  readonly cells: readonly string[];
  readonly line: number;
}

function* records(text: string, path: string, separator: string): Generator<Record> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        const end = closingQuote(text, at + 1);
        if (end === undefined)
          throw new GateError('SUITE_INVALID', `${path}:${start}: a quotation mark is never closed`);
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        line += cell.split('\n').length - 1;
        at = end + 1;
        if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r')
          throw new GateError('SUITE_INVALID', `${path}:${line}: text behind a closing quotation mark`);
      } else {
        const begin = at;
        while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
        cell = text.slice(begin, at);
      }
      if (cell.length > SUITE_LIMITS.line)
        throw new GateError('SUITE_INVALID', `${path}:${start}: ${cell.length} characters`);
      cells.push(cell);
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    yield { cells, line: start };
  }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return undefined;
}
