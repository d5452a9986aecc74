import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { factsOfTree } from '../support/facts-of.ts';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats', import.meta.url));

describe('files that the libraries of the smaller formats wrote', () => {
  const facts = factsOfTree(FORMATS);

  it('are read whole', () => {
    for (const { path, complete, problems, limits } of facts)
      expect({ path, complete, problems, limits }).toEqual({ path, complete: true, problems: [], limits: [] });
  });

  it('give no finding at all', async () => {
    const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
    expect(failures).toEqual([]);
    expect(findings).toEqual([]);
  });

  it('show the operators of TorchScript, in its sources and in its bytecode', () => {
    const operators = (path: string): string[] =>
      (facts.find((file) => file.path === path)?.graphs ?? []).flatMap((graph) =>
        graph.format === 'torchscript' ? graph.operators.map(({ domain, name }) => `${domain}::${name}`) : [],
      );
    expect(operators('torchscript/scripted.pt')).toEqual(
      expect.arrayContaining(['::fork', '::print', 'aten::wait', 'aten::lstm', 'prim::RaiseException']),
    );
    expect(operators('torchscript/quantised.pt')).toContain('quantized::linear_dynamic');
    expect(operators('torchscript/lite.ptl')).toContain('prepacked::linear_clamp_run');
  });
});
