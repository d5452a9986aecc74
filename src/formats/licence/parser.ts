import { createHash } from 'node:crypto';
import type { Parser } from '../parser.ts';

const NAME = /(?:^|\/)(?:licen[cs]e|copying|unlicen[cs]e)(?:[-.](?:md|txt|apache|mit|bsd))?$/iu;
/** Longer than the longest of the known texts, GPL not among them: its text leaves open whether later versions count. */
const MAX_BYTES = 64 << 10;

interface KnownText {
  readonly identifier: string;
  readonly start: string;
  readonly end: string;
  /** SHA-256 of the words from `start` to `end`, in lower case, a blank between two. */
  readonly sha256: string;
  /** What may follow: advice on how to apply the licence. */
  readonly appendix?: string;
}

const KNOWN: readonly KnownText[] = [
  {
    identifier: 'Apache-2.0',
    start: 'terms and conditions for use reproduction and distribution',
    end: 'end of terms and conditions',
    sha256: 'd8221a4f10c01c6fa5390685929a5ce31d7264a024162fd3dd4d805c57ce0f43',
    appendix: 'appendix how to apply the apache license to your work',
  },
  {
    identifier: 'MIT',
    start: 'permission is hereby granted free of charge',
    end: 'the use or other dealings in the software',
    sha256: '0cf21bdfd1964a97a8615e128534845826afbc887edc95aa5c925cbf64386b5c',
  },
  {
    identifier: 'BSD-3-Clause',
    start: 'redistribution and use in source and binary forms',
    end: 'even if advised of the possibility of such damage',
    sha256: '9b83d3dee0616d07b82a272dd9bf5134a9f402b750f5ee6188458073b0a32ff2',
  },
  {
    identifier: 'CC0-1.0',
    start: 'creative commons corporation is not a law firm',
    end: 'with respect to this cc0 or use of the work',
    sha256: 'c4ada12fa1bba9950285b54499cff13c5380bdca352155148c4182e110d41028',
  },
];

/** A title, who holds the copyright, and rules drawn of signs: all that may stand above a licence without changing it. */
const HEADING =
  /^(?:.{0,120}licen[cs]e.{0,120}|.{0,40}copyright.{0,200}|\(c\).{0,200}|all rights reserved\.?|[^\p{L}\p{N}]*|version 2\.0, january 2004|https?:\/\/[\w./-]{1,100}|cc0 1\.0 universal|creative commons legal code)$/iu;

/** LICENSE, COPYING: identified only where the whole text is that of a known licence, so that an added clause shows. */
export const licenceParser: Parser = {
  id: 'licence',
  recognise: ({ path, size }) => size > 0 && size <= MAX_BYTES && NAME.test(path),
  parse(source) {
    const text = new TextDecoder('utf-8').decode(source.read(0, source.size));
    const identifier = KNOWN.find((known) => isText(text, known))?.identifier;
    return { licence: identifier === undefined ? {} : { identifier } };
  },
};

function isText(text: string, { start, end, sha256, appendix }: KnownText): boolean {
  const all = words(text);
  const from = all.indexOf(start);
  const to = all.indexOf(end, from);
  if (from < 0 || to < 0) return false;
  const body = all.slice(from, to + end.length);
  if (createHash('sha256').update(body).digest('hex') !== sha256) return false;
  const after = all.slice(to + end.length).trim();
  if (after !== '' && (appendix === undefined || !after.startsWith(appendix))) return false;
  return headingOf(text, all.slice(0, from)).every((line) => HEADING.test(line));
}

/** The lines above the body, found by counting words. */
function headingOf(text: string, before: string): string[] {
  const needed = before.trim() === '' ? 0 : before.trim().split(' ').length;
  const lines: string[] = [];
  let counted = 0;
  for (const line of text.split('\n')) {
    if (counted >= needed) break;
    const own = words(line).trim();
    counted += own === '' ? 0 : own.split(' ').length;
    lines.push(line.trim());
  }
  return lines;
}

/** Words alone: wrapping, quotes, bullets and Markdown differ between copies of one text. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’‘"“”]/gu, '')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();
}
