import type { FileFacts } from '../../formats/facts.ts';
import type { Rule, RuleHit } from '../rule.ts';

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
    if (file.limits.length === 0) yield { message: 'the file was not read to its end', ...stoppedAt(file) };
  },
};

/** Where reading stopped: a format's violation is what ends it, and the farthest one is the one that did. */
function stoppedAt({ problems }: FileFacts): Pick<RuleHit, 'offset' | 'member'> {
  const placed = problems.filter(({ offset }) => offset !== undefined);
  const { offset, member } = placed.toSorted((a, b) => (b.offset ?? 0) - (a.offset ?? 0))[0] ?? {};
  return { ...(offset === undefined ? {} : { offset }), ...(member === undefined ? {} : { member }) };
}
