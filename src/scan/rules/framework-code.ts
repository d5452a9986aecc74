import type { FrameworkFacts } from '../../formats/framework/facts.ts';
import type { Severity } from '../../core/finding.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Operators of PaddlePaddle (paddle/fluid/operators) that do more than compute, by what they do. */
const PADDLE: ReadonlyMap<string, string> = new Map<string, string>([
  ['py_func', 'calls a Python function of the loading process'],
  ['py_layer', 'calls a Python function of the loading process'],
  ...['save', 'save_combine', 'sparse_tensor_save'].map((name) => [name, 'writes a file'] as const),
  ...['load', 'load_combine', 'lookup_table_dequant_load'].map((name) => [name, 'reads a file'] as const),
  ...['read', 'create_custom_reader', 'create_py_reader'].map((name) => [name, 'reads files'] as const),
  ...[
    'send',
    'recv',
    'send_and_recv',
    'send_barrier',
    'fetch_barrier',
    'listen_and_serv',
    'heter_listen_and_serv',
    'checkpoint_notify',
    'prefetch',
    'gen_nccl_id',
    'c_gen_nccl_id',
  ].map((name) => [name, 'speaks over the network'] as const),
]);

export const rule: Rule = {
  id: 'framework-code',
  title: 'A model of Caffe, PaddlePaddle or Torch7 brings or calls code',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice:
    'Do not load the model; ask for its weights as safetensors or ONNX, or review the code that it names and load it without network access.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'framework') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'framework') continue;
      const member = graph.member === undefined ? {} : { member: graph.member };
      for (const hit of [...code(graph), ...operators(graph)]) yield { ...hit, ...member };
    }
  },
};

function* code({ code: pieces }: FrameworkFacts): Generator<RuleHit> {
  for (const { kind, name, offset } of pieces)
    yield kind === 'python-layer'
      ? { message: `a layer is the Python class ${JSON.stringify(name)}, which Caffe imports and builds`, offset }
      : { message: 'a function in bytecode of Lua, which Torch7 runs without a check', severity: 'critical', offset };
}

function* operators({ framework, operators: kinds }: FrameworkFacts): Generator<RuleHit> {
  for (const { name, offset } of kinds) {
    const does = framework === 'paddle' ? PADDLE.get(name) : undefined;
    const severity: Severity = 'high';
    if (does !== undefined) yield { message: `the operator ${name} ${does}`, severity, offset };
    else if (framework === 'caffe' && name === 'Python')
      yield { message: 'a layer of the type Python, which Caffe imports and builds', severity, offset };
  }
}
