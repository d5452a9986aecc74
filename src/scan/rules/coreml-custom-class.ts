import type { Rule } from '../rule.ts';

const WHAT = {
  layer: 'a custom layer runs the class',
  model: 'the model is the class',
  serialized: 'the model is a blob for the framework',
} as const;

export const rule: Rule = {
  id: 'coreml-custom-class',
  title: 'A Core ML model runs a class of the application around it',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0010.003', 'AML.T0011.000'],
  advice: 'Find out which class the model means, and review what it does with the parameters that the model gives it.',
  appliesTo: (file) => file.graphs?.some(({ format }) => format === 'coreml') ?? false,
  *check(file) {
    for (const graph of file.graphs ?? []) {
      if (graph.format !== 'coreml') continue;
      for (const { name, kind, offset } of graph.customClasses) {
        const member = graph.member === undefined ? {} : { member: graph.member };
        yield { message: `${WHAT[kind]} ${JSON.stringify(name)}`, offset, ...member };
      }
    }
  },
};
