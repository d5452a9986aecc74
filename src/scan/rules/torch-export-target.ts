import type { TorchExportFacts } from '../../formats/torchscript/facts.ts';
import { COMPUTING, dangerOfOperator } from '../data/torch-operators.ts';
import { judgeName } from '../judge-name.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** What a printed symbolic expression consists of; sympify evaluates anything else as Python. */
const EXPRESSION = /^[\w\s+\-*/%(),.<>=!&|~]*$/u;
const CALLED = /([A-Za-z_]\w*)\s*\(/gu;
/** Functions of torch.utils._sympy and of sympy that the printer writes. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'Abs Add And BitwiseFn_bitwise_and BitwiseFn_bitwise_or Ceil CeilToInt CleanDiv Eq Equality FloatPow FloatTrueDiv Float Floor FloorDiv FloorToInt Ge Gt Identity ' +
    'Integer IntTrueDiv IsNonOverlappingAndDenseIndicator LShift Le Lt Max Min Mod ModularIndexing Mul Ne Not OpaqueUnaryFn_log2 Or Piecewise Pow PowByNatural PythonMod Rational RoundDecimal ' +
    'RoundToInt RShift StrictGreaterThan StrictLessThan GreaterThan LessThan Unequality Symbol ToFloat TruncToFloat TruncToInt Where Xor ceiling floor max min sqrt'
  ).split(' '),
);
const OPERATOR = /^torch\.ops\.([A-Za-z_]\w*)\.([A-Za-z_]\w*)(?:\.\w+)?$/u;
/** What else the exporter writes: arithmetic of Python on sizes. */
const ARITHMETIC =
  /^(?:_operator|operator)\.(?:abs|add|and_|eq|floordiv|ge|getitem|gt|index|invert|le|lshift|lt|mod|mul|ne|neg|not_|or_|pos|pow|rshift|sub|truediv|xor)$|^math\.(?:ceil|floor|trunc|sqrt|log|log2|exp|pow|isnan|isinf|sin|cos|tan|tanh|sinh|cosh|asin|acos|atan)$|^torch\.(?:sym_\w+|_sym_\w+|_check\w*)$|^torch\._C\._set_grad_enabled$/u;
/** Inputs and outputs of the graph, and attributes, are named without a dot or by the path of a parameter. */
const PLAIN = /^[\w]*$/u;

export const rule: Rule = {
  id: 'torch-export-target',
  title: 'An exported PyTorch program calls or evaluates what is no operator',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice: 'Do not load the archive; ask for the weights as safetensors, or for an export without what is named here.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'torch-export') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'torch-export') continue;
      const member = graph.member === undefined ? {} : { member: graph.member };
      for (const hit of hits(graph)) yield { ...hit, ...member };
    }
  },
};

function* hits({ operators, expressions, compiled }: TorchExportFacts): Generator<RuleHit> {
  if (compiled) yield { message: 'source that the loader compiles and runs', offset: 0 };
  for (const { name, offset } of operators) {
    const hit = judgeTarget(name);
    if (hit !== undefined) yield { ...hit, offset };
  }
  for (const { text, offset } of expressions) {
    if (isExpression(text)) continue;
    const message = `the loader evaluates ${JSON.stringify(text.slice(0, 200))}, which is no arithmetic of sizes`;
    yield { message, severity: 'critical', offset };
  }
}

/** The loader walks a dotted name from `torch`, `_operator` or `math` and calls what it reaches. */
function judgeTarget(target: string): Omit<RuleHit, 'offset'> | undefined {
  const [, namespace, name] = OPERATOR.exec(target) ?? [];
  if (namespace !== undefined && name !== undefined) {
    const danger = dangerOfOperator(namespace, name);
    if (danger !== undefined) return { message: `${target} ${danger}` };
    if (COMPUTING.has(namespace)) return undefined;
    return { message: `${target} needs native code from elsewhere`, confidence: 'medium' };
  }
  if (PLAIN.test(target) || ARITHMETIC.test(target)) return undefined;
  const dot = target.lastIndexOf('.');
  const judged = judgeName(target.slice(0, dot), target.slice(dot + 1));
  if (judged.kind === 'dangerous')
    return { message: `calls ${JSON.stringify(target)}, which ${judged.reason}`, severity: 'critical' };
  return target.startsWith('torch.') || target.startsWith('_operator.') || target.startsWith('math.')
    ? { message: `calls ${JSON.stringify(target)}, which is no operator` }
    : { message: `names ${JSON.stringify(target)}, which is no operator`, severity: 'medium', confidence: 'medium' };
}

function isExpression(text: string): boolean {
  if (!EXPRESSION.test(text) || text.includes('__')) return false;
  // A dot is that of a number, never of an attribute.
  if (/[A-Za-z_)]\s*\.|\.\s*[A-Za-z_]/u.test(text)) return false;
  return [...text.matchAll(CALLED)].every(([, name]) => FUNCTIONS.has(name ?? ''));
}
