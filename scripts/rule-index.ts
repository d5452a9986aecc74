import { SCAN_RULES } from '../src/scan/rules.ts';

/** docs/rules/README.md: every rule with its grade, linked. */
export function ruleIndex(): string {
  const rows = SCAN_RULES.map(
    ({ id, title, severity, confidence, atlas }) =>
      `| [${id}](${id}.md) | ${title} | ${severity} | ${confidence} | ${atlas.join(', ')} |`,
  );
  return [
    '# Rules',
    '',
    'Generated from `src/scan/rules/` by `npm run docs`. The severity is the usual one; a finding may state another. Techniques are those of MITRE ATLAS.',
    '',
    '## scan',
    '',
    '| rule | finds | severity | confidence | techniques |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
