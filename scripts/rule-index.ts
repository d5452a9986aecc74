import { AUDIT_RULES } from '../src/audit/rules.ts';
import { SIGNAL_RULES } from '../src/audit/signals/rules.ts';
import type { RuleDescription } from '../src/core/rule.ts';
import { SCAN_RULES } from '../src/scan/rules.ts';

/** docs/rules/README.md: every rule with its grade, linked. */
export function ruleIndex(): string {
  return [
    '# Rules',
    '',
    'Generated from `src/scan/rules/`, `src/audit/rules/` and `src/audit/signals/rules.ts` by `npm run docs`. The severity is the usual one; a finding may state another. Techniques are those of MITRE ATLAS.',
    '',
    ...table('scan', SCAN_RULES),
    ...table('audit', AUDIT_RULES),
    ...table('audit: logs, history and exports', SIGNAL_RULES),
  ].join('\n');
}

function table(room: string, rules: readonly RuleDescription[]): string[] {
  const rows = rules.map(
    ({ id, title, severity, confidence, atlas }) =>
      `| [${id}](${id}.md) | ${title} | ${severity} | ${confidence} | ${atlas.join(', ')} |`,
  );
  return [
    `## ${room}`,
    '',
    '| rule | finds | severity | confidence | techniques |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}
