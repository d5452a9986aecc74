import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { GateError, systemCode } from '../core/errors.ts';
import { hashesOf } from './key.ts';
import { privateKeyFault, strangeKeyFault, unreadableFault } from './key-advice.ts';

/** `$MODELGATE_HOME`, else `$XDG_CONFIG_HOME/modelgate`, else `~/.config/modelgate`; there `keys/gate.pem`. */
export function defaultKeyPath(): string {
  const { MODELGATE_HOME: own, XDG_CONFIG_HOME: config } = process.env;
  const home =
    own !== undefined && own !== ''
      ? own
      : join(config !== undefined && config !== '' ? config : join(homedir(), '.config'), 'modelgate');
  return join(home, 'keys', 'gate.pem');
}

/** Where the public half of a private key file lies. */
export function publicKeyPath(keyPath: string): string {
  return keyPath.replace(/(?:\.pem)?$/u, '.pub.pem');
}

/** Where the ledger of a gate lies unless told otherwise: beside the gate's key. */
export function defaultLedgerPath(keyPath: string): string {
  return keyPath.replace(/(?:\.pem)?$/u, '.ledger');
}

/** Where answers of finished evaluations are kept: beside the gate's key, which signs them. */
export function evaluationsPath(keyPath: string): string {
  return keyPath.replace(/(?:\.pem)?$/u, '.evaluations');
}

/**
 * Reads the gate's own private key, PKCS#8 or SEC 1 in PEM.
 * @throws GateError KEY_INVALID when it can't be read, isn't of an accepted kind, or others than its owner may read it
 */
export async function readPrivateKey(path: string): Promise<KeyObject> {
  const exposed = await readableByOthers(path);
  if (exposed !== undefined) throw new GateError('KEY_INVALID', exposed, { next: `chmod 600 ${path}` });
  return readSigningKey(path);
}

/** Why a key file is open to others than its owner, or undefined. */
export async function readableByOthers(path: string): Promise<string | undefined> {
  const mode = (await stat(path).catch(() => undefined))?.mode ?? 0;
  return (mode & 0o077) === 0
    ? undefined
    : `${path} can be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it`;
}

/**
 * Reads a publisher's private key, PKCS#8 (also encrypted) or SEC 1 in PEM.
 * @throws GateError KEY_INVALID
 */
export async function readSigningKey(path: string, passphrase?: string): Promise<KeyObject> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    const { why, next } = unreadableFault(error);
    throw new GateError('KEY_INVALID', `${path}: ${why}`, { cause: error, next });
  });
  return privateKeyFrom(pem, path, passphrase);
}

/**
 * A private key from its PEM text.
 * @throws GateError KEY_INVALID; never with the passphrase in it
 */
export function privateKeyFrom(pem: string, where: string, passphrase: string | undefined): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch (error) {
    const { why, next } = privateKeyFault(pem, passphrase);
    throw new GateError('KEY_INVALID', `${where} can't be read as a private key: ${why}`, { cause: error, next });
  }
  if (hashesOf(createPublicKey(key)) !== undefined) return key;
  const { why, next } = strangeKeyFault(key);
  throw new GateError('KEY_INVALID', `${where}: ${why}`, { next });
}

/**
 * Creates a key at `path` (mode 0600, directory 0700) unless one is there. The name appears together with the whole
 * content, so neither a kill nor a second process leaves or sees half a key.
 */
export async function ensureKeyFile(path: string, kind: 'P-256' | 'ed25519'): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (!exists) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const { privateKey } =
      kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
    await publish(path, String(privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
  }
  const publicHalf = createPublicKey(await readPrivateKey(path)).export({ type: 'spki', format: 'pem' });
  await publish(publicKeyPath(path), String(publicHalf), 0o644);
}

/**
 * Lays the public half of a key that lies elsewhere beside where a gate's key file would be. Another key there is another gate's.
 * @throws GateError KEY_INVALID
 */
export async function ensurePublicKeyFile(keyPath: string, publicKey: KeyObject): Promise<void> {
  const path = publicKeyPath(keyPath);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
  await publish(path, pem, 0o644);
  if ((await readFile(path, 'utf8')).trim() !== pem.trim())
    throw new GateError('KEY_INVALID', `${path} holds the public half of another key than the gate shall sign by`, {
      next: 'Give --key with another path: what a gate keeps (its ledger, kept answers, public keys) lies beside it, by one key.',
    });
}

async function publish(path: string, content: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
