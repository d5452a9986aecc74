import { Buffer } from 'node:buffer';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { PYTHON_LIMITS } from './limits.ts';

type Decoder = (bytes: Buffer) => Buffer;

const OPTIONS = { maxOutputLength: PYTHON_LIMITS.joined };
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ...['base64.b64decode', 'base64.urlsafe_b64decode', 'base64.standard_b64decode', 'base64.decodebytes', 'base64.decodestring', 'binascii.a2b_base64', 'codecs:base64']
    .map((name): [string, Decoder] => [name, (bytes) => Buffer.from(bytes.toString('latin1'), 'base64')]),
  ...['base64.b16decode', 'binascii.unhexlify', 'binascii.a2b_hex', 'bytes.fromhex', 'bytearray.fromhex', 'codecs:hex']
    .map((name): [string, Decoder] => [name, (bytes) => Buffer.from(bytes.toString('latin1').replaceAll(/\s/gu, ''), 'hex')]),
  ['base64.b32decode', base32],
  ['base64.b85decode', (bytes) => base85(bytes, B85)],
  ['base64.a85decode', (bytes) => base85(bytes, A85)],
  ['codecs:rot13', (bytes) => Buffer.from(rot13(bytes.toString('latin1')), 'latin1')],
  ['zlib.decompress', (bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes, OPTIONS) : inflate(bytes))],
  ['codecs:zlib', inflate],
  ['gzip.decompress', (bytes) => gunzipSync(bytes, OPTIONS)],
]); // prettier-ignore

/** Functions that undo an encoding. `codecs.decode` goes by its second argument. */
export function isDecoder(path: string): boolean {
  return (
    DECODERS.has(path) ||
    /^(?:bz2|lzma|zstandard|lz4\.frame|brotli)\.decompress$|^marshal\.loads$|^codecs\.decode$|cryptography\.fernet\.Fernet\(\)\.decrypt$|\.decrypt$/u.test(
      path,
    )
  );
}

/** The text that decoding gives, bytes as Latin-1; undefined where it fails or the encoding is not known. */
export function decode(path: string, text: string, codec?: string): string | undefined {
  const name = path === 'codecs.decode' ? `codecs:${codec?.toLowerCase().replaceAll(/[_-]|codec$/gu, '') ?? ''}` : path;
  const decoder = DECODERS.get(name);
  if (decoder === undefined || text.length > PYTHON_LIMITS.joined) return undefined;
  try {
    return decoder(Buffer.from(text, 'latin1')).toString('latin1');
  } catch {
    // Not of that encoding: Python would raise an error here.
    return undefined;
  }
}

export function rot13(text: string): string {
  return text.replaceAll(/[a-z]/giu, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, OPTIONS);
  } catch {
    return inflateRawSync(bytes, OPTIONS);
  }
}

function base32(bytes: Buffer): Buffer {
  const out: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of bytes.toString('latin1').toUpperCase()) {
    const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character);
    if (digit === -1) continue;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 0xff);
  }
  return Buffer.from(out);
}

const B85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const A85 = Array.from({ length: 85 }, (_, index) => String.fromCharCode(33 + index)).join('');

function base85(bytes: Buffer, alphabet: string): Buffer {
  const digits = [...bytes.toString('latin1')]
    .map((character) => alphabet.indexOf(character))
    .filter((digit) => digit >= 0);
  const padding = (5 - (digits.length % 5)) % 5;
  const out: number[] = [];
  for (let at = 0; at < digits.length; at += 5) {
    let value = 0;
    for (let index = 0; index < 5; index++) value = value * 85 + (digits[at + index] ?? 84);
    out.push(Math.floor(value / 2 ** 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
  }
  return Buffer.from(out.slice(0, out.length - padding));
}
