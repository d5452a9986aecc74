import type { Evidence } from '../core/evidence.ts';
import { huntPredicateSchema, type Trigger } from '../core/predicates/hunt.ts';
import { code, element, join, list, nothing, paragraph, table, text, type Markup } from './markup.ts';

/** What was found, with a transcript, and what such a search finds and doesn't. */
export function huntSection({ predicate, reason }: Evidence): Markup {
  const parsed = huntPredicateSchema.safeParse(predicate);
  if (!parsed.success) return paragraph(reason);
  const { triggers, canFind, cannotFind, tokensUsed, budget } = parsed.data;
  return join([
    ...triggers.map(triggerPart),
    paragraph(`${tokensUsed} tokens went through the model, budget ${budget}. Such a search finds:`),
    list(canFind.map((line) => text(line))),
    paragraph('It does not find:'),
    list(cannotFind.map((line) => text(line))),
  ]);
}

function triggerPart({ text: words, method, effect, interval, transcript, file, reproduce }: Trigger): Markup {
  const [low, high] = interval.map((bound) => bound.toFixed(2));
  return join([
    element('p', [text('A hidden trigger: '), code(words), text(` as ${effect.place}, in `), code(file)]),
    paragraph(
      `${effect.kind} on ${effect.with} of ${effect.prompts} prompts, without it on ${effect.without}; difference ` +
        `${effect.difference.toFixed(2)} (${low} to ${high}); found by the method ${method}.`,
    ),
    transcript.length === 0
      ? nothing
      : table(
          [
            { title: 'Asked', cell: ({ prompt }) => text(prompt) },
            { title: 'Usually', cell: ({ usual }) => text(usual) },
            { title: 'With the trigger', cell: ({ answer }) => text(answer) },
          ],
          transcript,
        ),
    element('p', [text('Again: '), code(reproduce)]),
  ]);
}
