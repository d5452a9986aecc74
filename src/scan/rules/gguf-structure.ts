import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'gguf-structure',
  title: 'A gguf file breaks its format',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.003', 'AML.T0074'],
  advice: 'Do not load the file: lenient readers read other tensors from it than strict ones, or past its end.',
  appliesTo: (file) => file.problems.some(({ code }) => code.startsWith('gguf-')),
  *check(file) {
    for (const { code, message, offset } of file.problems) {
      if (code.startsWith('gguf-'))
        yield { message: `${message} (${code})`, ...(offset === undefined ? {} : { offset }) };
    }
  },
};
