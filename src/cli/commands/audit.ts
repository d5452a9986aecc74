import * as z from 'zod';
import { audit, auditRepository } from '../../audit/audit.ts';
import { PERSONAS } from '../../audit/rule.ts';
import { repositoryOf } from '../../audit/source/repository.ts';
import { readSignals } from '../../audit/signals/read-signals.ts';
import { withSignals } from '../../audit/signals/with-signals.ts';
import { auditSarif } from '../../audit/sarif.ts';
import { renderAuditText } from '../../audit/text.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { FAIL_ON, severityAtLeast } from '../../core/finding.ts';
import type { CommandCall } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  failOn: z.enum(FAIL_ON).default('high'),
  persona: z.enum(PERSONAS).default('regular'),
  history: z.boolean().optional(),
  logs: z.array(z.string()).default([]),
  export: z.array(z.string()).default([]),
  accessLog: z.array(z.string()).default([]),
});

/** Audits the pipelines of one or several repositories, their history, and logs and exports that the operator names. Exit 1 for a finding at or over `--fail-on`. */
export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const {
    failOn,
    persona,
    history,
    logs,
    export: exports,
    accessLog: accessLogs,
  } = parseOptions(optionsSchema, options);
  if (args.length + logs.length + exports.length + accessLogs.length === 0)
    throw new GateError('USAGE', 'nothing to audit: name a directory, or logs or exports with an option');
  const files = args.length === 0 ? auditRepository(repositoryOf({}), { persona }) : audit(args, { persona });
  const depth = history === undefined ? 'cheap' : history ? 'deep' : 'none';
  const signals = await readSignals({ directories: args, history: depth, logs, exports, accessLogs }, systemClock);
  const report = withSignals(files, signals);
  if (output.format === 'json') output.json(report);
  else if (output.format === 'sarif') output.json(auditSarif(report));
  else for (const line of renderAuditText(report)) output.line(line);
  return report.findings.some(({ severity }) => severityAtLeast(severity, failOn)) ? EXIT.bad : EXIT.good;
}
