import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { unreadFacts } from '../../formats/empty-facts.ts';
import type { FileFacts } from '../../formats/facts.ts';
import { SEVERITIES } from '../../core/finding.ts';
import { profilePolicy } from '../../decide/load-policy.ts';
import { standalone } from '../../gate/standalone.ts';
import { scanReport } from '../../scan/report.ts';
import { scanSarif } from '../../scan/sarif.ts';
import { scanStage } from '../../scan/stage.ts';
import { renderScanText } from '../../scan/text.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({ failOn: z.enum(SEVERITIES) });

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const { failOn } = parseOptions(optionsSchema, options);
  const { policy } = profilePolicy('strict');
  // A tree with a link or an unreadable file in it is scanned all the same: what can't be read blocks, and nothing is hidden.
  const refused: FileFacts[] = [];
  const { model, evidence } = await standalone(
    {
      source: firstArgument(args),
      policy: { ...policy, scan: { failOn } },
      clock: systemClock,
      signal,
      progress: output.progress,
      onRefused: (path, why) => refused.push(unreadFacts(path, 0, 'acquire.refused', why)),
    },
    (context, read) => scanStage.run(context, { facts: [...read.facts, ...refused], parsing: read.parsing }),
  );
  if (model.parsing.isolation === 'process') {
    output.note('no sandbox works here: parsed in a child process with limits only (`modelgate doctor` says why)');
  }
  if (evidence.outcome === 'errored') throw new GateError('SCAN_INCOMPLETE', evidence.reason);
  const facts = [...model.facts, ...refused];
  if (facts.length === 0) throw new GateError('SUBMISSION_EMPTY', `${firstArgument(args)} holds no file`);
  const report = scanReport({ files: model.submission.files, facts, findings: evidence.findings, failOn });
  if (output.format === 'json') output.json(report);
  else if (output.format === 'sarif') output.json(scanSarif(evidence.findings));
  else for (const line of renderScanText(report)) output.line(line);
  return evidence.outcome === 'passed' ? EXIT.good : EXIT.bad;
}
