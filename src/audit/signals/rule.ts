import type { RuleDescription } from '../../core/rule.ts';
import type { Confidence, Severity } from '../../core/finding.ts';
import type { SignalRuleId } from './rules.ts';

export type SignalRule = RuleDescription & { readonly id: SignalRuleId };

/** What a reader of logs, history or exports saw. What it leaves out is the rule's own. */
export interface SignalHit {
  readonly rule: SignalRuleId;
  readonly path: string;
  readonly line: number;
  /** May hold text of the log: the collector cuts secrets out of it, printers escape it. */
  readonly message: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: readonly { readonly path: string; readonly line: number }[];
}

/** What was not read or not judged, and why. */
export interface SignalGap {
  readonly path: string;
  readonly reason: string;
  readonly line?: number;
}

/** Where readers report to. */
export interface SignalSink {
  hit(hit: SignalHit): void;
  unread(gap: SignalGap): void;
}
