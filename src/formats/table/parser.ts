import type { Parser } from '../parser.ts';
import { readArrow } from './arrow.ts';
import { readParquet } from './parquet.ts';
import { isArrowFile, isArrowStream, isParquet } from './recognise.ts';

/** Tables of columns: what describes them is read whole, and what the columns hold are elements. */
export const tableParsers: readonly Parser[] = [
  {
    id: 'arrow',
    recognise: ({ head }) => isArrowFile(head) || isArrowStream(head),
    parse: (source) => readArrow(source, isArrowFile(source.read(0, 8)) ? 'arrow-file' : 'arrow-stream'),
  },
  { id: 'parquet', recognise: ({ head }) => isParquet(head), parse: (source) => readParquet(source) },
];
