import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import type { Policy } from '../../src/core/policy.ts';
import { keyDigest } from '../../src/trust/key.ts';
import { preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { OLDER_STATEMENT_TYPE, STATEMENT_TYPE, subjectDigest, type Statement } from '../../src/trust/statement.ts';
import { checkAttestation } from '../../src/verify/attestation.ts';
import { signStatement } from '../support/statements.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const SUBJECT = 'ab'.repeat(32);
const STATEMENT: Statement = {
  _type: STATEMENT_TYPE,
  subject: [{ name: 'model', digest: { sha256: SUBJECT } }],
  predicateType: 'https://example.org/predicate/v1',
  predicate: { result: 'good' },
};
const trusting = (key: KeyObject, term: object = {}): Policy['trust'] => ({
  keys: [{ name: 'ci', publicKey: String(key.export({ type: 'spki', format: 'pem' })), ...term }],
  identities: [],
  authorities: [],
});
const TRUST = trusting(publicKey);

interface Asked {
  readonly trust?: Policy['trust'];
  readonly subjects?: readonly string[];
  readonly type?: string;
}

function check(
  text: string | Uint8Array,
  { trust = TRUST, subjects = [SUBJECT], type = STATEMENT.predicateType }: Asked = {},
): ReturnType<typeof checkAttestation> {
  return checkAttestation({
    bytes: Buffer.from(text),
    where: 'it',
    trust,
    clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
    subjects: subjects.map(subjectDigest),
    type,
  });
}

/** A bundle whose signature is good over these very bytes, whatever they say. */
function over(payload: string, payloadType = 'application/vnd.in-toto+json'): string {
  const bundle = signStatement(STATEMENT, privateKey);
  const sig = sign('sha256', preAuthenticationEncoding(payloadType, Buffer.from(payload)), privateKey);
  return JSON.stringify({
    ...bundle,
    dsseEnvelope: {
      payload: Buffer.from(payload).toString('base64'),
      payloadType,
      signatures: [{ sig: sig.toString('base64'), keyid: '' }],
    },
  });
}

const VALID = JSON.stringify(signStatement(STATEMENT, privateKey));
const code = async (...call: Parameters<typeof check>): Promise<unknown> =>
  check(...call).then(
    () => 'verified',
    (error: { code?: string }) => error.code ?? error,
  );

describe('a signed statement', () => {
  it('verifies as it was signed', async () => {
    expect(await check(VALID)).toMatchObject({ signer: 'ci', statement: STATEMENT });
  });

  it('does not verify once any of its bytes changed: only the hint of the key means nothing', async () => {
    const bytes = Buffer.from(VALID);
    const hint = parseBundle(bytes, 'it').material;
    const start = hint.kind === 'key' ? VALID.indexOf(hint.hint ?? '?') : -1;
    expect(start).toBeGreaterThan(0);
    const verifying: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      // One bit, another digit or letter, and what a text takes anywhere: each is enough to be another byte.
      const byte = bytes[at] ?? 0;
      for (const value of [byte ^ 1, byte ^ 0x20, 0x41, 0x20]) {
        if (value === byte) continue;
        const mutated = Buffer.from(bytes);
        mutated[at] = value;
        if ((await code(mutated)) === 'verified') verifying.push(at);
      }
    }
    expect(verifying.filter((at) => at < start || at >= start + 64)).toEqual([]);
  });

  it('does not verify when it is cut anywhere', async () => {
    for (let at = 0; at < VALID.length; at += 7) expect(await code(VALID.slice(0, at))).toBe('ATTESTATION_INVALID');
  });

  // Each puts a text in the place of another, so that the rest of the bundle stays as it was signed.
  it.each([
    [
      'a second payload',
      '{"mediaType"',
      '{"messageSignature":{"signature":"AA=="},"mediaType"',
      'ATTESTATION_AMBIGUOUS',
    ],
    ['an envelope in the other spelling', '{"mediaType"', '{"dsse_envelope":{},"mediaType"', 'ATTESTATION_AMBIGUOUS'],
    [
      'a payload in the other spelling',
      '{"payload"',
      '{"payload_type":"text/plain","payload"',
      'ATTESTATION_AMBIGUOUS',
    ],
    ['a second signature', '"signatures":[', '"signatures":[{"sig":"AA=="},', 'ATTESTATION_AMBIGUOUS'],
    ['no signature', /"signatures":\[.*\]/u, '"signatures":[]', 'ATTESTATION_INVALID'],
    ['a field that nobody knows', '{"publicKey"', '{"critical":true,"publicKey"', 'ATTESTATION_AMBIGUOUS'],
    [
      'a key and a certificate',
      '{"publicKey"',
      '{"certificate":{"rawBytes":"AA=="},"publicKey"',
      'ATTESTATION_INVALID',
    ],
    ['another type of payload', 'application/vnd.in-toto+json', 'text/plain', 'PAYLOAD_TYPE_MISMATCH'],
    ['another payload', /"payload":"[^"]*"/u, '"payload":"e30="', 'SIGNATURE_INVALID'],
    ['a payload of the wrong type', /"payload":"[^"]*"/u, '"payload":7', 'ATTESTATION_INVALID'],
    ['another version of bundles', 'v0.3+json', 'v0.9+json', 'ATTESTATION_INVALID'],
  ])('is refused with %s', async (_what, part, other, expected) => {
    const text = VALID.replace(part, other);
    expect(text).not.toBe(VALID);
    expect(await code(text)).toBe(expected);
  });

  it('is refused when a name stands twice, in the bundle or in what was signed', async () => {
    expect(await code(VALID.replace('"payloadType":', '"payloadType":"x","payloadType":'))).toBe(
      'ATTESTATION_AMBIGUOUS',
    );
    const twice = JSON.stringify(STATEMENT).replace('"predicate":', '"predicate":{},"\\u0070redicate":');
    expect(await code(over(twice))).toBe('ATTESTATION_AMBIGUOUS');
  });

  it('is refused with base64 that is not the only one for its bytes', async () => {
    // Of three lengths in a row, two leave bits in the last digit that no byte takes.
    const padded = ['', 'a', 'aa']
      .map((pad) => over(JSON.stringify({ ...STATEMENT, predicate: { pad } })))
      .find((text) => /"payload":"[^"]*[A-Za-z0-9]=+"/u.test(text));
    const slack = padded?.replace(
      /([A-Za-y0-8])(=+)"/u,
      (_all, last: string, pad: string) => `${String.fromCodePoint((last.codePointAt(0) ?? 0) + 1)}${pad}"`,
    );
    expect(await code(padded ?? '')).toBe('verified');
    expect(slack).not.toBe(padded);
    expect(await code(slack ?? '')).toBe('ATTESTATION_INVALID');
  });

  it.each([
    ['another digest', { sha256: 'cd'.repeat(32) }, 'SUBJECT_MISMATCH'],
    ['the digest under another algorithm', { blake3: SUBJECT }, 'SUBJECT_MISMATCH'],
    ['the digest under a look-alike of its algorithm', { ѕha256: SUBJECT }, 'SUBJECT_MISMATCH'],
    ['the digest in capitals', { sha256: SUBJECT.toUpperCase() }, 'ATTESTATION_INVALID'],
    ['a digest of another length', { sha256: SUBJECT.slice(2) }, 'ATTESTATION_INVALID'],
    ['a longer digest that begins alike', { sha256: `${SUBJECT}00` }, 'ATTESTATION_INVALID'],
    ['no digest', {}, 'SUBJECT_MISMATCH'],
  ])('is not about the model with %s', async (_what, digest, expected) => {
    expect(await code(over(JSON.stringify({ ...STATEMENT, subject: [{ name: 'model', digest }] })))).toBe(expected);
  });

  it('may be about others too, wherever the model stands among them', async () => {
    const others = ['01', '02'].map((digit) => ({ name: digit, digest: { sha256: digit.repeat(32) } }));
    const subject = [others[0], STATEMENT.subject[0], others[1]];
    expect(await code(over(JSON.stringify({ ...STATEMENT, subject })))).toBe('verified');
  });

  it('is refused with another type of predicate, one that looks alike included', async () => {
    for (const predicateType of [
      'https://example.org/predicate/v2',
      'https://examp1e.org/predicate/v1',
      'https://еxample.org/predicate/v1',
    ])
      expect(await code(over(JSON.stringify({ ...STATEMENT, predicateType })))).toBe('PREDICATE_TYPE_MISMATCH');
  });

  it('says which check of the signer failed', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(await code(VALID, { trust: trusting(stranger.publicKey) })).toBe('SIGNATURE_INVALID');
    expect(await code(VALID, { trust: trusting(publicKey, { until: '2026-11-01T00:00:00Z' }) })).toBe(
      'SIGNER_OUTSIDE_TERM',
    );
    expect(await code(VALID, { trust: trusting(publicKey, { from: '2026-12-01T00:00:00Z' }) })).toBe(
      'SIGNER_OUTSIDE_TERM',
    );
    const revoked = [{ name: 'ci', sha256: keyDigest(publicKey), since: '2026-11-01T00:00:00Z', reason: 'lost' }];
    expect(await code(VALID, { trust: { ...TRUST, revoked } })).toBe('KEY_REVOKED');
  });

  it('may leave its predicate out, and may name it in the type of the payload', async () => {
    const { predicate: _none, ...bare } = STATEMENT;
    expect(await code(over(JSON.stringify(bare)))).toBe('verified');
    expect(await code(over(JSON.stringify(STATEMENT), 'application/vnd.in-toto.test-result+json'))).toBe('verified');
    expect(await code(over(JSON.stringify(STATEMENT), 'application/vnd.in-toto.x+json '))).toBe(
      'PAYLOAD_TYPE_MISMATCH',
    );
  });

  it('may be of Statement v0.1, which is told of', async () => {
    const older = { ...STATEMENT, _type: OLDER_STATEMENT_TYPE };
    expect(await check(over(JSON.stringify(older)))).toMatchObject({ older: [OLDER_STATEMENT_TYPE] });
    expect(await check(VALID)).toMatchObject({ older: [] });
    expect(await code(over(JSON.stringify({ ...older, _type: 'https://in-toto.io/Statement/v2' })))).toBe(
      'ATTESTATION_INVALID',
    );
  });

  it.each(['sha384', 'sha512', 'sha3_256', 'blake3', 'gitCommit'])('may be asked for by %s', async (algorithm) => {
    const value = 'cd'.repeat({ sha384: 48, sha512: 64, sha3_256: 32, blake3: 32, gitCommit: 20 }[algorithm] ?? 0);
    const text = over(JSON.stringify({ ...STATEMENT, subject: [{ digest: { sha256: SUBJECT, [algorithm]: value } }] }));
    expect(await code(text, { subjects: [`${algorithm}:${value.toUpperCase()}`] })).toBe('verified');
    expect(await code(text, { subjects: [SUBJECT, `${algorithm}:${value}`] })).toBe('verified');
    expect(await code(text, { subjects: [`${algorithm}:${value.replace('c', 'd')}`] })).toBe('SUBJECT_MISMATCH');
    expect(await code(text, { subjects: [`sha256:${'cd'.repeat(32)}`] })).toBe('SUBJECT_MISMATCH');
  });

  it('must be about every subject that it is asked for', async () => {
    const subject = ['01', '02'].map((digit) => ({ name: digit, digest: { sha256: digit.repeat(32) } }));
    const text = over(JSON.stringify({ ...STATEMENT, subject }));
    expect(await code(text, { subjects: ['02'.repeat(32), '01'.repeat(32)] })).toBe('verified');
    expect(await code(text, { subjects: ['02'.repeat(32), '03'.repeat(32)] })).toBe('SUBJECT_MISMATCH');
  });

  it.each(['md5:d41d8cd98f00b204e9800998ecf8427e', `sha1:${'ab'.repeat(20)}`, 'sha256:abcd', 'abcd', 'sha256:', ''])(
    'is not asked for by %j',
    (text) => expect(() => subjectDigest(text)).toThrow(expect.objectContaining({ code: 'USAGE' })),
  );

  it.each([
    ['https://slsa.dev/provenance/v1', { buildDefinition: { buildType: 'b' } }],
    ['https://slsa.dev/provenance/v0.2', { builder: {} }],
    [
      'https://slsa.dev/verification_summary/v1',
      { verificationResult: 'PASSED?', verifier: { id: 'v' }, resourceUri: 'r' },
    ],
    ['https://in-toto.io/attestation/test-result/v0.1', { result: 'GREEN', configuration: [] }],
    ['https://in-toto.io/attestation/vulns/v0.2', {}],
    ['https://cyclonedx.org/bom', { bomFormat: 'SPDX', specVersion: '1.6' }],
  ])('is refused where its predicate is no %s', async (type, predicate) => {
    const text = over(JSON.stringify({ ...STATEMENT, predicateType: type, predicate }));
    expect(await code(text, { type })).toBe('PREDICATE_INVALID');
  });

  it('may be a bill of materials of something that is no model', async () => {
    const type = 'https://cyclonedx.org/bom';
    const predicate = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'library', name: 'zlib' }] };
    expect(await code(over(JSON.stringify({ ...STATEMENT, predicateType: type, predicate })), { type })).toBe(
      'verified',
    );
  });

  it('is refused where it tells of a time to come', async () => {
    const type = 'https://slsa.dev/provenance/v1';
    const told = (finishedOn: string): string =>
      over(
        JSON.stringify({
          ...STATEMENT,
          predicateType: type,
          predicate: {
            buildDefinition: { buildType: 'b', externalParameters: {} },
            runDetails: { builder: { id: 'i' }, metadata: { finishedOn } },
          },
        }),
      );
    expect(await code(told('2026-11-23T09:00:00Z'), { type })).toBe('verified');
    expect(await code(told('2027-11-23T09:00:00Z'), { type })).toBe('STATEMENT_FROM_FUTURE');
  });
});

describe('a DSSE envelope that stands alone', () => {
  const payload = Buffer.from(JSON.stringify(STATEMENT));
  const strangers = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-384' }));
  const by = (key: KeyObject): { readonly keyid: string; readonly sig: string } => ({
    keyid: 'any',
    sig: sign('sha256', preAuthenticationEncoding('application/vnd.in-toto+json', payload), key).toString('base64'),
  });
  const envelope = (...signatures: readonly object[]): Record<string, unknown> => ({
    payloadType: 'application/vnd.in-toto+json',
    payload: payload.toString('base64'),
    signatures,
  });
  const [one, other] = strangers.map(({ privateKey: key }) => by(key));
  const own = by(privateKey);

  it('verifies by one signature of the given key, wherever it stands among others, which are told of', async () => {
    for (const signatures of [[own], [one, own], [own, one, other], [one, { sig: 'AA==' }, own]])
      expect(await check(JSON.stringify(envelope(...signatures.map((each) => each ?? {}))))).toMatchObject({
        signer: 'ci',
        otherSignatures: signatures.length - 1,
      });
  });

  it('does not verify by signatures of others, however many, nor by none', async () => {
    expect(await code(JSON.stringify(envelope(one ?? {}, other ?? {})))).toBe('SIGNATURE_INVALID');
    expect(await code(JSON.stringify(envelope()))).toBe('ATTESTATION_INVALID');
    const many = Array.from({ length: 33 }, () => own);
    expect(await code(JSON.stringify(envelope(...many)))).toBe('ATTESTATION_AMBIGUOUS');
  });

  it('counts for a key in its term beside a key that is revoked', async () => {
    const keys = [...trusting(strangers[0]?.publicKey ?? publicKey).keys, ...TRUST.keys];
    const revoked = [
      {
        name: 'old',
        sha256: keyDigest(strangers[0]?.publicKey ?? publicKey),
        since: '2026-01-01T00:00:00Z',
        reason: 'lost',
      },
    ];
    const trust = { ...TRUST, keys, revoked };
    expect(await code(JSON.stringify(envelope(one ?? {}, own)), { trust })).toBe('verified');
    expect(await code(JSON.stringify(envelope(one ?? {})), { trust })).toBe('KEY_REVOKED');
  });

  it('may be in either alphabet of base64 and hold members that nobody knows', async () => {
    const safe = (text: string): string => Buffer.from(text, 'base64').toString('base64url');
    const [url, padded] = [own.sig, own.sig].map((sig) => ({ sig: safe(sig), extension: { kind: 'none' } }));
    expect(
      await code(JSON.stringify({ ...envelope(url ?? {}), payload: safe(payload.toString('base64')), note: 1 })),
    ).toBe('verified');
    const sig = padded?.sig ?? '';
    const filled = { sig: sig.padEnd(Math.ceil(sig.length / 4) * 4, '=') };
    expect(await code(JSON.stringify(envelope(filled)))).toBe('verified');
    expect(await code(JSON.stringify(envelope({ sig: `${own.sig}!` })))).toBe('ATTESTATION_INVALID');
  });

  it.each(['payload_type', 'PAYLOAD', 'Signatures'])('is refused with %s beside its own spelling', async (name) => {
    expect(await code(JSON.stringify({ ...envelope(own), [name]: 'other' }))).toBe('ATTESTATION_AMBIGUOUS');
  });
});
