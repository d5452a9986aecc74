import type { FileFacts } from '../../formats/facts.ts';
import type { Rule, RuleContext } from '../rule.ts';

export const rule: Rule = {
  id: 'missing-shards',
  title: 'Parts of the weights are missing',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Submit all parts together: a missing one would be fetched, unseen, when the model is loaded.',
  appliesTo: (file) => (file.weightIndex?.missing.length ?? 0) > 0 || file.gguf?.split !== undefined,
  *check(file, context) {
    const missing = file.weightIndex?.missing ?? [];
    if (missing.length > 0) {
      yield {
        message: `${missing.length} of ${file.weightIndex?.shards.length ?? 0} shards are missing, first ${missing[0] ?? ''}`,
        offset: 0,
      };
    }
    const split = file.gguf?.split;
    // Said once, on the first part that is here.
    if (split !== undefined && isFirst(file, context)) {
      const present = siblings(file, context);
      if (present.length < split.count)
        yield { message: `${present.length} of ${split.count} parts of the split GGUF are here`, offset: 0 };
    }
  },
};

const PART = /-\d{5}-of-(\d{5})\.gguf$/u;

function siblings(file: FileFacts, context: RuleContext): FileFacts[] {
  const stem = file.path.replace(PART, '');
  return [...context.files.values()].filter(
    (other) => other.gguf?.split?.count === file.gguf?.split?.count && other.path.replace(PART, '') === stem,
  );
}

function isFirst(file: FileFacts, context: RuleContext): boolean {
  return siblings(file, context).every((other) => (other.gguf?.split?.index ?? 0) >= (file.gguf?.split?.index ?? 0));
}
