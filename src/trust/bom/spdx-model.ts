import { hexOf } from '../../core/digest.ts';
import type { BomData, ModelContents } from './contents.ts';
import { documentDigest } from './document-id.ts';
import { NO_LICENCE_ASSERTION, spdxHash, SpdxGraph, type SpdxDocument } from './spdx-graph.ts';

const UNSTATED_TIMES = 'The times are those at which the gate recorded it: whoever made it states none.';

/** An SPDX 3.0.1 document in the AI and Dataset profiles. Metrics are those measured again, never what was claimed. */
export function spdxOfModel(contents: ModelContents): SpdxDocument {
  const { name, at, files, declaredLicence, signer, ancestors, data, statements } = contents;
  const graph = new SpdxGraph(documentDigest({ ...contents, format: 'spdx' }), at);
  const supplier =
    signer === undefined
      ? graph.add('Agent', 'supplier', { name: 'unknown: nobody trusted has signed the model' })
      : graph.add('Agent', 'supplier', { name: signer, comment: 'has signed every file' });
  const model = graph.add('ai_AIPackage', 'model', modelBody(contents, supplier));

  const contained = files.map(({ path, sha256, blake3, size, licence }, index) => {
    const file = graph.add('software_File', `file-${index + 1}`, {
      name: path,
      software_fileKind: 'file',
      verifiedUsing: [spdxHash(sha256), { type: 'Hash', algorithm: 'blake3', hashValue: hexOf(blake3) }],
      comment: `${size} bytes`,
    });
    if (licence !== undefined) graph.relate(file, 'hasConcludedLicense', [graph.licence(licence)]);
    return file;
  });
  graph.relate(model, 'contains', contained);

  // Exactly one of each, as the AI profile demands.
  const texts = new Set(files.flatMap(({ licence }) => licence?.identifier ?? []));
  const [text] = texts;
  const concluded =
    text === undefined || texts.size > 1 ? NO_LICENCE_ASSERTION : graph.licence({ name: text, identifier: text });
  const declared = declaredLicence === undefined ? NO_LICENCE_ASSERTION : graph.licence(declaredLicence);
  graph.relate(model, 'hasDeclaredLicense', [declared]);
  graph.relate(model, 'hasConcludedLicense', [concluded], { comment: 'by the whole text of the licence files' });

  for (const [index, { name: base, subject, detail }] of ancestors.entries()) {
    const ancestor = graph.add('ai_AIPackage', `ancestor-${index + 1}`, {
      name: base,
      description: detail,
      software_primaryPurpose: 'model',
      software_packageVersion: subject ?? 'unknown',
      software_downloadLocation:
        subject === undefined ? `modelgate-name:${encodeURIComponent(base)}` : `modelgate:${subject}`,
      suppliedBy: graph.add('Agent', `ancestor-${index + 1}-supplier`, { name: 'unknown' }),
      releaseTime: at,
      comment: UNSTATED_TIMES,
      ...(subject === undefined ? {} : { verifiedUsing: [spdxHash(subject, ROOT)] }),
    });
    graph.relate(ancestor, 'hasDeclaredLicense', [NO_LICENCE_ASSERTION]);
    graph.relate(ancestor, 'hasConcludedLicense', [NO_LICENCE_ASSERTION]);
    graph.relate(model, 'descendantOf', [ancestor], { comment: detail });
  }
  const maker = data.length === 0 ? '' : graph.add('Agent', 'data-maker', { name: 'unknown' });
  for (const [index, one] of data.entries()) addData(graph, model, maker, at, one, index);
  const proofs = statements.map(({ name: of, type, digest }, index) =>
    graph.add('software_File', `statement-${index + 1}`, {
      name: `statement ${of}`,
      description: `in-toto statement of type ${type}; the hash is of the signed payload`,
      software_primaryPurpose: 'evidence',
      verifiedUsing: [spdxHash(digest)],
    }),
  );
  graph.relate(model, 'hasEvidence', proofs);
  return graph.finish(name, [model], ['core', 'software', 'ai', 'dataset', 'simpleLicensing']);
}

const ROOT = 'root over the SHA-256 digests of the files, in the order of OpenSSF Model Signing';

function modelBody(contents: ModelContents, suppliedBy: string): Readonly<Record<string, unknown>> {
  const { name, subject, at, architecture, family, task, library, measurements, confidence, claims, limitations } =
    contents;
  const types = [architecture, family].filter((one) => one !== undefined);
  const metrics = measurements.flatMap(({ suite, task: of, metric, file, value, interval: [low, high], k, n }) => {
    const key = `${suite}/${of} ${metric} on ${file}`;
    return [
      entry(key, String(value)),
      entry(`${key}: ${confidence * 100} % confidence interval`, `${low} to ${high}`),
      entry(`${key}: count`, `${k} of ${n}`),
    ];
  });
  return {
    name,
    software_packageVersion: subject,
    software_downloadLocation: `modelgate:${subject}`,
    software_primaryPurpose: 'model',
    suppliedBy,
    releaseTime: at,
    comment: `${UNSTATED_TIMES} ${measurements.length === 0 ? 'Nothing was measured.' : 'All metrics were measured again in a sandbox.'}`,
    verifiedUsing: [spdxHash(subject, ROOT)],
    ...(types.length === 0 ? {} : { ai_typeOfModel: types }),
    ...(task === undefined ? {} : { ai_domain: [task] }),
    ...(metrics.length === 0 ? {} : { ai_metric: metrics }),
    ...(limitations.length === 0 ? {} : { ai_limitation: limitations.join('\n') }),
    ...(claims.length === 0 && library === undefined
      ? {}
      : {
          description: [
            ...(library === undefined ? [] : [`Made for ${library}.`]),
            ...claims.map(
              ({ claim, answer }) =>
                `Claimed, not measured: ${claim.task} ${claim.metric} stated as ${claim.stated} in ${claim.source} (${answer}).`,
            ),
          ].join('\n'),
        }),
  };
}

const entry = (key: string, value: string): object => ({ type: 'DictionaryEntry', key, value });

function addData(graph: SpdxGraph, model: string, originatedBy: string, at: string, one: BomData, index: number): void {
  const { name, use, state, source, md5, sha256, size, detail } = one;
  const hashes = [
    ...(sha256 === undefined
      ? []
      : [spdxHash(sha256, use === 'evaluation' || md5?.endsWith('.dir') ? ROOT : undefined)]),
    ...(md5 === undefined || md5.endsWith('.dir') ? [] : [{ type: 'Hash', algorithm: 'md5', hashValue: md5 }]),
  ];
  const common = {
    name,
    description: `${detail} (${state}; stated in ${source}${md5 === undefined ? '' : `, md5 ${md5}`})`,
    ...(hashes.length === 0 ? {} : { verifiedUsing: hashes }),
  };
  if (use === 'code') {
    const file = graph.add('software_File', `data-${index + 1}`, { ...common, software_primaryPurpose: 'source' });
    graph.relate(model, 'hasInput', [file]);
    return;
  }
  const location = sha256 === undefined ? (md5 === undefined ? encodeURIComponent(name) : `md5:${md5}`) : sha256;
  const set = graph.add('dataset_DatasetPackage', `data-${index + 1}`, {
    ...common,
    dataset_datasetType: ['noAssertion'],
    ...(size === undefined ? {} : { dataset_datasetSize: size }),
    software_primaryPurpose: 'data',
    software_downloadLocation: `modelgate-data:${location}`,
    originatedBy: [originatedBy],
    builtTime: at,
    releaseTime: at,
    comment: UNSTATED_TIMES,
  });
  graph.relate(set, 'hasDeclaredLicense', [NO_LICENCE_ASSERTION]);
  graph.relate(set, 'hasConcludedLicense', [NO_LICENCE_ASSERTION]);
  graph.relate(model, use === 'evaluation' ? 'testedOn' : 'trainedOn', [set], { comment: state });
}
