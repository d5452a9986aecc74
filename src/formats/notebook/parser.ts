import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { member, readJsonTree, stringOf, type JsonNode } from '../json/tree.ts';
import type { Parser } from '../parser.ts';
import type { PythonFacts } from '../python/facts.ts';
import { readPythonText } from '../python/read.ts';
import type { CommandsFacts } from '../text/facts.ts';

interface Cell {
  readonly source: string;
  /** Of its source in the file. */
  readonly offset: number;
}

/** Cells whose first line hands them to another program. */
const FOREIGN =
  /^\s*%%(?:bash|sh|script|system|!|sx|cmd|perl|ruby|javascript|js|html|latex|markdown|svg|writefile|file|capture\s+--foreign)\b/u;
const SHELL = /^\s*%%(?:bash|sh|script|system|!|sx|cmd)\b/u;
/** `!command`, `x = !command`, `%sx command`: to the shell. */
const LINE = /^\s*(?:[\w\s,.[\]]{0,80}=\s*)?(?:!{1,2}|%(?:sx|system)\b|%(?=(?:pip|conda|mamba|uv)\b))\s*(\S[^\n]*)$/u;
/** Magics that run the rest of their line as Python. */
const TIMED = /^(\s*)%(?:time|timeit|prun|memit|lprun|mprun)\b(?:\s+-\w+(?:\s*\d+)?)*\s+(?=\S)/u;
/** A program of somebody else's, run or loaded into the notebook by its address. */
const FETCHED = /^\s*%(?:run|load|loadpy)\s+(?:-\S+\s+)*["']?(https?:\/\/\S+)/u;
const MARKUP = /^\s*%%(?:javascript|js|html|svg|markdown)\b/u;
const WRITTEN = /^\s*%%(?:writefile|file)\s+(?:-a\s+)?(\S+)/u;
const OTHER = /^\s*%%(?:perl|ruby|script)\b/u;
const MAGIC = /^\s*(?:[\w\s,]{0,80}=\s*)?[%?!]|\?\s*$/u;

/** Jupyter notebooks: the code of their cells, and what they hand to a shell. */
export const notebookParser: Parser = {
  id: 'notebook',
  recognise: ({ extension, head }) =>
    extension === 'ipynb' && /^\uFEFF?\s*\{/u.test(Buffer.from(head.subarray(0, 64)).toString('utf8')),
  parse(source) {
    const collector = new Collector();
    const root = readJsonTree(source, collector);
    const cells = root === undefined ? undefined : cellsOf(root);
    // The reader of JSON passes text over that is none; under this name its cells are what is missed.
    if (cells === undefined) {
      const [fault] = root === undefined && collector.complete ? collector.problems : [];
      if (fault !== undefined) collector.limit('notebook.broken', fault.message, fault.offset);
      return collector.complete ? undefined : { complete: false, limits: collector.limits };
    }
    const own = new Collector();
    const lines = new Lines(source);
    const code: Cell[] = [];
    const parts: CommandsFacts['parts'] = [];
    for (const { source: text, offset } of cells) {
      const place = { offset, line: lines.at(offset) };
      if (SHELL.test(text) || OTHER.test(text)) parts.push({ text: text.slice(text.indexOf('\n') + 1), ...place });
      if (MARKUP.test(text)) parts.push({ text, ...place, markup: true });
      const written = WRITTEN.exec(text)?.[1];
      // A script is judged by its content; of anything else the place tells.
      if (written !== undefined)
        parts.push({
          text: `cat > ${written}\n${/\.(?:sh|bash|zsh)$|(?:^|\/)(?:Dockerfile|Makefile|run|start)$/u.test(written) ? text.slice(text.indexOf('\n') + 1) : ''}`,
          ...place,
        });
      if (FOREIGN.test(text)) continue;
      const commands = text.split('\n').flatMap((line) => {
        const fetched = FETCHED.exec(line)?.[1];
        return fetched === undefined ? (LINE.exec(line)?.[1] ?? []) : [`curl ${fetched} | python`];
      });
      if (commands.length > 0) parts.push({ text: commands.join('\n'), ...place });
      const python = text
        .split('\n')
        .map((line) => line.replace(TIMED, '$1'))
        .map((line) => (MAGIC.test(line) ? line.replace(/\S.*$/u, 'pass') : line))
        .join('\n');
      code.push({ source: python, offset });
    }
    for (const { source: text, offset } of root === undefined ? [] : shownOf(root))
      parts.push({ text, offset, line: lines.at(offset), markup: true });
    const python = readCells(code, lines, own);
    return {
      python,
      ...(parts.length === 0 ? {} : { commands: { kind: 'notebook', parts } }),
      ...own.facts(),
    } satisfies PartialFacts;
  },
};

/** Types of what a notebook shows without being asked. */
const SHOWN = ['text/html', 'application/javascript', 'image/svg+xml', 'text/markdown'];

/** Outputs that a browser runs, and cells of text, which it shows as HTML. */
function shownOf(root: JsonNode): Cell[] {
  const cells = member(root, 'cells');
  return (cells?.kind === 'array' ? cells.items : []).flatMap((cell) => {
    const outputs = member(cell, 'outputs');
    const shown = (outputs?.kind === 'array' ? outputs.items : []).flatMap((output) =>
      SHOWN.flatMap((type) => {
        const data = member(output, 'data', type);
        return data === undefined ? [] : [{ node: data, script: type === 'application/javascript' }];
      }),
    );
    const own = stringOf(member(cell, 'cell_type')) === 'markdown' ? (member(cell, 'source') ?? []) : [];
    return [...shown, ...[own].flat().map((node) => ({ node, script: false }))].flatMap(({ node, script }) => {
      const source = textOf(node);
      return script || source.includes('<') || source.includes('kernel') ? [{ source, offset: node.offset }] : [];
    });
  });
}

function textOf(node: JsonNode): string {
  return node.kind === 'array' ? node.items.map((item) => stringOf(item) ?? '').join('') : (stringOf(node) ?? '');
}

function cellsOf(root: JsonNode): Cell[] | undefined {
  // Version 3 has worksheets, each with cells whose source is `input`.
  const sheets = member(root, 'worksheets');
  const lists = [
    member(root, 'cells'),
    ...(sheets?.kind === 'array' ? sheets.items.map((sheet) => member(sheet, 'cells')) : []),
  ];
  const cells = lists.flatMap((list) => (list?.kind === 'array' ? list.items : []));
  if (lists.every((list) => list === undefined)) return undefined;
  return cells.flatMap((cell) => {
    const source = member(cell, 'source') ?? member(cell, 'input');
    if (stringOf(member(cell, 'cell_type')) !== 'code' || source === undefined) return [];
    return [{ source: textOf(source), offset: source.offset }];
  });
}

/** All cells are one program: a name that one binds is used by the next. */
function readCells(cells: readonly Cell[], lines: Lines, collector: Collector): PythonFacts {
  const starts: { readonly at: number; readonly offset: number }[] = [];
  let text = '';
  let bytes = 0;
  for (const { source, offset } of cells) {
    starts.push({ at: bytes, offset });
    const part = `${source}\n`;
    text += part;
    bytes += Buffer.byteLength(part);
  }
  const found = readPythonText(text, collector);
  const place = (offset: number): { offset: number; line: number } => {
    const own = starts.findLast(({ at }) => at <= offset)?.offset ?? 0;
    return { offset: own, line: lines.at(own) };
  };
  return {
    // A person runs the cells one by one: nothing of them runs by itself.
    calls: found.calls.map((call) => ({
      ...call,
      ...place(call.offset),
      ...(call.when === 'import' ? { when: 'main' as const } : {}),
    })),
    faults: found.faults.map((fault) => ({ ...fault, ...place(fault.offset) })),
  };
}

/** Lines of byte offsets that are asked for in their order, mostly. */
class Lines {
  private readonly ends: number[] = [];

  constructor(source: ByteSource) {
    const bytes = source.read(0, source.size);
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) this.ends.push(at);
  }

  at(offset: number): number {
    let low = 0;
    let high = this.ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}
