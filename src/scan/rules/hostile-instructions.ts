import type { FileFacts } from '../../formats/facts.ts';
import { actsAgainst, hiddenCharacters } from '../judge-prose.ts';
import { judgeShell } from '../judge-shell.ts';
import type { Rule, RuleHit } from '../rule.ts';
import { placesIn, type TextPlace } from '../text-place.ts';

export const rule: Rule = {
  id: 'hostile-instructions',
  title: 'Text that turns a model or an assistant against its user',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0051'],
  advice: 'Read the text and remove it; a model needs no prompt that works against those who use it.',
  appliesTo: (file) =>
    /^(?:instructions|modelfile|markup)$/u.test(file.commands?.kind ?? '') ||
    (file.json?.notable.some(({ kind }) => kind === 'prompt') ?? false),
  *check(file) {
    for (const { kind, value, pointer, offset } of file.json?.notable ?? []) {
      const against = kind === 'prompt' ? actsAgainst(value) : undefined;
      if (against !== undefined)
        yield { message: `a prompt tells the model ${JSON.stringify(against.slice(0, 100))} (at ${pointer})`, offset };
    }
    for (const { text } of file.commands?.parts ?? []) yield* judge(text, file);
  },
};

function* judge(text: string, { commands }: FileFacts): Generator<RuleHit> {
  const place = placesIn(text);
  if (commands?.kind === 'instructions') {
    const against = actsAgainst(text);
    if (against !== undefined) yield told(place(Math.max(0, text.indexOf(against))), 'an assistant is told', against);
    const hidden = hiddenCharacters(text);
    if (hidden !== undefined)
      yield { message: 'an assistant reads characters that a person does not see', ...place(hidden) };
    const shell = judgeShell(text);
    if (shell?.severity === 'high' || shell?.severity === 'critical')
      yield { message: `an assistant is told to run what ${shell.what}`, ...place(shell.at) };
  }
  if (commands?.kind === 'markup')
    for (const comment of text.matchAll(/<!--([^]{0,4000}?)-->/gu)) {
      const against = actsAgainst(comment[1] ?? '');
      // Reports quote such sentences; no comment needs one.
      if (against !== undefined) yield told(place(comment.index), 'a comment that nobody is shown says', against);
    }
  if (commands?.kind === 'modelfile') yield* judgeModelfile(text);
}

/** Addresses, directories of the system, and more than one step up. Weights beside the file's own directory are common. */
const OUTSIDE = /^[a-z]+:\/\/|^\/(?:etc|proc|root|dev|sys)\/|(?:\.\.[/\\]){2}|\/\.(?:ssh|aws)\//u;

/** Ollama's: what it takes weights from, and what it tells the model. */
function* judgeModelfile(text: string): Generator<RuleHit> {
  const place = placesIn(text);
  for (const found of text.matchAll(/^[ \t]*(?:FROM|ADAPTER)[ \t]+(\S+)/gimu)) {
    const [, path = ''] = found;
    if (OUTSIDE.test(path))
      yield {
        message: `the model is made of ${JSON.stringify(path.slice(0, 100))}, which lies outside of the submission`,
        ...place(found.index),
      };
  }
  for (const found of text.matchAll(
    /^[ \t]*(?:SYSTEM|MESSAGE|TEMPLATE)[ \t]+("""[^]{0,20000}?"""|[^\n]{1,4000})/gimu,
  )) {
    const against = actsAgainst(found[1] ?? '');
    if (against !== undefined) yield told(place(found.index), 'the model is told', against);
  }
}

function told(place: TextPlace, who: string, what: string): RuleHit {
  return { message: `${who} ${JSON.stringify(what.slice(0, 100))}`, ...place };
}
