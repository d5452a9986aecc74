import { unreachable } from '../core/errors.ts';
import type { LayerChange, Rounding } from '../core/predicates/compare.ts';
import type { ClassifiedChange, Lineage } from '../core/predicates/compare-change.ts';
import type { Progress } from '../core/progress.ts';
import { EMBEDDINGS, layerOf } from '../formats/checkpoints/tensor-names.ts';
import type { NamedPair, TensorMatch } from '../weights/tensor-match.ts';
import { comparePair, pairRowSquares, pairSums, pairUnrounded } from '../weights/difference/compare-pair.ts';
import { canRoundExactly, roundingBound } from '../weights/difference/rounding.ts';
import { openSlicePool, type SlicePool } from '../weights/difference/slice-pool.ts';
import type { DifferenceSums } from '../weights/difference/sums.ts';
import { statisticsOf } from '../weights/difference/statistics.ts';
import type { LocatedTensor } from '../formats/checkpoints/located-tensor.ts';
import { roundingPerPower } from '../weights/elements/rounding-steps.ts';
import { spectrumOf, type Spectrum } from '../weights/spectrum/spectrum.ts';
import { isAdjusted, type Operand } from '../weights/elements/tensor-reader.ts';
import { fewLevels } from '../weights/few-levels.ts';
import { sampleSigns } from '../weights/stored-narrower.ts';
import { fitsFloat32, isDecodable } from '../formats/checkpoints/element-types.ts';
import { matchFused } from '../weights/match-fused.ts';
import { matchLayers } from '../weights/match-layers.ts';
import { matchByContents } from '../weights/match-contents.ts';
import { classifyChange } from './classify.ts';
import { tokensOf } from './changed-tokens.ts';
import type { ChosenPair } from './choose-base.ts';
import { lineageOf } from './lineage.ts';
import { fitMerge, type Sibling } from './merge-fit.ts';
import { findRescaling } from './rescaling.ts';
import { findReordering } from './reordering.ts';
import { takeFactorsBack } from './moved-factors.ts';
import { findScaledAdapter } from './scaled-adapter.ts';
import { roleOf } from './tensor-role.ts';
import { outlyingRows, type OutlyingRows } from './outlying-rows.ts';
import { layerChanges } from './layer-changes.ts';
import { byChange, differs, type Narrowed, type TensorChange } from './tensor-change.ts';
import { directionsOf, fewRows, isRounding, isVocabulary, shapeOf } from './tensor-shape.ts';
import { firstRows } from '../weights/row-range.ts';
import { THRESHOLDS } from './thresholds.ts';

export interface CheckpointComparison {
  /** Every tensor of both sides, in name order. */
  readonly tensors: readonly TensorChange[];
  readonly layers: readonly LayerChange[];
  /** Left out by convention, or compared under another name. */
  readonly leftOut: readonly string[];
  readonly change: ClassifiedChange;
  readonly lineage: Lineage;
  /** What `change` doesn't say: how an order was undone, what a mixture leaves. */
  readonly told: readonly string[];
}

/**
 * Compares all tensors of two matched checkpoints, streaming: memory doesn't depend on their size. Results don't depend
 * on the number of threads. Throws GateError CANCELLED, SOURCE_CHANGED, SOURCE_UNREADABLE.
 */
export async function compareCheckpoints(
  { candidate, match: named }: ChosenPair,
  siblings: readonly Sibling[],
  options: { readonly signal: AbortSignal; readonly progress: Progress; readonly workers?: number },
): Promise<CheckpointComparison> {
  const total = named.pairs.reduce((sum, { candidate, base }) => sum + candidate.tensor.bytes + base.tensor.bytes, 0);
  const pool = openSlicePool(total, options.signal, options.workers);
  try {
    const { match: standing, from } = await matchLayers(pool, matchFused(named));
    const match = await matchByContents(pool, standing);
    let done = 0;
    const compared = await inLanes(pool.width, match.pairs, async (pair) => {
      const change = unlessTied(pair, await comparePairAsChange(pool, pair));
      done += pair.candidate.tensor.bytes + pair.base.tensor.bytes;
      options.progress({ label: 'comparing weights', done, total, unit: 'bytes' });
      return change;
    });
    const resized = await inLanes(1, match.reshaped, async (pair) => compareCommonRows(pool, pair));
    const wide = await withWideSpectra(pool, match.pairs, compared);
    const taken = await takeFactorsBack(pool, match.pairs, wide, async (pair) => comparePairAsChange(pool, pair));
    const measured = wide.map((change) => taken?.get(change.name) ?? change);
    const tensors = [...measured, ...resized, ...unpairedChanges(match)].sort((a, b) => (a.name < b.name ? -1 : 1));
    const squares = await unchangedSquares(pool, match.pairs, compared);
    const reordering = await findReordering(pool, match.pairs, tensors);
    const merge = await fitMerge(pool, match.pairs, tensors, candidate, siblings);
    const classified = classifyChange({
      layersMoved: from !== undefined,
      tensors,
      vocabularyGrowth: tensors.reduce(
        (most, { grown }) => (Math.abs(grown?.rows ?? 0) > Math.abs(most) ? (grown?.rows ?? 0) : most),
        0,
      ),
      tokens: tokensOf(tensors),
      merge,
      reordering,
    });
    const isBroad = classified.class === 'full-fine-tune';
    const rescaling = isBroad ? await findRescaling(pool, match.pairs, tensors) : undefined;
    const adapter =
      isBroad && rescaling === undefined ? await findScaledAdapter(pool, match.pairs, tensors) : undefined;
    const change = rescaling ?? adapter ?? classified;
    return {
      tensors,
      layers: layerChanges(tensors, squares),
      leftOut: match.leftOut,
      change,
      lineage: unlessCopied(change, await lineageOf(pool, match.pairs, reordering?.channels)),
      told: [
        ...(reordering === undefined ? [] : [reordering.told]),
        ...(from === undefined ? [] : [toldLayers(from)]),
        ...(taken === undefined ? [] : [FACTORS_TAKEN_BACK]),
        ...(adapter === undefined ? [] : [SCALED_ADAPTER]),
      ],
    };
  } finally {
    await pool.close();
  }
}

/** Of a copy in one or two bits so little is left of single neurons that these may not be found; that the weights are the base's is known by then. */
function unlessCopied({ class: kind }: ClassifiedChange, lineage: Lineage): Lineage {
  return kind === 'requantised-or-cast' && lineage.related === false ? { ...lineage, related: null } : lineage;
}

const FACTORS_TAKEN_BACK =
  'Factors were moved between norms and the matrices behind them and cancel out, as AWQ and SmoothQuant move them; the matrices were compared with these taken back.';
const SCALED_ADAPTER = 'Beside those directions each row was made longer or shorter, as DoRA does.';

/** An output that was held against the other side's embedding and has nothing in common with it is only on one side. */
function unlessTied({ candidate, base }: NamedPair, change: TensorChange): TensorChange {
  const [ours, theirs] = [candidate.tensor.name, base.tensor.name].map((name) => EMBEDDINGS.includes(name));
  if (ours === theirs || shapeOf(change).kind !== 'unlike') return change;
  const { name } = change;
  return ours === true
    ? { name, status: 'removed', candidate: undefined, base: base.tensor, valuesEqual: false }
    : { name, status: 'added', candidate: candidate.tensor, base: undefined, valuesEqual: false };
}

/** Whether the two are stored as different types. */
function isRetyped(candidate: LocatedTensor, base: LocatedTensor): boolean {
  return candidate.dtype !== base.dtype || candidate.storedAs !== base.storedAs;
}

async function comparePairAsChange(pool: SlicePool, pair: NamedPair): Promise<TensorChange> {
  const { name } = pair;
  const candidate = pair.candidate.tensor;
  const base = pair.base.tensor;
  const result = await comparePair(pool, pair);
  const retyped = isRetyped(candidate, base);
  switch (result.kind) {
    case 'equal':
      return { name, status: retyped ? 'retyped' : 'unchanged', candidate, base, valuesEqual: true };
    case 'incomparable':
      return { name, status: 'incomparable', candidate, base, valuesEqual: false, why: result.why };
    case 'different': {
      const statistics = statisticsOf(result.sums, base.elements, base.rows);
      const rounding = retyped ? await roundingOf(pool, pair, statistics.relativeNorm) : undefined;
      const { narrowed, sums, zeroed }: Sampled = rounding === 'exact' ? result : sampled(pair, result.sums);
      const spectrum = rounding === 'exact' ? undefined : await spectrumOf(pool, pair, FIRST_SPECTRUM);
      const outlying = await outlyingIn(pool, pair, rounding === 'exact' ? undefined : (rounding ?? narrowed));
      const change: TensorChange = {
        name,
        status: retyped ? 'retyped' : 'changed',
        candidate,
        base,
        valuesEqual: false,
        sums,
        statistics,
        ...(rounding === undefined ? {} : { rounding }),
        ...(narrowed === undefined ? {} : { narrowed }),
        ...(zeroed === undefined ? {} : { zeroed }),
        ...(spectrum === undefined ? {} : { spectrum }),
        ...(outlying === undefined ? {} : { outlying }),
      };
      const directed = await isDirected(pool, pair, change);
      return directed === undefined ? change : { ...change, directed };
    }
    default:
      return unreachable(result);
  }
}

/** Eight singular values tell a direction from noise, and three passes are enough where any lie apart: the cost goes with their product. */
const FIRST_SPECTRUM = { width: 8, passes: 3 } as const;
/** Where more may stand out than that, some tensors are looked at again, as wide as a common adapter's rank. */
const WIDE_SPECTRUM = { width: 96, passes: 3 } as const;
const WIDE_TENSORS = 6;
/** Values of a basis at most: 12 MiB as float64, per tensor that is worked on. */
const WIDE_VALUES = 1_572_864;

interface Sampled {
  readonly narrowed?: Narrowed;
  /** As they are judged: a grid of few levels has larger steps than the type that its values are stored as. */
  readonly sums: DifferenceSums;
  readonly zeroed?: number;
}

function sampled(pair: NamedPair, sums: DifferenceSums): Sampled {
  const { candidate, base } = pair;
  // Factors beside the values say how large the steps are.
  const unfit = (operand: Operand): boolean =>
    !isDecodable(operand.tensor.dtype) || !fitsFloat32(operand.tensor.dtype) || isAdjusted(operand);
  // Quantisers that make up for the errors of other weights (GPTQ) make single errors larger.
  if ([candidate, base].some(({ tensor }) => tensor.packed !== undefined)) return { narrowed: 'levels', sums };
  if (unfit(candidate) || unfit(base)) return { sums };
  const { dtype, zeroed } = sampleSigns(pair);
  if (dtype !== undefined) {
    const widest = Math.max(roundingPerPower(candidate.tensor.dtype), roundingPerPower(base.tensor.dtype));
    return { narrowed: { dtype, times: roundingPerPower(dtype) / widest }, sums, zeroed };
  }
  const share = fewLevels(pair);
  if (share === undefined) return { sums, zeroed };
  return { narrowed: 'levels', sums: { ...sums, rounding: Math.max(sums.rounding, share * sums.baseSquares) }, zeroed };
}

/** Edited rows of a vocabulary that seems to be rounded, one more pass over it. */
async function outlyingIn(
  pool: SlicePool,
  pair: NamedPair,
  rounded: Rounding | Narrowed | undefined,
): Promise<OutlyingRows | undefined> {
  if (rounded === undefined || !isVocabulary(pair.name) || pair.base.tensor.shape.length < 2) return undefined;
  const squares = await pairRowSquares(pool, pair);
  return squares === undefined ? undefined : outlyingRows(squares, fewRows(pair.base.tensor));
}

/**
 * Whether a direction in a copy that lies no further from the base than rounding leaves is more than the unevenness of its errors; undefined where that
 * is no question. Errors are larger where steps are, and rows, columns and blocks with outliers make directions of them.
 */
async function isDirected(pool: SlicePool, pair: NamedPair, change: TensorChange): Promise<boolean | undefined> {
  const { spectrum, sums, base, statistics } = change;
  if (spectrum === undefined || sums === undefined || base === undefined || !isRounding(change, 0)) return undefined;
  if (directionsOf(spectrum, sums, base).rank === 0) return undefined;
  if ((statistics?.relativeNorm ?? 0) > THRESHOLDS.coarse) return false;
  const unexplained = await spectrumOf(pool, pair, { ...FIRST_SPECTRUM, taken: 'unexplained' });
  const shuffled = await spectrumOf(pool, pair, { ...FIRST_SPECTRUM, taken: 'shuffled' });
  const noise = shuffled?.squares[0] ?? 0;
  return (unexplained?.squares[0] ?? 0) > THRESHOLDS.overShuffled * noise;
}

/** A vocabulary that grew or shrank is compared over the tokens in common; nothing else of another shape is. */
async function compareCommonRows(pool: SlicePool, pair: NamedPair): Promise<TensorChange> {
  const { name } = pair;
  const candidate = pair.candidate.tensor;
  const base = pair.base.tensor;
  const reshaped = { name, status: 'reshaped', candidate, base, valuesEqual: false } as const;
  const sameRows =
    candidate.rowElements === base.rowElements && candidate.shape.length === 2 && base.shape.length === 2;
  if (!isVocabulary(name) || !sameRows) return reshaped;
  const rows = Math.min(candidate.rows, base.rows);
  const common = await comparePairAsChange(pool, {
    name,
    candidate: { ...pair.candidate, tensor: firstRows(candidate, rows) },
    base: { ...pair.base, tensor: firstRows(base, rows) },
  });
  const grown = { rows: candidate.rows - base.rows, commonEqual: common.valuesEqual };
  return common.status === 'incomparable' ? reshaped : { ...common, ...reshaped, grown };
}

/** Which of the base's layers the candidate's are, in order. */
function toldLayers(from: ReadonlyMap<number, number>): string {
  const order = [...from].toSorted(([a], [b]) => a - b).map(([, layer]) => layer);
  const more = order.length > 64 ? ' and so on' : '';
  return `Its layers are, in their order, the base's layers ${order.slice(0, 64).join(', ')}${more}, and were compared with those.`;
}

/** A wider spectrum of the most changed tensors whose first one shows no end of directions. */
async function withWideSpectra(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<TensorChange[]> {
  const open = changes
    .filter(({ spectrum, sums, base }) => {
      if (spectrum === undefined || sums === undefined || base === undefined || spectrum.whole) return false;
      return directionsOf(spectrum, sums, base).open;
    })
    .toSorted(byChange);
  const wider = new Map<string, Spectrum>();
  for (const { name, base } of oneOfEachFirst(open, ({ name }) => roleOf(name)).slice(0, WIDE_TENSORS)) {
    const pair = pairs.find((one) => one.name === name);
    if (pair === undefined || base === undefined) continue;
    const width = Math.min(WIDE_SPECTRUM.width, Math.floor(WIDE_VALUES / base.rowElements));
    const spectrum = await spectrumOf(pool, pair, { ...WIDE_SPECTRUM, width });
    if (spectrum !== undefined) wider.set(name, spectrum);
  }
  return changes.map((change) => {
    const spectrum = wider.get(change.name);
    return spectrum === undefined ? change : { ...change, spectrum };
  });
}

/** In their order, but the first of every kind before the second of any. */
function oneOfEachFirst<Item>(items: readonly Item[], kind: (item: Item) => string): Item[] {
  const groups = [...Map.groupBy(items, kind).values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) => groups.flatMap((group) => group[turn] ?? [])).flat();
}

async function roundingOf(pool: SlicePool, pair: NamedPair, relativeNorm: number | null): Promise<Rounding> {
  if (canRoundExactly(pair) && (await pairUnrounded(pool, pair)) === 0) return 'exact';
  const bound = roundingBound(pair.candidate.tensor.dtype);
  return bound !== undefined && relativeNorm !== null && relativeNorm <= bound ? 'within-bound' : 'beyond-bound';
}

function unpairedChanges(match: TensorMatch): TensorChange[] {
  return [
    ...match.unread.map((pair): TensorChange => ({ ...pair, status: 'incomparable', valuesEqual: false })),
    ...match.added.map((tensor): TensorChange => ({
      name: tensor.name,
      status: 'added',
      candidate: tensor,
      base: undefined,
      valuesEqual: false,
    })),
    ...match.removed.map((tensor): TensorChange => ({
      name: tensor.name,
      status: 'removed',
      candidate: undefined,
      base: tensor,
      valuesEqual: false,
    })),
  ];
}

/**
 * ‖W₀‖² of unchanged tensors in layers where another tensor changed: a layer's relative change is over all of the layer.
 * The first pass doesn't add them up, because most layers of most comparisons never need them.
 */
async function unchangedSquares(
  pool: SlicePool,
  pairs: readonly NamedPair[],
  changes: readonly TensorChange[],
): Promise<ReadonlyMap<string, number>> {
  const touched = new Set(changes.filter(differs).map(({ name }) => layerOf(name)));
  const wanted = pairs.filter(
    ({ name, base }, index) =>
      changes[index]?.valuesEqual === true && touched.has(layerOf(name)) && isDecodable(base.tensor.dtype),
  );
  const squares = new Map<string, number>();
  await inLanes(pool.width, wanted, async ({ name, base }) => {
    const { baseSquares } = await pairSums(pool, { candidate: base, base });
    squares.set(name, baseSquares);
  });
  return squares;
}

/** Works on `width` items at once; answers stand in the order of the items. */
async function inLanes<Item, Answer>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const index = next;
      const item = items[index];
      if (index >= items.length || item === undefined) return;
      next += 1;
      answers[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return answers;
}
