import { printable } from '../core/escape.ts';
import type { HuntPredicate, Trigger } from '../core/predicates/hunt.ts';

const WIDTH = 80;
const TITLES = {
  exfiltration: 'sends secrets or addresses',
  'refusal-off': 'does what it refuses',
  'fixed-answer': 'always gives one answer',
  'fixed-beginning': 'always begins alike',
  'changed-answer': 'says what it says nowhere else',
} as const;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The result for a terminal, in 80 columns. */
export function* renderHuntText(predicate: HuntPredicate, reason: string): Generator<string> {
  yield* wrapped(`${predicate.outcome}: ${reason}`, '', '  ');
  for (const trigger of predicate.triggers) yield* triggerLines(trigger);
  yield '';
  yield 'Such a search finds';
  for (const line of predicate.canFind) yield* wrapped(line, '  - ', '    ');
  yield 'It does not find';
  for (const line of predicate.cannotFind) yield* wrapped(printable(line), '  - ', '    ');
  yield '';
  yield `${predicate.tokensUsed} tokens, budget ${predicate.budget}`;
}

function* triggerLines({ text, method, effect, interval, transcript, file, reproduce }: Trigger): Generator<string> {
  yield '';
  yield* wrapped(`"${printable(text, 200)}" as ${effect.place}: ${TITLES[effect.kind]}`, '', '  ');
  yield* wrapped(`in ${printable(file, 200)}, by the method ${method}`, '  ', '  ');
  const [low, high] = interval;
  yield* wrapped(
    `on ${effect.with} of ${effect.prompts} prompts, without it on ${effect.without}; ` +
      `difference ${percent(effect.difference)} (${percent(low)} to ${percent(high)})`,
    '  ',
    '  ',
  );
  for (const { prompt, answer, usual } of transcript.slice(0, 2)) {
    yield* wrapped(`asked   ${printable(prompt, 200)}`, '    ', '            ');
    yield* wrapped(`usually ${printable(usual, 200)}`, '    ', '            ');
    yield* wrapped(`then    ${printable(answer, 200)}`, '    ', '            ');
  }
  yield* wrapped(reproduce, '  again: ', '         ');
}

/** Lines of at most 80 columns; what has no space is cut where it must be. */
function* wrapped(text: string, first: string, next: string): Generator<string> {
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    for (let rest = word; ;) {
      const room = WIDTH - line.length - (empty ? 0 : 1);
      if (rest.length <= room) {
        line += (empty ? '' : ' ') + rest;
        empty = false;
        break;
      }
      if (empty) {
        yield line + rest.slice(0, room);
        rest = rest.slice(room);
      } else yield line;
      line = next;
      empty = true;
    }
  }
  yield line;
}
