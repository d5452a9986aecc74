import type { OnnxFacts } from '../../formats/onnx/facts.ts';
import { isStandardOnnxOperator as isStandard } from '../data/onnx-operators.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** Domains whose operators a runtime brings along. Source: the ONNX registry, ONNX Runtime's contributed operators. */
const BUILT_IN: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.experimental',
  'com.microsoft.nchwc',
  'com.ms.internal.nhwc',
  'com.microsoft.dml',
  'org.pytorch.aten',
]);
/** Libraries of operators that are public, each needed by models of its users. */
const PUBLIC: ReadonlySet<string> = new Set(
  (
    'ai.onnx.contrib com.microsoft.extensions mmdeploy mmcv mmdet trt TRT trt.plugins com.nvidia com.amd com.amd.quark com.xilinx ' +
    'org.openvinotoolkit org.pytorch._caffe2 onnx.brevitas qonnx.custom_op.general qti_aisw com.qti.aisw com.arm'
  ).split(' '),
);
/** Operators that call back into Python by a name or an address: ONNX Runtime's PythonOp, PyOp and its extensions. */
const PYTHON = /^(?:PythonOp|PythonOpGrad|PyOp|PyCustomOp(?:Def|\d*)|TritonOp)$/iu;
/** Of ONNX Runtime's extensions: operators whose `model_uri` is asked for the answer. */
const REMOTE = /^(?:Azure|OpenAI)\w+$/u;
const PYTHON_DOMAINS: ReadonlySet<string> = new Set(['pyop', 'ai.onnx.contrib.python', 'pyopmulti']);

/** TensorRT's plugins, which converters write into the default domain. */
const TENSORRT = /_TRT$/u;

export const rule: Rule = {
  id: 'onnx-operator',
  title: 'An ONNX model needs code that it does not bring',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice: 'Find out which library the operators come from, and load no library that came with the model.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'onnx') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'onnx') continue;
      for (const hit of [...operators(graph), ...keys(graph)])
        yield { ...hit, ...(graph.member === undefined ? {} : { member: graph.member }) };
    }
  },
};

function* operators({ operators: kinds, functions }: OnnxFacts): Generator<RuleHit> {
  const defined = new Set(functions.map(({ domain, name }) => `${domain}\0${name}`));
  const domains = new Set<string>();
  for (const { domain, name, offset } of kinds) {
    if (PYTHON.test(name) || PYTHON_DOMAINS.has(domain)) {
      yield { message: `${domain}.${name} calls a Python function of the loading process`, severity: 'high', offset };
    } else if (REMOTE.test(name) && !BUILT_IN.has(domain)) {
      yield {
        message: `${domain}.${name} sends what the model is given to an address in the model`,
        severity: 'high',
        offset,
      };
    } else if (name === 'EPContext' && BUILT_IN.has(domain)) {
      yield { message: 'EPContext runs a compiled graph, which is not read', severity: 'high', offset };
    } else if ((domain === '' || domain === 'ai.onnx') && !isStandard(name) && !defined.has(`${domain}\0${name}`)) {
      const message = `${JSON.stringify(name)} is no operator of ONNX, so that it needs native code from elsewhere`;
      yield { message, severity: TENSORRT.test(name) ? 'medium' : 'high', offset };
    } else if (!BUILT_IN.has(domain) && !defined.has(`${domain}\0${name}`) && !domains.has(domain)) {
      domains.add(domain);
      const message = `operators of the domain ${JSON.stringify(domain)}, such as ${name}, need a library`;
      // What an operator of no known library does, nothing here says.
      yield { message, severity: PUBLIC.has(domain) ? 'medium' : 'high', offset };
    }
  }
}

/** CVE-2026-34445: onnx set any key of an `external_data` entry as an attribute of its own object. */
function* keys({ unknownExternalKeys }: OnnxFacts): Generator<RuleHit> {
  for (const { key, value, tensor, offset } of unknownExternalKeys) {
    const message = `the external data of the tensor ${JSON.stringify(tensor)} sets ${JSON.stringify(key)} to ${JSON.stringify(value)}, which is no key of ONNX`;
    yield { message, severity: 'high', offset };
  }
}
