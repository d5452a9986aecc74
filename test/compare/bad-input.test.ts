import { describe, expect, it } from 'vitest';
import { compareReport, compareReportSchema, type CompareReport } from '../../src/compare/report.ts';
import { compareStage } from '../../src/compare/stage.ts';
import { renderCompareText } from '../../src/compare/text.ts';
import { columns } from '../../src/core/layout.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { CONFIG, copied, llamaWeights, toSafetensors, values, type Weights } from './support/llama.ts';
import { stageContext, submit } from './support/submissions.ts';

type Files = Readonly<Record<string, Uint8Array | string>>;

const BASE = llamaWeights();
const config = JSON.stringify(CONFIG);
const model = (weights: Weights): Files => ({ 'config.json': config, 'model.safetensors': toSafetensors(weights) });
const only = (pattern: RegExp): Weights => new Map([...BASE].filter(([name]) => pattern.test(name)));

interface Answer {
  readonly report: CompareReport;
  /** As a person reads it, in one line. */
  readonly said: string;
}

async function compare(candidate: Files, base: Files = model(BASE)): Promise<Answer> {
  const ours = await submit(await temporaryDirectory(), candidate);
  const theirs = await submit(await temporaryDirectory(), base);
  const evidence = await compareStage.run(stageContext(ours.submission), { facts: ours.facts, base: theirs });
  const lines = renderCompareText(evidence);
  for (const line of lines) expect(columns(line), line).toBeLessThanOrEqual(80);
  const report = compareReport(evidence);
  return {
    report: compareReportSchema.parse(JSON.parse(JSON.stringify(report))),
    said: lines.join(' ').replaceAll(/\s+/gu, ' '),
  };
}

function spoilt(value: number): Weights {
  const weights = copied(BASE);
  values(weights, 'model.layers.1.mlp.up_proj.weight')[7] = value;
  return weights;
}

describe('what could not be compared is said, and never passes', () => {
  it('says that two architectures have other tensors, and how many', async () => {
    const other: Weights = new Map(
      [...BASE].map(([name, tensor]) => [name.replace('model.', 'encoder.block.'), tensor]),
    );
    const unlike = llamaWeights(77);
    for (const [name, { values: numbers }] of other)
      numbers.set(values(unlike, name.replace('encoder.block.', 'model.')));
    const { report, said } = await compare(model(copied(other)), model(llamaWeights()));
    expect(report).toMatchObject({ outcome: 'failed', change: { class: 'unrelated' }, lineage: { related: null } });
    expect(said).toContain('20 only in the candidate, 20 only in the base');
  });

  it.each([
    [
      'a shard is missing',
      { 'model-00001-of-00002.safetensors': toSafetensors(only(/layers/u)) },
      '1 of 2 shards are here',
    ],
    [
      'an index names a file that is not there',
      {
        'model-00001-of-00002.safetensors': toSafetensors(only(/layers/u)),
        'model.safetensors.index.json': JSON.stringify({
          weight_map: { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' },
        }),
      },
      'names 2 shards, 1 are here',
    ],
    ['a file is cut off', { 'model.safetensors': toSafetensors(BASE).subarray(0, 9_000) }, 'could not be read whole'],
    [
      'weights are a program',
      { 'pytorch_model.bin': Buffer.from('\x80\x02cos\nsystem\nX\x04\x00\x00\x00trueq\x00\x85R.', 'latin1') },
      'without executing it',
    ],
    ['there are no weights', { 'README.md': '# nothing\n' }, 'holds no weights'],
  ])('is inconclusive and has an unknown change where %s', async (_, files: Files, told) => {
    const { report, said } = await compare({ 'config.json': config, ...files });
    expect(report).toMatchObject({
      outcome: 'inconclusive',
      change: { class: 'unknown', confidence: 'low' },
      lineage: { related: null, pValue: null },
      tensors: [],
    });
    expect(said).toContain(told);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'finds one value that became %s, and gives no number for how far it moved',
    async (value) => {
      const { report, said } = await compare(model(spoilt(value)));
      expect(report.outcome).toBe('failed');
      expect(report.change.class).toBe('unknown');
      expect(report.tensors).toMatchObject([{ name: 'model.layers.1.mlp.up_proj.weight', relF: null }]);
      expect(report.findings.map(({ rule }) => rule)).toContain('weights-not-finite');
      expect(said).toContain('1 with values that are NaN or infinite');
      expect(said).not.toMatch(/by 0 %|\(0 %\)/u);
    },
  );

  it('still measures the other tensors beside one of NaN', async () => {
    const weights = spoilt(Number.NaN);
    const edited = values(weights, 'model.embed_tokens.weight');
    edited.fill(0.5, 5 * 32, 6 * 32);
    const { report } = await compare(model(weights));
    expect(report.change).toMatchObject({ class: 'embedding-or-head-rows', tokens: [5] });
    expect(report.findings.map(({ rule }) => rule)).toContain('weights-not-finite');
  });

  it('calls no model identical that has a tensor of another shape', async () => {
    const weights = copied(BASE);
    weights.set('model.layers.0.mlp.up_proj.weight', { shape: [48, 32], values: new Float32Array(48 * 32) });
    const { report, said } = await compare(model(weights));
    expect(report).toMatchObject({ outcome: 'failed', change: { class: 'unknown' } });
    expect(said).toContain('[64, 32] became [48, 32]');
  });

  it('calls no model identical that has a layer of its own behind the base’s, or lacks one', async () => {
    const longer = copied(BASE);
    for (const [name, { shape, values: numbers }] of llamaWeights(50))
      if (name.includes('layers.1.')) longer.set(name.replace('layers.1', 'layers.2'), { shape, values: numbers });
    for (const [candidate, base] of [
      [longer, BASE],
      [BASE, longer],
    ] as const) {
      const { report, said } = await compare(model(candidate), model(base));
      expect(report).toMatchObject({ outcome: 'failed', change: { class: 'layers-changed' } });
      expect(said).toMatch(/9 only in the (?:candidate|base)/u);
    }
  });

  it('calls no model identical that lacks an output of its own', async () => {
    const untied = copied(BASE);
    untied.set('lm_head.weight', { shape: [64, 32], values: values(llamaWeights(9), 'model.embed_tokens.weight') });
    const { report } = await compare(model(BASE), model(untied));
    expect(report).toMatchObject({ outcome: 'failed', change: { class: 'unknown' } });
    expect(report.tensors).toMatchObject([{ name: 'lm_head.weight', status: 'removed' }]);
  });

  it('compares weights whose surroundings can not be read, and says what of these is missing', async () => {
    const bare = await compare(
      { 'model.safetensors': toSafetensors(BASE) },
      { 'model.safetensors': toSafetensors(BASE) },
    );
    expect(bare.report).toMatchObject({ outcome: 'passed', change: { class: 'identical' } });
    const broken = await compare({ ...model(BASE), 'tokenizer.json': '{"model": {"type": "BPE"', 'config.json': '[' });
    expect(broken.report.change.class).toBe('identical');
    for (const name of ['tokenizer.json', 'config.json'])
      expect(broken.said).toContain(`the candidate's ${name} could not be read, so it was not compared`);
  });
});
