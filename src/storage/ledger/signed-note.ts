import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { CLOCK_SKEW_MS } from '../../core/clock.ts';
import { GateError } from '../../core/errors.ts';

/** Checkpoints are a few hundred bytes; each witness adds about 150. */
export const MAX_NOTE_BYTES = 64 * 1024;
const MAX_SIGNATURES = 100;

/** C2SP signed-note: the kinds of signature that are understood here. */
const ED25519 = 0x01;
/** C2SP tlog-cosignature: an Ed25519 signature of a witness with the time at which it saw the note. */
const COSIGNATURE = 0x04;
const COSIGNATURE_TIME_BYTES = 8;
/** Later than that is no time of POSIX. */
const LAST_TIME = 2n ** 63n - 1n;
const KEY_ID_BYTES = 4;

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly bytes: Buffer;
}

export interface SignedNote {
  /** Ends in a newline; what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Who may sign a note: a key under a name. The same key under another name is somebody else. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Buffer;
  readonly kind: typeof ED25519 | typeof COSIGNATURE;
  readonly key: KeyObject;
}

/**
 * Reads a signed note; verifies nothing.
 * @throws GateError LEDGER_INVALID
 */
export function parseNote(bytes: Uint8Array, where: string): SignedNote {
  if (bytes.length > MAX_NOTE_BYTES) throw invalid(where, `is longer than ${MAX_NOTE_BYTES} bytes`);
  const whole = decodeText(bytes, where);
  // The last empty line divides: the text itself may hold empty lines.
  const at = whole.lastIndexOf('\n\n');
  if (at < 0 || !whole.endsWith('\n'))
    throw invalid(where, 'is no signed note: it has no empty line before signatures');
  const lines = whole.slice(at + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw invalid(where, `carries more than ${MAX_SIGNATURES} signatures`);
  const signatures = lines.map((line): NoteSignature => {
    const [dash, name, encoded, ...rest] = line.split(' ');
    const blob = Buffer.from(encoded ?? '', 'base64');
    if (dash !== '—' || name === undefined || !isName(name) || rest.length > 0 || blob.toString('base64') !== encoded)
      throw invalid(where, 'carries a signature line that is none');
    if (blob.length <= KEY_ID_BYTES) throw invalid(where, 'carries an empty signature');
    return { name, keyId: blob.subarray(0, KEY_ID_BYTES), bytes: blob.subarray(KEY_ID_BYTES) };
  });
  return { text: whole.slice(0, at + 1), signatures };
}

export function formatNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId, bytes }) => `— ${name} ${Buffer.concat([keyId, bytes]).toString('base64')}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** An Ed25519 signature of `text`, which must end in a newline. */
export function signNote(text: string, name: string, key: KeyObject): NoteSignature {
  const verifier = ed25519Verifier(name, createPublicKey(key));
  return { name, keyId: verifier.keyId, bytes: sign(null, Buffer.from(text), key) };
}

/**
 * Whether `verifier` signed the note. C2SP signed-note: a signature with the name and key id of a known key that does not
 * verify makes the whole note worthless; every other one is somebody else's and is passed over.
 * @throws GateError LEDGER_INVALID
 */
export function noteSignedBy(note: SignedNote, verifier: NoteVerifier, where: string): boolean {
  const own = note.signatures.filter(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId));
  for (const { bytes } of own) {
    if (!verifies(note.text, bytes, verifier)) throw invalid(where, `carries a broken signature of ${verifier.name}`);
  }
  return own.length > 0;
}

/**
 * Whether a witness co-signed the note by `now` (C2SP tlog-cosignature); a plain signature of theirs has no time and counts too. A time to
 * come is that of a wrong clock, or a promise about a tree that nobody has seen.
 * @throws GateError LEDGER_INVALID
 */
export function witnessedBy(note: SignedNote, verifier: NoteVerifier, now: Date, where: string): boolean {
  if (!noteSignedBy(note, verifier, where)) return false;
  if (verifier.kind === ED25519) return true;
  const latest = BigInt(Math.floor((now.getTime() + CLOCK_SKEW_MS) / 1_000));
  return note.signatures.some(
    ({ name, keyId, bytes }) =>
      name === verifier.name && keyId.equals(verifier.keyId) && bytes.readBigUInt64BE(0) <= latest,
  );
}

/**
 * Reads a verifier key as C2SP signed-note writes it: `name+hex key id+base64 of kind and key`.
 * @throws GateError KEY_INVALID
 */
export function parseVerifierKey(text: string): NoteVerifier {
  const trimmed = text.trim();
  const end = trimmed.lastIndexOf('+', trimmed.lastIndexOf('+') - 1);
  // Base64 holds `+` too, so the parts are counted from the left: neither name nor key id can.
  const [name = '', id = '', ...encoded] = trimmed.split('+');
  const blob = Buffer.from(encoded.join('+'), 'base64');
  const kind = blob[0];
  if (end < 0 || !isName(name) || blob.length !== 33 || (kind !== ED25519 && kind !== COSIGNATURE))
    throw new GateError('KEY_INVALID', `${trimmed.slice(0, 80)} is no Ed25519 verifier key of a signed note`);
  const key = rawEd25519(blob.subarray(1));
  const keyId = keyIdOf(name, kind, blob.subarray(1));
  if (keyId.toString('hex') !== id) throw new GateError('KEY_INVALID', `the key id in ${name}'s verifier key is wrong`);
  return { name, keyId, kind, key };
}

export function formatVerifierKey({ name, keyId, kind, key }: NoteVerifier): string {
  const blob = Buffer.concat([Uint8Array.of(kind), rawKey(key)]);
  return `${name}+${keyId.toString('hex')}+${blob.toString('base64')}`;
}

/** @throws GateError KEY_INVALID unless the key is Ed25519 and the name fits a note */
export function ed25519Verifier(name: string, key: KeyObject): NoteVerifier {
  if (!isName(name)) throw new GateError('KEY_INVALID', `${name} can't name a signer of notes: no spaces and no +`);
  return { name, keyId: keyIdOf(name, ED25519, rawKey(key)), kind: ED25519, key };
}

function verifies(text: string, bytes: Buffer, { kind, key }: NoteVerifier): boolean {
  if (kind === ED25519) return bytes.length === 64 && verify(null, Buffer.from(text), key, bytes);
  if (bytes.length !== COSIGNATURE_TIME_BYTES + 64) return false;
  const time = bytes.readBigUInt64BE(0);
  if (time > LAST_TIME) return false;
  const signed = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  return verify(null, signed, key, bytes.subarray(COSIGNATURE_TIME_BYTES));
}

function keyIdOf(name: string, kind: number, raw: Uint8Array): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(kind)).update(raw);
  return hash.digest().subarray(0, KEY_ID_BYTES);
}

/** RFC 8410: the 32 bytes behind the fixed head of an Ed25519 key. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

function rawKey(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new GateError('KEY_INVALID', 'notes are signed with Ed25519 keys only');
  return key.export({ type: 'spki', format: 'der' }).subarray(SPKI_HEAD.length);
}

function rawEd25519(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
}

function decodeText(bytes: Uint8Array, where: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // C2SP signed-note: no control characters but the newline.
    if (Array.from(text).every((point) => point >= ' ' || point === '\n')) return text;
  } catch {
    // told below
  }
  throw invalid(where, 'is no signed note: it holds control characters or is not UTF-8');
}

const isName = (name: string): boolean => name !== '' && name.length <= 256 && !/[\s+]/u.test(name);

function invalid(where: string, what: string): GateError {
  return new GateError('LEDGER_INVALID', `${where} ${what}`);
}
