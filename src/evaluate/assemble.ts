import { GateError } from '../core/errors.ts';
import type { EvaluatePredicate, EvaluationError } from '../core/predicates/evaluate.ts';
import type { Policy } from '../core/policy.ts';
import { defined } from '../formats/defined.ts';
import type { ProbeReport } from '../sandbox/probe/walls.ts';
import { CONVERTER_VERSION } from '../runner/convert/convert-checkpoint.ts';
import type { TaskResult } from './evaluate-task.ts';
import type { Plan } from './plan-groups.ts';
import type { Cost } from './scheduling/estimate-cost.ts';
import type { UsedRunner } from './runners-used.ts';
import { totalTripwires, whyTripped } from './tripwires.ts';

export type Measured = Pick<
  EvaluatePredicate,
  | 'measurements'
  | 'scores'
  | 'categories'
  | 'worst'
  | 'strayAddresses'
  | 'groups'
  | 'conversions'
  | 'gap'
  | 'isolation'
  | 'runner'
  | 'otherRunners'
  | 'answers'
  | 'reused'
  | 'errors'
  | 'earlyStop'
  | 'cost'
  | 'judge'
>;

/** Everything that was run. */
export interface Ran {
  readonly results: readonly TaskResult[];
  readonly probes: readonly ProbeReport[];
  readonly runners: readonly UsedRunner[];
  readonly cost: Cost;
  readonly seconds: number;
  readonly answers: NonNullable<Measured['answers']>;
}

/** What the evidence says of it. */
export function assemble(
  plans: readonly Plan[],
  { results, probes, runners, cost, seconds, answers }: Ran,
  allowed: Policy['evaluate']['earlyStop'],
): Measured {
  const errors = results.flatMap(({ error }): EvaluationError[] => (error === undefined ? [] : [error]));
  const scores = results.flatMap((result) => result.scores);
  const categories = results.flatMap((result) => result.categories);
  const worst = results.flatMap((result) => result.worst);
  const strayAddresses = results.flatMap((result) => result.strayAddresses ?? []);
  const [runner, ...otherRunners] = runners.map(({ kind, digest, environment, image }) => {
    const own = results.find(
      ({ job: { file }, capabilities }) =>
        file.runner === kind && file.container?.image === image && capabilities !== undefined,
    );
    const { engine, template } = own?.capabilities ?? {};
    return { name: kind, digest, ...defined({ environment, image, engine, template }) };
  });
  const [first] = probes;
  if (first === undefined) throw new GateError('INTERNAL', 'an evaluation without a probe');
  const conversions = plans.flatMap(({ checkpoint, converted: made, file }) =>
    checkpoint === undefined || made === undefined || file === undefined
      ? []
      : {
          file: file.path,
          weights: [...checkpoint.paths],
          sources: [...made.sources],
          sha256: made.sha256,
          bytes: made.bytes,
          precision: made.precision,
          converter: `modelgate safetensors-to-gguf ${CONVERTER_VERSION}`,
        },
  );
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    ...(scores.length === 0 ? {} : { scores }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(worst.length === 0 ? {} : { worst }),
    ...(strayAddresses.length === 0 ? {} : { strayAddresses }),
    groups: plans.map(({ paths, file, why }) => {
      if (file === undefined) return { paths: [...paths], ...(why === undefined ? {} : { why }) };
      // Only a file on which every task ran to its end speaks for its group.
      const failed = errors.find((error) => error.file === file.path);
      const instances = [
        ...results.map(({ job, tripwires }) => ({ of: job.file.path, name: job.task.file.name, tripwires })),
        ...cost.calibrations.map(({ file: of, tripwires }) => ({ of, name: 'calibration', tripwires })),
      ];
      const tripped = instances.find(({ of, tripwires }) => of === file.path && whyTripped(tripwires) !== undefined);
      if (tripped !== undefined)
        return { paths: [...paths], why: `${tripped.name}: ${whyTripped(tripped.tripwires) ?? ''}` };
      return failed === undefined
        ? { paths: [...paths], evaluated: file.path }
        : { paths: [...paths], why: `${failed.task ?? file.path}: ${failed.code}: ${failed.message}` };
    }),
    ...(conversions.length === 0 ? {} : { conversions }),
    ...reused(results),
    ...earlyStops(results, allowed),
    cost: {
      ...defined({ estimated: cost.estimate }),
      rates: cost.calibrations.flatMap(({ rate }) => rate ?? []),
      spent: { tokens: results.reduce((sum, { tokens }) => sum + tokens, 0), seconds },
    },
    isolation: {
      driver: first.driver,
      probe: probes,
      enforcement: distinct(results.flatMap(({ enforcement }) => enforcement)),
      tripwires: totalTripwires([...results, ...cost.calibrations].map(({ tripwires }) => tripwires)),
    },
    ...(runner === undefined ? {} : { runner }),
    ...(otherRunners.length === 0 ? {} : { otherRunners }),
    answers,
    ...(errors.length === 0 ? {} : { errors }),
  };
}

/** What was allowed to end early, so that whoever does it again asks the same. */
function earlyStops(
  results: readonly TaskResult[],
  allowed: Policy['evaluate']['earlyStop'] = 'never',
): Pick<Measured, 'earlyStop'> {
  if (allowed === 'never') return {};
  const tasks = results.flatMap(({ job: { file, task }, sampling, asked, seed }) => {
    if (sampling === undefined || asked === 0) return [];
    let at = 0;
    const looks = sampling.parts.map(({ items }) => (at += items.length));
    return { file: file.path, suite: task.suite, task: task.file.name, seed, of: task.items.length, asked, looks };
  });
  return { earlyStop: { allowed, tasks } };
}

/** Which answers were not given in this start: whoever reads a number must be able to tell where it comes from. */
function reused(results: readonly TaskResult[]): Pick<Measured, 'reused'> {
  const names = ({ job: { file, task } }: TaskResult): { file: string; suite: string; task: string } => {
    return { file: file.path, suite: task.suite, task: task.file.name };
  };
  const cached = results.flatMap((result) => {
    const { from } = result.records ?? {};
    return from === undefined ? [] : { ...names(result), run: from.run, at: from.at, seed: from.seed };
  });
  const refused = results.flatMap((result) => {
    const { refused: why } = result.records ?? {};
    return why === undefined ? [] : { ...names(result), why };
  });
  const resumedItems = results.reduce((sum, { records, replayed }) => {
    return sum + (records?.from === undefined ? replayed : 0);
  }, 0);
  if (cached.length === 0 && refused.length === 0 && resumedItems === 0) return {};
  return { reused: { resumedItems, cached, refused } };
}

/** The instances of one file have the same walls; the evidence states them once. */
function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
