import * as z from 'zod';
import { compareStage } from '../../compare/stage.ts';
import { renderCompareText } from '../../compare/text.ts';
import { systemClock } from '../../core/clock.ts';
import type { ExitCode } from '../../core/errors.ts';
import { readBase } from '../../gate/prepare.ts';
import { standalone } from '../../gate/standalone.ts';
import type { CommandCall } from '../command.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({ ...policyOptions, base: z.string().optional() });

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const { base } = given;
  const { policy } = await policyFrom(given);
  const { evidence } = await standalone(
    { source: firstArgument(args), policy, clock: systemClock, signal, progress: output.progress },
    async (context, { facts }, sandbox) => {
      if (base === undefined) return compareStage.run(context, { facts });
      return compareStage.run(context, { facts, base: await readBase(base, sandbox, context) });
    },
  );
  if (output.format === 'json') output.json({ version: 1, evidence });
  else for (const line of renderCompareText(evidence)) output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}
