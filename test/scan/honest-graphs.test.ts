import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfTree } from '../support/facts-of.ts';

const GRAPHS = fileURLToPath(new URL('../../fixtures/graphs', import.meta.url));

describe('files that libhdf5, onnx, PyTorch and protoc wrote', () => {
  const facts = factsOfTree(GRAPHS);

  it('are read whole', () => {
    for (const { path, complete, problems, limits } of facts)
      expect({ path, complete, problems, limits }).toEqual({ path, complete: true, problems: [], limits: [] });
  });

  it('give no finding at all', async () => {
    const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
    expect(failures).toEqual([]);
    expect(findings).toEqual([]);
  });

  it('show what they have: descriptions, subgraphs, functions, external tensors, savers and assets', () => {
    const of = (path: string) => facts.find((file) => file.path === path);
    for (const version of ['earliest', 'v108', 'latest']) {
      const file = of(`keras-${version}-60.h5`);
      expect(file?.hdf5?.[0]).toMatchObject({ groups: 122, datasets: 60 });
      expect(file?.keras?.[0]?.functions.map(({ name }) => name)).toEqual(['math.add', '__operators__.getitem']);
    }
    expect(of('many-attributes.h5')?.keras?.[0]?.classes.map(({ name }) => name)).toContain('Functional');
    expect(
      of('nested.onnx')
        ?.graphs?.[0]?.operators.map(({ name }) => name)
        .sort(),
    ).toEqual(['Cos', 'If', 'Sin', 'Tanh']);
    expect(of('external/model.onnx')?.graphs).toMatchObject([
      { externalFiles: [{ path: 'model.onnx.data', length: 4096 }] },
    ]);
    expect(of('saved-model/saved_model.pb')).toMatchObject({
      keras: [{ source: 'saved-model' }],
      graphs: [{ functions: 4 }],
    });
    expect(of('sequential.keras')?.keras).toMatchObject([{ member: 'config.json' }]);
  });
});
