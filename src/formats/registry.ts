import { numpyParser } from './numpy/parser.ts';
import type { Parser } from './parser.ts';
import { pickleParser } from './pickle/parser.ts';
import { zipParser } from './zip/parser.ts';

/** Every parser. A file is given to each that recognises it: a polyglot has more than one format. */
export const PARSERS: readonly Parser[] = [pickleParser, zipParser, numpyParser];
