import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import { readCertificates } from '../trust/certificate-chain.ts';
import { readPublicKey } from '../trust/key.ts';
import { unreadableFault } from '../trust/key-advice.ts';
import type { trustFlags } from './trust-flags.ts';

/**
 * A policy's trust and what the command line adds.
 * @throws GateError USAGE, KEY_INVALID
 */
export async function trustFrom(
  trust: Policy['trust'],
  { identity, issuer, key, certChain, trustRoot, tsaCertChain }: z.infer<z.ZodObject<typeof trustFlags>>,
): Promise<Policy['trust']> {
  if (certChain === undefined && (identity === undefined) !== (issuer === undefined))
    throw new GateError('USAGE', '--identity and --issuer belong together');
  if (certChain !== undefined && issuer !== undefined)
    throw new GateError('USAGE', '--cert-chain and --issuer exclude each other');
  // Either would do, or both would have to: whoever wants more than one signer says which in a policy.
  if (key !== undefined && (certChain ?? identity) !== undefined)
    throw new GateError(
      'USAGE',
      `--key and ${certChain === undefined ? '--identity' : '--cert-chain'} exclude each other: a policy can trust several`,
    );
  const keys = key === undefined ? [] : [{ name: key, publicKey: await readPublicKeyFile(key) }];
  const authorities = await Promise.all(
    (certChain ?? []).map(async (path) => ({
      name: path,
      certificates: await readCertificateFile(path),
      ...(identity === undefined ? {} : { identity }),
    })),
  );
  const timestampAuthorities = await Promise.all(
    (tsaCertChain ?? []).map(async (path) => ({ name: path, certificates: await readCertificateFile(path) })),
  );
  const identities = identity === undefined || issuer === undefined ? [] : [{ identity, issuer }];
  return {
    ...trust,
    keys: [...trust.keys, ...keys],
    identities: [...trust.identities, ...identities],
    authorities: [...trust.authorities, ...authorities],
    timestampAuthorities: [...(trust.timestampAuthorities ?? []), ...timestampAuthorities],
    ...(trustRoot === undefined ? {} : { trustedRoot: await readTrustRoot(trustRoot) }),
  };
}

/** @throws GateError KEY_INVALID */
export async function readTrustRoot(path: string): Promise<string> {
  const text = await readText(path);
  const { readSigstoreInstance } = await import('../trust/sigstore-instance.ts');
  readSigstoreInstance(text, path);
  return text;
}

/** @throws GateError KEY_INVALID */
export async function readPublicKeyFile(path: string): Promise<string> {
  const pem = await readText(path);
  readPublicKey(pem, path);
  return pem;
}

async function readCertificateFile(path: string): Promise<string> {
  const pem = await readText(path);
  readCertificates(pem, path);
  return pem;
}

async function readText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const { why, next } = unreadableFault(error);
    throw new GateError('KEY_INVALID', `${path}: ${why}`, { cause: error, next });
  });
  return text.trim();
}
