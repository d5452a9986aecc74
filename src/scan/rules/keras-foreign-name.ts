import type { KerasFacts } from '../../formats/keras/facts.ts';
import { judgeKerasClass, judgeKerasFunction, judgeTensorflowSymbol } from '../data/keras-names.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Layers of Keras 2 whose functions are public TensorFlow symbols. */
const SYMBOL_LAYERS: ReadonlySet<string> = new Set([
  'TFOpLambda',
  'SlicingOpLambda',
  'ClassMethod',
  'InstanceMethod',
  'InstanceProperty',
]);

/** CVE-2025-1550, CVE-2025-8747, CVE-2025-9906: a configuration names any module, and Keras imports and calls it. */
export const rule: Rule = {
  id: 'keras-foreign-name',
  title: 'A Keras model names a class or function that is none of its library',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice:
    'Do not load it before the named class or function was reviewed; a custom layer is registered by the code that loads the model.',
  appliesTo: (file) => (file.keras?.length ?? 0) > 0,
  *check(file) {
    for (const keras of file.keras ?? []) {
      for (const hit of hits(keras)) yield { ...hit, ...(keras.member === undefined ? {} : { member: keras.member }) };
    }
  },
};

function* hits({ classes, functions }: KerasFacts): Generator<RuleHit> {
  for (const { name, module, registeredName, pointer, offset } of classes) {
    const judged = judgeKerasClass(module, name, registeredName);
    if (judged === undefined) continue;
    yield {
      message: `builds ${full(module, name)}, which ${judged.why} (at ${pointer})`,
      severity: judged.severity,
      offset,
    };
  }
  for (const { name, module, by, pointer, offset } of functions) {
    const judged = SYMBOL_LAYERS.has(by) ? judgeTensorflowSymbol(name) : judgeKerasFunction(module, name);
    if (judged === undefined) continue;
    const holder = by === '' ? 'an object' : by;
    yield {
      message: `${holder} calls ${full(module, name)}, which ${judged.why} (at ${pointer})`,
      severity: judged.severity,
      offset,
    };
  }
}

function full(module: string | undefined, name: string): string {
  return module === undefined || module === '' ? name : `${module}.${name}`;
}
