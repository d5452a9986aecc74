import * as z from 'zod';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { SEVERITIES } from '../../core/finding.ts';
import { scan } from '../../gate/scan.ts';
import { scanSarif } from '../../scan/sarif.ts';
import { renderScanText } from '../../scan/text.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({ failOn: z.enum(SEVERITIES) });

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const { failOn } = parseOptions(optionsSchema, options);
  const scanned = await scan(firstArgument(args), { failOn, signal, progress: output.progress });
  if (scanned.isolation === 'process') {
    output.note('no sandbox works here: parsed in a child process with limits only (`modelgate doctor` says why)');
  }
  if (output.format === 'json') output.json(scanned.report);
  else if (output.format === 'sarif') output.json(scanSarif(scanned.findings));
  else for (const line of renderScanText(scanned.report)) output.line(line);
  return scanned.passed ? EXIT.good : EXIT.bad;
}
