import type { TorchscriptFacts } from '../../formats/torchscript/facts.ts';
import { COMPUTING, dangerOfOperator, ENGINES } from '../data/torch-operators.ts';
import type { Rule, RuleHit } from '../rule.ts';

/** TorchScript has no Python around it, and yet operators that read and write files by any name. */
export const rule: Rule = {
  id: 'torchscript-operator',
  title: 'A TorchScript program reaches files or other processes, or needs code that it does not bring',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003', 'AML.T0050'],
  advice: 'Do not load the model; ask for its weights as safetensors, which a known architecture reads.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'torchscript') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'torchscript') continue;
      const member = graph.member === undefined ? {} : { member: graph.member };
      for (const hit of hits(graph)) yield { ...hit, ...member };
    }
  },
};

function* hits({ operators, classes, indirect }: TorchscriptFacts): Generator<RuleHit> {
  const namespaces = new Set<string>();
  for (const { domain, name, offset } of operators) {
    const danger = dangerOfOperator(domain, name);
    const engine = ENGINES.get(domain);
    if (danger !== undefined) yield { message: `${domain === '' ? name : `${domain}::${name}`} ${danger}`, offset };
    else if (engine !== undefined) {
      yield { message: `${domain}::${name} runs ${engine}, which is not read`, severity: 'medium', offset };
    } else if (domain !== '' && !COMPUTING.has(domain) && !namespaces.has(domain)) {
      namespaces.add(domain);
      const message = `operators of ${JSON.stringify(domain)}, such as ${name}, need native code from elsewhere`;
      yield { message, confidence: 'medium', offset };
    }
  }
  for (const { domain, name, offset } of classes) {
    const library = domain.split('.').at(-1) ?? '';
    if (COMPUTING.has(library) || library === 'rnn') continue;
    const engine = ENGINES.get(library);
    if (engine !== undefined)
      yield { message: `the class ${domain}.${name} is ${engine}, which is not read`, severity: 'medium', offset };
    else
      yield { message: `the class ${domain}.${name} needs native code from elsewhere`, confidence: 'medium', offset };
  }
  for (const { name, offset } of indirect) {
    const message = `${name} is used as a value, so that the operators called through it have no name here; PyTorch writes none so`;
    yield { message, offset };
  }
}
