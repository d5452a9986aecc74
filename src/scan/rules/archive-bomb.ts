import type { Rule } from '../rule.ts';

/** Deflate reaches 1,032 to 1 on zeros; weights compress 1.1 to 2 to 1, sparse arrays and text up to about 20 to 1. */
const RATIO = 200;
/** Under this expanded size no ratio hurts anyone. */
const HARMLESS = 32 << 20;

export const rule: Rule = {
  id: 'archive-bomb',
  title: 'An archive expands to far more than it holds',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0029'],
  advice: 'Do not unpack it: it is made to fill memory or disk.',
  appliesTo: (file) => file.zip !== undefined || file.expansions !== undefined,
  *check(file) {
    const { zip } = file;
    for (const { member, size, compressedSize } of file.expansions ?? []) {
      if (size > HARMLESS && size > compressedSize * RATIO)
        yield {
          message: `${compressedSize} bytes expand to ${size} or more`,
          ...(member === undefined ? {} : { member }),
        };
    }
    if (zip === undefined) return;
    for (const member of zip.members) {
      if (member.size <= HARMLESS || member.size <= member.compressedSize * RATIO) continue;
      yield {
        message: `expands from ${member.compressedSize} to ${member.size} bytes`,
        offset: member.headerOffset,
        member: member.name,
      };
    }
    if (zip.size > HARMLESS && zip.size > file.size * RATIO)
      yield { message: `${file.size} bytes expand to ${zip.size}`, offset: 0 };
  },
};
