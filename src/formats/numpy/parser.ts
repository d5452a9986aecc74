import type { Parser } from '../parser.ts';
import { isNumpy, readNumpy } from './read.ts';

export const numpyParser: Parser = {
  id: 'numpy',
  recognise: ({ head }) => isNumpy(head),
  parse: (source) => readNumpy(source, Uint8Array.from(source.read(0, 16))) ?? {},
};
