import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { groupEqualWeights } from '../../compare/weight-groups.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Evidence } from '../../core/evidence.ts';
import { policySchema, type Policy } from '../../core/policy.ts';
import { endpointAt } from '../../evaluate/endpoint/address.ts';
import { evaluateEndpoint } from '../../evaluate/evaluate-endpoint.ts';
import { judgeFile } from '../../evaluate/judge-model/judge-file.ts';
import { reportEvaluation } from '../../evaluate/report.ts';
import { tellEstimate, type Estimate } from '../../evaluate/scheduling/estimate.ts';
import { evaluateStage } from '../../evaluate/stage.ts';
import { loadSuite } from '../../evaluate/tasks/load-suite.ts';
import { renderEvaluateText } from '../../evaluate/text.ts';
import { defined } from '../../formats/defined.ts';
import { copyAnswers } from '../../gate/kept-answers.ts';
import { readResults } from '../../gate/read-results.ts';
import { withScratch } from '../../gate/scratch.ts';
import { reproduce } from '../../gate/reproduce.ts';
import { parsingSandbox, standalone } from '../../gate/standalone.ts';
import { chooseSandbox } from '../../sandbox/choose.ts';
import type { CommandCall } from '../command.ts';
import { driverOption, wantedSandbox } from '../driver-option.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';
import { readPublicKeyFile } from '../trust-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  suite: z.array(z.string()).optional(),
  judgeModel: z.string().min(1).optional(),
  claims: z.array(z.string()).optional(),
  answers: z.string().optional(),
  driver: driverOption.optional(),
  limit: z.coerce.number().int().min(1).optional(),
  earlyStop: policySchema.shape.evaluate.shape.earlyStop,
  priority: z
    .string()
    .transform((names) => names.split(','))
    .pipe(policySchema.shape.evaluate.shape.priority.unwrap())
    .optional(),
  reproduce: z.string().optional(),
  key: z.string().optional(),
  endpoint: z.string().optional(),
  endpointModel: z.string().min(1).optional(),
  endpointKeyEnv: z.string().min(1).optional(),
});

type Given = z.infer<typeof optionsSchema>;

export async function run(call: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, call.options);
  const { policy: stated } = await policyFrom(given);
  const policy = scheduled(await withJudge(await withSuites(stated, given.suite ?? []), given.judgeModel), given);
  if (given.reproduce !== undefined) return again(call, given, given.reproduce, policy);
  if (given.key !== undefined) throw new GateError('USAGE', '--key is the key of the gate whose run --reproduce names');
  const { evidence, subject } = await (given.endpoint === undefined ? ofModel : ofEndpoint)(call, given, policy);
  if (call.output.format === 'json') call.output.json(reportEvaluation(subject, evidence, policy));
  else for (const line of renderEvaluateText(evidence)) call.output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}

/** Nothing is judged here but whether the same comes out. */
async function again(
  { args, output, signal }: CommandCall,
  given: Given,
  run: string,
  policy: Policy,
): Promise<ExitCode> {
  if (args.length > 0) throw new GateError('USAGE', '--reproduce evaluates the model that lies in the run');
  if (given.key === undefined) throw new GateError('USAGE', 'the gate’s public key is needed: --key gate.pub.pem');
  for (const flag of ['endpoint', 'claims', 'answers', 'limit'] as const)
    if (given[flag] !== undefined) throw new GateError('USAGE', `--${flag} and --reproduce exclude each other`);
  const { driver: sandbox } = await chooseSandbox({ ...wantedSandbox(given, policy), signal });
  const reproduction = await reproduce({
    run,
    publicKeyPem: await readPublicKeyFile(given.key),
    policy,
    sandbox,
    parsing: await parsingSandbox(signal),
    clock: systemClock,
    signal,
    progress: output.progress,
  });
  const { equal, answers, different, sameEnvironment, reproduced } = reproduction;
  if (output.format === 'json') output.json(reproduction);
  else {
    output.line(`${equal} of ${answers} answers are equal`, reproduced ? 'good' : 'bad');
    if (!sameEnvironment) output.line('evaluated on another environment than the run was');
    for (const { file, suite, task, id } of different)
      output.line(`  differs: ${printable(`${file} ${suite}/${task} ${id}`, 300)}`);
  }
  return reproduced ? EXIT.good : EXIT.bad;
}

interface Evaluated {
  readonly evidence: Evidence;
  /** Of an endpoint nobody knows what is behind it. */
  readonly subject: string | null;
}

/** Another way to measure, that runs nothing here: no model, no sandbox. */
async function ofEndpoint({ args, output, signal }: CommandCall, given: Given, policy: Policy): Promise<Evaluated> {
  if (args.length > 0) throw new GateError('USAGE', 'either a model or --endpoint is evaluated, not both');
  if (given.claims !== undefined) throw new GateError('USAGE', '--claims are held against a model, not an --endpoint');
  if (given.limit !== undefined)
    throw new GateError('USAGE', '--limit is for models: give an --endpoint a smaller suite');
  if (given.driver !== undefined) throw new GateError('USAGE', '--driver says nothing about an --endpoint');
  if (given.judgeModel !== undefined)
    throw new GateError('USAGE', '--judge-model needs a sandbox, and nothing is run for an --endpoint');
  const { endpointKeyEnv, endpointModel: model } = given;
  const key = endpointKeyEnv === undefined ? undefined : env[endpointKeyEnv];
  if (endpointKeyEnv !== undefined && key === undefined)
    throw new GateError('USAGE', '--endpoint-key-env names a variable that is not set');
  const options = { ...(model === undefined ? {} : { model }), ...(key === undefined ? {} : { key }) };
  const endpoint = endpointAt(given.endpoint ?? '', options);
  return withScratch(async (scratch) => {
    const context = { policy, clock: systemClock, signal, progress: output.progress, scratch };
    const result = await evaluateEndpoint(context, { endpoint });
    if (given.answers !== undefined) await copyAnswers(result, scratch, given.answers);
    return { evidence: result, subject: null };
  });
}

async function ofModel({ args, output, signal }: CommandCall, given: Given, policy: Policy): Promise<Evaluated> {
  if (given.endpointModel !== undefined || given.endpointKeyEnv !== undefined)
    throw new GateError('USAGE', '--endpoint-model and --endpoint-key-env need --endpoint');
  const { files: results } = await readResults({ given: given.claims ?? [], signal, progress: output.progress });
  const { evidence, model } = await standalone(
    {
      source: firstArgument(args),
      policy,
      clock: systemClock,
      signal,
      progress: output.progress,
    },
    async (context, { submission, facts }) => {
      // The parsers were content with any; what runs a model is the strongest that there is, as in an intake.
      const { driver: sandbox } = await chooseSandbox({ ...wantedSandbox(given, policy), signal });
      const groups = await groupEqualWeights(submission, facts, signal);
      const inputs = {
        facts,
        sandbox,
        weightGroups: groups.map(({ paths }) => paths),
        results: results.map((file) => file.facts),
        limit: given.limit,
        onEstimate: (estimate: Estimate) => output.note(noteOf(estimate, policy)),
      };
      const result = await evaluateStage.run(context, inputs);
      if (given.answers !== undefined) await copyAnswers(result, context.scratch, given.answers);
      return result;
    },
  );
  return { evidence, subject: model.submission.subject };
}

/** Nothing is admitted here, so that whoever asks may say how; the evidence says what was in force. */
function scheduled(policy: Policy, { earlyStop, priority }: Given): Policy {
  return { ...policy, evaluate: { ...policy.evaluate, ...defined({ earlyStop, priority }) } };
}

function noteOf(estimate: Estimate, { timeouts: { evaluate: limit } }: Policy): string {
  const late = estimate.seconds > limit ? `; the policy ends it after ${limit} s` : '';
  return `evaluating: ${tellEstimate(estimate)}${late}`;
}

/** A suite named on the command line is the operator's own: its content now is what it is pinned to. */
async function withSuites(policy: Policy, named: readonly string[]): Promise<Policy> {
  const suites = [...policy.evaluate.suites];
  for (const name of named) {
    const path = suiteDirectory(name);
    suites.push({ path, digest: (await loadSuite(path)).digest });
  }
  return { ...policy, evaluate: { ...policy.evaluate, suites } };
}

/** So is a judge model. @throws GateError JUDGE_UNUSABLE */
async function withJudge(policy: Policy, path: string | undefined): Promise<Policy> {
  if (path === undefined) return policy;
  const judge = { path, digest: (await judgeFile(path)).digest };
  return { ...policy, evaluate: { ...policy.evaluate, judge } };
}

/** A directory as it is, of a file the directory that it lies in, and of a plain name the suite that ships with the gate. */
function suiteDirectory(name: string): string {
  const found = statSync(name, { throwIfNoEntry: false });
  if (found !== undefined) return found.isDirectory() ? name : dirname(name);
  const shipped = fileURLToPath(new URL(`../../../suites/${name}`, import.meta.url));
  return /^[a-z][a-z0-9-]*$/u.test(name) && statSync(shipped, { throwIfNoEntry: false }) !== undefined ? shipped : name;
}
