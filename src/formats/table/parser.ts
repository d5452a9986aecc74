import type { Parser } from '../parser.ts';
import { readArrow } from './arrow.ts';
import { readParquet } from './parquet.ts';
import { isArrowFile, isArrowStream, isParquet } from './recognise.ts';

const STREAMS: ReadonlySet<string> = new Set(['arrow', 'arrows', 'ipc', 'feather']);

/** Tables of columns: what describes them is read whole, and what the columns hold are elements. */
export const tableParsers: readonly Parser[] = [
  {
    id: 'arrow',
    recognise: ({ head }) => isArrowFile(head) || isArrowStream(head),
    parse(source, { extension }) {
      if (isArrowFile(source.read(0, 8))) return readArrow(source, 'arrow-file');
      const facts = readArrow(source, 'arrow-stream');
      // A stream has no magic: without a name or a schema it is something else that starts alike.
      const described =
        facts.documents?.some((document) => document.format === 'table' && document.columns > 0) ?? false;
      return described || STREAMS.has(extension) ? facts : undefined;
    },
  },
  { id: 'parquet', recognise: ({ head }) => isParquet(head), parse: (source) => readParquet(source) },
];
