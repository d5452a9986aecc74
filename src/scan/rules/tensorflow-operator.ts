import type { Severity } from '../../core/finding.ts';
import { unreachable } from '../../core/errors.ts';
import type { OperatorUse, TensorflowFacts } from '../../formats/tensorflow/facts.ts';
import { TENSORFLOW_GRADES, type OperatorGrade } from '../data/tensorflow-operators.ts';
import { isKnownTensorflowOperator } from '../data/tensorflow-registry.ts';
import { judgePath } from '../judge-path.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** PrintV2's own names for streams, and how the descriptors of EncodeProto say that they are no file. */
const STREAM = /^(?:stdout|stderr|log\((?:info|warning|error)\)|local:\/\/|bytes:\/\/[\s\S]*)?$/u;
/** tf.train.init_from_checkpoint leaves where the training began in the graph; nothing runs it after an export. */
const INITIALIZER = /(?:^|\/)checkpoint_initializer(?:_\d+)?(?:\/|$)/u;

/** What the loader or the checkpoint fills in. */
const FED: ReadonlySet<string> = new Set(['asset', 'variable', 'argument', 'saver']);

/** TensorAbuse: a graph can read, write and send files without any code in it. */
export const rule: Rule = {
  id: 'tensorflow-operator',
  title: 'A TensorFlow graph reaches files, the network or the Python around it',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice:
    'Do not load the model; have it exported again without these operators, as weights that a known architecture reads.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'tensorflow') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'tensorflow') continue;
      const member = graph.member === undefined ? {} : { member: graph.member };
      for (const use of graph.uses) {
        const hit = judge(use, graph);
        if (hit !== undefined) yield { ...hit, ...member };
      }
      for (const hit of foreign(graph)) yield { ...hit, ...member };
    }
  },
};

/** What a process without a further library cannot run; what such a library does, nothing here says. */
function* foreign({ operators }: TensorflowFacts): Generator<RuleHit> {
  for (const { name, offset, where } of operators) {
    if (TENSORFLOW_GRADES.has(name) || isKnownTensorflowOperator(name) || isCallOfFunction(name)) continue;
    const inside = where === undefined ? '' : ` in the function ${where}`;
    const message = `${JSON.stringify(name)}${inside} is no operator of TensorFlow or of a known library, so that it needs native code from elsewhere`;
    yield { message, confidence: 'medium', offset };
  }
}

/** TensorFlow names the functions that it traces so; a graph that is cut out of a model calls them without bringing them. */
function isCallOfFunction(name: string): boolean {
  return name === '' || /^__(?:inference|forward|backward)_/u.test(name);
}

function judge(use: OperatorUse, graph: TensorflowFacts): RuleHit | undefined {
  const grade = TENSORFLOW_GRADES.get(use.operator);
  if (grade === undefined || grade.severity === 'info') return undefined;
  const severity = gradeOf(use, grade, graph);
  if (severity === undefined) return undefined;
  const values = use.operands.flatMap((operand) => operand.values).filter((value) => value !== '');
  const given =
    values.length === 0
      ? ''
      : `: ${values
          .slice(0, 4)
          .map((value) => JSON.stringify(value.slice(0, 200)))
          .join(', ')}`;
  const where = use.where === undefined ? '' : ` of the function ${use.where}`;
  return { message: `${use.operator} at ${use.node}${where} ${grade.does}${given}`, severity, offset: use.offset };
}

function gradeOf(use: OperatorUse, { severity, unless }: OperatorGrade, graph: TensorflowFacts): Severity | undefined {
  const values = use.operands.flatMap((operand) => operand.values);
  const origins = new Set(use.operands.flatMap((operand) => operand.origins));
  switch (unless) {
    case undefined:
      // A training graph brings its input pipeline along, which nobody runs who restores the weights.
      return graph.kind === 'meta-graph' && severity === 'high' ? 'medium' : severity;
    case 'saver':
      return saved(use, severity, origins, values);
    case 'asset':
      if ([...origins].every((origin) => FED.has(origin))) return undefined;
      // A constant file beside the model is read, and holds nothing that the model doesn't.
      return [...origins].every((origin) => FED.has(origin) || origin === 'constant') &&
        values.every((value) => value.startsWith('{') || judgePath(value) === undefined)
        ? 'low'
        : severity;
    case 'empty':
      return values.every((value) => value === '') && !origins.has('computed') ? undefined : severity;
    case 'stream':
      return values.every((value) => STREAM.test(value)) ? undefined : severity;
    default:
      return unreachable(unless);
  }
}

/** Checkpoints belong to the saver, whose path is fed from outside; `model` is what it has without one. */
function saved(
  use: OperatorUse,
  severity: Severity,
  origins: ReadonlySet<string>,
  values: readonly string[],
): Severity | undefined {
  const own = [...origins].every((origin) => origin === 'saver' || origin === 'argument');
  if (own) return undefined;
  const leading = values.filter((value) => !value.startsWith('{saver}'));
  if (leading.every((value) => value === 'model' || value.startsWith('model_temp_') || value.startsWith('_temp')))
    return undefined;
  return severity === 'high' && INITIALIZER.test(use.node) ? 'medium' : severity;
}
