import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import type { Bundle } from './sigstore-bundle.ts';

export interface KeylessSigner {
  readonly identity: string;
  readonly issuer: string;
}

const seedsSchema = z.record(
  z.string(),
  z.looseObject({ targets: z.looseObject({ 'trusted_root.json': z.base64() }) }),
);

/** The trust root of the public-good instance, as the `@sigstore/tuf` package ships it: no network is asked. */
async function shippedTrustedRoot(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('@sigstore/tuf/seeds.json');
  const [seed] = Object.values(seedsSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
  if (seed === undefined) throw new GateError('INTERNAL', 'no shipped Sigstore trust root');
  return Buffer.from(seed.targets['trusted_root.json'], 'base64').toString('utf8');
}

/**
 * Verifies a keyless bundle offline, under the given `trusted_root.json` or the shipped one: certificate chain, certificate transparency, transparency log, signature. Answers
 * who signed; whether they are trusted is for the caller to compare, literally. (The library's own identity policy is a
 * regular expression, and without one it accepts anybody.)
 * @throws GateError SIGNATURE_INVALID
 */
export async function verifyKeyless(bundle: Bundle, trustedRoot: string | undefined): Promise<KeylessSigner> {
  const root = trustedRoot ?? (await shippedTrustedRoot());
  try {
    const material = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(root)));
    const verifier = new Verifier(material, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 });
    const signer = verifier.verify(toSignedEntity(bundleFromJSON(bundle.json)));
    const identity = signer.identity?.subjectAlternativeName;
    const issuer = signer.identity?.extensions?.issuer;
    if (identity !== undefined && issuer !== undefined) return { identity, issuer };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GateError('SIGNATURE_INVALID', `the Sigstore bundle does not verify: ${why}`, { cause: error });
  }
  throw new GateError('SIGNATURE_INVALID', 'the certificate names no identity or no issuer');
}
