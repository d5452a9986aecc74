import type { Parser } from '../parser.ts';
import { isNumpy, readNumpy } from './read.ts';

export const numpyParser: Parser = {
  id: 'numpy',
  recognise: ({ head }) => isNumpy(head),
  parse: (source) => readNumpy(source, new Uint8Array(source.read(0, 16))) ?? {},
};
