import { constants, createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { preAuthenticationEncoding } from '../../src/trust/dsse.ts';
import { envelopeSignedBy, keyDigest, readPublicKey } from '../../src/trust/key.ts';

const TYPE = 'application/vnd.in-toto+json';
const payload = Buffer.from('{"a":"statement"}');
const message = preAuthenticationEncoding(TYPE, payload);
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });

const accepts = (sig: Buffer, key: KeyObject, type = TYPE): boolean =>
  envelopeSignedBy({ payloadType: type, payload, signatures: [{ sig: Buffer.from(sig), keyid: '' }] }, key);

/** Order of P-256 (FIPS 186-5) and of the base point of Ed25519 (RFC 8032 §5.1). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ED25519_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const bytesOf = (value: bigint, length: number): Buffer =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** An INTEGER in DER; `padding` zeros stand before it that DER does not want. */
function integer(value: bigint, padding = 0): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  const padded = Buffer.concat([Buffer.alloc(padding), positive]);
  return Buffer.concat([Buffer.of(2, padded.length), padded]);
}
function sequence(...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

describe('a signature by ECDSA', () => {
  const raw = sign('sha256', message, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' });
  const [r, s] = [numberOf(raw.subarray(0, 32)), numberOf(raw.subarray(32))];

  it('holds in DER, with either of the two numbers that it may have', () => {
    expect(accepts(sequence(integer(r), integer(s)), p256.publicKey)).toBe(true);
    expect(accepts(sequence(integer(r), integer(P256_ORDER - s)), p256.publicKey)).toBe(true);
  });

  it.each<[string, Buffer]>([
    ['as two bare numbers', raw],
    ['with a number of zero', sequence(integer(0n), integer(s))],
    ['with another number of zero', sequence(integer(r), integer(0n))],
    ['of zeros alone', sequence(integer(0n), integer(0n))],
    ['with a number past the order', sequence(integer(r), integer(s + P256_ORDER))],
    ['with a number that is the order', sequence(integer(P256_ORDER), integer(s))],
    ['with a number padded', sequence(integer(r, 1), integer(s))],
    ['with bytes behind it', Buffer.concat([sequence(integer(r), integer(s)), Buffer.of(0)])],
    ['with a third number', sequence(integer(r), integer(s), integer(1n))],
    [
      'with its length in the long form',
      Buffer.concat([Buffer.of(0x30, 0x81), sequence(integer(r), integer(s)).subarray(1)]),
    ],
    ['that is empty', Buffer.alloc(0)],
  ])('does not hold %s', (_, sig) => {
    expect(accepts(sig, p256.publicKey)).toBe(false);
  });

  it('does not hold over another hash than its curve’s, nor over a hash in the place of the message', () => {
    expect(accepts(sign('sha512', message, p256.privateKey), p256.publicKey)).toBe(false);
    expect(accepts(sign('sha1', message, p256.privateKey), p256.publicKey)).toBe(false);
    expect(accepts(sign('sha256', payload, p256.privateKey), p256.publicKey)).toBe(false);
    expect(accepts(sign('sha256', message, p256.privateKey), p256.publicKey, `${TYPE} `)).toBe(false);
  });
});

describe('a signature by Ed25519', () => {
  const sig = sign(null, message, ed25519.privateKey);

  it('holds as it is, and in no other form', () => {
    expect(accepts(sig, ed25519.publicKey)).toBe(true);
    const s = numberOf(Buffer.from(sig.subarray(32)).reverse());
    const larger = Buffer.concat([sig.subarray(0, 32), bytesOf(s + ED25519_ORDER, 32).reverse()]);
    expect(accepts(larger, ed25519.publicKey), 'malleable').toBe(false);
    expect(accepts(Buffer.concat([sig, Buffer.of(0)]), ed25519.publicKey)).toBe(false);
    expect(accepts(sig.subarray(0, 63), ed25519.publicKey)).toBe(false);
    expect(accepts(Buffer.alloc(64), ed25519.publicKey)).toBe(false);
  });

  it('does not hold over a hash of the message, as Ed25519ph and some tools sign', () => {
    // Ed25519ph is over a hash with a prefix of its own (RFC 8032 §5.1).
    const prefix = Buffer.concat([Buffer.from('SigEd25519 no Ed25519 collisions'), Buffer.of(1, 0)]);
    for (const hash of ['sha256', 'sha512']) {
      const digest = createHash(hash).update(message).digest();
      for (const signed of [digest, Buffer.concat([prefix, digest])])
        expect(accepts(sign(null, signed, ed25519.privateKey), ed25519.publicKey)).toBe(false);
    }
  });
});

describe('a key', () => {
  it('makes no signature of another kind of key good', () => {
    expect(accepts(sign('sha256', message, p256.privateKey), ed25519.publicKey)).toBe(false);
    expect(accepts(sign(null, message, ed25519.privateKey), p256.publicKey)).toBe(false);
    expect(accepts(sign('sha256', message, rsa.privateKey), p256.publicKey)).toBe(false);
    const pss = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
    for (const made of [sign('sha256', message, rsa.privateKey), sign('sha256', message, pss)])
      expect(accepts(made, rsa.publicKey), 'RSA signs no statement here').toBe(false);
  });

  it('is the same in every form that it can be written in: what was revoked stays so', () => {
    const spelt = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).publicKey;
    const plain = createPublicKey({ key: spelt.export({ format: 'jwk' }), format: 'jwk' });
    const der = plain.export({ type: 'spki', format: 'der' });
    const point = Buffer.concat([Buffer.of(((der.at(-1) ?? 0) & 1) === 1 ? 3 : 2), der.subarray(27, 59)]);
    const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
    const short = createPublicKey({ key: Buffer.concat([head, point]), format: 'der', type: 'spki' });
    expect([keyDigest(spelt), keyDigest(short)]).toEqual([keyDigest(plain), keyDigest(plain)]);
  });

  it('of a kind that is not accepted is not read', () => {
    for (const { publicKey } of [
      rsa,
      generateKeyPairSync('ed448'),
      generateKeyPairSync('x25519'),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    ])
      expect(() => readPublicKey(String(publicKey.export({ type: 'spki', format: 'pem' })), 'it')).toThrow(
        expect.objectContaining({ code: 'KEY_INVALID' }),
      );
  });
});
