import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const RANK_BM25: readonly AllowGroup[] = [
  {
    source: 'rank_bm25 , listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      rank_bm25: 'BM25 BM25L BM25Okapi BM25Plus',
    },
  },
];
