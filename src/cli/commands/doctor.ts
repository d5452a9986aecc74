import { EXIT, type ExitCode } from '../../core/errors.ts';
import { VERSION } from '../../core/version.ts';
import { doctorReport } from '../../sandbox/doctor.ts';
import { renderDoctorText } from '../../sandbox/text.ts';
import type { CommandCall } from '../command.ts';

/** Good when at least one sandbox works and every wall of it holds. */
export async function run({ output, signal }: CommandCall): Promise<ExitCode> {
  const report = await doctorReport(signal);
  if (output.format === 'json') {
    output.json({ ...report, modelgate: VERSION, node: process.versions.node });
  } else {
    output.line(`modelgate ${VERSION}, Node ${process.versions.node}`);
    for (const line of renderDoctorText(report)) output.line(line);
  }
  return report.drivers.some(({ usable }) => usable) ? EXIT.good : EXIT.incomplete;
}
