import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const DEAP: readonly AllowGroup[] = [
  {
    source: 'deap 1.3, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'deap.base': 'Fitness Toolbox',
      'deap.cma': 'Strategy StrategyMultiObjective StrategyOnePlusLambda',
      'deap.gp': 'Ephemeral Primitive PrimitiveSet PrimitiveSetTyped PrimitiveTree Terminal',
      'deap.tools._hypervolume.pyhv': '_HyperVolume _MultiList',
      'deap.tools.constraint': 'ClosestValidPenalty DeltaPenalty',
      'deap.tools.emo': 'NSGA3Memory selNSGA3WithMemory',
      'deap.tools.support': 'History Statistics',
    },
  },
  {
    source: 'deap 1.3, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'deap.tools.support': 'HallOfFame Logbook MultiStatistics ParetoFront',
    },
  },
];
