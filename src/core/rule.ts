import type { Confidence, Severity } from './finding.ts';

/** What every rule says of itself, whatever it runs over: lists, documents and reports are made of it. */
export interface RuleDescription {
  readonly id: string;
  readonly title: string;
  /** The usual severity; a hit may state another one. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** MITRE ATLAS technique ids. */
  readonly atlas: readonly string[];
  /** What the reader does about a finding. One sentence. */
  readonly advice: string;
}

/** Where a rule is explained. */
export function ruleDocs(id: string): string {
  return `docs/rules/${id}.md`;
}
