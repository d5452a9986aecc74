import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { followChain, readCertificates } from '../../src/trust/certificate-chain.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { AUTHORITY, certificateIn, LEAF, type Wish } from '../support/certificates.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';

const NOW = new Date(Date.now() + 3_600_000);

const directory = sharedTemporaryDirectory();
const make = (wish: Wish): X509Certificate => certificateIn(directory, wish);

describe('a certificate chain', () => {
  let root: X509Certificate;
  let middle: X509Certificate;
  let leaf: X509Certificate;

  beforeAll(() => {
    root = make({ name: 'root', extensions: AUTHORITY });
    middle = make({ name: 'middle', issuer: 'root', extensions: AUTHORITY });
    leaf = make({
      name: 'leaf',
      issuer: 'middle',
      extensions: `${LEAF}subjectAltName=email:release@example.org\n`,
    });
  });

  it('is followed from the leaf over its own intermediates to a trusted authority', () => {
    const signer = followChain([leaf, middle], [root], NOW);
    expect(signer).toMatchObject({ anchored: true, names: ['leaf', 'release@example.org'] });
    // A reader that drops the highest bit of each byte would see another name: the two of `а` become `P0`.
    const hidden = make({
      name: 'hidden',
      issuer: 'middle',
      extensions: `${LEAF}subjectAltName=DER:300e810cd0b0406d6f64656c732e696f\n`,
    });
    expect(followChain([hidden, middle], [root], NOW).names).toEqual(['hidden']);
    // With the intermediate trusted, or the leaf itself, nothing above is asked for.
    expect(followChain([leaf], [middle], NOW).anchored).toBe(true);
    expect(followChain([leaf], [leaf], NOW).anchored).toBe(true);
  });

  it('is refused as unreadable where a key in it is no point of its curve', () => {
    const broken = Buffer.from(leaf.raw);
    const point = leaf.publicKey.export({ type: 'spki', format: 'der' }).subarray(-65);
    broken[broken.indexOf(point)] = 0x05;
    const pem = `-----BEGIN CERTIFICATE-----\n${broken.toString('base64')}\n-----END CERTIFICATE-----\n`;
    expect(() => readCertificates(pem, 'a.pem')).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }));
    const bundle = {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { x509CertificateChain: { certificates: [{ rawBytes: broken.toString('base64') }] } },
      dsseEnvelope: { payloadType: 'a', payload: 'YQ==', signatures: [{ sig: 'YQ==' }] },
    };
    expect(() => parseBundle(Buffer.from(JSON.stringify(bundle)), 'a.sig')).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_INVALID', message: expect.stringContaining("can't be read") }),
    );
  });

  it('is good without a key usage, which then restricts nothing', () => {
    const free = make({ name: 'free', issuer: 'middle', extensions: 'extendedKeyUsage=codeSigning\n' });
    expect(followChain([free, middle], [root], NOW).anchored).toBe(true);
  });

  it('that ends elsewhere is nobody’s, even if it brings its own root', () => {
    const stranger = make({ name: 'stranger', extensions: AUTHORITY });
    expect(followChain([leaf, middle, root], [stranger], NOW).anchored).toBe(false);
    expect(followChain([leaf], [root], NOW).anchored).toBe(false);
  });

  it('is not fooled by an authority of the same name', () => {
    const namesake = make({ name: 'root-again', extensions: AUTHORITY });
    execFileSync('openssl', [
      'req',
      '-new',
      '-x509',
      '-key',
      join(directory, 'root-again.key'),
      '-subj',
      '/CN=middle',
      '-days',
      '30',
      '-out',
      join(directory, 'namesake.pem'),
    ]);
    const twin = new X509Certificate(readFileSync(join(directory, 'namesake.pem')));
    expect(followChain([leaf, middle], [namesake, twin], NOW).anchored).toBe(false);
  });

  it('is refused before and after its validity', () => {
    expect(() => followChain([leaf, middle], [root], new Date('2001-01-01'))).toThrow(/valid only from/u);
    expect(() => followChain([leaf, middle], [root], new Date('2101-01-01'))).toThrow(/expired/u);
  });

  const base = { issuer: 'middle', extensions: LEAF } as const;
  it.each<[string, Wish, RegExp]>([
    [
      'that may not sign code',
      { ...base, name: 'server', extensions: 'keyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n' },
      /not for signing code/u,
    ],
    [
      'without any extended key usage',
      { ...base, name: 'plain', extensions: 'keyUsage=digitalSignature\n' },
      /not for signing code/u,
    ],
    [
      'for encryption only',
      { ...base, name: 'cipher', extensions: 'keyUsage=keyAgreement\nextendedKeyUsage=codeSigning\n' },
      /not for signatures/u,
    ],
    [
      'with an RSA key',
      { ...base, name: 'rsa', key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] },
      /only P-256/u,
    ],
    [
      'with an unknown critical extension',
      { ...base, name: 'odd', extensions: `${LEAF}1.2.3.4=critical,ASN1:UTF8String:x\n` },
      /critical extension 1\.2\.3\.4/u,
    ],
    ['signed over SHA-1', { ...base, name: 'weak', digest: 'sha1' }, /not accepted/u],
  ])('with a leaf %s is refused', (_what, wish, why) => {
    expect(() => followChain([make(wish), middle], [root], NOW)).toThrow(why);
  });

  it.each<[string, string, RegExp]>([
    ['no authority', 'extendedKeyUsage=codeSigning\n', /is no authority/u],
    [
      'an authority for servers',
      `${AUTHORITY}extendedKeyUsage=serverAuth\n`,
      /may not issue certificates for signing code/u,
    ],
  ])('over %s is refused', (what, extensions, why) => {
    const name = what.replaceAll(' ', '-');
    const over = make({ name, issuer: 'root', extensions });
    const under = make({ name: `under-${name}`, issuer: name, extensions: LEAF });
    expect(() => followChain([under, over], [root], NOW)).toThrow(why);
  });

  it('over an authority whose key may not sign certificates leads nowhere', () => {
    const mute = make({
      name: 'mute',
      issuer: 'root',
      extensions: 'basicConstraints=critical,CA:TRUE\nkeyUsage=cRLSign\n',
    });
    const under = make({ name: 'under-mute', issuer: 'mute', extensions: LEAF });
    expect(followChain([under, mute], [root], NOW).anchored).toBe(false);
  });

  it('holds to path lengths', () => {
    const short = make({
      name: 'short',
      extensions: 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=keyCertSign\n',
    });
    const between = make({ name: 'between', issuer: 'short', extensions: AUTHORITY });
    const below = make({ name: 'below', issuer: 'between', extensions: LEAF });
    expect(() => followChain([below, between], [short], NOW)).toThrow(/allows 0 authorities/u);
  });
});

describe('an authority with name constraints', () => {
  const under = (constraints: string, names: string, subject = 'CN=a'): (() => unknown) => {
    const id = `c${(count++).toString()}`;
    const root = make({ name: `${id}-root`, extensions: `${AUTHORITY}nameConstraints=critical,${constraints}\n` });
    const middle = make({ name: `${id}-middle`, issuer: `${id}-root`, extensions: AUTHORITY });
    const leaf = make({
      name: subject.slice('CN='.length),
      issuer: `${id}-middle`,
      extensions: `${LEAF}${names === '' ? '' : `subjectAltName=${names}\n`}`,
    });
    return () => followChain([leaf, middle], [root], NOW);
  };
  let count = 0;

  it.each([
    ['permitted;email:example.org', 'email:release@example.org'],
    ['permitted;email:.example.org', 'email:release@ci.example.org'],
    ['permitted;email:release@example.org', 'email:release@EXAMPLE.org'],
    ['permitted;URI:.example.org', 'URI:https://ci.example.org/build'],
    ['excluded;email:evil.example', 'email:release@example.org'],
    ['permitted;DNS:example.org', 'DNS:ci.example.org,DNS:example.org'],
    ['permitted;IP:192.0.2.0/255.255.255.0', 'IP:192.0.2.7'],
    // Names of a form that is not constrained are free.
    ['permitted;email:example.org', 'URI:https://elsewhere.example/'],
    ['permitted;email:example.org', ''],
  ])('%s may have %s under it', (constraints, names) => {
    expect(under(constraints, names)()).toMatchObject({ anchored: true });
  });

  it.each([
    ['permitted;email:example.org', 'email:release@evil.example'],
    ['permitted;email:example.org', 'email:release@ci.example.org'],
    ['permitted;email:example.org', 'email:release@example.org,email:release@evil.example'],
    ['permitted;email:.example.org', 'email:release@badexample.org'],
    ['permitted;email:release@example.org', 'email:other@example.org'],
    ['permitted;URI:.example.org', 'URI:https://example.org.evil.example/'],
    ['permitted;URI:.example.org', 'URI:urn:no:host'],
    ['excluded;email:evil.example', 'email:release@evil.example'],
    ['permitted;DNS:example.org', 'DNS:badexample.org'],
    ['permitted;IP:192.0.2.0/255.255.255.0', 'IP:198.51.100.7'],
    ['permitted;RID:1.2.3.4', 'RID:1.2.3.4'],
  ])('%s refuses %s', (constraints, names) => {
    expect(under(constraints, names)).toThrow(
      expect.objectContaining({ code: 'SIGNATURE_INVALID', message: expect.stringContaining('name constraints') }),
    );
  });

  it('bounds subjects too', () => {
    const dirName = (name: string): string => `permitted;dirName:d\n[d]\nCN=${name}\n`;
    // Every certificate below counts, the authority in between as well.
    expect(under(dirName('elsewhere'), '', 'CN=b')).toThrow(/other names than the subject/u);
  });
});

it('names what it can’t follow: policies that an authority calls critical', () => {
  const root = make({ name: 'policy-root', extensions: AUTHORITY });
  const leaf = make({
    name: 'policy',
    issuer: 'policy-root',
    extensions: `${LEAF}certificatePolicies=critical,1.2.3.4\n`,
  });
  expect(() => followChain([leaf], [root], NOW)).toThrow(/2\.5\.29\.32 \(certificate policies\)/u);
});
