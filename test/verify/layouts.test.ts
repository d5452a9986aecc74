import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import type { LayoutCheck } from '../../src/core/predicates/layout.ts';
import { verifyPredicateSchema } from '../../src/core/predicates/verify.ts';
import { loadPolicy } from '../../src/decide/load-policy.ts';
import { judgeAttestations } from '../../src/decide/judge-attestations.ts';
import { canonicalText } from '../../src/trust/in-toto/metadata.ts';
import { LINK_TYPE } from '../../src/trust/in-toto/layout.ts';
import { STATEMENT_TYPE } from '../../src/trust/statement.ts';
import { readSources } from '../../src/verify/attestations/sources.ts';
import { verifyStage } from '../../src/verify/stage.ts';
import { newKey, pemOf, sha256, write, signStatement } from '../support/statements.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const working = { signal: AbortSignal.timeout(30_000), progress: silentProgress };
const FILES = { 'config.json': '{}', 'model.safetensors': 'weights' };
const digests = (files: Record<string, string>): Record<string, object> =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { sha256: sha256(content) }]));

const owner = newKey();
const [alice, bob, carol] = [0, 1, 2].map(() => generateKeyPairSync('ed25519'));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
if (alice === undefined || bob === undefined || carol === undefined) throw new Error('no keys');

/** in-toto's own signed form. */
function metadata(signed: object, ...keys: readonly KeyObject[]): string {
  const bytes = Buffer.from(canonicalText(signed) ?? '');
  const signatures = keys.map((key) => {
    const pss = key.asymmetricKeyType === 'rsa';
    const sig = sign(
      key.asymmetricKeyType === 'ed25519' ? null : 'sha256',
      bytes,
      pss ? { key, padding: 6, saltLength: 32 } : key,
    );
    return { keyid: 'any', sig: sig.toString('hex') };
  });
  return JSON.stringify({ signed, signatures });
}

const link = (
  name: string,
  materials: Record<string, string>,
  products: Record<string, string>,
  command: string[] = [],
): object => ({
  _type: 'link',
  name,
  command,
  materials: digests(materials),
  products: digests(products),
  byproducts: {},
  environment: {},
});

const hexKey = (key: KeyObject): object => ({
  keytype: 'ed25519',
  scheme: 'ed25519',
  keyid_hash_algorithms: ['sha256', 'sha512'],
  keyval: { public: key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex') },
});
const KEYS = {
  alice: hexKey(alice.publicKey),
  bob: hexKey(bob.publicKey),
  again: hexKey(bob.publicKey),
  rsa: { keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: pemOf(rsa.publicKey) } },
};

interface Step {
  readonly name: string;
  readonly pubkeys: readonly string[];
  readonly threshold?: number;
  readonly expected_materials?: readonly (readonly string[])[];
  readonly expected_products?: readonly (readonly string[])[];
  readonly expected_command?: readonly string[];
}
const layout = (steps: readonly Step[], more: object = {}): object => ({
  _type: 'layout',
  expires: '2027-01-01T00:00:00Z',
  readme: '',
  keys: KEYS,
  steps: steps.map((step) => ({
    _type: 'step',
    threshold: 1,
    expected_materials: [],
    expected_products: [],
    expected_command: [],
    ...step,
  })),
  inspect: [],
  ...more,
});

const FETCH: Step = {
  name: 'fetch',
  pubkeys: ['alice'],
  expected_products: [
    ['CREATE', 'data/*'],
    ['DISALLOW', '*'],
  ],
};
const TRAIN: Step = {
  name: 'train',
  pubkeys: ['bob'],
  expected_materials: [
    ['MATCH', 'data/*', 'WITH', 'PRODUCTS', 'FROM', 'fetch'],
    ['DISALLOW', '*'],
  ],
  expected_products: [
    ['CREATE', '*'],
    ['ALLOW', 'data/*'],
    ['DISALLOW', '*'],
  ],
};
const DATA = { 'data/a.jsonl': 'text' };
const GOOD = {
  'fetch.link': metadata(link('fetch', {}, DATA), alice.privateKey),
  'train.link': metadata(link('train', DATA, { ...DATA, ...FILES }), bob.privateKey),
};

async function check(
  document: string,
  links: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = FILES,
): Promise<{ readonly layout: LayoutCheck | undefined; readonly answer: string | undefined }> {
  const directory = await temporaryDirectory();
  const [model, sources] = [join(directory, 'model'), join(directory, 'links')];
  write(model, files);
  write(sources, { 'none.txt': '', ...links });
  write(directory, {
    'owner.pem': pemOf(owner.publicKey),
    'root.layout': document,
    'policy.yaml': `version: 1
name: p
profile: strict
trust:
  keys: [{ name: owner, file: owner.pem }]
attestations:
  layouts: [{ name: chain, file: root.layout, signedBy: [owner] }]
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
  const evidence = await verifyStage.run(context, { sources: await readSources([sources]) });
  const [judgement] = judgeAttestations(new Map([['verify', evidence]]), policy, NOW);
  return { layout: verifyPredicateSchema.parse(evidence.predicate).layouts?.[0], answer: judgement?.answer };
}

const signed = (steps: readonly Step[], more: object = {}): string => metadata(layout(steps, more), owner.privateKey);

describe('an in-toto layout', () => {
  it('holds where every step was carried out by its functionary, chained to the one before and to the model', async () => {
    expect(await check(signed([FETCH, TRAIN]), GOOD)).toMatchObject({
      answer: 'pass',
      layout: {
        status: 'passed',
        signer: 'owner',
        steps: [{ functionaries: ['alice'] }, { functionaries: ['bob'], links: ['train.link'] }],
      },
    });
  });

  it('takes envelopes, link statements, ECDSA and RSA as well', async () => {
    const steps = [
      { ...FETCH, pubkeys: ['rsa'] },
      { ...TRAIN, pubkeys: ['p256'] },
    ];
    const builder = newKey();
    const p256 = { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pemOf(builder.publicKey) } };
    const resources = (files: Record<string, string>): object[] =>
      Object.entries(files).map(([name, content]) => ({ name, digest: { sha256: sha256(content) } }));
    const statement = signStatement(
      {
        _type: STATEMENT_TYPE,
        subject: resources({ ...DATA, ...FILES }) as { name: string; digest: Record<string, string> }[],
        predicateType: LINK_TYPE,
        predicate: { name: 'train', command: [], materials: resources(DATA) },
      },
      builder.privateKey,
    );
    const links = {
      'fetch.link': metadata(link('fetch', {}, DATA), rsa.privateKey),
      'train.intoto.jsonl': JSON.stringify(statement.dsseEnvelope),
    };
    expect(await check(signed(steps, { keys: { ...KEYS, p256 } }), links)).toMatchObject({ answer: 'pass' });
  });

  it.each([
    ['a step has no link', [FETCH, TRAIN], { 'fetch.link': GOOD['fetch.link'] }, 'unknown', /train \(0 of 1\)/u],
    [
      'a stranger carried out a step',
      [FETCH, TRAIN],
      { ...GOOD, 'train.link': metadata(link('train', DATA, FILES), carol.privateKey) },
      'unknown',
      /train \(0 of 1\)/u,
    ],
    [
      'the functionary of another step carried it out',
      [FETCH, TRAIN],
      { ...GOOD, 'train.link': metadata(link('train', DATA, FILES), alice.privateKey) },
      'unknown',
      /train/u,
    ],
    [
      'too few did',
      [FETCH, { ...TRAIN, threshold: 2, pubkeys: ['alice', 'bob'] }],
      GOOD,
      'unknown',
      /train \(1 of 2\)/u,
    ],
    [
      'one key under two names counts once',
      [FETCH, { ...TRAIN, threshold: 2, pubkeys: ['again', 'bob'] }],
      GOOD,
      'unknown',
      /train \(1 of 2\)/u,
    ],
    [
      'two functionaries contradict one another',
      [FETCH, { ...TRAIN, threshold: 2, pubkeys: ['alice', 'bob'] }],
      {
        ...GOOD,
        'other.link': metadata(link('train', DATA, { ...DATA, 'model.safetensors': 'poison' }), alice.privateKey),
      },
      'fail',
      /contradict/u,
    ],
    [
      'a material is not what the step before made',
      [FETCH, TRAIN],
      { ...GOOD, 'train.link': metadata(link('train', { 'data/a.jsonl': 'poison' }, FILES), bob.privateKey) },
      'fail',
      /materials hold data\/a.jsonl/u,
    ],
    [
      'a required file is missing',
      [{ ...FETCH, expected_products: [['REQUIRE', 'data/b.jsonl']] }, TRAIN],
      GOOD,
      'fail',
      /lack data\/b.jsonl/u,
    ],
    [
      'a rule names a step that there is not',
      [FETCH, { ...TRAIN, expected_materials: [['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'nowhere']] }],
      GOOD,
      'fail',
      /step nowhere/u,
    ],
  ])('does not hold where %s', async (_what, steps, links, answer, why) => {
    expect(await check(signed(steps), links)).toMatchObject({ answer, layout: { detail: expect.stringMatching(why) } });
  });

  it('does not hold for a model that holds a file which no step made, or an older one', async () => {
    expect(await check(signed([FETCH, TRAIN]), GOOD, { ...FILES, 'run.py': 'pass' })).toMatchObject({
      answer: 'fail',
      layout: { unaccounted: ['run.py'] },
    });
    const quantize: Step = {
      name: 'quantize',
      pubkeys: ['bob'],
      expected_products: [
        ['MODIFY', '*.safetensors'],
        ['ALLOW', '*'],
      ],
    };
    const links = {
      ...GOOD,
      'quantize.link': metadata(link('quantize', FILES, { 'model.safetensors': 'small' }), bob.privateKey),
    };
    expect(await check(signed([FETCH, TRAIN, quantize]), links)).toMatchObject({
      answer: 'fail',
      layout: { unaccounted: ['model.safetensors'] },
    });
  });

  it('follows prefixes of both sides', async () => {
    const train = {
      ...TRAIN,
      expected_materials: [
        ['MATCH', '*.jsonl', 'IN', 'in', 'WITH', 'PRODUCTS', 'IN', 'data', 'FROM', 'fetch'],
        ['DISALLOW', '*'],
      ],
    };
    const links = {
      ...GOOD,
      'train.link': metadata(
        link('train', { 'in/a.jsonl': 'text' }, { 'in/a.jsonl': 'text', ...FILES }),
        bob.privateKey,
      ),
    };
    expect(await check(signed([FETCH, { ...train, expected_products: [] }]), links)).toMatchObject({ answer: 'pass' });
  });

  it('tells of inspections and never runs them', async () => {
    const marker = join(await temporaryDirectory(), 'marker');
    const inspect_ = {
      _type: 'inspection',
      name: 'untar',
      run: ['touch', marker],
      expected_materials: [],
      expected_products: [['DISALLOW', '*']],
    };
    const { layout: found, answer } = await check(signed([FETCH, TRAIN], { inspect: [inspect_] }), GOOD);
    expect(answer).toBe('pass');
    expect(found).toMatchObject({
      detail: expect.stringContaining('not run: untar'),
      inspections: [{ name: 'untar', run: ['touch', marker] }],
    });
    const { existsSync } = await import('node:fs');
    expect(existsSync(marker)).toBe(false);
    const strict = {
      ...inspect_,
      expected_materials: [
        ['MATCH', '*.safetensors', 'WITH', 'PRODUCTS', 'FROM', 'train'],
        ['DISALLOW', '*'],
      ],
    };
    expect(await check(signed([FETCH, TRAIN], { inspect: [strict] }), GOOD)).toMatchObject({ answer: 'fail' });
  });

  it('tells of another command, which does not fail it', async () => {
    const { layout: found, answer } = await check(
      signed([FETCH, { ...TRAIN, expected_command: ['train', '--fast'] }]),
      GOOD,
    );
    expect({ answer, notes: found?.steps[1]?.notes }).toEqual({
      answer: 'pass',
      notes: [expect.stringContaining('another command')],
    });
  });

  it.each([
    ['expired', () => signed([FETCH, TRAIN], { expires: '2026-11-01T00:00:00Z' }), 'SIGNER_OUTSIDE_TERM'],
    ['is signed by somebody else', () => metadata(layout([FETCH, TRAIN]), alice.privateKey), 'SIGNER_UNTRUSTED'],
    ['was changed', () => signed([FETCH, TRAIN]).replace('"threshold":1', '"threshold":2'), 'SIGNER_UNTRUSTED'],
    ['has two steps of one name', () => signed([FETCH, FETCH]), 'ATTESTATION_AMBIGUOUS'],
    ['names a key that it lacks', () => signed([{ ...FETCH, pubkeys: ['dave'] }]), 'ATTESTATION_INVALID'],
    [
      'has a rule that nobody knows',
      () => signed([{ ...FETCH, expected_products: [['PERHAPS', '*']] }]),
      'ATTESTATION_INVALID',
    ],
    [
      'has a member twice',
      () => signed([FETCH]).replace('"expires":', '"expires":"2030-01-01T00:00:00Z","expires":'),
      'ATTESTATION_AMBIGUOUS',
    ],
  ])('that %s never holds', async (_what, document, code) => {
    expect(await check(document(), GOOD)).toMatchObject({ answer: 'fail', layout: { status: 'failed', code } });
  });
});

describe('a layout in the place of a link', () => {
  // in-toto's file names carry the first eight digits of the key's identifier.
  const BOB = 'b0b0b0b0'.repeat(8);
  const keys = { ...KEYS, [BOB]: hexKey(bob.publicKey) };
  const DELEGATED: Step = { ...TRAIN, pubkeys: [BOB] };
  const OUTER = signed([FETCH, DELEGATED], { keys });
  const PREPARED = { 'text.bin': 'tokens' };
  const PREPARE: Step = { name: 'prepare', pubkeys: ['carol'], expected_products: [['CREATE', 'text.bin']] };
  const FIT: Step = {
    name: 'fit',
    pubkeys: ['carol'],
    expected_materials: [
      ['MATCH', 'text.bin', 'WITH', 'PRODUCTS', 'FROM', 'prepare'],
      ['DISALLOW', '*'],
    ],
  };
  const own = { keys: { carol: hexKey(carol.publicKey) } };
  const inner = (more: object = {}): string => metadata(layout([PREPARE, FIT], { ...own, ...more }), bob.privateKey);
  const LINKS = {
    'fetch.link': GOOD['fetch.link'],
    'train.b0b0b0b0/prepare.link': metadata(link('prepare', DATA, { ...DATA, ...PREPARED }), carol.privateKey),
    'train.b0b0b0b0/fit.link': metadata(link('fit', PREPARED, { ...DATA, ...FILES }), carol.privateKey),
  };

  it('stands for a link from its first materials to its last products, once all of its steps hold', async () => {
    expect(await check(OUTER, { ...LINKS, 'train.b0b0b0b0.link': inner() })).toMatchObject({
      answer: 'pass',
      layout: { steps: [{}, { name: 'train', functionaries: [BOB], links: ['train.b0b0b0b0.link'] }] },
    });
  });

  it('counts with inspections of its own, which are told of and never run', async () => {
    const untar = { _type: 'inspection', name: 'untar', run: ['false'], expected_materials: [], expected_products: [] };
    const told = await check(OUTER, { ...LINKS, 'train.b0b0b0b0.link': inner({ inspect: [untar] }) });
    expect(told).toMatchObject({
      answer: 'pass',
      layout: { steps: [{}, { notes: [expect.stringMatching(/train\.b0b0b0b0\.link are not run: untar/u)] }] },
    });
  });

  it.each([
    [
      'another functionary signed it',
      { 'train.b0b0b0b0.link': metadata(layout([PREPARE, FIT], own), alice.privateKey) },
    ],
    ['it expired', { 'train.b0b0b0b0.link': inner({ expires: '2026-01-01T00:00:00Z' }) }],
    ['it names no such step', { 'other.b0b0b0b0.link': inner() }],
    ['one of its steps has no link', { 'train.b0b0b0b0.link': inner(), 'train.b0b0b0b0/fit.link': '{}' }],
    [
      'one of its rules does not hold',
      {
        'train.b0b0b0b0.link': inner(),
        'train.b0b0b0b0/fit.link': metadata(link('fit', { 'text.bin': 'poison' }, FILES), carol.privateKey),
      },
    ],
    ['it is no layout', { 'train.b0b0b0b0.link': metadata({ _type: 'layout', steps: [] }, bob.privateKey) }],
    // It delegates to itself, for ever.
    [
      'it stands for itself',
      { 'train.b0b0b0b0.link': metadata(layout([{ ...TRAIN, pubkeys: [BOB] }], { keys }), bob.privateKey) },
    ],
  ])('does not count where %s', async (_what, more) => {
    const { answer, layout: told } = await check(OUTER, { ...LINKS, ...more });
    expect(answer).toBe('unknown');
    expect(told?.detail).toContain('train (0 of 1)');
  });

  it('fails the layout above it where what it made is not what that allows', async () => {
    const strict: Step = { ...DELEGATED, expected_products: [['DISALLOW', '*.safetensors']] };
    const above = signed([FETCH, strict], { keys });
    expect(await check(above, { ...LINKS, 'train.b0b0b0b0.link': inner() })).toMatchObject({ answer: 'fail' });
  });

  it('counts towards a threshold beside the link of another functionary', async () => {
    const two = signed([FETCH, { ...DELEGATED, threshold: 2, pubkeys: ['alice', BOB] }], { keys });
    const links = { ...LINKS, 'train.b0b0b0b0.link': inner() };
    expect(await check(two, links)).toMatchObject({ answer: 'unknown' });
    const alike = metadata(link('train', DATA, { ...DATA, ...FILES }), alice.privateKey);
    expect(await check(two, { ...links, 'train.alice.link': alike })).toMatchObject({ answer: 'pass' });
  });
});
