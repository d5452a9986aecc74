import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { hexOf } from '../../src/core/digest.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { verifyPredicateSchema, type VerifyPredicate } from '../../src/core/predicates/verify.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { judgeAttestations } from '../../src/decide/judge-attestations.ts';
import { omsStatement } from '../../src/trust/oms-manifest.ts';
import { OLDER_STATEMENT_TYPE, type Statement } from '../../src/trust/statement.ts';
import { readSources } from '../../src/verify/attestations/sources.ts';
import { verifyStage } from '../../src/verify/stage.ts';
import {
  bundle,
  envelope,
  newKey,
  pemOf,
  provenance,
  PROVENANCE,
  sha256,
  write,
  type Pair,
  signStatement,
} from '../support/statements.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const working = { signal: AbortSignal.timeout(30_000), progress: silentProgress };
const FILES = { 'config.json': '{}', 'model.safetensors': 'weights' };
const DIGESTS = Object.values(FILES).map(sha256);

interface Place {
  readonly directory: string;
  readonly model: string;
  readonly ci: Pair;
  /** The model's subject without anything beside it. */
  readonly root: string;
}

async function place(): Promise<Place> {
  const directory = await temporaryDirectory();
  const model = join(directory, 'model');
  write(model, FILES);
  const ci = newKey();
  write(directory, { 'ci.pem': pemOf(ci.publicKey), 'stranger.pem': pemOf(newKey().publicKey) });
  const { subject } = await inspect({ source: model, ...working });
  return { directory, model, ci, root: hexOf(subject) };
}

/** What the policy trusts besides `other`. */
const CI = '{ name: ci, file: ci.pem }';

interface Answer {
  readonly status: VerifyPredicate['status'];
  readonly attestations: NonNullable<VerifyPredicate['attestations']>;
  readonly answers: readonly string[];
}

/** The verify stage under a policy that demands `demands`, in YAML, and the judge's answers. */
async function run(
  { directory, model }: Place,
  demands: string,
  sources: readonly string[] = [],
  ci = CI,
): Promise<Answer> {
  write(directory, {
    'policy.yaml': `version: 1
name: p
profile: strict
trust:
  keys:
    - ${ci}
    - { name: other, file: stranger.pem }
bases:
  - { name: base, digest: 'sha256:${'b'.repeat(64)}' }
attestations:
  required:
${demands.replaceAll(/^/gmu, '    ')}
`,
  });
  const { policy } = await loadPolicy(join(directory, 'policy.yaml'));
  const context = {
    submission: await inspect({ source: model, ...working }),
    policy,
    clock: fixedClock(NOW),
    scratch: model,
    ...working,
  };
  const evidence = await verifyStage.run(context, { sources: await readSources(sources) });
  const { status, attestations = [] } = verifyPredicateSchema.parse(evidence.predicate);
  const answers = judgeAttestations(new Map([['verify', evidence]]), policy, NOW);
  return { status, attestations, answers: answers.map(({ answer, message }) => `${answer}: ${message}`) };
}

const DEMAND = '- { name: build, type: provenance, signedBy: [ci] }';

describe('statements beside a model', () => {
  it('count whether they name its root, every file of it, or lie in lines', async () => {
    const at = await place();
    const { privateKey } = at.ci;
    write(at.model, { 'provenance.sigstore.json': bundle([at.root], PROVENANCE, provenance(), privateKey) });
    expect(await run(at, DEMAND)).toMatchObject({
      // They are no signatures of the model, and don't make it a broken one.
      status: 'unsigned',
      attestations: [
        { status: 'verified', covers: 'root', kind: 'provenance', principal: { kind: 'key', name: 'ci' } },
      ],
      answers: [expect.stringMatching(/^pass: build: provenance.sigstore.json/u)],
    });
    const lines = [
      bundle(DIGESTS, PROVENANCE, provenance(), privateKey),
      '',
      envelope(bundle([at.root], PROVENANCE, provenance(), privateKey)),
    ];
    write(at.model, { 'all.intoto.jsonl': `${lines.join('\n')}\n` });
    expect((await run(at, DEMAND)).attestations.map(({ where, status, covers }) => [where, status, covers])).toEqual([
      ['all.intoto.jsonl:1', 'verified', 'files'],
      ['all.intoto.jsonl:3', 'verified', 'root'],
      ['provenance.sigstore.json', 'verified', 'root'],
    ]);
  });

  it('are read where the operator says, and say nothing of another model', async () => {
    const at = await place();
    const elsewhere = join(at.directory, 'statements');
    write(elsewhere, {
      'a.json': bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey),
      'b.json': bundle(['0'.repeat(64)], PROVENANCE, provenance(), at.ci.privateKey),
      'c.json': bundle([at.root], 'https://example.org/unheard-of/v1', {}, at.ci.privateKey),
      'd.json': bundle([at.root], PROVENANCE, provenance(), newKey().privateKey),
      'e.json': bundle([at.root], PROVENANCE, { buildDefinition: {} }, at.ci.privateKey),
      'f.json': '{"payload":',
      'notes.txt': 'not read',
    });
    const { attestations, answers } = await run(at, DEMAND, [elsewhere]);
    expect(attestations.map(({ where, status, code }) => [where, status, code])).toEqual([
      ['a.json', 'verified', undefined],
      ['b.json', 'unrelated', 'SUBJECT_MISMATCH'],
      ['c.json', 'unknown-type', undefined],
      ['d.json', 'untrusted', 'SIGNER_UNTRUSTED'],
      ['e.json', 'invalid', 'PREDICATE_INVALID'],
      ['f.json', 'invalid', 'ATTESTATION_INVALID'],
    ]);
    // What strangers say is not repeated in signed evidence.
    expect(attestations.filter(({ facts }) => facts !== undefined)).toHaveLength(1);
    expect(answers).toEqual([expect.stringMatching(/^pass/u)]);
    await expect(run(at, DEMAND, [join(at.directory, 'none')])).rejects.toMatchObject({
      code: 'ATTESTATIONS_UNREADABLE',
    });
  });

  it('do not cover a file that they don’t name', async () => {
    const at = await place();
    write(at.model, { 'p.intoto.jsonl': bundle([sha256('weights')], PROVENANCE, provenance(), at.ci.privateKey) });
    expect((await run(at, DEMAND)).answers).toEqual([expect.stringMatching(/^fail: .*about some of the files/u)]);
    write(at.model, {
      'p.intoto.jsonl': bundle(DIGESTS, PROVENANCE, provenance(), at.ci.privateKey),
      'extra.bin': 'another',
    });
    expect((await run(at, DEMAND)).answers).toEqual([expect.stringMatching(/^fail/u)]);
    // Notes are no weights.
    write(at.model, {
      'p.intoto.jsonl': bundle([...DIGESTS, sha256('another')], PROVENANCE, provenance(), at.ci.privateKey),
      NOTES: 'n',
    });
    expect((await run(at, DEMAND)).answers).toEqual([expect.stringMatching(/^fail/u)]);
    expect((await run(at, DEMAND.replace(' }', ', covers: weights }'))).answers).toEqual([
      expect.stringMatching(/^pass/u),
    ]);
  });

  it('are not for a key that signs models alone, and a key for statements signs no model', async () => {
    const at = await place();
    const only = (purpose: string): string => `{ name: ci, file: ci.pem, for: ${purpose} }`;
    const resources = DIGESTS.map((digest, index) => ({
      path: Object.keys(FILES)[index] ?? '',
      algorithm: 'sha256' as const,
      digest,
    }));
    const signature = signStatement(
      omsStatement('model', resources, { hash: 'sha256', ignored: [] }),
      at.ci.privateKey,
    );
    write(at.model, {
      'model.sig': JSON.stringify(signature),
      'p.intoto.jsonl': bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey),
    });
    expect(await run(at, DEMAND, [])).toMatchObject({ status: 'verified', answers: [expect.stringMatching(/^pass/u)] });
    expect(await run(at, DEMAND, [], only('statements'))).toMatchObject({
      status: 'untrusted',
      answers: [expect.stringMatching(/^pass/u)],
    });
    await expect(run(at, DEMAND, [], only('models'))).rejects.toMatchObject({ code: 'POLICY_INVALID' });
    const other = DEMAND.replace('[ci]', '[other]');
    expect((await run(at, other, [], only('models'))).attestations).toMatchObject([{ status: 'untrusted' }]);
  });

  it('past the limit are told of, and those before it stand', async () => {
    const at = await place();
    const lines = [
      bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey),
      ...Array.from({ length: 1_500 }, () => '{}'),
    ];
    write(at.directory, { 'p.jsonl': lines.join('\n') });
    const { attestations, answers } = await run(at, DEMAND, [join(at.directory, 'p.jsonl')]);
    expect(attestations.at(0)?.status).toBe('verified');
    expect(attestations.at(-1)).toMatchObject({ status: 'invalid', code: 'LIMIT_EXCEEDED' });
    expect(attestations.length).toBeLessThanOrEqual(1_001);
    expect(answers).toEqual([expect.stringMatching(/^pass/u)]);
  });

  it('lie in files that hold nothing else: another file of that name is one of the model', async () => {
    const at = await place();
    const signed = bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey);
    write(at.model, { 'p.intoto.jsonl': `${signed}\n{"text": "to train on"}\n` });
    expect((await run(at, DEMAND)).attestations.map(({ status }) => status)).toEqual(['unrelated', 'invalid']);
  });

  it('from the future are refused', async () => {
    const at = await place();
    const later = provenance({ finishedOn: '2027-01-01T00:00:00Z' });
    write(at.model, { 'p.intoto.jsonl': bundle([at.root], PROVENANCE, later, at.ci.privateKey) });
    const { attestations, answers } = await run(at, DEMAND);
    expect(attestations).toMatchObject([{ status: 'invalid', code: 'STATEMENT_FROM_FUTURE' }]);
    expect(answers).toEqual([expect.stringMatching(/^unknown/u)]);
  });
});

describe('a statement in a superseded form', () => {
  it('is read, shown, and answers a demand where the policy says so', async () => {
    const at = await place();
    const predicate = {
      builder: { id: 'https://ci.example/builder' },
      buildType: 'https://ci.example/train/v1',
      invocation: { configSource: { uri: 'git+https://git.example/acme/train@refs/heads/main' } },
      metadata: { buildFinishedOn: '2026-11-20T10:00:00Z' },
      materials: [{ uri: 'base', digest: { sha256: 'b'.repeat(64) } }],
    };
    const older: Statement = {
      _type: OLDER_STATEMENT_TYPE,
      subject: [{ name: 'model', digest: { sha256: at.root } }],
      predicateType: 'https://slsa.dev/provenance/v0.2',
      predicate,
    };
    write(at.model, { 'provenance.intoto.jsonl': `${JSON.stringify(signStatement(older, at.ci.privateKey))}\n` });
    const asked = (more: string): Promise<Answer> => run(at, DEMAND.replace(' }', `, includesBase: true${more} }`));
    expect(await asked('')).toMatchObject({
      attestations: [{ status: 'verified', kind: 'provenance', older: [OLDER_STATEMENT_TYPE, older.predicateType] }],
      answers: [expect.stringMatching(/^unknown: build: .*olderForms/u)],
    });
    const from = 'https://git.example/acme/train';
    for (const [more, answer] of [
      [`, olderForms: accept, builder: '${predicate.builder.id}', source: '${from}', maxAgeDays: 9`, 'pass'],
      [", olderForms: accept, builder: 'https://ci.example/other'", 'fail'],
      [`, olderForms: accept, source: '${from}-fork'`, 'fail'],
      [', olderForms: accept, maxAgeDays: 1', 'fail'],
    ] as const)
      expect((await asked(more)).answers, more).toEqual([expect.stringMatching(new RegExp(`^${answer}`, 'u'))]);
  });
});

describe('a demanded provenance', () => {
  const base = { uri: 'https://models.example/base', digest: { sha256: 'b'.repeat(64) } };
  it.each([
    ['holds', '', {}, 'pass'],
    ['is by another signer than the policy says', ', signedBy: [other]', {}, 'unknown'],
    ['is of its builder', ', builder: https://ci.example/builder', {}, 'pass'],
    ['is of another builder', ', builder: https://ci.example/builder', { builder: 'https://evil.example' }, 'fail'],
    [
      'is of a builder that looks alike',
      ', builder: https://ci.example/builder',
      { builder: 'https://сi.example/builder' },
      'fail',
    ],
    [
      'is of a builder that begins alike',
      ', builder: https://ci.example/builder',
      { builder: 'https://ci.example/builder2' },
      'fail',
    ],
    ['is of its repository', ', source: https://git.example/acme/train', {}, 'pass'],
    ['is of a fork', ', source: https://git.example/acme/train', { source: 'https://git.example/evil/train' }, 'fail'],
    ['hides the host', ', source: https://git.example', { source: 'https://git.example@evil.example/x' }, 'fail'],
    ['names the base', ', includesBase: true', { dependencies: [base] }, 'pass'],
    [
      'lacks the base',
      ', includesBase: true',
      { dependencies: [{ ...base, digest: { sha256: 'c'.repeat(64) } }] },
      'fail',
    ],
    [
      'names it by another algorithm',
      ', includesBase: true',
      { dependencies: [{ digest: { blake3: 'b'.repeat(64) } }] },
      'fail',
    ],
    ['names a data set', `, includes: ['sha256:${'b'.repeat(64)}']`, { dependencies: [base] }, 'pass'],
    ['lacks a data set', `, includes: ['sha256:${'d'.repeat(64)}']`, { dependencies: [base] }, 'fail'],
    ['is young enough', ', maxAgeDays: 4', {}, 'pass'],
    ['is too old', ', maxAgeDays: 2', {}, 'fail'],
  ])('%s', async (_what, demand, build, expected) => {
    const at = await place();
    write(at.model, { 'p.intoto.jsonl': bundle([at.root], PROVENANCE, provenance(build), at.ci.privateKey) });
    const wanted = demand.startsWith(', signedBy') ? '' : ', signedBy: [ci]';
    const { answers } = await run(at, `- { name: build, type: provenance${wanted}${demand} }`);
    expect(answers).toEqual([expect.stringMatching(new RegExp(`^${expected}: build: `, 'u'))]);
  });

  it('passes if one of several answers all of it, and no two halves do', async () => {
    const at = await place();
    const signed = (build: object): string => bundle([at.root], PROVENANCE, provenance(build), at.ci.privateKey);
    const halves = [signed({ builder: 'https://other.example' }), signed({ source: 'https://git.example/evil/train' })];
    const demand =
      '- { name: build, type: provenance, signedBy: [ci], builder: https://ci.example/builder, source: https://git.example/acme/train }';
    write(at.model, { 'p.intoto.jsonl': halves.join('\n') });
    expect((await run(at, demand)).answers).toEqual([expect.stringMatching(/^fail/u)]);
    write(at.model, { 'p.intoto.jsonl': [...halves, signed({})].join('\n') });
    expect((await run(at, demand)).answers).toEqual([expect.stringMatching(/^pass/u)]);
  });
});

const VSA = 'https://slsa.dev/verification_summary/v1';
const TESTS = 'https://in-toto.io/attestation/test-result/v0.1';
const SCAI = 'https://in-toto.io/attestation/scai/attribute-report/v0.2';
const VULNS = 'https://in-toto.io/attestation/vulns/v0.2';
const BOM = 'https://cyclonedx.org/bom';
const summary = (result: string): object => ({
  verifier: { id: 'https://v.example' },
  timeVerified: '2026-11-20T10:00:00Z',
  resourceUri: 'x',
  policy: { uri: 'x' },
  verificationResult: result,
  verifiedLevels: ['SLSA_BUILD_LEVEL_3'],
});
const tests = (result: string): object => ({ result, configuration: [], passedTests: ['safety'] });
const found = (score: string): object => ({
  scanner: { uri: 'pkg:x', result: [{ id: 'CVE-1', severity: [{ method: 'nvd', score }] }] },
  metadata: { scanStartedOn: '2026-11-20T10:00:00Z', scanFinishedOn: '2026-11-20T10:00:00Z' },
});

describe('other demanded statements', () => {
  it.each([
    [VSA, summary('PASSED'), 'verification-summary, verifier: https://v.example, levels: [SLSA_BUILD_LEVEL_3]', 'pass'],
    [VSA, summary('PASSED'), 'verification-summary, levels: [SLSA_BUILD_LEVEL_4]', 'fail'],
    [VSA, summary('FAILED'), 'verification-summary', 'fail'],
    [TESTS, tests('PASSED'), 'test-result, tests: [safety]', 'pass'],
    [TESTS, tests('PASSED'), 'test-result, tests: [speed]', 'fail'],
    [TESTS, tests('WARNED'), 'test-result', 'unknown'],
    [TESTS, tests('FAILED'), 'test-result, tests: [safety]', 'fail'],
    [SCAI, { attributes: [{ attribute: 'REPRODUCIBLE' }] }, 'attributes, attributes: [REPRODUCIBLE]', 'pass'],
    [
      SCAI,
      { attributes: [{ attribute: 'REPRODUCIBLE', target: { name: 'gcc' } }] },
      'attributes, attributes: [REPRODUCIBLE]',
      'fail',
    ],
    [VULNS, found('medium'), 'vulnerabilities, maxSeverity: medium', 'pass'],
    [VULNS, found('7.5'), 'vulnerabilities, maxSeverity: medium', 'fail'],
    [VULNS, found('dreadful'), 'vulnerabilities, maxSeverity: critical', 'fail'],
    [
      BOM,
      { bomFormat: 'CycloneDX', specVersion: '1.7', components: [{ type: 'machine-learning-model', modelCard: {} }] },
      'model-card',
      'pass',
    ],
    [BOM, { bomFormat: 'CycloneDX', specVersion: '1.7', components: [{ type: 'library' }] }, 'model-card', 'unknown'],
  ])('%s %j, as %s', async (type, predicate, demand, expected) => {
    const at = await place();
    write(at.model, { 's.intoto.jsonl': bundle([at.root], type, predicate, at.ci.privateKey) });
    const { answers } = await run(at, `- { name: it, signedBy: [ci], type: ${demand} }`);
    expect(answers).toEqual([expect.stringMatching(new RegExp(`^${expected}: it: `, 'u'))]);
  });

  it('fail once a trusted signer says that these bytes failed, whatever else they signed', async () => {
    const at = await place();
    const both = ['PASSED', 'FAILED'].map((result) => bundle([at.root], TESTS, tests(result), at.ci.privateKey));
    write(at.model, { 's.intoto.jsonl': both.join('\n') });
    const { answers } = await run(at, '- { name: it, signedBy: [ci], type: test-result }');
    expect(answers).toEqual([expect.stringMatching(/^fail: it: .*FAILED/u)]);
  });
});

describe('a policy', () => {
  it.each([
    [
      'names a signer that it does not trust',
      '- { name: a, type: provenance, signedBy: [nobody] }',
      /nobody is no key/u,
    ],
    [
      'asks of a type what it never says',
      '- { name: a, type: test-result, signedBy: [ci], builder: x }',
      /builder is not for test-result/u,
    ],
    ['names two alike', `${DEMAND}\n${DEMAND}`, /two are named build/u],
    ['asks for a type that nobody reads', '- { name: a, type: https://example.org/x, signedBy: [ci] }', /type/u],
  ])('that %s is refused', async (_what, demands, why) => {
    await expect(run(await place(), demands)).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      message: expect.stringMatching(why),
    });
  });
});

describe('an OCI image layout', () => {
  const blob = (content: string): readonly [string, string] => [`blobs/sha256/${sha256(content)}`, content];
  const described = (content: string, mediaType: string): object => ({
    mediaType,
    digest: `sha256:${sha256(content)}`,
    size: content.length,
  });

  /** The model's files as layers, and a referrer with one statement. */
  function layout(at: Place, statement: string, change: (files: Record<string, string>) => void = () => {}): string {
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: described('{}', 'application/vnd.oci.empty.v1+json'),
      layers: Object.values(FILES).map((content) => described(content, 'application/octet-stream')),
    });
    const referrer = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      config: described('{}', 'application/vnd.oci.empty.v1+json'),
      layers: [described(statement, 'application/vnd.dev.sigstore.bundle.v0.3+json')],
      subject: described(manifest, 'application/vnd.oci.image.manifest.v1+json'),
    });
    const files: Record<string, string> = {
      'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
      'index.json': JSON.stringify({
        schemaVersion: 2,
        manifests: [manifest, referrer].map((one) => described(one, 'application/vnd.oci.image.manifest.v1+json')),
      }),
      ...Object.fromEntries([manifest, referrer, statement, '{}', ...Object.values(FILES)].map(blob)),
    };
    change(files);
    const directory = join(at.directory, 'layout');
    mkdirSync(directory, { recursive: true });
    write(directory, files);
    return directory;
  }
  const manifestDigest = (): string =>
    sha256(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: described('{}', 'application/vnd.oci.empty.v1+json'),
        layers: Object.values(FILES).map((content) => described(content, 'application/octet-stream')),
      }),
    );

  it('gives the statements of its referrers, about the manifest whose layers are the model', async () => {
    const at = await place();
    const statement = bundle([manifestDigest()], PROVENANCE, provenance(), at.ci.privateKey);
    const source = layout(at, statement);
    expect(await run(at, DEMAND, [source])).toMatchObject({
      attestations: [{ where: `oci:sha256:${sha256(statement)}`, status: 'verified', covers: 'manifest' }],
      answers: [expect.stringMatching(/^pass/u)],
    });
    // Another file more, and the manifest is another model's.
    write(at.model, { 'extra.bin': 'x' });
    expect((await run(at, DEMAND, [source])).attestations).toMatchObject([{ status: 'unrelated' }]);
  });

  it('believes no blob that does not have its digest', async () => {
    const at = await place();
    const statement = bundle([manifestDigest()], PROVENANCE, provenance(), at.ci.privateKey);
    const other = bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey);
    const source = layout(at, statement, (files) => (files[`blobs/sha256/${sha256(statement)}`] = other));
    expect((await run(at, DEMAND, [source])).attestations).toMatchObject([
      { status: 'invalid', code: 'OCI_LAYOUT_INVALID' },
    ]);
  });

  it.each([
    [
      'an index that is a manifest too',
      (files: Record<string, string>) => (files['index.json'] = `{"layers":[],${files['index.json']?.slice(1)}`),
    ],
    [
      'a digest of another algorithm',
      (files: Record<string, string>) =>
        (files['index.json'] = files['index.json']?.replace('sha256:', 'sha512:') ?? ''),
    ],
    [
      'a size that is not its',
      (files: Record<string, string>) =>
        (files['index.json'] = files['index.json']?.replace(/"size":\d/u, '"size":9') ?? ''),
    ],
  ])('is refused with %s', async (_what, change) => {
    const at = await place();
    const source = layout(at, bundle([at.root], PROVENANCE, provenance(), at.ci.privateKey), change);
    await expect(run(at, DEMAND, [source])).rejects.toMatchObject({ code: 'OCI_LAYOUT_INVALID' });
  });
});
