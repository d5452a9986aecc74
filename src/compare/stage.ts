import { instant } from '../core/clock.ts';
import type { Evidence } from '../core/evidence.ts';
import {
  COMPARE_PREDICATE,
  comparePredicateSchema,
  type Comparison,
  type ComparePredicate,
} from '../core/predicates/compare.ts';
import type { Stage, StageContext } from '../core/stage.ts';
import type { Submission } from '../core/submission.ts';
import { VERSION } from '../core/version.ts';
import type { FileFacts } from '../formats/facts.ts';
import { baseClaimOf } from './base-claim.ts';
import type { Checkpoint } from '../formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../formats/checkpoints/collect.ts';
import { chooseBase } from './choose-base.ts';
import { compareCheckpoints } from './compare-checkpoints.ts';
import { bounded, recordComparison, type ComparisonRecord } from './comparison-record.ts';
import { compareFindings } from './findings.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { semanticDifferences } from './semantic-differences.ts';
import { standaloneSigns } from './standalone-signs.ts';
import { tokenTexts } from './token-texts.ts';
import { judge, type NotCompared } from './outcome.ts';
import { groupEqualWeights, type WeightGroup } from './weight-groups.ts';

export interface CompareInputs {
  readonly facts: readonly FileFacts[];
  /** The base model that was given to compare with. */
  readonly base?: ReadableModel;
  /** Other models at hand that the submission may be mixed from. */
  readonly siblings?: readonly ReadableModel[];
  /** Where tokenizers are read, for what changed tokens say. */
  readonly sandbox?: SandboxDriver | undefined;
}

interface ReadableModel {
  readonly submission: Submission;
  readonly facts: readonly FileFacts[];
}

/**
 * Compares the submission's weights with those of the base it claims, tensor by tensor, and the submission's own weight
 * files with one another. Reads every weight byte a small number of times, in constant memory.
 * Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export const compareStage: Stage<CompareInputs> = {
  name: 'compare',
  async run(context, inputs): Promise<Evidence> {
    const startedAt = instant(context.clock);
    const claim = baseClaimOf(inputs.facts);
    const groups = await groupEqualWeights(context.submission, inputs.facts, context.signal);
    const { comparisons, notCompared } = await compareGroups(context, inputs, groups);
    const semantic = inputs.base === undefined ? [] : semanticDifferences(inputs.facts, inputs.base.facts);
    const signs = inputs.base === undefined ? await standaloneSigns(groups, context) : [];
    const judged = judge(claim, inputs.base !== undefined, comparisons, notCompared);
    const predicate: ComparePredicate = {
      claim: { baseModels: [...claim.baseModels], relation: claim.relation, sources: [...claim.sources] },
      ...(inputs.base === undefined
        ? {}
        : { base: { name: inputs.base.submission.name, subject: inputs.base.submission.subject } }),
      weightGroups: groups.map(({ paths, members, why }) => ({
        paths: [...paths],
        members: members.map((member) => ({
          format: member.kind === 'opaque' ? 'opaque' : member.format,
          paths: [...member.paths],
        })),
        why: bounded(why),
      })),
      comparisons: await withTokenTexts(context, inputs, comparisons),
      ...(inputs.base === undefined ? { signs } : { semantic }),
      notCompared: notCompared.map(({ paths, why }) => ({ paths: [...paths], why })),
      summary: judged.reason,
    };
    return {
      stage: 'compare',
      outcome: judged.outcome,
      reason: judged.reason,
      predicateType: COMPARE_PREDICATE,
      predicate: comparePredicateSchema.parse(predicate),
      findings: compareFindings(claim, judged, comparisons, groups, semantic),
      startedAt,
      finishedAt: instant(context.clock),
      tools: { modelgate: VERSION, node: process.versions.node },
    };
  },
};

/** With what the changed tokens say, as far as a tokenizer beside the candidate or the base tells. */
async function withTokenTexts(
  { submission, signal }: StageContext,
  { base, sandbox }: CompareInputs,
  comparisons: readonly ComparisonRecord[],
): Promise<Comparison[]> {
  const records: Comparison[] = [];
  for (const { record } of comparisons) {
    const tokens = record.change.tokens ?? [];
    const texts =
      (await tokenTexts(tokens, submission, record.candidate, sandbox, signal)) ??
      (base === undefined ? undefined : await tokenTexts(tokens, base.submission, record.base, sandbox, signal));
    records.push(texts === undefined ? record : { ...record, tokenTexts: texts });
  }
  return records;
}

function readableIn({ submission, facts }: ReadableModel): Checkpoint[] {
  return collectCheckpoints(submission, facts).filter((one): one is Checkpoint => one.kind === 'tensors');
}

/** One comparison per group of equal weights: what holds for one member holds for all. */
async function compareGroups(
  { signal, progress }: StageContext,
  { base, siblings = [] }: CompareInputs,
  groups: readonly WeightGroup[],
): Promise<{ comparisons: ComparisonRecord[]; notCompared: NotCompared[] }> {
  const comparisons: ComparisonRecord[] = [];
  const notCompared: NotCompared[] = [];
  if (base === undefined) return { comparisons, notCompared };
  const usable = readableIn(base);
  const others = siblings.map((one) => ({ name: one.submission.name, checkpoints: readableIn(one) }));
  for (const { paths, members } of groups) {
    const readable = members.filter((one): one is Checkpoint => one.kind === 'tensors');
    const [opaque] = members.filter((one) => one.kind === 'opaque');
    if (opaque !== undefined) notCompared.push(opaque);
    if (readable.length === 0) continue;
    const chosen = chooseBase(readable, usable);
    if (typeof chosen === 'string') {
      notCompared.push({ paths, why: chosen, damaged: true });
      continue;
    }
    comparisons.push(recordComparison(chosen, await compareCheckpoints(chosen, others, { signal, progress })));
  }
  return { comparisons, notCompared };
}
