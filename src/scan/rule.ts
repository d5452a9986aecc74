import type { Confidence, Finding, Severity } from '../core/finding.ts';
import type { RuleDescription } from '../core/rule.ts';
import type { FileFacts } from '../formats/facts.ts';
import { redactSecrets } from '../formats/secrets/redact.ts';

/** What a rule may look at beside its file: the other files of the submission. */
export interface RuleContext {
  readonly files: ReadonlyMap<string, FileFacts>;
}

/** A finding of a rule; what it leaves out is the rule's own. */
export interface RuleHit {
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly member?: string;
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
  readonly tensor?: string;
}

/** One reason why a file is not admitted. Runs over facts; parses nothing, knows no other rule. */
export interface Rule extends RuleDescription {
  appliesTo(file: FileFacts): boolean;
  check(file: FileFacts, context: RuleContext): Iterable<RuleHit>;
}

/** A hit with what it leaves out. Rules quote the submission, so that a secret in a quotation is cut down here. */
export function toFinding(rule: Rule, file: FileFacts, hit: RuleHit): Finding {
  const { member, offset, line, column, tensor } = hit;
  return {
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    confidence: hit.confidence ?? rule.confidence,
    message: redactSecrets(hit.message),
    location: {
      path: file.path,
      ...(member === undefined ? {} : { member }),
      ...(offset === undefined ? {} : { offset }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(tensor === undefined ? {} : { tensor }),
    },
    atlas: [...rule.atlas],
  };
}
