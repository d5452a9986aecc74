import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const CONFECTION: readonly AllowGroup[] = [
  {
    source: 'confection , listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'confection._errors': 'ConfectionError',
    },
  },
  {
    source: 'confection , listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'confection._parser': '_CustomInterpolation',
      'confection._registry': 'Promise registry',
      'confection.typechecker': 'Ctx TypeCheckError _AnySchemaHandler _PydanticV1FieldShim',
      'confection.util': 'Decorator SimpleFrozenDict SimpleFrozenList',
      'confection.validation': 'FieldInfo PositiveInt Schema StrictBool StrictFloat _ValidatedResult',
    },
  },
  {
    source: 'confection , listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'confection._config': 'Config',
    },
  },
];
