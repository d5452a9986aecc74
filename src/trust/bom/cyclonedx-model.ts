import { hexOf } from '../../core/digest.ts';
import type { BomData, BomFile, ModelContents } from './contents.ts';
import {
  document,
  licenceChoice,
  sha256Hash,
  type Component,
  type CycloneDx,
  type Property,
} from './cyclonedx-parts.ts';
import { documentDigest } from './document-id.ts';

const MODEL = 'model';

/** A CycloneDX 1.7 ML-BOM: metrics are those measured again; what was only claimed stands among the properties. */
export function cycloneDxOfModel(contents: ModelContents): CycloneDx {
  const { name, subject, at, files, declaredLicence, signer, ancestors, data, statements } = contents;
  const component: Component = {
    type: 'machine-learning-model',
    'bom-ref': MODEL,
    name,
    version: subject,
    ...(signer === undefined ? {} : { supplier: { name: signer } }),
    ...(declaredLicence === undefined ? {} : { licenses: licenceChoice(declaredLicence, 'declared') }),
    ...(ancestors.length === 0 ? {} : { pedigree: { ancestors: ancestors.map(ancestor) } }),
    ...(statements.length === 0
      ? {}
      : {
          externalReferences: statements.map(({ name: of, type, digest }) => ({
            type: 'attestation' as const,
            url: `modelgate-statement:${of}`,
            comment: `${type}; the hash is of the signed payload`,
            hashes: [sha256Hash(digest)],
          })),
        }),
    components: files.map(file),
    modelCard: modelCard(contents),
    // No hash: the subject is a root over the files' digests, which no hash of one file equals.
    properties: [{ name: 'modelgate:subject', value: subject }],
  };
  return document(documentDigest({ ...contents, format: 'cyclonedx' }), at, component, data.map(dataComponent));
}

function ancestor({ name, subject, detail }: ModelContents['ancestors'][number], index: number): Component {
  return {
    type: 'machine-learning-model',
    'bom-ref': `ancestor-${index + 1}`,
    name,
    ...(subject === undefined ? {} : { version: subject }),
    description: detail,
    properties: [
      { name: 'modelgate:lineage', value: subject === undefined ? 'stated' : 'compared' },
      ...(subject === undefined ? [] : [{ name: 'modelgate:subject', value: subject }]),
    ],
  };
}

function file({ path, size, sha256, blake3, licence }: BomFile): Component {
  return {
    type: 'file',
    'bom-ref': `file:${path}`,
    name: path,
    hashes: [sha256Hash(sha256), { alg: 'BLAKE3', content: hexOf(blake3) }],
    ...(licence === undefined ? {} : { licenses: licenceChoice(licence, 'concluded') }),
    properties: [{ name: 'modelgate:size', value: String(size) }],
  };
}

const dataReference = (index: number): string => `data-${index + 1}`;

function dataComponent({ name, use, state, source, md5, sha256, size, detail }: BomData, index: number): Component {
  const hashes = [
    ...(sha256 === undefined || use === 'evaluation' || md5?.endsWith('.dir') === true ? [] : [sha256Hash(sha256)]),
    ...(md5 === undefined || md5.endsWith('.dir') ? [] : [{ alg: 'MD5' as const, content: md5 }]),
  ];
  const told: Property[] = [
    { name: 'modelgate:data:state', value: state },
    { name: 'modelgate:data:source', value: source },
    ...(md5 === undefined ? [] : [{ name: 'modelgate:data:md5', value: md5 }]),
    ...(sha256 === undefined ? [] : [{ name: 'modelgate:data:digest', value: sha256 }]),
    ...(size === undefined ? [] : [{ name: 'modelgate:size', value: String(size) }]),
  ];
  return {
    type: 'data',
    'bom-ref': dataReference(index),
    name,
    description: detail,
    ...(hashes.length === 0 ? {} : { hashes }),
    data: [{ type: use === 'code' ? 'source-code' : 'dataset', name }],
    properties: told,
  };
}

function modelCard(contents: ModelContents): object {
  const { task, architecture, family, library, data, measurements, confidence, claims, limitations } = contents;
  const datasets = data.flatMap(({ use }, index) => (use === 'code' ? [] : [{ ref: dataReference(index) }]));
  const parameters = {
    ...(task === undefined ? {} : { task }),
    ...(family === undefined ? {} : { architectureFamily: family }),
    ...(architecture === undefined ? {} : { modelArchitecture: architecture }),
    ...(datasets.length === 0 ? {} : { datasets }),
  };
  return {
    modelParameters: parameters,
    ...(measurements.length === 0
      ? {}
      : {
          quantitativeAnalysis: {
            performanceMetrics: measurements.map(
              ({ task: of, metric, value, interval: [low, high], file: on, suite }) => ({
                type: metric,
                value: String(value),
                slice: `${suite}/${of} on ${on}`,
                confidenceInterval: { lowerBound: String(low), upperBound: String(high) },
              }),
            ),
          },
        }),
    ...(limitations.length === 0 ? {} : { considerations: { technicalLimitations: limitations } }),
    properties: [
      { name: 'modelgate:metrics', value: measurements.length === 0 ? 'not measured' : 'reproduced' },
      ...(measurements.length === 0 ? [] : [{ name: 'modelgate:metrics:confidence', value: String(confidence) }]),
      ...measurements.map(({ task: of, metric, k, n, file: on }) => ({
        name: 'modelgate:metrics:count',
        value: `${of} ${metric} on ${on}: ${k} of ${n}`,
      })),
      ...claims.map(({ claim, answer }) => ({
        name: `modelgate:claim:${answer}`,
        value: `${claim.task} ${claim.metric} stated as ${claim.stated} in ${claim.source}`,
      })),
      ...(library === undefined ? [] : [{ name: 'modelgate:library', value: library }]),
    ],
  };
}
