import type { FileFacts } from '../../formats/facts.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const rule: Rule = {
  id: 'script-in-tree',
  title: 'A script lies beside the model',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0011', 'AML.T0050'],
  advice: 'Review the script before anyone runs it; a model that needs it to load is code, not data.',
  appliesTo: (file) => languageOf(file) !== undefined,
  *check(file, context) {
    const language = languageOf(file);
    if (language === undefined) return;
    const by = referencedBy(file, context);
    if (by === undefined) yield { message: `a ${language} script`, offset: 0 };
    else
      yield {
        message: `a ${language} script that ${by} makes the loader run`,
        severity: 'high',
        confidence: 'high',
        offset: 0,
      };
  },
};

function languageOf(file: FileFacts): string | undefined {
  return file.script?.language ?? file.text?.language;
}

/** The configuration whose auto_map names this module. */
function referencedBy(file: FileFacts, context: RuleContext): string | undefined {
  const module = file.path.split('/').at(-1)?.replace(/\.py$/u, '');
  if (module === undefined || !file.path.endsWith('.py')) return undefined;
  for (const other of context.files.values()) {
    for (const { kind, value } of other.json?.notable ?? []) {
      if ((kind === 'auto-map' || kind === 'custom-code') && value.split('--').at(-1)?.split('.')[0] === module)
        return other.path;
    }
  }
  return undefined;
}
