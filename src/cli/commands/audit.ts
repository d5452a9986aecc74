import * as z from 'zod';
import { audit } from '../../audit/audit.ts';
import { PERSONAS } from '../../audit/rule.ts';
import { auditSarif } from '../../audit/sarif.ts';
import { renderAuditText } from '../../audit/text.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { FAIL_ON, severityAtLeast } from '../../core/finding.ts';
import type { CommandCall } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  failOn: z.enum(FAIL_ON).default('high'),
  persona: z.enum(PERSONAS).default('regular'),
});

/** Audits the pipelines of one or several repositories. Exit 1 for a finding at or over `--fail-on`. */
export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const { failOn, persona } = parseOptions(optionsSchema, options);
  const report = audit(args, { persona });
  if (output.format === 'json') output.json(report);
  else if (output.format === 'sarif') output.json(auditSarif(report));
  else for (const line of renderAuditText(report)) output.line(line);
  return report.findings.some(({ severity }) => severityAtLeast(severity, failOn)) ? EXIT.bad : EXIT.good;
}
