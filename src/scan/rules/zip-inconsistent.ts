import type { Severity } from '../../core/finding.ts';
import { COMPRESSIONS } from '../../formats/compression/codecs.ts';
import type { Rule } from '../rule.ts';

/** Torch itself can be told to skip checksums of storages, so there a wrong one alone is weak. */
const STORAGE = /(?:^|\/)data\/\d+$/u;

const FORMATS: ReadonlySet<string> = new Set(['zip', 'tar', '7z', ...COMPRESSIONS]);
const isOfArchive = (code: string): boolean => FORMATS.has(code.split('-', 1)[0] ?? '');
const SEVERITY: ReadonlyMap<string, Severity> = new Map([
  ['zip-gap', 'medium'],
  ['7z-gap', 'medium'],
  ...['zip', 'tar', '7z'].flatMap((format) =>
    ['similar-name', 'odd-name'].map((what) => [`${format}-${what}`, 'medium'] as const),
  ),
  // To a member: links that lead out are another code.
  ['zip-link', 'low'],
  ['tar-link', 'low'],
  ['7z-link', 'low'],
  ['zip-trailing-zeros', 'low'],
  ['7z-trailing-zeros', 'low'],
  ['tar-type', 'medium'],
  ['tar-end', 'medium'],
  // What follows a compressed stream was read as a file of its own.
  ...COMPRESSIONS.map((format) => [`${format}-trailing-data`, 'medium'] as const),
]);

export const rule: Rule = {
  id: 'zip-inconsistent',
  title: 'An archive says different things to different readers',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0074', 'AML.T0010.003'],
  advice: 'Do not unpack or load it; have the archive written again by the library that owns the format.',
  appliesTo: (file) => file.problems.some(({ code }) => isOfArchive(code)),
  *check(file) {
    for (const { code, message, offset, member } of file.problems) {
      if (!isOfArchive(code)) continue;
      const weak = code === 'zip-crc' && file.torch !== undefined && member !== undefined && STORAGE.test(member);
      yield {
        message: `${message} (${code})`,
        severity: weak ? 'medium' : (SEVERITY.get(code) ?? 'high'),
        ...(offset === undefined ? {} : { offset }),
        ...(member === undefined ? {} : { member }),
      };
    }
  },
};
