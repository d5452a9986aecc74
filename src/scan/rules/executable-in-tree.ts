import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'executable-in-tree',
  title: 'A file is, or holds, machine code',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011', 'AML.T0010.003'],
  advice: 'A model needs no program of its own: remove it, whatever its name or ending says.',
  appliesTo: (file) => (file.executables ?? []).some(({ kind }) => kind !== 'script'),
  *check(file) {
    for (const { kind, machine, offset, member } of file.executables ?? []) {
      if (kind !== 'script')
        yield {
          message:
            kind === 'office-macros'
              ? 'macros of an Office document'
              : `an executable (${kind}${machine === undefined ? '' : `, ${machine}`})`,
          offset,
          ...(member === undefined ? {} : { member }),
        };
    }
  },
};
