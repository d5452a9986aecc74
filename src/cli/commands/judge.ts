import * as z from 'zod';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { ANSWER_LABELS, judgeAnswers, type JudgeReport } from '../../evaluate/judge-answers.ts';
import type { SandboxDriverName } from '../../core/policy.ts';
import { profilePolicy } from '../../decide/load-policy.ts';
import { judgeFile } from '../../evaluate/judge-model/judge-file.ts';
import { JudgeModel } from '../../evaluate/judge-model/judge-model.ts';
import { chooseSandbox } from '../../sandbox/choose.ts';
import type { CommandCall } from '../command.ts';
import { driverOption, wantedSandbox } from '../driver-option.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  judgeModel: z.string().min(1).optional(),
  driver: driverOption.optional(),
});

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const { judgeModel, driver } = parseOptions(optionsSchema, options);
  if (driver !== undefined && judgeModel === undefined) throw new GateError('USAGE', '--driver needs --judge-model');
  const judge = judgeModel === undefined ? undefined : await openJudge(judgeModel, driver, signal);
  try {
    tell(await judgeAnswers(firstArgument(args), signal, judge), output);
  } finally {
    await judge?.close();
  }
  return EXIT.good;
}

function tell(report: JudgeReport, output: CommandCall['output']): void {
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
    if (report.judge !== undefined) {
      const { asked, changed } = report.judge;
      output.line(`judge model: asked about ${asked} answers, which changed ${changed} labels`, 'dim');
    }
    if (report.agreement !== undefined) {
      const { labelled, compliance, labels } = report.agreement;
      const share = (count: number): string => `${((100 * count) / labelled).toFixed(1)} %`;
      output.line(`agreement with ${labelled} labels of the file: ${share(compliance)} on compliance or not,`, 'dim');
      output.line(`  ${share(labels)} over the three labels`, 'dim');
    }
  }
}

/** A file named on the command line is pinned to what it is now, and runs behind the walls of models on trial. */
async function openJudge(
  path: string,
  driver: SandboxDriverName | undefined,
  signal: AbortSignal,
): Promise<JudgeModel> {
  const { policy } = profilePolicy('strict');
  const pin = { path, digest: (await judgeFile(path)).digest };
  const chosen = await chooseSandbox({ ...wantedSandbox({ driver }, policy), signal });
  return new JudgeModel(pin, { driver: chosen.driver, policy, signal });
}
