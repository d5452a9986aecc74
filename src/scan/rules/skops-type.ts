import type { SkopsFacts } from '../../formats/skops/facts.ts';
import { LIBRARIES } from '../data/configured-names.ts';
import { judgeName } from '../judge-name.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Functions of numbers, which transformers of columns are given. */
const NUMERIC =
  /^(?:numpy|numpy\.core\._?\w*|numpy\._core\._?\w*|scipy\.special(?:\._ufuncs)?)\.(?:abs|absolute|add|arc(?:cos|sin|tan)h?|cbrt|ceil|clip|cos|cosh|deg2rad|degrees|divide|erf|exp|exp2|expit|expm1|fabs|floor|identity|invert|isfinite|isnan|log|log10|log1p|log2|logit|maximum|mean|median|minimum|multiply|nan_to_num|negative|power|rad2deg|radians|ravel|reciprocal|rint|round|sign|sin|sinh|softmax|sqrt|square|squeeze|std|subtract|sum|tan|tanh|transpose|trunc|ufunc|var)$/u;

/** CVE-2025-54412 and 54413: what the loader calls is not always what it shows to the person who trusts the types. */
export const rule: Rule = {
  id: 'skops-type',
  title: 'A skops archive names a type or function that is not on the allowlist',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice:
    'Trust none of the types that are named here; ask for the model in a format without code, or have the type reviewed.',
  appliesTo: (file) => file.documents?.some(({ format }) => format === 'skops') ?? false,
  *check(file) {
    for (const document of file.documents ?? []) {
      if (document.format !== 'skops') continue;
      const member = document.member === undefined ? {} : { member: document.member };
      for (const hit of hits(document)) yield { ...hit, ...member };
    }
  },
};

function* hits({ types, methods }: SkopsFacts): Generator<RuleHit> {
  for (const { module, name, loader, offset } of types) {
    // The node takes its function from `operator`, whatever module it states.
    const operator = loader === 'OperatorFuncNode';
    const judged = judgeName(operator ? 'operator' : module, name);
    const { full } = judged;
    if (judged.kind === 'dangerous') {
      yield { message: `${loader || 'a node'} names ${full}, which ${judged.reason}`, severity: 'critical', offset };
    } else if (operator && module !== 'operator' && module !== '_operator') {
      yield { message: `an operator is said to be of ${JSON.stringify(module)}, and is ${full}`, offset };
    } else if (judged.kind === 'unknown' && !NUMERIC.test(full)) {
      const known = LIBRARIES.has(module.split('.')[0] ?? '') && module !== 'builtins';
      yield { message: `names ${full}, which is not on the allowlist`, severity: known ? 'medium' : 'high', offset };
    }
  }
  for (const { name, offset } of methods) {
    const severe = name.startsWith('_');
    yield {
      message: `takes the method ${JSON.stringify(name)} of an object`,
      severity: severe ? 'high' : 'medium',
      offset,
    };
  }
}
