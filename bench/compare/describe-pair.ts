import type { ClassifiedChange } from '../../src/core/predicates/compare-change.ts';
import { silentProgress } from '../../src/core/progress.ts';
import type { Submission } from '../../src/core/submission.ts';
import type { Checkpoint } from '../../src/formats/checkpoints/checkpoint.ts';
import { collectCheckpoints } from '../../src/formats/checkpoints/collect.ts';
import type { FileFacts } from '../../src/formats/facts.ts';
import { chooseBase } from '../../src/compare/choose-base.ts';
import { compareCheckpoints } from '../../src/compare/compare-checkpoints.ts';
import { shapeOf, spectrumStatistics } from '../../src/compare/tensor-shape.ts';
import { mostChanged } from '../../src/compare/reading.ts';

interface Model {
  readonly submission: Submission;
  readonly facts: readonly FileFacts[];
}

/** One pair, classified, for those who calibrate: the stage does the same and keeps a record. */
export async function describePair({
  candidate,
  base,
  siblings,
  signal,
}: {
  readonly candidate: Model;
  readonly base: Model;
  readonly siblings: readonly Model[];
  readonly signal: AbortSignal;
}): Promise<{ readonly change: ClassifiedChange; readonly tensors: readonly string[]; readonly lineage: unknown }> {
  const usable = ({ submission, facts }: Model): Checkpoint[] =>
    collectCheckpoints(submission, facts).filter((one): one is Checkpoint => one.kind === 'tensors');
  const chosen = chooseBase(usable(candidate), usable(base));
  if (typeof chosen === 'string')
    return { change: { class: 'unknown', confidence: 'low' }, tensors: [chosen], lineage: undefined };
  const others = siblings.map((one) => ({ name: one.submission.name, checkpoints: usable(one) }));
  const result = await compareCheckpoints(chosen, others, { signal, progress: silentProgress });
  const { change } = result;
  const tensors = mostChanged(result.tensors).map((one) => {
    const shape = shapeOf(one);
    const numbers =
      one.spectrum === undefined || one.sums === undefined
        ? undefined
        : spectrumStatistics(one.spectrum, one.sums.differenceSquares);
    const q = one.sums === undefined ? 0 : one.sums.differenceSquares / one.sums.rounding;
    return `${one.name} ${one.status} ${JSON.stringify(shape)} relF ${one.statistics?.relativeNorm?.toPrecision(3)} nz ${one.statistics?.fractionChanged.toPrecision(3)} q ${q.toPrecision(3)} e1 ${numbers?.e1?.toPrecision(3)} gap ${numbers?.gap?.toPrecision(3)} e8 ${numbers?.e8?.toPrecision(3)} rp ${one.statistics?.rowParticipation?.toPrecision(3)} narrowed ${JSON.stringify(one.narrowed)} whole ${one.spectrum?.whole} ${one.base?.rows}x${one.base?.rowElements}`;
  });
  return { change, tensors, lineage: result.lineage };
}
