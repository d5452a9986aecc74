import type { Parser } from './parser.ts';

/** Every parser. A file is given to each that recognises it: a polyglot has more than one format. */
export const PARSERS: readonly Parser[] = [];
