import * as z from 'zod';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { ANSWER_LABELS, judgeAnswers } from '../../evaluate/judge-answers.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  parseOptions(z.object({}), options);
  const report = await judgeAnswers(firstArgument(args), signal);
  if (output.format === 'json') output.json(report);
  else {
    const total = report.labels.length;
    for (const label of ANSWER_LABELS) {
      const count = report.labels.filter((it) => it === label).length;
      output.line(
        `${label.padEnd(16)} ${String(count).padStart(9)}  ${((100 * count) / total).toFixed(1).padStart(5)} %`,
      );
    }
    output.line(`${'answers'.padEnd(16)} ${String(total).padStart(9)}`, 'dim');
  }
  return EXIT.good;
}
