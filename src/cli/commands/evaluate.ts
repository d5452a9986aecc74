import { env } from 'node:process';
import * as z from 'zod';
import { groupEqualWeights } from '../../compare/weight-groups.ts';
import { systemClock } from '../../core/clock.ts';
import { GateError, type ExitCode } from '../../core/errors.ts';
import type { Evidence } from '../../core/evidence.ts';
import { SANDBOX_DRIVERS, type Policy, type SandboxDriverName } from '../../core/policy.ts';
import { endpointAt } from '../../evaluate/endpoint/address.ts';
import { evaluateEndpoint } from '../../evaluate/evaluate-endpoint.ts';
import { evaluateStage } from '../../evaluate/stage.ts';
import { loadSuite } from '../../evaluate/tasks/load-suite.ts';
import { renderEvaluateText } from '../../evaluate/text.ts';
import { copyAnswers } from '../../gate/kept-answers.ts';
import { withScratch } from '../../gate/scratch.ts';
import { standalone } from '../../gate/standalone.ts';
import { chooseSandbox } from '../../sandbox/choose.ts';
import type { SandboxDriver } from '../../sandbox/driver.ts';
import { driverNamed } from '../../sandbox/drivers.ts';
import type { CommandCall } from '../command.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  suite: z.string().optional(),
  answers: z.string().optional(),
  driver: z.enum(SANDBOX_DRIVERS).optional(),
  endpoint: z.string().optional(),
  endpointModel: z.string().min(1).optional(),
  endpointKeyEnv: z.string().min(1).optional(),
});

type Given = z.infer<typeof optionsSchema>;

export async function run(call: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, call.options);
  const { policy } = await policyFrom(given);
  const evidence = await (given.endpoint === undefined ? ofModel : ofEndpoint)(call, given, policy);
  if (call.output.format === 'json') call.output.json({ version: 1, evidence });
  else for (const line of renderEvaluateText(evidence)) call.output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}

/** Another way to measure, that runs nothing here: no model, no sandbox. */
async function ofEndpoint({ args, output, signal }: CommandCall, given: Given, policy: Policy): Promise<Evidence> {
  if (args.length > 0) throw new GateError('USAGE', 'either a model or --endpoint is evaluated, not both');
  if (given.driver !== undefined) throw new GateError('USAGE', '--driver says nothing about an --endpoint');
  const { endpointKeyEnv, endpointModel: model } = given;
  const key = endpointKeyEnv === undefined ? undefined : env[endpointKeyEnv];
  if (endpointKeyEnv !== undefined && key === undefined)
    throw new GateError('USAGE', '--endpoint-key-env names a variable that is not set');
  const options = { ...(model === undefined ? {} : { model }), ...(key === undefined ? {} : { key }) };
  const endpoint = endpointAt(given.endpoint ?? '', options);
  const asked = await withSuite(policy, given.suite);
  return withScratch(async (scratch) => {
    const context = { policy: asked, clock: systemClock, signal, progress: output.progress, scratch };
    const result = await evaluateEndpoint(context, { endpoint });
    if (given.answers !== undefined) await copyAnswers(result, scratch, given.answers);
    return result;
  });
}

async function ofModel({ args, output, signal }: CommandCall, given: Given, policy: Policy): Promise<Evidence> {
  if (given.endpointModel !== undefined || given.endpointKeyEnv !== undefined)
    throw new GateError('USAGE', '--endpoint-model and --endpoint-key-env need --endpoint');
  const { evidence } = await standalone(
    {
      source: firstArgument(args),
      policy: await withSuite(policy, given.suite),
      clock: systemClock,
      signal,
      progress: output.progress,
    },
    async (context, { submission, facts }) => {
      // The parsers were content with any; what runs a model is the strongest that there is, as in an intake.
      const { driver: sandbox } = await chooseSandbox({ ...wantedSandbox(given, policy), signal });
      const groups = await groupEqualWeights(submission, facts, signal);
      const inputs = { facts, sandbox, weightGroups: groups.map(({ paths }) => paths) };
      const result = await evaluateStage.run(context, inputs);
      if (given.answers !== undefined) await copyAnswers(result, context.scratch, given.answers);
      return result;
    },
  );
  return evidence;
}

/** A driver named on the command line is held against a policy that is named too; without one the choice is the operator's. */
function wantedSandbox(
  { driver, policy: file, profile }: z.infer<typeof optionsSchema>,
  { sandbox: { minimum } }: Policy,
): { readonly minimum: SandboxDriverName; readonly candidates?: readonly SandboxDriver[] } {
  if (driver === undefined) return { minimum };
  const stated = file !== undefined || profile !== undefined;
  return { minimum: stated ? minimum : driver, candidates: [driverNamed(driver)] };
}

/** A suite named on the command line is the operator's own: its content now is what it is pinned to. */
async function withSuite(policy: Policy, path: string | undefined): Promise<Policy> {
  if (path === undefined) return policy;
  const { digest } = await loadSuite(path);
  return { ...policy, evaluate: { ...policy.evaluate, suites: [...policy.evaluate.suites, { path, digest }] } };
}
