import * as z from 'zod';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { renderClaimsText } from '../../evaluate/claims/claims-text.ts';
import { reportClaims } from '../../evaluate/claims/report.ts';
import { readResults } from '../../gate/read-results.ts';
import type { CommandCall } from '../command.ts';
import { parseOptions } from '../parse-options.ts';

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  parseOptions(z.object({}), options);
  const { files, sandboxed } = await readResults({ given: args, signal, progress: output.progress });
  if (!sandboxed)
    output.note('no sandbox works here: parsed in a child process with limits only (`modelgate doctor` says why)');
  const report = reportClaims(files);
  if (output.format === 'json') output.json(report);
  else for (const line of renderClaimsText(report)) output.line(line);
  return report.claims.some(({ suspicious }) => suspicious) ? EXIT.bad : EXIT.good;
}
