import type { FileFacts } from '../../formats/facts.ts';
import { judgePath } from '../judge-path.ts';
import type { Rule, RuleContext } from '../rule.ts';

/**
 * Not high, but for names that lead elsewhere: parts that aren't here do no harm by themselves, and a repository is often looked at without its large files.
 * Nothing with missing parts is ever admitted, because the parts that are here can't be evaluated.
 */
export const rule: Rule = {
  id: 'missing-shards',
  title: 'Parts of the weights are missing',
  severity: 'medium',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Submit all parts together: a missing one would be fetched, unseen, when the model is loaded.',
  appliesTo: (file) =>
    (file.weightIndex?.missing.length ?? 0) > 0 ||
    (file.shard?.missing.length ?? 0) > 0 ||
    file.gguf?.split !== undefined,
  *check(file, context) {
    const { weightIndex, shard } = file;
    const split = file.gguf?.split;
    if (weightIndex !== undefined && weightIndex.missing.length > 0) {
      const outside = weightIndex.missing.find((path) => judgePath(path) !== undefined);
      if (outside !== undefined)
        yield {
          message: `the index names ${JSON.stringify(outside)}, which ${judgePath(outside) ?? ''}`,
          severity: 'high',
          offset: 0,
        };
      const [first = ''] = weightIndex.missing;
      yield {
        message: `${weightIndex.missing.length} of ${weightIndex.shards.length} shards are missing, first ${first}`,
        offset: 0,
      };
    } else if (split !== undefined) {
      const parts = partsOfSplit(file, context);
      if (parts.length < split.count && parts.every((part) => (part.gguf?.split?.index ?? 0) >= split.index))
        yield { message: `${parts.length} of ${split.count} parts of the split GGUF are here`, offset: 0 };
    } else if (shard !== undefined && shard.missing.length > 0 && isFirstByName(file, context)) {
      const [first = ''] = shard.missing;
      yield {
        message: `${shard.missing.length} of ${shard.count} parts are missing by name, first ${first}`,
        offset: 0,
      };
    }
  },
};

const PART = /-\d{5}-of-(\d{5})(?=\.\w+$)/u;
const stemOf = (path: string): string => path.replace(PART, '');

function partsOfSplit(file: FileFacts, { files }: RuleContext): FileFacts[] {
  return [...files.values()].filter(
    (other) => other.gguf?.split?.count === file.gguf?.split?.count && stemOf(other.path) === stemOf(file.path),
  );
}

/** Said once, on the first part that is here, and not where an index says it. */
function isFirstByName(file: FileFacts, { files }: RuleContext): boolean {
  for (const other of files.values()) {
    if (other.weightIndex !== undefined && other.weightIndex.missing.length > 0) return false;
    if (other.shard === undefined || other.path === file.path || stemOf(other.path) !== stemOf(file.path)) continue;
    if (other.shard.count === file.shard?.count && other.shard.index < file.shard.index) return false;
  }
  return true;
}
