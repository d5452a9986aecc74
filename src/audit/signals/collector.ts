import { redactSecrets } from '../../formats/secrets/redact.ts';
import { AuditFingerprints } from '../exceptions/fingerprint.ts';
import type { AuditFinding } from '../run-rules.ts';
import { SIGNAL_LIMITS } from './limits.ts';
import type { SignalGap, SignalHit, SignalRule, SignalSink } from './rule.ts';
import { SIGNAL_RULES, type SignalRuleId } from './rules.ts';

const BY_ID: ReadonlyMap<SignalRuleId, SignalRule> = new Map(SIGNAL_RULES.map((rule) => [rule.id, rule]));

/** Makes findings of hits: the same place once, bounded per rule and file, without the text of any secret. */
export class SignalCollector implements SignalSink {
  readonly findings: AuditFinding[] = [];
  readonly gaps: SignalGap[] = [];
  private readonly perFile = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly fingerprints = new AuditFingerprints();

  hit({ rule: id, path, line, message, severity, confidence, related = [] }: SignalHit): void {
    const rule = BY_ID.get(id);
    if (rule === undefined) return;
    const count = (this.perFile.get(`${id} ${path}`) ?? 0) + 1;
    // Each place is remembered only while findings are kept, so that a log of hits does not fill the memory.
    if (count > SIGNAL_LIMITS.findings) return;
    const shown = redactSecrets(message);
    const key = `${id} ${path} ${line} ${shown}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.perFile.set(`${id} ${path}`, count);
    this.findings.push({
      rule: id,
      severity: severity ?? rule.severity,
      confidence: confidence ?? rule.confidence,
      path,
      line,
      column: 1,
      message: count === SIGNAL_LIMITS.findings ? `${shown}; more of the same in this file are not listed` : shown,
      atlas: rule.atlas,
      related,
      persona: 'regular',
      fingerprint: this.fingerprints.of({ rule: id, path, message: shown }),
    });
  }

  unread(gap: SignalGap): void {
    this.gaps.push(gap);
  }
}
