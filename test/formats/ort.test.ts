import { describe, expect, it } from 'vitest';
import type { FileFacts } from '../../src/formats/facts.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { ort } from '../support/ort-assembler.ts';

const operators = ({ graphs }: FileFacts): string[] =>
  (graphs ?? []).flatMap((graph) =>
    graph.format === 'onnx' ? graph.operators.map(({ domain, name }) => `${domain}.${name}`) : [],
  );

describe("a model in ONNX Runtime's format", () => {
  it('has the operators of its graphs, in bodies too', () => {
    const facts = factsOfBytes('a.ort', ort({ operator: 'Loop', body: { domain: 'example.gates', operator: 'Gate' } }));
    expect(facts).toMatchObject({ formats: ['ort'], complete: true, problems: [] });
    expect(operators(facts)).toEqual(['.Loop', 'example.gates.Gate']);
  });

  it('is told where a node or the size of a tensor is a lie', () => {
    expect(factsOfBytes('a.ort', ort({ operator: 'Relu', index: 9 })).problems).toMatchObject([{ code: 'ort-index' }]);
    expect(factsOfBytes('a.ort', ort({ operator: 'Relu' }, 1_000_000)).problems).toMatchObject([
      { code: 'onnx-tensor-size' },
    ]);
  });

  it('that is cut off is not read whole', () => {
    const whole = ort({ operator: 'Relu' });
    for (const end of [20, Math.floor(whole.length / 2), whole.length - 4])
      expect(factsOfBytes('a.ort', whole.subarray(0, end)).complete).toBe(false);
  });
});
