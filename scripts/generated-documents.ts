import { huntReportSchema } from '../src/core/predicates/hunt.ts';
import * as z from 'zod';
import { ERRORS } from '../src/core/errors.ts';
import { ACQUIRE_LIMITS, PARSER_LIMITS } from '../src/acquire/limits.ts';
import { FORGE_LIMITS } from '../src/audit/forge/limits.ts';
import { AUDIT_LIMITS } from '../src/audit/limits.ts';
import { baselineSchema } from '../src/audit/exceptions/baseline.ts';
import { auditIgnoreFileSchema } from '../src/audit/exceptions/ignore-file.ts';
import { pinsSchema } from '../src/audit/fix/pins.ts';
import { auditReportSchema } from '../src/audit/report.ts';
import { compareReportSchema } from '../src/compare/report.ts';
import { SIGNAL_LIMITS } from '../src/audit/signals/limits.ts';
import { evidenceSchema } from '../src/core/evidence.ts';
import { policyFileSchema } from '../src/decide/load-policy.ts';
import { evaluateReportSchema } from '../src/evaluate/report.ts';
import { claimsReportSchema } from '../src/evaluate/claims/report.ts';
import { JUDGE_LIMITS, judgeReportSchema } from '../src/evaluate/judge-answers.ts';
import { CONVERSION_LIMITS } from '../src/runner/convert/limits.ts';
import { ENDPOINT_LIMITS } from '../src/evaluate/endpoint/limits.ts';
import { SUITE_LIMITS } from '../src/evaluate/tasks/limits.ts';
import { ARCHIVE_LIMITS } from '../src/formats/archive/limits.ts';
import { CLAIM_LIMITS } from '../src/formats/claims/limits.ts';
import { DVC_LIMITS } from '../src/formats/dvc/limits.ts';
import { FLATBUFFER_LIMITS } from '../src/formats/flatbuffer/limits.ts';
import { GGML_LIMITS } from '../src/formats/ggml/limits.ts';
import { GGUF_LIMITS } from '../src/formats/gguf/limits.ts';
import { GRAPH_LIMITS } from '../src/formats/graph/limits.ts';
import { HDF5_LIMITS } from '../src/formats/hdf5/limits.ts';
import { JSON_LIMITS } from '../src/formats/json/limits.ts';
import { KERAS_LIMITS } from '../src/formats/keras/limits.ts';
import { MSGPACK_LIMITS } from '../src/formats/msgpack/limits.ts';
import { NUMPY_LIMITS } from '../src/formats/numpy/limits.ts';
import { OCDBT_LIMITS } from '../src/formats/ocdbt/limits.ts';
import { ONNX_LIMITS } from '../src/formats/onnx/limits.ts';
import { PICKLE_LIMITS } from '../src/formats/pickle/limits.ts';
import { PYTHON_LIMITS } from '../src/formats/python/limits.ts';
import { RDATA_LIMITS } from '../src/formats/rdata/limits.ts';
import { SAFETENSORS_LIMITS } from '../src/formats/safetensors/limits.ts';
import { SECRET_LIMITS } from '../src/formats/secrets/limits.ts';
import { SEVEN_ZIP_LIMITS } from '../src/formats/seven-zip/limits.ts';
import { SENTENCEPIECE_LIMITS } from '../src/formats/sentencepiece/limits.ts';
import { SKOPS_LIMITS } from '../src/formats/skops/limits.ts';
import { TABLE_LIMITS } from '../src/formats/table/limits.ts';
import { TENSORFLOW_LIMITS } from '../src/formats/tensorflow/limits.ts';
import { TEXT_LIMITS } from '../src/formats/text/limits.ts';
import { TFLITE_LIMITS } from '../src/formats/tflite/limits.ts';
import { TORCHSCRIPT_LIMITS } from '../src/formats/torchscript/limits.ts';
import { TREES_LIMITS } from '../src/formats/trees/limits.ts';
import { UBJSON_LIMITS } from '../src/formats/ubjson/limits.ts';
import { XML_LIMITS } from '../src/formats/xml/limits.ts';
import { YAML_LIMITS } from '../src/formats/yaml/limits.ts';
import { ZIP_LIMITS } from '../src/formats/zip/limits.ts';
import { intakeOutputSchema } from '../src/gate/output.ts';
import { ATTESTATION_LIMITS } from '../src/trust/predicates/limits.ts';
import { metricsSchema } from '../src/gate/metrics/report.ts';
import { imageCheckSchema } from '../src/verify/image/check-image.ts';
import { IMAGE_LIMITS } from '../src/verify/image/limits.ts';
import { ignoreFileSchema } from '../src/scan/ignores.ts';
import { scanReportSchema } from '../src/scan/report.ts';
import { reproductionSchema } from '../src/gate/reproduce.ts';
import { ruleListSchema } from '../src/core/rule-list.ts';
import { ruleIndex } from './rule-index.ts';

const SCHEMAS = {
  policy: { schema: policyFileSchema, title: 'A policy file' },
  compare: { schema: compareReportSchema, title: 'The output of `compare --format json`' },
  evidence: {
    schema: evidenceSchema,
    title: 'One stage’s evidence, the output of `verify --format json`',
  },
  intake: { schema: intakeOutputSchema, title: 'The output of `intake --format json`' },
  ignore: { schema: ignoreFileSchema, title: 'An ignore file, `scan --ignore`' },
  image: { schema: imageCheckSchema, title: 'The output of `verify oci:DIR --format json`, of a container image' },
  evaluate: { schema: evaluateReportSchema, title: 'The output of `evaluate --format json`' },
  hunt: { schema: huntReportSchema, title: 'The output of `hunt --format json`' },
  claims: { schema: claimsReportSchema, title: 'The output of `claims --format json`' },
  judge: { schema: judgeReportSchema, title: 'The output of `judge --format json`' },
  reproduction: { schema: reproductionSchema, title: 'The output of `evaluate --reproduce RUN --format json`' },
  metrics: { schema: metricsSchema, title: 'The output of `metrics --format json`' },
  rules: { schema: ruleListSchema, title: 'The output of `rules --format json`' },
  'audit-baseline': { schema: baselineSchema, title: 'A baseline, `audit --baseline`' },
  'audit-ignore': { schema: auditIgnoreFileSchema, title: 'An ignore file, `audit --ignore`' },
  'audit-pins': { schema: pinsSchema, title: 'Digests behind names, `audit --fix --pins`' },
  audit: { schema: auditReportSchema, title: 'The output of `audit --format json`' },
  scan: { schema: scanReportSchema, title: 'The output of `scan --format json`' },
} as const;

/** Every generated document by its path from the project's root. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>([
    ['docs/errors.md', errorTable()],
    ['docs/guide/limits.md', limitTable()],
    ['docs/rules/README.md', ruleIndex()],
  ]);
  for (const [name, { schema, title }] of Object.entries(SCHEMAS)) {
    documents.set(`schemas/${name}.schema.json`, jsonSchema(schema, name, title));
  }
  return documents;
}

function jsonSchema(schema: z.ZodType, name: string, title: string): string {
  const generated = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io: 'input' });
  return `${JSON.stringify({ $id: `https://modelgate.dev/schemas/${name}.schema.json`, title, ...generated }, null, 2)}\n`;
}

const LIMITS = {
  acquire: ACQUIRE_LIMITS,
  archive: ARCHIVE_LIMITS,
  audit: AUDIT_LIMITS,
  forge: FORGE_LIMITS,
  signals: SIGNAL_LIMITS,
  claims: CLAIM_LIMITS,
  conversion: CONVERSION_LIMITS,
  dvc: DVC_LIMITS,
  endpoint: ENDPOINT_LIMITS,
  attestation: ATTESTATION_LIMITS,
  flatbuffer: FLATBUFFER_LIMITS,
  ggml: GGML_LIMITS,
  gguf: GGUF_LIMITS,
  graph: GRAPH_LIMITS,
  hdf5: HDF5_LIMITS,
  image: IMAGE_LIMITS,
  json: JSON_LIMITS,
  judge: JUDGE_LIMITS,
  keras: KERAS_LIMITS,
  parser: PARSER_LIMITS,
  msgpack: MSGPACK_LIMITS,
  numpy: NUMPY_LIMITS,
  ocdbt: OCDBT_LIMITS,
  onnx: ONNX_LIMITS,
  pickle: PICKLE_LIMITS,
  python: PYTHON_LIMITS,
  rdata: RDATA_LIMITS,
  safetensors: SAFETENSORS_LIMITS,
  secrets: SECRET_LIMITS,
  '7z': SEVEN_ZIP_LIMITS,
  sentencepiece: SENTENCEPIECE_LIMITS,
  skops: SKOPS_LIMITS,
  suite: SUITE_LIMITS,
  table: TABLE_LIMITS,
  tensorflow: TENSORFLOW_LIMITS,
  text: TEXT_LIMITS,
  tflite: TFLITE_LIMITS,
  torchscript: TORCHSCRIPT_LIMITS,
  trees: TREES_LIMITS,
  ubjson: UBJSON_LIMITS,
  xml: XML_LIMITS,
  yaml: YAML_LIMITS,
  zip: ZIP_LIMITS,
} as const;

function limitTable(): string {
  const rows = Object.entries(LIMITS).flatMap(([room, limits]) =>
    Object.entries(limits).map(([name, value]) => `| \`${room}.${name}\` | ${value.toLocaleString('en')} |`),
  );
  return [
    '# Limits',
    '',
    'Generated from the `limits.ts` of each room by `npm run docs`; the sources say what each one counts and why. A submission past a limit',
    'of `acquire` is refused by name. A file past a limit of a parser was not read whole: the scan lists the limit, and the file blocks.',
    '',
    '| limit | value |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function errorTable(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { exit, meaning, next }]) => `## ${code}\n\nExit ${exit}. ${meaning}\n\n**What to do:** ${next}\n`,
  );
  return [
    '# Errors',
    '',
    'Generated from `src/core/errors.ts` by `npm run docs`. Exit codes: 0 good, 1 bad, 2 usage, 3 could not complete (counts as bad), 4 quarantined.',
    '',
    ...rows,
  ].join('\n');
}
