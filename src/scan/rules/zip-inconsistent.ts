import type { Severity } from '../../core/finding.ts';
import type { Rule } from '../rule.ts';

/** Torch itself can be told to skip checksums of storages, so there a wrong one alone is weak. */
const STORAGE = /(?:^|\/)data\/\d+$/u;

const CODE = /^(?:zip|tar)-/u;
const SEVERITY: ReadonlyMap<string, Severity> = new Map([
  ['zip-gap', 'medium'],
  ['zip-similar-name', 'medium'],
  ['tar-link', 'medium'],
  ['tar-type', 'medium'],
  ['tar-end', 'medium'],
]);

export const rule: Rule = {
  id: 'zip-inconsistent',
  title: 'An archive says different things to different readers',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0074', 'AML.T0010.003'],
  advice: 'Do not unpack or load it; have the archive written again by the library that owns the format.',
  appliesTo: (file) => file.problems.some(({ code }) => CODE.test(code)),
  *check(file) {
    for (const { code, message, offset, member } of file.problems) {
      if (!CODE.test(code)) continue;
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
