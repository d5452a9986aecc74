import { layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { ChangeClass, ClassifiedChange } from '../core/predicates/compare-change.ts';
import type { MergeFit } from './merge-fit.ts';
import type { Reordering } from './reordering.ts';
import type { TensorChange } from './tensor-change.ts';
import { roleOf } from './tensor-role.ts';
import { isVocabulary, shapeOf, spectrumStatistics, type TensorShape } from './tensor-shape.ts';
import { THRESHOLDS } from './thresholds.ts';

export interface ClassifyInput {
  readonly tensors: readonly TensorChange[];
  /** Rows that one side's vocabulary has and the other's lacks: positive where the candidate has more. */
  readonly vocabularyGrowth: number;
  /** Token ids of changed rows, most changed first. */
  readonly tokens: readonly number[];
  readonly merge: MergeFit | undefined;
  readonly reordering: Reordering | undefined;
  /** The candidate has some of the base's layers twice, or lacks some. */
  readonly layersMoved?: boolean;
}

interface Shaped {
  readonly change: TensorChange;
  readonly shape: TensorShape;
  readonly role: string;
  readonly layer: number | undefined;
}

/** What explains the difference between two models best, and how surely. Only what was measured; never why, or what it does. */
export function classifyChange(input: ClassifyInput): ClassifiedChange {
  const { tensors, vocabularyGrowth, merge, reordering, layersMoved = false } = input;
  const shaped = tensors.map((change): Shaped => ({
    change,
    shape: shapeOf(change),
    role: roleOf(change.name),
    layer: layerOf(change.name),
  }));
  const paired = shaped.filter(({ change }) => isPaired(change));
  const missing = shaped.length - paired.length;
  const comparable = paired.filter(({ change }) => change.status !== 'reshaped' || isVocabulary(change.name));
  if (comparable.length === 0 || (!layersMoved && comparable.length < shaped.length / 2)) {
    return { class: 'unrelated', confidence: comparable.length === 0 ? 'high' : 'medium' };
  }
  if (reordering !== undefined) return reordering.change;
  const unlike = paired.filter(({ shape }) => shape.kind === 'unlike');
  const matrices = paired.filter(({ change }) => (change.base?.shape.length ?? 0) > 1);
  if (unlike.length > matrices.length / 2) {
    return { class: 'unrelated', confidence: unlike.length > matrices.length * 0.9 ? 'high' : 'medium' };
  }
  const beyond = paired.filter(({ shape }) => shape.kind !== 'same' && shape.kind !== 'rounding');
  const unknown = beyond.filter(({ shape }) => shape.kind === 'unknown');
  if (unknown.length > 0 && unknown.length === beyond.length) {
    const reshaped = unknown.every(({ change }) => change.status === 'reshaped');
    return reshaped && vocabularyGrowth !== 0 ? grown(vocabularyGrowth) : { class: 'unknown', confidence: 'low' };
  }
  const real = beyond.filter(({ shape }) => shape.kind !== 'unknown');
  const extra: ChangeClass[] = [
    ...(vocabularyGrowth > 0 ? (['vocabulary-extended'] as const) : []),
    ...(layersMoved ? (['layers-changed'] as const) : []),
  ];
  if (real.length === 0 && layersMoved) {
    const { class: rest } = unchangedOrRounded(paired, vocabularyGrowth, missing);
    return withAlso({ class: 'layers-changed', confidence: 'high' }, rest === 'identical' ? [] : [rest]);
  }
  if (real.length === 0 && missing > 0) return notWhole(shaped);
  if (real.length === 0) return unchangedOrRounded(paired, vocabularyGrowth, missing);
  return withAlso(changedClass(input, paired, real, merge), extra);
}

/** All that could be compared is the base's, but not all could: whole layers that only one side has, or tensors of which nothing is known. */
function notWhole(shaped: readonly Shaped[]): ClassifiedChange {
  const here = new Set(shaped.flatMap(({ change, layer }) => (isPaired(change) ? (layer ?? []) : [])));
  const alone = shaped.filter(({ change }) => !isPaired(change));
  const layers = alone.every(({ layer }) => layer !== undefined && !here.has(layer));
  return { class: layers ? 'layers-changed' : 'unknown', confidence: layers ? 'medium' : 'low' };
}

function isPaired({ candidate, base }: TensorChange): boolean {
  return candidate !== undefined && base !== undefined;
}

function grown(growth: number): ClassifiedChange {
  return growth > 0
    ? { class: 'vocabulary-extended', confidence: 'high' }
    : { class: 'vocabulary-reduced', confidence: 'high' };
}

function unchangedOrRounded(paired: readonly Shaped[], growth: number, missing: number): ClassifiedChange {
  const rounded = paired.filter(
    ({ shape, change }) =>
      shape.kind === 'rounding' || (change.status === 'retyped' && (change.base?.shape.length ?? 0) > 1),
  );
  const also: ChangeClass[] = rounded.length > 0 ? ['requantised-or-cast'] : [];
  if (growth !== 0) return withAlso(grown(growth), also);
  if (rounded.length === 0) return { class: 'identical', confidence: missing === 0 ? 'high' : 'medium' };
  const proven = rounded.every(({ change }) => change.valuesEqual || change.rounding === 'exact');
  return { class: 'requantised-or-cast', confidence: proven && missing === 0 ? 'high' : 'medium' };
}

function withAlso(change: ClassifiedChange, also: readonly ChangeClass[]): ClassifiedChange {
  const others = [...(change.also ?? []), ...also].filter((one) => one !== change.class);
  return others.length === 0 ? change : { ...change, also: others };
}

function changedClass(
  { tokens }: ClassifyInput,
  paired: readonly Shaped[],
  real: readonly Shaped[],
  merge: MergeFit | undefined,
): ClassifiedChange {
  if (merge !== undefined) return merge.change;
  if (real.every(({ shape }) => shape.kind === 'rows')) {
    return { class: 'embedding-or-head-rows', confidence: 'high', tokens: [...tokens] };
  }
  if (real.every(({ change }) => isPruned(change))) return { class: 'pruned', confidence: 'high' };
  const total = new Set(paired.flatMap(({ layer }) => layer ?? [])).size;
  const core = real.filter(({ shape }) => shape.kind !== 'rows' && shape.kind !== 'vector');
  const rows: ChangeClass[] = real.some(({ shape }) => shape.kind === 'rows') ? ['embedding-or-head-rows'] : [];
  const changedRows = rows.length > 0 ? { tokens: [...tokens] } : {};
  const low = core.filter(({ shape }) => shape.kind === 'low-rank');
  // Of tensors with more directions than were computed only some are looked at again, and speak for the others. So do those that an adapter of
  // the rank seen elsewhere would fill: in these it can't be told from training.
  const rank = usualRank(low);
  const closed = core.filter(
    ({ shape, change }) =>
      shape.kind === 'low-rank' || (shape.kind !== 'open' && rank <= smallerSide(change) * THRESHOLDS.lowRankShare),
  );
  if (low.length > 0 && low.length >= closed.length * 0.9) {
    return withAlso({ ...lowRankClass(low, layersOf(core), total), ...changedRows }, rows);
  }
  const spikes = outstanding(core, total);
  if (spikes.length > 0) {
    const layers = layersOf(spikes);
    const others: ChangeClass[] = core.length > spikes.length ? ['full-fine-tune'] : [];
    return withAlso({ class: 'rank-one-edit', confidence: 'medium', layers, rank: 1, ...changedRows }, [
      ...others,
      ...rows,
    ]);
  }
  const layers = layersOf(real);
  const allLayers = total === 0 || layers.length === total;
  const matrices = paired.filter(({ change }) => (change.base?.shape.length ?? 0) > 1).length;
  const share = core.length / Math.max(1, matrices);
  return withAlso(
    {
      class: 'full-fine-tune',
      confidence: share > 0.8 ? 'high' : share > 0.3 ? 'medium' : 'low',
      ...(allLayers ? {} : { layers }),
      ...changedRows,
    },
    rows,
  );
}

/** Few tensors of one direction each are an edit; the same projections over all layers are an adapter. */
function lowRankClass(low: readonly Shaped[], layers: readonly number[], total: number): ClassifiedChange {
  const ranks = ranksOf(low);
  const rank = usualRank(low);
  const roles = Map.groupBy(low, ({ role }) => role);
  const covered = [...roles.values()].filter((members) => members.length >= total * THRESHOLDS.adapterCoverage);
  const single = low.every(
    ({ change, shape }) => ('rank' in shape && shape.rank === 1) || (leadingShare(change) ?? 0) > 0.9,
  );
  const isAdapter = roles.size > 1 ? covered.length > 0 : covered.length > 0 && total >= THRESHOLDS.adapterLayers;
  if (single && !isAdapter) {
    return {
      class: 'rank-one-edit',
      confidence: layers.length <= Math.max(1, total / 2) ? 'high' : 'medium',
      layers: [...layers],
      rank: 1,
    };
  }
  const agreeing = ranks.filter((one) => one >= rank / 2).length;
  return {
    class: 'lora-merge',
    confidence: agreeing > ranks.length / 2 ? 'high' : 'medium',
    rank,
    ...(layers.length === total ? {} : { layers: [...layers] }),
  };
}

function ranksOf(low: readonly Shaped[]): number[] {
  return low.map(({ shape }) => ('rank' in shape ? shape.rank : 0)).toSorted((a, b) => a - b);
}

/** Most matrices end at the adapter's rank; some fall off sooner, none later but by noise. */
function usualRank(low: readonly Shaped[]): number {
  return ranksOf(low)[Math.floor(low.length * 0.75)] ?? 0;
}

function smallerSide({ base }: TensorChange): number {
  return Math.min(base?.rows ?? 0, base?.rowElements ?? 0);
}

/** Where values only went to zero the candidate has nothing in common with the difference: ⟨W, D⟩ = 0, so that ‖W‖² + ‖D‖² = ‖W₀‖². */
function isPruned({ sums, base, zeroed }: TensorChange): boolean {
  if (sums === undefined || base === undefined) return false;
  // A direction that was projected out is as orthogonal: the zeros themselves must be seen, wherever values can be looked at.
  if (zeroed === undefined ? sums.changed === base.elements : zeroed < THRESHOLDS.zeroed) return false;
  const { candidateSquares, differenceSquares, baseSquares } = sums;
  const apart = Math.abs(candidateSquares + differenceSquares - baseSquares);
  // ⟨W, errors of rounding⟩ is a sum of as many independent parts.
  const errors = THRESHOLDS.roundedApart * Math.sqrt((candidateSquares * sums.rounding) / base.elements);
  return (
    apart <= THRESHOLDS.prunedSlack * differenceSquares + 2 * sums.rounding + errors &&
    differenceSquares > THRESHOLDS.overRounding * sums.rounding
  );
}

function leadingShare({ spectrum, sums }: TensorChange): number | null {
  return spectrum === undefined || sums === undefined ? null : spectrumStatistics(spectrum, sums.differenceSquares).e1;
}

/** σ₁² / ‖W₀‖² */
function leadingEnergy({ spectrum, sums }: TensorChange): number | undefined {
  return spectrum === undefined || sums === undefined || sums.baseSquares === 0
    ? undefined
    : (spectrum.squares[0] ?? 0) / sums.baseSquares;
}

function medianOf(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Tensors in which one direction stands out, as it does in none of their like in most other layers. */
function outstanding(core: readonly Shaped[], total: number): Shaped[] {
  const byRole = Map.groupBy(core, ({ role }) => role);
  const found: Shaped[] = [];
  for (const members of byRole.values()) {
    for (const one of members) {
      const { spectrum, sums } = one.change;
      if (spectrum === undefined || sums === undefined || isVocabulary(one.change.name)) continue;
      if (smallerSide(one.change) < THRESHOLDS.leastSide) continue;
      const { e1, gap } = spectrumStatistics(spectrum, sums.differenceSquares);
      if (e1 === null || (gap !== null && gap < THRESHOLDS.spikeGap)) continue;
      const pure = one.shape.kind === 'low-rank' || one.shape.kind === 'spiked';
      const like = members.filter((other) => other !== one);
      // Where one layer alone was trained, its other matrices say how far training goes.
      const beside = core.filter((other) => other !== one && (one.layer === undefined || other.layer === one.layer));
      const others = (like.length > 0 ? like : beside).map(({ change }) => change);
      const share = medianOf(others.flatMap((other) => leadingShare(other) ?? [])) ?? (pure ? 0 : 1);
      const energy = medianOf(others.flatMap((other) => leadingEnergy(other) ?? [])) ?? (pure ? 0 : Infinity);
      const apart = (leadingEnergy(one.change) ?? 0) / energy;
      const least = apart > THRESHOLDS.spikeEnergyOverLike ? THRESHOLDS.spikeGap : THRESHOLDS.spikeOverLike;
      if (e1 > share * least) found.push(one);
    }
  }
  const layers = layersOf(found);
  return layers.length <= Math.max(1, Math.ceil(total / 2)) ? found : [];
}

function layersOf(shaped: readonly Shaped[]): number[] {
  return [...new Set(shaped.flatMap(({ layer }) => layer ?? []))].toSorted((a, b) => a - b);
}
