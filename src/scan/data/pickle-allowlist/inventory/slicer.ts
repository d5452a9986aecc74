import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const SLICER: readonly AllowGroup[] = [
  {
    source: 'slicer , listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'slicer.slicer_internal':
        'Alias AliasLookup ArrayHandler AtomicSlicer BaseHandler DataFrameHandler DictHandler ListTupleHandler Obj SeriesHandler Tracked UnifiedDataHandler',
    },
  },
];
