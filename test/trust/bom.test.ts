import { describe, expect, it } from 'vitest';
import { blake3Schema, sha256Schema } from '../../src/core/digest-schema.ts';
import type { ModelContents } from '../../src/trust/bom/contents.ts';
import { cycloneDxOfModel } from '../../src/trust/bom/cyclonedx-model.ts';
import { licenceNamed } from '../../src/trust/bom/licence-names.ts';
import { spdxOfModel } from '../../src/trust/bom/spdx-model.ts';
import { faultsOf } from '../support/bom-schemas.ts';

const sha = (digit: string) => sha256Schema.parse(`sha256:${digit.repeat(64)}`);
const MEASURED = {
  file: 'm.gguf',
  suite: 'tiny-chat',
  task: 'safety',
  metric: 'refusal_rate',
  k: 282,
  n: 300,
  value: 0.94,
  interval: [0.9068, 0.964] as [number, number],
};

const CONTENTS: ModelContents = {
  name: 'm',
  subject: sha('a'),
  at: '2026-11-23T10:00:00Z',
  files: [
    { path: 'm.gguf', size: 7, sha256: sha('b'), blake3: blake3Schema.parse(`blake3:${'c'.repeat(64)}`) },
    {
      path: 'LICENSE',
      size: 9,
      sha256: sha('d'),
      blake3: blake3Schema.parse(`blake3:${'e'.repeat(64)}`),
      licence: licenceNamed('Apache-2.0'),
    },
  ],
  declaredLicence: licenceNamed('llama3.1'),
  signer: 'open-chat-publisher',
  architecture: 'LlamaForCausalLM',
  family: 'llama',
  task: 'text-generation',
  library: 'transformers',
  ancestors: [
    { name: 'open-chat', subject: sha('f'), detail: 'compared' },
    { name: 'other', detail: 'stated' },
  ],
  data: [
    {
      name: 'data.csv',
      use: 'data',
      state: 'confirmed',
      source: 'data.csv.dvc',
      md5: '0'.repeat(32),
      sha256: sha('1'),
      size: 3,
    } as const,
    { name: 'images', use: 'data', state: 'absent', source: 'images.dvc', md5: `${'0'.repeat(32)}.dir` } as const,
    { name: 'train.py', use: 'code', state: 'differs', source: 'dvc.lock', md5: '1'.repeat(32) } as const,
    { name: 'org/set', use: 'data', state: 'stated', source: 'README.md' } as const,
    { name: 'tiny-chat', use: 'evaluation', state: 'confirmed', source: 'the policy', sha256: sha('2') } as const,
  ].map((one) => ({ ...one, detail: 'why' })),
  measurements: [MEASURED],
  confidence: 0.95,
  claims: [
    {
      claim: { task: 'safety', metric: 'score', value: 0.999, stated: '99.9 %', source: 'evaluation_results.json' },
      answer: 'refuted',
      measurement: MEASURED,
    },
  ],
  limitations: ['No search for hidden triggers was made.'],
  statements: [{ name: 'evaluate', type: 'https://modelgate.dev/attestation/evaluate/v0.1', digest: sha('3') }],
};
const BARE: ModelContents = {
  name: 'm',
  subject: sha('a'),
  at: '2026-11-23T10:00:00Z',
  files: CONTENTS.files,
  confidence: 0.95,
  ancestors: [],
  data: [],
  measurements: [],
  claims: [],
  limitations: [],
  statements: [],
};

/** What SPDX's AI and Dataset profiles demand of a package; the JSON schema leaves it to the shapes of the model. */
const DEMANDED: Readonly<Record<string, readonly string[]>> = {
  ai_AIPackage: [
    'suppliedBy',
    'software_downloadLocation',
    'software_packageVersion',
    'software_primaryPurpose',
    'releaseTime',
  ],
  dataset_DatasetPackage: [
    'builtTime',
    'originatedBy',
    'releaseTime',
    'software_downloadLocation',
    'software_primaryPurpose',
    'dataset_datasetType',
  ],
};

describe('bills of materials', () => {
  it.each([
    ['all there can be', CONTENTS],
    ['as little as there can be', BARE],
  ])('are valid by the official schemas with %s', (_what, contents) => {
    expect(faultsOf('cycloneDx', cycloneDxOfModel(contents))).toBeNull();
    expect(faultsOf('spdx', spdxOfModel(contents))).toBeNull();
  });

  it('are judged by schemas that refuse what is none', () => {
    const { metadata: _metadata, ...rest } = cycloneDxOfModel(CONTENTS);
    expect(faultsOf('cycloneDx', { ...rest, metadata: { component: { type: 'model', name: 'm' } } })).not.toBeNull();
    const spdx = spdxOfModel(CONTENTS);
    expect(faultsOf('spdx', { ...spdx, '@graph': [{ type: 'ai_AIPackage' }] })).not.toBeNull();
  });

  it('give measured metrics with their intervals, and claims as claims alone', () => {
    expect(cycloneDxOfModel(CONTENTS).metadata).toMatchObject({
      component: {
        type: 'machine-learning-model',
        modelCard: {
          quantitativeAnalysis: {
            performanceMetrics: [
              {
                type: 'refusal_rate',
                value: '0.94',
                slice: 'tiny-chat/safety on m.gguf',
                confidenceInterval: { lowerBound: '0.9068', upperBound: '0.964' },
              },
            ],
          },
        },
      },
    });
    const model = spdxOfModel(CONTENTS)['@graph'].find(({ type, name }) => type === 'ai_AIPackage' && name === 'm');
    expect(JSON.stringify(model?.['ai_metric'])).not.toContain('99.9');
    expect(model?.['ai_metric']).toContainEqual({
      type: 'DictionaryEntry',
      key: 'tiny-chat/safety refusal_rate on m.gguf: 95 % confidence interval',
      value: '0.9068 to 0.964',
    });
    expect(model?.['description']).toContain('Claimed, not measured: safety score stated as 99.9 %');
    expect(JSON.stringify(cycloneDxOfModel(BARE))).not.toContain('quantitativeAnalysis');
  });

  it('hold what the profiles of SPDX demand of models and data sets, each with one declared and one concluded licence', () => {
    for (const contents of [CONTENTS, BARE]) {
      const graph = spdxOfModel(contents)['@graph'];
      for (const [type, properties] of Object.entries(DEMANDED)) {
        for (const element of graph.filter((one) => one.type === type)) {
          expect(Object.keys(element)).toEqual(expect.arrayContaining([...properties]));
          const licences = graph
            .filter(
              ({ from, relationshipType }) =>
                from === element['spdxId'] && String(relationshipType).endsWith('License'),
            )
            .map(({ relationshipType }) => relationshipType);
          expect(licences).toHaveLength(2);
          expect(new Set(licences)).toEqual(new Set(['hasConcludedLicense', 'hasDeclaredLicense']));
        }
      }
    }
  });

  it('say what the model comes from, was trained on and was tested on', () => {
    const graph = spdxOfModel(CONTENTS)['@graph'];
    const names = new Map(graph.map((element) => [element['spdxId'], element['name']]));
    const related = (kind: string): unknown[] =>
      graph
        .filter(({ relationshipType }) => relationshipType === kind)
        .flatMap(({ to }) => (to as string[]).map((id) => names.get(id)));
    expect(related('descendantOf')).toEqual(['open-chat', 'other']);
    expect(related('trainedOn')).toEqual(['data.csv', 'images', 'org/set']);
    expect(related('testedOn')).toEqual(['tiny-chat']);
    expect(related('hasInput')).toEqual(['train.py']);
    expect(related('hasEvidence')).toEqual(['statement evaluate']);
  });

  it('refer to nothing that they lack, and name every element once', () => {
    const graph = spdxOfModel(CONTENTS)['@graph'];
    const ids = graph.flatMap(({ spdxId }) => spdxId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const referred = graph.flatMap(({ from, to, element, rootElement }) => [from, to, element, rootElement].flat());
    const own = referred.filter((id) => typeof id === 'string' && id.startsWith('https://modelgate.dev/spdx/'));
    expect(own.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
    const bom = JSON.parse(JSON.stringify(cycloneDxOfModel(CONTENTS))) as object;
    const references = JSON.stringify(bom).match(/"bom-ref":"[^"]+"/gu) ?? [];
    expect(new Set(references).size).toBe(references.length);
  });

  it('are the same for the same contents, and named otherwise for others', () => {
    expect(cycloneDxOfModel(CONTENTS)).toEqual(cycloneDxOfModel(structuredClone(CONTENTS)));
    const other = { ...CONTENTS, measurements: [{ ...MEASURED, k: 281 }] };
    expect(cycloneDxOfModel(other).serialNumber).not.toBe(cycloneDxOfModel(CONTENTS).serialNumber);
    expect(cycloneDxOfModel(CONTENTS).serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u,
    );
  });

  it('name licences by SPDX identifier only where the name is one', () => {
    expect(licenceNamed('apache-2.0')).toEqual({ name: 'apache-2.0', identifier: 'Apache-2.0' });
    expect(licenceNamed('gpl-3.0')).toEqual({ name: 'gpl-3.0' });
    const bom = JSON.stringify(cycloneDxOfModel({ ...BARE, declaredLicence: licenceNamed('__proto__') }));
    expect(bom).toContain('"name":"__proto__"');
  });
});
