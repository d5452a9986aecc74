import * as z from 'zod';
import { groupEqualWeights } from '../../compare/weight-groups.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { HUNT_BUDGETS, huntPredicateSchema, type HuntPredicate } from '../../core/predicates/hunt.ts';
import { readBase } from '../../gate/prepare.ts';
import { standalone } from '../../gate/standalone.ts';
import { readPromptFile } from '../../hunt/read-prompts.ts';
import { huntStage } from '../../hunt/stage.ts';
import { renderHuntText } from '../../hunt/text.ts';
import { chooseSandbox } from '../../sandbox/choose.ts';
import type { CommandCall } from '../command.ts';
import { driverOption, wantedSandbox } from '../driver-option.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  base: z.string().optional(),
  prompts: z.string().optional(),
  budget: z.enum(HUNT_BUDGETS).optional(),
  trigger: z.string().min(1).max(400).optional(),
  driver: driverOption.optional(),
});

const EXITS: Readonly<Record<HuntPredicate['outcome'], ExitCode>> = {
  found: EXIT.bad,
  'nothing-found': EXIT.good,
  inconclusive: EXIT.incomplete,
};

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const { policy } = await policyFrom(given);
  const prompts = given.prompts === undefined ? [] : await readPromptFile(given.prompts);
  const { evidence } = await standalone(
    { source: firstArgument(args), policy, clock: systemClock, signal, progress: output.progress },
    async (context, { submission, facts }, parsing) => {
      // The parsers were content with any; what runs a model is the strongest that there is, as in an intake.
      const { driver: sandbox } = await chooseSandbox({ ...wantedSandbox(given, policy), signal });
      const groups = await groupEqualWeights(submission, facts, signal);
      const base = given.base === undefined ? undefined : await readBase(given.base, parsing, context);
      const baseGroups = base === undefined ? [] : await groupEqualWeights(base.submission, base.facts, signal);
      return huntStage.run(context, {
        facts,
        sandbox,
        weightGroups: groups.map(({ paths }) => paths),
        budget: given.budget ?? 'standard',
        prompts,
        ...(base === undefined ? {} : { base: { ...base, weightGroups: baseGroups.map(({ paths }) => paths) } }),
        ...(given.trigger === undefined ? {} : { stated: given.trigger }),
      });
    },
  );
  const predicate = huntPredicateSchema.parse(evidence.predicate);
  if (output.format === 'json') output.json({ version: 1, ...predicate });
  else for (const line of renderHuntText(predicate, evidence.reason)) output.line(line);
  return EXITS[predicate.outcome];
}
