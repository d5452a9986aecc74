import * as z from 'zod';
import { auditDirectory, auditRepository, joinAudited, withAttackPaths } from '../../audit/audit.ts';
import { writeBaseline } from '../../audit/exceptions/baseline.ts';
import { applyBaseline, applyIgnoreFile, counts } from '../../audit/exceptions/settle.ts';
import { withForge } from '../../audit/forge/with-forge.ts';
import { PERSONAS } from '../../audit/persona.ts';
import type { AuditReport } from '../../audit/report.ts';
import { repositoryOf } from '../../audit/source/repository.ts';
import { judgePackages } from '../../audit/packages/judge-packages.ts';
import type { SignalSink } from '../../audit/signals/rule.ts';
import { readSignals } from '../../audit/signals/read-signals.ts';
import { withSignals } from '../../audit/signals/with-signals.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, systemCode, type ExitCode } from '../../core/errors.ts';
import { FAIL_ON, severityAtLeast } from '../../core/finding.ts';
import { writeAtomic } from '../../storage/atomic-file.ts';
import { readExceptions, withInline } from '../audit-exceptions.ts';
import { fixAudited, readPins } from '../audit-fix.ts';
import { forgeAsker } from '../audit-forge.ts';
import { tellAudit } from '../audit-output.ts';
import type { CommandCall } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  failOn: z.enum(FAIL_ON).default('high'),
  persona: z.enum(PERSONAS).default('regular'),
  history: z.boolean().optional(),
  logs: z.array(z.string()).default([]),
  export: z.array(z.string()).default([]),
  accessLog: z.array(z.string()).default([]),
  baseline: z.string().min(1).optional(),
  writeBaseline: z.string().min(1).optional(),
  ignore: z.string().min(1).optional(),
  ignoresFrom: z.string().min(1).optional(),
  osv: z.string().min(1).optional(),
  github: z.array(z.string()).default([]),
  githubOrg: z.array(z.string()).default([]),
  fix: z.boolean().default(false),
  write: z.boolean().default(false),
  pins: z.string().min(1).optional(),
  verifyPolicy: z.string().min(1).optional(),
});
type Options = z.infer<typeof optionsSchema>;
type Call = Pick<CommandCall, 'args' | 'output'>;

/** Audits the pipelines of one or several repositories, their history, and logs and exports that the operator names. Exit 1 for a finding at or over `--fail-on`. */
export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const { failOn, logs, export: exports, accessLog, baseline, writeBaseline: written } = given;
  if (
    args.length + logs.length + exports.length + accessLog.length + given.github.length + given.githubOrg.length ===
    0
  )
    throw new GateError(
      'USAGE',
      'nothing to audit: name a directory, or logs, exports or a repository of a forge with an option',
    );
  if (given.fix) return fix({ args, output }, given);
  if (given.write) throw new GateError('USAGE', '--write goes with --fix');
  const report = await reportOf(args, given, signal);
  if (written !== undefined) {
    const kept = report.findings.filter(({ ignored }) => ignored === undefined);
    try {
      await writeAtomic(written, writeBaseline(kept));
    } catch (error) {
      if (error instanceof GateError) throw error;
      throw new GateError('USAGE', `can't write ${written}: ${systemCode(error) ?? 'unknown error'}`, { cause: error });
    }
    output.note(`${kept.length} findings are in the baseline ${written}`);
  }
  await tellAudit(report, { failOn, directories: args }, output);
  // Who writes the first baseline has none of these findings to mend yet.
  if (written !== undefined && baseline === undefined) return EXIT.good;
  if (report.findings.some((finding) => counts(finding) && severityAtLeast(finding.severity, failOn))) return EXIT.bad;
  // A pipeline that could not be read is nobody's clean pipeline, unless the operator takes whatever comes.
  return failOn !== 'none' && report.metrics.unread.some(({ pipeline }) => pipeline === true)
    ? EXIT.incomplete
    : EXIT.good;
}

/** Prints a diff in place of the report, and exits good: what is left is told by an audit. */
async function fix({ args, output }: Call, { persona, ignoresFrom, write, ...given }: Options): Promise<ExitCode> {
  if (output.format !== 'text') throw new GateError('USAGE', '--fix prints a diff, and goes with no other --format');
  if (args.length === 0) throw new GateError('USAGE', '--fix needs a directory');
  const request = { write, pins: await readPins(given.pins), verifyPolicy: given.verifyPolicy };
  for (const directory of args) {
    const audited = await withInline(auditDirectory(directory, { persona }), ignoresFrom, systemClock);
    await fixAudited(audited, request, output);
  }
  return EXIT.good;
}

async function reportOf(directories: readonly string[], options: Options, signal: AbortSignal): Promise<AuditReport> {
  const { persona, history, logs, export: exports, accessLog: accessLogs, ignoresFrom } = options;
  const { baseline, ignores } = await readExceptions(options, directories);
  const audited = await Promise.all(
    directories.map((directory) => withInline(auditDirectory(directory, { persona }), ignoresFrom, systemClock)),
  );
  const files = audited.length === 0 ? auditRepository(repositoryOf({}), { persona }) : joinAudited(audited);
  const depth = history === undefined ? 'cheap' : history ? 'deep' : 'none';
  const askForge = forgeAsker(options, signal);
  const { osv } = options;
  const held = osv === undefined ? undefined : (sink: SignalSink) => judgePackages(audited, osv, sink);
  const signals = await readSignals(
    { directories, history: depth, logs, exports, accessLogs, askForge, judgePackages: held },
    systemClock,
  );
  const all = applyIgnoreFile(withForge(withSignals(files, signals), signals.forge), ignores, systemClock.now());
  return withAttackPaths(baseline === undefined ? all : applyBaseline(all, baseline));
}
