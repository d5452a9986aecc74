import { describe, expect, it } from 'vitest';
import { compareStage } from '../../src/compare/stage.ts';
import { renderComparePage } from '../../src/report/compare-page.ts';
import { CONFIG, copied, llamaWeights, toSafetensors, values, type Weights } from '../compare/support/llama.ts';
import { stageContext, submit } from '../compare/support/submissions.ts';
import { reachesOutside } from '../support/report-page.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const HOSTILE = 'model.layers.1.mlp.<img src=x onerror=alert(1)>"\u001B[31m.weight';

async function page(candidate: Weights, base: Weights, card = ''): Promise<string> {
  const files = (weights: Weights) => ({
    'config.json': JSON.stringify(CONFIG),
    'model.safetensors': toSafetensors(weights),
  });
  const ours = await submit(await temporaryDirectory(), { ...files(candidate), 'README.md': card });
  const theirs = await submit(await temporaryDirectory(), files(base));
  const evidence = await compareStage.run(stageContext(ours.submission), { facts: ours.facts, base: theirs });
  return renderComparePage('<script>candidate', evidence);
}

describe('the page of a comparison', () => {
  it('shows layers, spectra, changed tokens and the reading, and nothing of a name becomes markup', async () => {
    const base = copied(llamaWeights());
    base.set(HOSTILE, { shape: [32, 32], values: values(llamaWeights(3), 'model.layers.0.self_attn.q_proj.weight') });
    const edited = copied(base);
    values(edited, HOSTILE)[3]! += 0.5;
    const down = values(edited, 'model.layers.0.mlp.down_proj.weight');
    down.forEach((value, at) => (down[at] = value + 0.002 * Math.sin(at >> 6) * Math.cos(at & 63)));
    values(edited, 'model.embed_tokens.weight')[5 * 32] = 1;
    const shown = await page(edited, base, '---\nbase_model: "<b>x</b>"\nbase_model_relation: finetune\n---\n');
    for (const part of ['rank-one-edit', 'layers 0, 1', 'Changed tokens: 5', '█', 'class="strip"'])
      expect(shown).toContain(part);
    for (const part of ['<img', '<b>x', '<script', '\u001B']) expect(shown).not.toContain(part);
    expect(reachesOutside(shown)).toEqual([]);
  });

  it('says of an equal model that it is one', async () => {
    expect(await page(llamaWeights(), llamaWeights())).toContain('These are the base&#39;s weights.');
  });
});
