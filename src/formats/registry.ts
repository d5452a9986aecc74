import { compressedParsers, tarParser } from './archive/parsers.ts';
import { MEMBER_PARSERS } from './document/members.ts';
import { dvcParser } from './dvc/parser.ts';
import { executableParser } from './executable.ts';
import { ggufParser } from './gguf/parse.ts';
import { jsonParser } from './json/parse.ts';
import { licenceParser } from './licence/parser.ts';
import { mediaParser } from './media/parser.ts';
import { notebookParser } from './notebook/parser.ts';
import { numpyParser } from './numpy/parser.ts';
import type { Parser } from './parser.ts';
import { hiddenPickleParser } from './pickle/hidden.ts';
import { pickleParser } from './pickle/parser.ts';
import { safetensorsParser } from './safetensors/parse.ts';
import { sevenZipParser } from './seven-zip/parser.ts';
import { lfsPointerParser } from './text/lfs-pointer.ts';
import { modelCardParser } from './text/model-card.ts';
import { zipParser } from './zip/parser.ts';

/** Every parser. A file is given to each that recognises it: a polyglot has more than one format. */
export const PARSERS: readonly Parser[] = [
  safetensorsParser,
  ggufParser,
  pickleParser,
  zipParser,
  tarParser,
  sevenZipParser,
  ...compressedParsers,
  numpyParser,
  hiddenPickleParser,
  jsonParser,
  notebookParser,
  modelCardParser,
  dvcParser,
  licenceParser,
  lfsPointerParser,
  executableParser,
  mediaParser,
  ...MEMBER_PARSERS,
];
