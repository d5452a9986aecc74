import { basename } from 'node:path';
import * as z from 'zod';
import { baseClaimOf } from '../../compare/base-claim.ts';
import { compareReport } from '../../compare/report.ts';
import { compareStage } from '../../compare/stage.ts';
import { renderCompareText } from '../../compare/text.ts';
import { systemClock } from '../../core/clock.ts';
import type { ExitCode } from '../../core/errors.ts';
import { localBases } from '../../gate/local-bases.ts';
import { readBase, type ReadModel } from '../../gate/prepare.ts';
import { standalone } from '../../gate/standalone.ts';
import type { CommandCall } from '../command.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { renderComparePage } from '../../report/compare-page.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({ ...policyOptions, base: z.string().optional(), bases: z.string().optional() });

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const { policy } = await policyFrom(given);
  const source = firstArgument(args);
  const { evidence } = await standalone(
    { source, policy, clock: systemClock, signal, progress: output.progress },
    async (context, { facts }, sandbox) => {
      const claimed = baseClaimOf(facts).baseModels;
      const { base, siblings } = await localBases({ candidate: source, base: given.base, bases: given.bases, claimed });
      if (base === undefined) return compareStage.run(context, { facts });
      const read = await readBase(base, sandbox, context);
      const others: ReadModel[] = [];
      for (const path of siblings) others.push(await readBase(path, sandbox, context));
      return compareStage.run(context, { facts, base: read, siblings: others, sandbox });
    },
  );
  if (output.format === 'json') output.json(compareReport(evidence));
  else if (output.format === 'html') output.line(renderComparePage(basename(source), evidence));
  else for (const line of renderCompareText(evidence)) output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}
