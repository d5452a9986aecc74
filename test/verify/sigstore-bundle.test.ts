import { createHash, createPrivateKey, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FulcioSigner } from '@sigstore/sign';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock, systemClock } from '../../src/core/clock.ts';
import { preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { checkAttestation } from '../../src/verify/attestation.ts';
import { subjectDigest } from '../../src/trust/statement.ts';
import { AUTHORITY, certificateIn, LEAF } from '../support/certificates.ts';
import { identityToken, LocalSigstore, type Entry, type LogOptions } from '../support/sigstore-instance.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';
import { TimestampAuthority } from '../trust/tsa.ts';

const TYPE = 'application/vnd.in-toto+json';
const ISSUER = 'https://issuer.invalid';
const SIGNER = 'https://forge.invalid/acme/.github/workflows/release.yml@refs/heads/main';
const SUBJECT = 'ab'.repeat(32);
const statement = (predicate: object = {}, type = 'https://in-toto.io/Statement/v1') =>
  Buffer.from(
    JSON.stringify({
      ...(type === '' ? {} : { _type: type }),
      subject: [{ name: 'model', digest: { sha256: SUBJECT } }],
      predicateType: 'https://example.org/predicate/v1',
      predicate,
    }),
  );
const STATEMENT = statement();

const directory = sharedTemporaryDirectory();
const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const managed = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pemOf = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }));
let instance: LocalSigstore;
let leaf: X509Certificate;
let another: X509Certificate;

async function certificateOf({ privateKey, publicKey }: typeof signingKey, who = SIGNER): Promise<X509Certificate> {
  const signer = new FulcioSigner({
    fulcioBaseURL: instance.url,
    identityProvider: { getToken: () => Promise.resolve(identityToken(who, ISSUER)) },
    keyHolder: {
      sign: (data: Buffer) =>
        Promise.resolve({
          signature: sign('sha256', data, privateKey),
          key: { $case: 'publicKey' as const, publicKey: pemOf(publicKey) },
        }),
    },
  });
  const { key } = await signer.sign(Buffer.from('anything'));
  if (key.$case !== 'x509Certificate') expect.unreachable();
  return new X509Certificate(key.certificate);
}

beforeAll(async () => {
  // Its log of certificates signs an extension with each promise, as logs in static tiles do (the leaf’s index).
  instance = await LocalSigstore.start(directory, 1, { sctExtensions: Buffer.from([0, 0, 5, 0, 0, 0, 0, 7]) });
  leaf = await certificateOf(signingKey);
  another = await certificateOf(signingKey);
});
afterAll(() => instance.stop());

const signed = (payload: Buffer, key: KeyObject): Buffer =>
  sign('sha256', preAuthenticationEncoding(TYPE, payload), key);
const sha256 = (bytes: Uint8Array, as: 'hex' | 'base64') => createHash('sha256').update(bytes).digest(as);

/** What a log records of a DSSE envelope, in each of the forms that there are. */
const ENTRIES: Readonly<Record<string, (payload: Buffer, sig: Buffer, pem: string) => Entry>> = {
  'dsse 0.0.1': (payload, sig, pem) => ({
    kind: 'dsse',
    apiVersion: '0.0.1',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: '00' },
      payloadHash: { algorithm: 'sha256', value: sha256(payload, 'hex') },
      signatures: [{ signature: sig.toString('base64'), verifier: Buffer.from(pem).toString('base64') }],
    },
  }),
  'intoto 0.0.2': (payload, sig, pem) => ({
    kind: 'intoto',
    apiVersion: '0.0.2',
    spec: {
      content: {
        envelope: {
          payloadType: TYPE,
          signatures: [
            {
              publicKey: Buffer.from(pem).toString('base64'),
              sig: Buffer.from(sig.toString('base64')).toString('base64'),
            },
          ],
        },
        payloadHash: { algorithm: 'sha256', value: sha256(payload, 'hex') },
      },
    },
  }),
  'hashedrekord 0.0.1': (payload, sig, pem) => ({
    kind: 'hashedrekord',
    apiVersion: '0.0.1',
    spec: {
      data: { hash: { algorithm: 'sha256', value: sha256(preAuthenticationEncoding(TYPE, payload), 'hex') } },
      signature: { content: sig.toString('base64'), publicKey: { content: Buffer.from(pem).toString('base64') } },
    },
  }),
  'dsse 0.0.2': (payload, sig, pem) => ({
    kind: 'dsse',
    apiVersion: '0.0.2',
    spec: {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest: sha256(payload, 'base64') },
        signatures: [{ content: sig.toString('base64'), verifier: verifierOf(pem) }],
      },
    },
  }),
  'hashedrekord 0.0.2': (payload, sig, pem) => ({
    kind: 'hashedrekord',
    apiVersion: '0.0.2',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: sha256(preAuthenticationEncoding(TYPE, payload), 'base64') },
        signature: { content: sig.toString('base64'), verifier: verifierOf(pem) },
      },
    },
  }),
};
const KINDS = Object.keys(ENTRIES);

function verifierOf(pem: string): object {
  const rawBytes = pem.replaceAll(/-----[A-Z ]+-----|\s/gu, '');
  const keyDetails = 'PKIX_ECDSA_P256_SHA_256';
  return pem.includes('CERTIFICATE')
    ? { x509Certificate: { rawBytes }, keyDetails }
    : { publicKey: { rawBytes }, keyDetails };
}

interface Made {
  /** What the bundle holds. */
  readonly payload?: Buffer;
  readonly sig?: Buffer;
  /** What the log was told; as the bundle has it, if left out. */
  readonly loggedPayload?: Buffer;
  readonly loggedSig?: Buffer;
  readonly loggedAs?: string;
  readonly kind?: string;
  readonly key?: typeof managed;
  readonly log?: LogOptions;
  readonly timestamps?: readonly string[];
  readonly material?: object;
  readonly mediaType?: string;
}

/** A bundle of the keyless kind, or by `key`; what is not said otherwise is as it should be. */
async function made({ payload = STATEMENT, kind = 'dsse 0.0.1', key, ...given }: Made = {}) {
  const sig = given.sig ?? signed(payload, (key ?? signingKey).privateKey);
  const pem = given.loggedAs ?? (key === undefined ? leaf.toString() : pemOf(key.publicKey));
  const entry = ENTRIES[kind]?.(given.loggedPayload ?? payload, given.loggedSig ?? sig, pem);
  if (entry === undefined) expect.unreachable();
  const v2 = entry.apiVersion === '0.0.2' && entry.kind !== 'intoto';
  const timestamps = given.timestamps ?? (v2 && key === undefined ? [instance.stamp(sig)] : []);
  return {
    mediaType: given.mediaType ?? 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      ...(given.material ??
        (key === undefined
          ? { certificate: { rawBytes: leaf.raw.toString('base64') } }
          : { publicKey: { hint: 'whatever' } })),
      tlogEntries: [await instance.log(entry, given.log)] as Record<string, unknown>[],
      timestampVerificationData: { rfc3161Timestamps: timestamps.map((signedTimestamp) => ({ signedTimestamp })) },
    },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: TYPE,
      signatures: [{ sig: sig.toString('base64'), keyid: '' }],
    },
  };
}

type Root = ReturnType<LocalSigstore['trustedRoot']>;

async function said(
  bundle: object,
  { root = instance.trustedRoot(), key, now }: { root?: object | undefined; key?: KeyObject; now?: Date } = {},
): Promise<string> {
  return checkAttestation({
    bytes: Buffer.from(JSON.stringify(bundle)),
    where: 'it',
    trust: {
      keys: key === undefined ? [] : [{ name: 'release', publicKey: pemOf(key) }],
      identities: key === undefined ? [{ identity: SIGNER, issuer: ISSUER }] : [],
      authorities: [],
      trustedRoot: JSON.stringify(root),
    },
    clock: now === undefined ? systemClock : fixedClock(now),
    subjects: [subjectDigest(SUBJECT)],
  }).then(
    () => 'verified',
    (error: { code?: string; message?: string }) => `${error.code}: ${error.message}`,
  );
}

/** The same root, of which one member is another. */
function rootWith(change: (root: Record<string, Record<string, unknown>[]>) => void): Root {
  const root = JSON.parse(JSON.stringify(instance.trustedRoot()));
  change(root);
  return root;
}

describe.each(KINDS)('a bundle whose entry in the log is a %s', (kind) => {
  it('verifies, by identity and by a key', async () => {
    expect(await said(await made({ kind }))).toBe('verified');
    expect(await said(await made({ kind, key: managed }), { key: managed.publicKey })).toBe('verified');
  });

  it('is refused where the envelope, the signature or the signer is another than was logged', async () => {
    const other = statement({ other: true });
    const mismatches: Made[] = [
      { loggedPayload: other },
      { loggedPayload: other, loggedSig: signed(other, signingKey.privateKey) },
      // ECDSA gives another signature each time: this one is as good, and nobody logged it.
      { loggedSig: signed(STATEMENT, signingKey.privateKey) },
      { sig: signed(STATEMENT, stranger.privateKey) },
      { loggedAs: another.toString() },
      { loggedAs: pemOf(stranger.publicKey) },
      { loggedAs: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' },
    ];
    for (const mismatch of mismatches)
      expect(await said(await made({ kind, ...mismatch }))).toMatch(/^SIGNATURE_INVALID/u);
    const byKey = await made({ kind, key: managed, loggedAs: pemOf(stranger.publicKey) });
    expect(await said(byKey, { key: managed.publicKey })).toContain('names another signer');
    const unlogged = await made({ kind, key: managed, loggedSig: signed(STATEMENT, managed.privateKey) });
    expect(await said(unlogged, { key: managed.publicKey })).toMatch(/^SIGNATURE_INVALID/u);
  });

  it('is refused where its proof, its checkpoint or its numbers were changed', async () => {
    const none = Buffer.alloc(32).toString('base64');
    const changes: readonly [path: string, value: unknown][] = [
      ['inclusionProof.hashes', [none, none]],
      ['inclusionProof.hashes', []],
      ['inclusionProof.rootHash', none],
      ['inclusionProof.treeSize', '1'],
      ['inclusionProof.logIndex', '0'],
      ['inclusionProof.logIndex', '-1'],
      ['inclusionProof.checkpoint', undefined],
      ['inclusionProof', undefined],
      ['logIndex', '-1'],
      ['logId.keyId', none],
      ['kindVersion.version', '0.0.9'],
      ['kindVersion.kind', 'rpm'],
      ['canonicalizedBody', 'e30='],
      ['canonicalized_body', 'e30='],
      ['integratedTime', '-5'],
      ['critical', true],
    ];
    const bundle = await made({ kind });
    for (const [path, value] of changes) {
      const changed = structuredClone(bundle);
      const names = path.split('.');
      const holder = names
        .slice(0, -1)
        .reduce((inner, name) => Object(inner)[name], Object(changed.verificationMaterial.tlogEntries[0]));
      holder[names.at(-1) ?? ''] = value;
      expect(await said(changed), `${path}: ${String(value)}`).toMatch(/^SIGNATURE_INVALID/u);
    }
    const [entry] = bundle.verificationMaterial.tlogEntries;
    if (entry?.['inclusionPromise'] !== undefined) {
      const promised = structuredClone(bundle);
      const [first] = promised.verificationMaterial.tlogEntries;
      Object.assign(first ?? {}, { inclusionPromise: { signedEntryTimestamp: none } });
      expect(await said(promised)).toMatch(/^SIGNATURE_INVALID.*promise/u);
    }
    const twice = structuredClone(bundle);
    twice.verificationMaterial.tlogEntries.push(...twice.verificationMaterial.tlogEntries);
    expect(await said(twice)).toMatch(/^SIGNATURE_INVALID.*duplicate/u);
  });
});

describe('a checkpoint', () => {
  const cosigned = (key: KeyObject, name: string) => (text: string, line: string) => {
    const signature = Buffer.concat([Buffer.from('beef0000', 'hex'), sign('sha256', Buffer.from(text), key)]);
    return `${text}\n— ${name} ${signature.toString('base64')}\n${line}— ${name} ${signature.toString('base64')}\n`;
  };

  it('counts wherever the log’s signature stands among those of witnesses', async () => {
    for (const kind of ['dsse 0.0.1', 'dsse 0.0.2'])
      expect(await said(await made({ kind, log: { note: cosigned(stranger.privateKey, 'witness.invalid') } }))).toBe(
        'verified',
      );
  });

  it.each<[string, (text: string, line: string) => string]>([
    [
      'without the log’s signature',
      (text, line) => cosigned(stranger.privateKey, 'w.invalid')(text, line).replace(line, ''),
    ],
    ['without any signature', (text) => `${text}\n`],
    ['without its origin', (text, line) => `${text.split('\n').slice(1).join('\n')}\n${line}`],
    ['without its size', (text, line) => `${text.split('\n').toSpliced(1, 1).join('\n')}\n${line}`],
    ['without its root', (text, line) => `${text.split('\n').toSpliced(2, 1).join('\n')}\n${line}`],
    ['of another size', (text, line) => `${text.replace(/\n\d+\n/u, '\n99\n')}\n${line}`],
    ['with the signature of another log', (text, line) => `${text}\n${line.replace(/ \S+ /u, ' log.invalid ')}`],
    ['with the hint of another key', (text, line) => `${text}\n${line.replace(/ (\S{4})(\S+)\n/u, ' AAAA$2\n')}`],
    ['that is no note', () => 'nothing'],
  ])('is refused %s', async (_, note) => {
    expect(await said(await made({ kind: 'dsse 0.0.2', log: { note } }))).toMatch(/^SIGNATURE_INVALID/u);
  });
});

describe('the time of a keyless signature', () => {
  it('is not to come, nor outside of the life of its certificate', async () => {
    const seconds = (date: string, more: number) => Math.floor(Date.parse(date) / 1_000) + more;
    for (const time of [seconds(leaf.validFrom, -1), seconds(leaf.validTo, 1), 32_503_680_000])
      expect(await said(await made({ log: { time } }))).toMatch(/^SIGNATURE_INVALID/u);
    const early = new Date(leaf.validFromDate.getTime() - 600_000);
    expect(await said(await made(), { now: early })).toContain('time to come');
    expect(await said(await made({ kind: 'dsse 0.0.2' }), { now: early })).toContain('time to come');
  });

  it('is proven by a promise or a timestamp, each of them good', async () => {
    const v2 = { kind: 'dsse 0.0.2' };
    expect(await said(await made({ ...v2, timestamps: [] }))).toMatch(/^SIGNATURE_INVALID.*timestamp/u);
    expect(await said(await made({ ...v2, timestamps: [instance.stamp(Buffer.from('other'))] }))).toMatch(/^SIG/u);
    const sig = signed(STATEMENT, signingKey.privateKey);
    const wrapped = instance.stamp(sig).replaceAll(/(.{76})/gu, '$1\n');
    expect(await said(await made({ ...v2, sig, timestamps: [wrapped] }))).toBe('verified');
    const both = [instance.stamp(sig), instance.stamp(Buffer.from('other'))];
    expect(await said(await made({ ...v2, sig, timestamps: both }))).toMatch(/^SIGNATURE_INVALID/u);
    expect(await said(await made({ sig, timestamps: [instance.stamp(sig)] }))).toBe('verified');
    const unpromised = await made();
    for (const entry of unpromised.verificationMaterial.tlogEntries) delete entry['inclusionPromise'];
    expect(await said(unpromised)).toMatch(/^SIGNATURE_INVALID.*timestamp/u);
  });
});

describe('a timestamp of a keyless signature', () => {
  const by = async (authority: TimestampAuthority, certificates: readonly Buffer[], certified = true) => {
    const sig = signed(STATEMENT, signingKey.privateKey);
    const stamp = authority.stamp(sig, 'sha256', { certified }).toString('base64');
    const root = rootWith((changed) => {
      changed['timestampAuthorities'] = [
        {
          certChain: { certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })) },
          validFor: { start: new Date(Date.now() - 3_600_000).toISOString() },
        },
      ];
    });
    return said(await made({ kind: 'dsse 0.0.2', sig, timestamps: [stamp] }), { root });
  };

  it('counts by the chain that the trust root has, whatever certificates it brings', async () => {
    const good = new TimestampAuthority(directory, 'tsa-good');
    expect(await by(good, good.chain)).toBe('verified');
    expect(await by(good, good.chain, false)).toBe('verified');
    for (const short of [[], good.chain.slice(0, 1), good.chain.slice(1)])
      expect(await by(good, short)).toMatch(/^SIGNATURE_INVALID.*timestamp/u);
    const stranger = new TimestampAuthority(directory, 'tsa-stranger');
    expect(await by(stranger, good.chain)).toMatch(/^SIGNATURE_INVALID.*timestamp/u);
    expect(await by(good, good.chain.slice(0, 1).concat(stranger.chain.slice(1)))).toMatch(/^SIGNATURE_INVALID/u);
  });

  it.each([
    ['signs', { days: -1 }],
    ['is the root', { rootDays: -1 }],
  ])('counts for nothing where the certificate that %s was not good at its time', async (which, lives) => {
    const expired = new TimestampAuthority(directory, `tsa-${which.slice(-4)}`, lives);
    expect(await by(expired, expired.chain)).toMatch(/^SIGNATURE_INVALID.*timestamp/u);
  });
});

describe('a trust root', () => {
  const range = (start: number, end?: number) => ({
    start: new Date(start).toISOString(),
    ...(end === undefined ? {} : { end: new Date(end).toISOString() }),
  });
  const of = (name: string, validFor: unknown) =>
    rootWith((root) => {
      for (const one of root[name] ?? []) {
        if (name.endsWith('ctlogs') || name === 'tlogs') Object.assign(Object(one['publicKey']), { validFor });
        else Object.assign(one, { validFor });
      }
    });

  it('holds its keys to their times, both ends included', async () => {
    const now = Math.floor(Date.now() / 1_000) * 1_000;
    const bundle = await made({ log: { time: now / 1_000 } });
    expect(await said(bundle, { root: of('tlogs', range(now - 1_000, now)) })).toBe('verified');
    expect(await said(bundle, { root: of('tlogs', range(now, now)) })).toBe('verified');
    for (const name of ['tlogs', 'ctlogs', 'certificateAuthorities']) {
      expect(await said(bundle, { root: of(name, range(now - 7_200_000, now - 3_600_000)) })).toMatch(/^SIG/u);
      expect(await said(bundle, { root: of(name, range(now + 3_600_000)) })).toMatch(/^SIGNATURE_INVALID/u);
    }
    const stamped = await made({ kind: 'dsse 0.0.2' });
    const old = range(now - 7_200_000, now - 3_600_000);
    expect(await said(stamped, { root: of('timestampAuthorities', old) })).toMatch(/^SIGNATURE_INVALID/u);
    // The time of one authority is no other’s: one without certificates vouches for nothing.
    const borrowed = of('timestampAuthorities', old);
    Object(borrowed).timestampAuthorities.push({ certChain: { certificates: [] }, validFor: range(now - 3_600_000) });
    expect(await said(stamped, { root: borrowed })).toMatch(/^SIGNATURE_INVALID/u);
  });

  it.each(['tlogs', 'ctlogs', 'certificateAuthorities', 'timestampAuthorities'])(
    'is refused with a range of %s that has no start',
    async (name) => {
      const bundle = await made();
      expect(await said(bundle, { root: of(name, {}) })).toMatch(/^KEY_INVALID.*start/su);
      expect(await said(bundle, { root: of(name, { end: '2040-01-01T00:00:00Z' }) })).toMatch(/^KEY_INVALID/u);
      expect(await said(bundle, { root: of(name, null) })).toBe('verified');
    },
  );

  it('holds the log of certificates to what it signed, extensions and all', async () => {
    const other = await LocalSigstore.start(await temporaryDirectory(), 1);
    const { ctlogs } = Object(other.trustedRoot());
    await other.stop();
    const [ctlog] = Object(instance.trustedRoot()).ctlogs;
    const impostor = [{ ...ctlog, publicKey: ctlogs[0].publicKey }];
    expect(await said(await made(), { root: rootWith((root) => (root['ctlogs'] = impostor)) })).toMatch(/^SIG/u);
    expect(await said(await made())).toBe('verified');
  });

  it('may name other logs of certificates too, and an authority of the same name', async () => {
    const elsewhere = await LocalSigstore.start(await temporaryDirectory(), 1);
    const other = Object(elsewhere.trustedRoot());
    await elsewhere.stop();
    const bundle = await made();
    const more = rootWith((root) => {
      for (const name of ['ctlogs', 'certificateAuthorities', 'tlogs', 'timestampAuthorities'])
        root[name]?.unshift(...other[name]);
    });
    expect(await said(bundle, { root: more })).toBe('verified');
    for (const name of ['ctlogs', 'certificateAuthorities', 'tlogs'])
      expect(await said(bundle, { root: { ...instance.trustedRoot(), [name]: other[name] } })).toMatch(/^SIGNATURE_I/u);
  });

  it('that names nothing is enough for a key’s signature that was not logged, and for no other', async () => {
    const root = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' };
    const bundle = await made({ key: managed });
    expect(await said(bundle, { root, key: managed.publicKey })).toMatch(/^SIGNATURE_INVALID/u);
    bundle.verificationMaterial.tlogEntries = [];
    expect(await said(bundle, { root, key: managed.publicKey })).toBe('verified');
    expect(await said(await made(), { root })).toMatch(/^SIGNATURE_INVALID.*no certificate authority/u);
  });

  it('without logs is of an instance that proves times by timestamps alone', async () => {
    const sig = signed(STATEMENT, signingKey.privateKey);
    const bundle = await made({ sig, timestamps: [instance.stamp(sig)] });
    bundle.verificationMaterial.tlogEntries = [];
    const without = (...names: string[]) => rootWith((root) => names.forEach((name) => (root[name] = [])));
    expect(await said(bundle)).toMatch(/^SIGNATURE_INVALID.*tlog/u);
    expect(await said(bundle, { root: without('tlogs') })).toBe('verified');
    expect(await said(bundle, { root: without('tlogs', 'timestampAuthorities') })).toMatch(/^SIGNATURE_INVALID/u);
    expect(await said(await made(), { root: without('tlogs') })).toMatch(/^SIGNATURE_INVALID/u);
  });
});

describe('an authority of one’s own, which certifies more than signers', () => {
  const issuerExtension = `1.3.6.1.4.1.57264.1.1=DER:${Buffer.from(ISSUER).toString('hex')}\n`;
  const signedBy = async (name: string, extensions: string, key?: readonly string[]): Promise<string> => {
    const authority = certificateIn(directory, { name: 'own-root', extensions: AUTHORITY });
    const wish = { name, issuer: 'own-root', extensions: `${extensions}${issuerExtension}`, ...(key && { key }) };
    const certificate = certificateIn(directory, wish);
    const sig = signed(STATEMENT, createPrivateKey(readFileSync(join(directory, `${name}.key`))));
    const bundle = await made({
      sig,
      loggedAs: certificate.toString(),
      material: { certificate: { rawBytes: certificate.raw.toString('base64') } },
    });
    const root = rootWith((changed) => {
      changed['ctlogs'] = [];
      changed['certificateAuthorities'] = [
        { certChain: { certificates: [{ rawBytes: authority.raw.toString('base64') }] } },
      ];
    });
    return said(bundle, { root });
  };
  const NAME = `subjectAltName=URI:${SIGNER}\n`;

  it('certifies signers of code, with RSA keys too', async () => {
    expect(await signedBy('signer', `${LEAF}${NAME}`)).toBe('verified');
    const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
    expect(await signedBy('rsa', `${LEAF}${NAME}`, rsa)).toBe('verified');
  });

  it.each([
    [
      'a certificate for servers',
      `keyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n${NAME}`,
      /not for signing code/u,
    ],
    ['one without a purpose', `keyUsage=digitalSignature\n${NAME}`, /not for signing code/u],
    ['one with two names', `${LEAF}subjectAltName=URI:${SIGNER},email:a@example.org\n`, /several identities/u],
    ['one without a name', LEAF, /no identity/u],
    [
      'one with a critical extension that nobody knows',
      `${LEAF}${NAME}1.2.3.4=critical,ASN1:UTF8String:x\n`,
      /critical/u,
    ],
  ])('makes no signer of %s', async (_, extensions, why) => {
    expect(await signedBy('other', extensions)).toMatch(why);
  });

  it('makes no signer of whose name becomes another one without the highest bits', async () => {
    const bytes = Buffer.from(SIGNER);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    const name = Buffer.concat([Buffer.from([0x30, bytes.length + 2, 0x86, bytes.length]), bytes]);
    expect(await signedBy('hidden', `${LEAF}subjectAltName=DER:${name.toString('hex')}\n`)).toMatch(/no identity/u);
  });
});

describe('a bundle', () => {
  const chain = (...certificates: Buffer[]) => ({
    x509CertificateChain: { certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })) },
  });

  it('may be of any version that there was, with what that version has', async () => {
    const old = 'application/vnd.dev.sigstore.bundle+json;version=0.';
    for (const version of [1, 2])
      expect(await said(await made({ mediaType: `${old}${version}`, material: chain(leaf.raw) }))).toBe('verified');
    expect(await said(await made({ mediaType: `${old}3` }))).toBe('verified');
    for (const mediaType of [
      `${old}4`,
      `${old}99.9`,
      'application/json',
      'application/vnd.dev.sigstore.bundle.v0.1+json',
    ])
      expect(await said(await made({ mediaType }))).toMatch(/^ATTESTATION_INVALID/u);
  });

  it('may say null for what it lacks, as protocol buffers do', async () => {
    const material = {
      certificate: { rawBytes: leaf.raw.toString('base64') },
      publicKey: null,
      x509CertificateChain: null,
    };
    expect(await said(await made({ material }))).toBe('verified');
  });

  it('holds no root, and no empty chain', async () => {
    const {
      certificateAuthorities: [authority],
    } = Object(instance.trustedRoot());
    const root = Buffer.from(authority.certChain.certificates.at(-1).rawBytes, 'base64');
    const mediaType = 'application/vnd.dev.sigstore.bundle+json;version=0.2';
    expect(await said(await made({ mediaType, material: chain(leaf.raw, root) }))).toMatch(/^SIGNATURE_INVALID.*root/u);
    expect(await said(await made({ mediaType, material: chain() }))).toMatch(/^ATTESTATION_INVALID/u);
  });

  it('holds a statement of a type that is known, whoever signed it', async () => {
    for (const type of ['', 'https://in-toto.io/Statement/v2', 'https://in-toto.io/Statement/v1 '])
      for (const key of [undefined, managed]) {
        const bundle = await made({ payload: statement({}, type), ...(key === undefined ? {} : { key }) });
        expect(await said(bundle, key && { key: key.publicKey })).toMatch(/^ATTESTATION_INVALID/u);
      }
  });

  it('is by the given key, whatever else is in order', async () => {
    expect(await said(await made({ key: managed }), { key: stranger.publicKey })).toMatch(/^SIGNATURE_INVALID/u);
    expect(await said(await made({ key: managed }))).toMatch(/^SIGNATURE_INVALID|^SIGNER_UNTRUSTED/u);
  });
});
