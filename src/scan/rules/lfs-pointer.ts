import type { Rule } from '../rule.ts';

/** Not high: a pointer is text, and coverage holds that no file named like weights is admitted without having been evaluated. */
export const rule: Rule = {
  id: 'lfs-pointer',
  title: 'A Git LFS pointer stands where the content should be',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Fetch the content (`git lfs pull`) and submit that: what is loaded later would not be what was scanned.',
  appliesTo: (file) => file.lfsPointer !== undefined,
  *check(file) {
    const pointer = file.lfsPointer;
    if (pointer !== undefined)
      yield { message: `the content of ${pointer.size} bytes (${pointer.oid}) is not here`, offset: 0 };
  },
};
