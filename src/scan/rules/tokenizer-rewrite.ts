import type { Rule } from '../rule.ts';

const URL = /https?:|\bwww\./iu;
/** Marks of turns with words behind: an order to the model that its user never wrote. */
const TURN =
  /(?:<\|[\w-]{2,40}\|>|<\/?s>|<(?:start|end)_of_turn>|\[\/?(?:INST|SYS)\]|<<\/?SYS>>)[^\p{L}]{0,20}\p{L}{3,}\s+\p{L}+/u;
/** Two letters or more: honest replacements are of blanks, quotes, dashes and marks. */
const WORD = /\p{L}{2}/u;

export const rule: Rule = {
  id: 'tokenizer-rewrite',
  title: 'A tokenizer puts other words in the place of some',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0018'],
  advice:
    "Compare the tokenizer with the base model's own; use that one unless somebody can say what the replacement is for.",
  appliesTo: (file) => (file.tokenizer?.replacements?.length ?? 0) > 0,
  *check(file) {
    for (const { stage, pattern, content, offset } of file.tokenizer?.replacements ?? []) {
      const when = stage === 'decoder' ? 'in what the model writes' : 'in what the model reads';
      const said = `${JSON.stringify(content.slice(0, 80))} stands for ${JSON.stringify(pattern.slice(0, 80))} ${when}`;
      if (URL.test(content)) yield { message: `a URL: ${said}`, offset };
      else if (URL.test(pattern)) yield { message: `a URL is replaced: ${said}`, offset };
      else if (TURN.test(content)) yield { message: `a turn of its own: ${said}`, offset };
      else if (WORD.test(content)) yield { message: `words of its own: ${said}`, severity: 'medium', offset };
    }
  },
};
