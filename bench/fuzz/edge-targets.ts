/** Readers of hostile bytes outside of the formats: signatures, certificates, ledgers, the operator's files. */
import { sha256FromBytes } from '../../src/core/digest.ts';
import { GateError } from '../../src/core/errors.ts';
import { policyFileSchema } from '../../src/decide/load-policy.ts';
import { describeCheckpoint } from '../../src/runner/convert/describe.ts';
import { describeAnswerSchema } from '../../src/runner/convert/description.ts';
import { RecordReader } from '../../src/runner/client/record-reader.ts';
import { judgeRefusal } from '../../src/answers/refusal-judge.ts';
import { readResultFile } from '../../src/formats/claims/result-file.ts';
import { checkFiles } from '../../src/evaluate/claims/check-files.ts';
import { readItems } from '../../src/evaluate/tasks/read-items.ts';
import { readTaskFile } from '../../src/evaluate/tasks/read-task-file.ts';
import { choiceItemSchema } from '../../src/evaluate/tasks/task-schema.ts';
import { parseIgnores } from '../../src/scan/parse-ignores.ts';
import { matchesPath } from '../../src/core/path-pattern.ts';
import { inspectTemplate } from '../../src/scan/template.ts';
import { parseCheckpoint } from '../../src/storage/ledger/checkpoint.ts';
import { noteSignedBy, parseNote, parseVerifierKey } from '../../src/storage/ledger/signed-note.ts';
import { parseYaml } from '../../src/storage/parse-yaml.ts';
import { readDocuments } from '../../src/trust/attestation-file.ts';
import { followChain, readCertificates } from '../../src/trust/certificate-chain.ts';
import { readPublicKey } from '../../src/trust/key.ts';
import { parseLayout, parseLink } from '../../src/trust/in-toto/layout.ts';
import { parseManifest } from '../../src/trust/oms-manifest.ts';
import { readPredicate } from '../../src/trust/predicates/read-predicate.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { readSigstoreInstance } from '../../src/trust/sigstore-instance.ts';
import { parseAnyStatement, parseStatement } from '../../src/trust/statement.ts';
import { parseJson } from '../../src/trust/strict-json.ts';
import { verifyTimestamp } from '../../src/trust/timestamp.ts';
import { readDigestList } from '../../src/verify/digest-list.ts';
import { parseRegistryReference } from '../../src/verify/image/registry-source.ts';
import { readPayload } from '../../src/verify/image/simple-signing.ts';
import { checkpointFiles, timestampRoot, VERIFIER } from './seeds.ts';
import { AUDIT_READERS } from './audit-targets.ts';
import type { Input, Target } from './target.ts';

const WHERE = 'input';
const ANCHORS = readCertificates(timestampRoot(), 'timestamp-root.pem');
const CHECKPOINT = checkpointFiles();
const AT = new Date('2027-06-01T00:00:00Z');

/** Each reads the bytes and may refuse them with a GateError, nothing else. */
const READERS: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  'strict-json': (bytes) => parseJson(bytes, WHERE),
  bundle: (bytes) => {
    const { envelope, material } = parseBundle(bytes, WHERE);
    if (material.kind === 'certificate') followChain(material.chain, [], AT);
    return parseManifest(parseStatement(envelope.payload, WHERE), WHERE);
  },
  manifest: (bytes) => parseManifest(parseStatement(bytes, WHERE), WHERE),
  attestations: (bytes) =>
    ['a.json', 'a.jsonl'].flatMap((where) =>
      readDocuments(bytes, where).flatMap(({ document }) =>
        document instanceof GateError || document.form === 'metadata'
          ? []
          : [readPredicate(parseAnyStatement(document.bundle.envelope.payload, where), where)],
      ),
    ),
  predicates: (bytes) => readPredicate(parseAnyStatement(bytes, WHERE), WHERE),
  'in-toto': (bytes) => {
    const signed = parseJson(bytes, WHERE);
    return parseLink(signed, WHERE) ?? parseLayout(signed, WHERE);
  },
  'image-payload': (bytes) => readPayload(bytes, sha256FromBytes(Buffer.alloc(32)), WHERE),
  'image-reference': (bytes) => parseRegistryReference(bytes.toString('utf8')),
  'digest-list': (bytes) => readDigestList(bytes.toString('utf8'), WHERE),
  'sigstore-root': (bytes) => readSigstoreInstance(bytes.toString('utf8'), WHERE),
  certificates: (bytes) => {
    const chain = readCertificates(bytes.toString('latin1'), WHERE);
    return followChain(chain, chain.slice(-1), AT);
  },
  'public-key': (bytes) => readPublicKey(bytes.toString('latin1'), WHERE),
  timestamp: (bytes) => verifyTimestamp(bytes, Buffer.from('data'), ANCHORS),
  note: (bytes) => {
    const note = parseNote(bytes, WHERE);
    return [parseCheckpoint(note.text, WHERE), noteSignedBy(note, VERIFIER, WHERE)];
  },
  'verifier-key': (bytes) => parseVerifierKey(bytes.toString('utf8')),
  policy: (bytes) =>
    parseYaml({
      text: bytes.toString('utf8'),
      path: WHERE,
      schema: policyFileSchema,
      what: 'policy',
      code: 'POLICY_INVALID',
    }),
  ignores: (bytes) => parseIgnores(bytes.toString('utf8'), WHERE),
  'task-file': (bytes) => readTaskFile(bytes, WHERE),
  'task-items': (bytes) => readItems(bytes, WHERE, choiceItemSchema),
  records: (bytes) => {
    const reader = new RecordReader(1 << 20);
    const middle = bytes.length >> 1;
    return [...reader.push(bytes.subarray(0, middle)), ...reader.push(bytes.subarray(middle))];
  },
  checkpoint: (bytes) =>
    (['config.json', 'tokenizer.json', 'tokenizer_config.json', 'tokenizer.model'] as const).map((hostile) => {
      const answer = describeCheckpoint((name) => {
        const own = name === hostile ? bytes : CHECKPOINT.get(name);
        return own && { size: own.length, read: (at, length) => own.subarray(at, at + length) };
      });
      // Whatever it read, the other side of the pipe takes it for a description or a refusal.
      return describeAnswerSchema.parse(answer);
    }),
  'refusal-judge': (bytes) => judgeRefusal(bytes.toString('utf8'), bytes.toString('latin1')),
  results: (bytes) =>
    ['r/results.json', 'r/samples_a.jsonl', 'r/log.eval', 'r/a.yaml', 'r/README.md'].map((path) => {
      const facts = readResultFile({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) }, path);
      return checkFiles([facts]);
    }),
  template: (bytes) => inspectTemplate(bytes.toString('utf8')),
  'path-pattern': (bytes) => {
    const [pattern = '', path = ''] = bytes.toString('utf8').split('\n');
    return matchesPath(pattern.slice(0, 1_024), path.slice(0, 1_024));
  },
};

/** Edge targets with those of `inputs` whose name starts with the target's id and `--`. */
export function edgeTargets(inputs: readonly Input[]): Target[] {
  return Object.entries({ ...READERS, ...AUDIT_READERS }).map(([id, read]) => ({
    id,
    seeds: inputs.filter(({ name }) => name.startsWith(`${id}--`)),
    run: ({ bytes }) => ({ expandedBytes: 0, readBy: takes(read, bytes) ? [id] : [] }),
  }));
}

function takes(read: (bytes: Buffer) => unknown, bytes: Buffer): boolean {
  try {
    read(bytes);
    return true;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return false;
  }
}
