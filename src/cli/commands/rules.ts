import { EVERY_AUDIT_RULE } from '../../audit/every-rule.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { renderRuleList, ruleList } from '../../core/rule-list.ts';
import { SCAN_RULES } from '../../scan/rules.ts';
import type { CommandCall } from '../command.ts';

/** Every rule of scan and audit, or the page of one. */
export async function run({ args, output }: CommandCall): Promise<ExitCode> {
  const [id] = args;
  const list = ruleList([...SCAN_RULES, ...EVERY_AUDIT_RULE], id);
  if (output.format === 'json') output.json(list);
  else if (id === undefined) for (const line of renderRuleList(list)) output.line(line);
  else for (const line of (list.rules[0]?.page ?? '').split('\n')) output.line(line);
  return EXIT.good;
}
