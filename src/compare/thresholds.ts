/**
 * Where one kind of change ends and another begins. Chosen on trained and simulated pairs by `bench/compare/measure.ts`, whose table
 * stands in docs/guide/compare.md; change a number here only with that table.
 */
export const THRESHOLDS = {
  /** σ² over the edge of noise from which on a direction stands out. */
  aboveEdge: 1.7,
  /** σ² over σ₁² below which float32 arithmetic says nothing. */
  arithmeticFloor: 1e-6,
  /** Energy behind the directions of a merged adapter, over what rounding leaves. */
  pureRest: 1.6,
  /** The same where rounding leaves nothing, over ‖D‖². */
  exactRest: 1e-4,
  /** Directions of a merged adapter at most, over the smaller side. */
  lowRankShare: 0.6,
  /** ‖D‖² over what rounding leaves, and how much more for few elements (over √elements). */
  roundingExcess: 1.6,
  roundingExcessSmall: 8,
  /**
   * ‖D‖² over what even steps of the levels leave: 1 for int8 by rows, 1.5 for NF4, 3.2 for FP8, whose steps grow with the values, up to 3.1 for
   * GPTQ, which makes single errors larger.
   */
  levelsExcess: 4,
  /** ‖D‖² over what rounding leaves, below which no direction counts. */
  farBelowStep: 0.05,
  /** The same where both sides are of one type: values that got lost in a narrower type on the way. */
  underflow: 1e-4,
  /**
   * ‖D‖ over ‖W₀‖ of a rounded copy from which on a direction says nothing: one and two bits cut off what is far out, and rows and columns with outliers
   * then lose parts of themselves.
   */
  coarse: 0.4,
  /** σ over the next one from which on a direction in a rounded copy is no unevenness of the rounding. */
  directionFall: 1.3,
  /** σ₁² over that of the same values with random signs from which on there is a direction (Hong, Sheng and Dobriban 2020). */
  overShuffled: 1.5,
  /** σ² over the next one where an adapter's directions end, and where the change is no larger than `buried` times what rounding leaves. */
  adapterFall: 1.5,
  buriedFall: 4,
  buried: 3,
  /** Rows or columns of a matrix from which on it has directions. */
  leastSide: 8,
  /** σ² over the next one where a spectrum ends. */
  fall: 4,
  /** Below this cosine a tensor isn't the base's with changes. */
  unlikeCosine: 0.6,
  /** The same where no more moved than rounding to one or two bits moves. */
  unlikeCoarse: 0.35,
  fewRows: 16,
  fewRowsShare: 0.02,
  /** ‖Dᵢ‖²/‖W₀ᵢ‖² of a row over the median, and over the furthest row that may still be rounding, from which on a row of a copy was edited. */
  rowOverUsual: 6,
  rowOverFurthest: 4,
  /**
   * How far a spike must stand out: σ₁/σ₂, and e₁ over the median of its like in other layers; of one whose σ₁²/‖W₀‖² is so many times
   * theirs, as many times as σ₁ over σ₂ is enough.
   */
  spikeGap: 2.2,
  spikeOverLike: 3,
  spikeEnergyOverLike: 4,
  /** Share of a role's layers from which on low rank is an adapter and no edit. */
  adapterCoverage: 0.99,
  /** Layers from which on one direction in one role of all of them is an adapter. */
  adapterLayers: 4,
  /** Cosine over the whole model under which nothing is left of the base. */
  unrelatedCosine: 0.3,
  /** What a fit by the sibling may leave of ‖D‖². */
  mergeRest: 0.05,
  /** What it may leave where the model was also trained, or mixed with more: then the share must be the same everywhere. */
  partialMergeRest: 0.82,
  partialMergeSpread: 0.35,
  partialMergeShare: 0.1,
  /** ⟨W, D⟩ over ‖D‖² of values that were set to zero: exactly 0. */
  prunedSlack: 1e-3,
  /** Share of ‖D‖² in values that became 0, and how many standard deviations a cast may add to ⟨W, D⟩. */
  zeroed: 0.99,
  roundedApart: 8,
  /** ‖D‖² over what rounding leaves from which on zeros and factors can be told from it. */
  overRounding: 64,
  /** Energy of an adapter along the rows themselves that factors per row take with them, over its share by chance. */
  alongRows: 4,
  /** ‖D‖² that a factor per row or column may leave. */
  rescaledRest: 1e-3,
} as const;
