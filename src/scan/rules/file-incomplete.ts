import type { Rule } from '../rule.ts';

/** Fails closed: what was not read is not known to be harmless. */
export const rule: Rule = {
  id: 'file-incomplete',
  title: 'A file could not be read whole',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice:
    'The limit is stated in docs/guide/limits.md; send the content in a form under it, or have a person look at the file.',
  appliesTo: (file) => !file.complete || file.limits.length > 0,
  *check(file) {
    for (const { message, limit, offset, member } of file.limits) {
      yield {
        message: `${message} (${limit})`,
        ...(offset === undefined ? {} : { offset }),
        ...(member === undefined ? {} : { member }),
      };
    }
    if (file.limits.length === 0) yield { message: 'the file was not read to its end' };
  },
};
