import type { KeyObject, X509Certificate } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { CLOCK_SKEW_MS } from '../core/clock.ts';
import type { Policy } from '../core/policy.ts';
import { readCertificates } from '../trust/certificate-chain.ts';
import { keyDigest } from '../trust/key.ts';
import type { Signed } from '../trust/signed.ts';
import { verifyTimestamp } from '../trust/timestamp.ts';

/** Those of a policy's trust who are trusted for this: a key for statements signs no model, and the other way round. */
export function trustFor(purpose: 'models' | 'statements', trust: Policy['trust']): Policy['trust'] {
  const counts = ({ for: only }: { readonly for?: 'models' | 'statements' | undefined }): boolean =>
    only === undefined || only === purpose;
  return {
    ...trust,
    keys: trust.keys.filter(counts),
    identities: trust.identities.filter(counts),
    authorities: trust.authorities.filter(counts),
  };
}

/** When a signature was made. Without proof it counts as made now: that is the only moment at which it is known to exist. */
export interface SigningTime {
  readonly at: Date;
  readonly proven: boolean;
}

/**
 * The earliest moment that one of the policy's time-stamping authorities confirms for the bundle's signature. A timestamp that
 * doesn't hold proves nothing, and is as good as none.
 */
export function signingTime(
  { signatures: [signature], timestamps }: Pick<Signed, 'signatures' | 'timestamps'>,
  trust: Policy['trust'],
  now: Date,
): SigningTime {
  const anchors = (trust.timestampAuthorities ?? []).flatMap(({ name, certificates }) =>
    readCertificates(certificates, `trusted time-stamping authority ${name}`),
  );
  const moments: number[] = [];
  for (const timestamp of signature === undefined || anchors.length === 0 ? [] : timestamps) {
    try {
      const at = verifyTimestamp(timestamp, signature ?? Buffer.alloc(0), anchors).getTime();
      if (at <= now.getTime() + CLOCK_SKEW_MS) moments.push(at);
    } catch (error) {
      if (!(error instanceof GateError) || error.code !== 'SIGNATURE_INVALID') throw error;
    }
  }
  return moments.length === 0 ? { at: now, proven: false } : { at: new Date(Math.min(...moments)), proven: true };
}

/**
 * Why a signature by this key does not count, or undefined: its key was revoked, and no trusted time proves that the signature is older
 * than that. (Its own claims about time are worth nothing: whoever has a stolen key dates back.)
 */
export function revocationOf(key: KeyObject, trust: Policy['trust'], { at, proven }: SigningTime): string | undefined {
  const digest = keyDigest(key);
  for (const { sha256, since, reason } of trust.revoked ?? []) {
    if (sha256 !== digest || (proven && at.getTime() < Date.parse(since))) continue;
    const unproven = proven ? '' : ', and no trusted timestamp proves that the signature is older';
    return `its key is revoked from ${since} (${reason})${unproven}`;
  }
  return undefined;
}

/** The same for every certificate of a chain. */
export function chainRevocation(
  chain: readonly X509Certificate[],
  trust: Policy['trust'],
  time: SigningTime,
): string | undefined {
  return chain.map(({ publicKey }) => revocationOf(publicKey, trust, time)).find((fault) => fault !== undefined);
}

/** Why a trusted key was not yet, or no longer, trusted when the signature was made. */
export function outsideTerm(
  { from, until }: Pick<Policy['trust']['keys'][number], 'from' | 'until'>,
  { at, proven }: SigningTime,
): string | undefined {
  const unproven = proven ? '' : ', and no trusted timestamp proves when it was made';
  if (from !== undefined && at.getTime() < Date.parse(from)) return `is trusted only from ${from}`;
  return until !== undefined && at.getTime() > Date.parse(until) ? `was trusted until ${until}${unproven}` : undefined;
}
