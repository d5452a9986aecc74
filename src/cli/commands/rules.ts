import { EXIT, type ExitCode } from '../../core/errors.ts';
import { renderRuleList, ruleList } from '../../scan/rule-list.ts';
import type { CommandCall } from '../command.ts';

/** Every scan rule, or the page of one. */
export async function run({ args, output }: CommandCall): Promise<ExitCode> {
  const [id] = args;
  const list = ruleList(id);
  if (output.format === 'json') output.json(list);
  else if (id === undefined) for (const line of renderRuleList(list)) output.line(line);
  else for (const line of (list.rules[0]?.page ?? '').split('\n')) output.line(line);
  return EXIT.good;
}
