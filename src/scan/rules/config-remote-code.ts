import { unreachable } from '../../core/errors.ts';
import type { Severity } from '../../core/finding.ts';
import type { JsonNotable } from '../../formats/json/facts.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'config-remote-code',
  title: 'A configuration makes its loader run code',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice:
    'Use a model type that the library has built in, or review the named code and pin it; never set trust_remote_code for it.',
  appliesTo: (file) => (file.json?.notable.length ?? 0) > 0,
  *check(file) {
    for (const notable of file.json?.notable ?? []) {
      const judged = judge(notable);
      if (judged !== undefined)
        yield {
          message: `${judged.message} (at ${notable.pointer})`,
          severity: judged.severity,
          offset: notable.offset,
        };
    }
  },
};

function judge({ kind, value }: JsonNotable): { message: string; severity: Severity } | undefined {
  switch (kind) {
    case 'auto-map':
      return { message: `auto_map names ${value}: loading with trust_remote_code runs it`, severity: 'high' };
    case 'remote-class':
      return {
        message: `${value} is code from another repository, which can change at any time`,
        severity: 'critical',
      };
    case 'trust-remote-code':
      return value === 'true'
        ? { message: 'trust_remote_code is set by the submission itself', severity: 'high' }
        : undefined;
    case 'custom-code':
      return { message: `${value} names code that the loader runs`, severity: 'high' };
    case 'model-reference':
      return undefined;
    default:
      return unreachable(kind);
  }
}
