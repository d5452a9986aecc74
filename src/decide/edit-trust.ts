import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { parseDocument, type Document } from 'yaml';
import { GateError, systemCode } from '../core/errors.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { parseYaml } from '../storage/parse-yaml.ts';
import { readCertificates } from '../trust/certificate-chain.ts';
import { keyDigest, readPublicKey } from '../trust/key.ts';
import { policyFileSchema, type PolicyFile } from './load-policy.ts';

/** A policy file while its trust is edited: comments and order stay as people wrote them. */
interface Editing {
  readonly path: string;
  readonly document: Document;
  readonly file: PolicyFile;
}

export interface KeyStanding {
  readonly name: string;
  /** Hexadecimal SHA-256 of the public key in DER. */
  readonly sha256: string;
  readonly file?: string;
  readonly status: 'trusted' | 'not yet trusted' | 'expired' | 'revoked';
  readonly from?: string;
  readonly until?: string;
  readonly revoked?: { readonly since: string; readonly reason: string };
}

/**
 * Every key that a policy trusts or revokes, and how it stands now.
 * @throws GateError POLICY_INVALID, POLICY_UNREADABLE, KEY_INVALID
 */
export async function keyStandings(policyPath: string, now: Date): Promise<readonly KeyStanding[]> {
  const { file } = await open(policyPath);
  const revoked = file.trust?.revoked ?? [];
  const keys = await Promise.all(
    (file.trust?.keys ?? []).map(async (key): Promise<KeyStanding> => {
      const { name, from, until } = key;
      const sha256 = await digestOf(resolve(dirname(policyPath), key.file));
      const revocation = revoked.find((one) => one.sha256 === sha256);
      const early = from !== undefined && now.getTime() < Date.parse(from);
      const late = until !== undefined && now.getTime() > Date.parse(until);
      return {
        name,
        sha256,
        file: key.file,
        status: revocation !== undefined ? 'revoked' : early ? 'not yet trusted' : late ? 'expired' : 'trusted',
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        ...(revocation === undefined ? {} : { revoked: { since: revocation.since, reason: revocation.reason } }),
      };
    }),
  );
  const others = revoked
    .filter(({ sha256 }) => keys.every((key) => key.sha256 !== sha256))
    .map(({ name, sha256, since, reason }): KeyStanding => ({
      name,
      sha256,
      status: 'revoked',
      revoked: { since, reason },
    }));
  return [...keys, ...others];
}

/**
 * Puts a new key beside an old one and ends the old one's term at `until`: until then, both count.
 * @param keyPath the new public key; the policy names it relative to itself
 * @throws GateError USAGE, POLICY_INVALID, POLICY_UNREADABLE, KEY_INVALID
 */
export async function rotateKey(
  policyPath: string,
  { name, newName, keyPath, until }: { name: string; newName: string; keyPath: string; until: Date },
): Promise<void> {
  const editing = await open(policyPath);
  const { document, file } = editing;
  const keys = file.trust?.keys ?? [];
  const index = keys.findIndex((key) => key.name === name);
  const old = keys[index];
  if (old === undefined) throw new GateError('USAGE', `${policyPath} trusts no key named ${name}`);
  if (keys.some((key) => key.name === newName))
    throw new GateError('USAGE', `${policyPath} has a key named ${newName}`);
  const digest = await digestOf(keyPath);
  for (const key of keys)
    if ((await digestOf(resolve(dirname(policyPath), key.file))) === digest)
      throw new GateError('USAGE', `${keyPath} is the key that ${policyPath} has as ${key.name}`);
  if ((file.trust?.revoked ?? []).some((one) => one.sha256 === digest))
    throw new GateError('USAGE', `${keyPath} is revoked by ${policyPath}`);
  // A term only ever gets shorter: rotating twice must not give an old key more time.
  if (old.until === undefined || Date.parse(old.until) > until.getTime())
    document.setIn(['trust', 'keys', index, 'until'], seconds(until));
  document.addIn(
    ['trust', 'keys'],
    document.createNode({
      name: newName,
      file: relative(dirname(resolve(policyPath)), resolve(keyPath)),
      ...(old.for === undefined ? {} : { for: old.for }),
    }),
  );
  // Whatever must be signed by the old key may be by the new one.
  for (const list of ['required', 'layouts'] as const)
    for (const [at, { signedBy }] of (file.attestations?.[list] ?? []).entries())
      if (signedBy.includes(name)) document.addIn(['attestations', list, at, 'signedBy'], newName);
  await write(editing);
}

/**
 * Revokes a key from `since` on: one that the policy trusts, by name, or that of a public key or certificate in PEM.
 * @throws GateError USAGE when it is revoked from an earlier moment already; POLICY_INVALID, POLICY_UNREADABLE, KEY_INVALID
 */
export async function revokeKey(
  policyPath: string,
  { key, since, reason }: { key: string; since: Date; reason: string },
): Promise<KeyStanding> {
  const editing = await open(policyPath);
  const { document, file } = editing;
  const trusted = (file.trust?.keys ?? []).find(({ name }) => name === key);
  const sha256 = await digestOf(trusted === undefined ? key : resolve(dirname(policyPath), trusted.file));
  const revoked = file.trust?.revoked ?? [];
  const index = revoked.findIndex((one) => one.sha256 === sha256);
  const before = revoked[index];
  // Later would bring signatures back to life that were already refused.
  if (before !== undefined && Date.parse(before.since) <= since.getTime())
    throw new GateError('USAGE', `${key} is revoked from ${before.since} already; it can only be revoked from earlier`);
  const entry = { name: key, sha256, since: seconds(since), reason };
  if (before !== undefined) document.setIn(['trust', 'revoked', index], document.createNode(entry));
  else if (document.hasIn(['trust', 'revoked'])) document.addIn(['trust', 'revoked'], document.createNode(entry));
  else document.setIn(['trust', 'revoked'], document.createNode([entry]));
  await write(editing);
  return { name: key, sha256, status: 'revoked', revoked: { since: entry.since, reason } };
}

async function open(path: string): Promise<Editing> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('POLICY_UNREADABLE', `can't read ${path}: ${systemCode(error) ?? 'unknown error'}`, {
      cause: error,
    });
  });
  return { path, document: parseDocument(text), file: parsed(text, path) };
}

function parsed(text: string, path: string): PolicyFile {
  return parseYaml({ text, path, schema: policyFileSchema, what: 'policy', code: 'POLICY_INVALID' });
}

async function write({ path, document }: Editing): Promise<void> {
  const text = document.toString({ lineWidth: 0 });
  parsed(text, path);
  await writeAtomic(path, text, (await stat(path)).mode & 0o777);
}

/** Of a public key or a certificate. */
async function digestOf(path: string): Promise<string> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('KEY_INVALID', `${path} is no trusted key's name and can't be read`, { cause: error });
  });
  const [certificate] = pem.includes('-----BEGIN CERTIFICATE-----') ? readCertificates(pem, path) : [];
  return keyDigest(certificate?.publicKey ?? readPublicKey(pem, path));
}

function seconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/u, 'Z');
}
