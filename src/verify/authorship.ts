import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { GateError, type ErrorCode } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';
import type { Principal } from '../core/predicates/principal.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import { followChain, readCertificates } from '../trust/certificate-chain.ts';
import { keyHint, readPublicKey } from '../trust/key.ts';
import type { SigningMaterial } from '../trust/sigstore-bundle.ts';
import type { Signed } from '../trust/signed.ts';
import { chainRevocation, outsideTerm, revocationOf, signingTime, type SigningTime } from './standing.ts';

/** What cryptography says, before it is looked at what was signed. */
export interface Authorship {
  readonly status: 'verified' | 'untrusted' | 'invalid';
  readonly method: SignatureCheck['method'];
  /** For people. */
  readonly signer?: string;
  /** Whom of the policy's trust it is by; only when verified. */
  readonly principal?: Principal;
  readonly detail: string;
  /** Which check failed; absent when verified. */
  readonly code?: ErrorCode;
  /** When it was made, where a trusted timestamp proves that. */
  readonly provenAt?: Date;
}

/** Who made a signature, by the policy's trust alone. Nothing is said of what it signs. */
export async function authorshipOf(signed: Signed, trust: Policy['trust'], clock: Clock): Promise<Authorship> {
  const now = clock.now();
  const { material } = signed;
  if (material.kind === 'key' || !material.keyless) {
    const time = signingTime(signed, trust, now);
    const authorship =
      material.kind === 'key'
        ? await byKey(signed, material, trust, time, now)
        : byCertificate(signed, material.chain, trust, time);
    return time.proven ? { ...authorship, provenAt: time.at } : authorship;
  }
  const method = 'sigstore';
  const { verifyKeyless, root } = await sigstore(trust);
  try {
    const { identity, issuer } = verifyKeyless(signed, root, now);
    const signer = `${identity} (${issuer})`;
    // Compared whole: a pattern or a prefix would let release@example.org.attacker.net pass for release@example.org.
    const trusted = trust.identities.some((one) => one.identity === identity && one.issuer === issuer);
    return trusted
      ? {
          status: 'verified',
          method,
          signer,
          principal: { kind: 'identity', name: identity },
          detail: `signed by ${signer}`,
        }
      : {
          status: 'untrusted',
          method,
          signer,
          detail: `signed by ${signer}, whom the policy does not trust`,
          code: 'SIGNER_UNTRUSTED',
        };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { status: 'invalid', method, detail: error.message, code: error.code };
  }
}

/** Not loaded for keys and certificates, which most signatures are made by. */
async function sigstore({ trustedRoot }: Policy['trust']) {
  const [{ verifyKeyless, verifyLogged }, { trustRootOf }] = await Promise.all([
    import('../trust/keyless.ts'),
    import('../trust/sigstore-instance.ts'),
  ]);
  return { verifyKeyless, verifyLogged, root: await trustRootOf(trustedRoot) };
}

async function byKey(
  signed: Signed,
  { hint, logged }: Extract<SigningMaterial, { readonly kind: 'key' }>,
  trust: Policy['trust'],
  time: SigningTime,
  now: Date,
): Promise<Authorship> {
  const method = 'key';
  let fault: Authorship | undefined;
  for (const { name, publicKey, ...term } of trust.keys) {
    const key = readPublicKey(publicKey, `trusted key ${name}`);
    if (signed.signedBy(key)) {
      const answer = byTrustedKey(name, key, term, trust, time);
      if (answer.status === 'verified' && logged) {
        const unlogged = await logFault(signed, key, trust, now);
        if (unlogged !== undefined) return { status: 'invalid', method, detail: unlogged, code: 'SIGNATURE_INVALID' };
      }
      if (answer.status === 'verified') return { ...answer, detail: `${answer.detail}${besides(signed)}` };
      // Another signature of the same envelope can be by a key in its term: each is as good as an envelope of its own.
      fault ??= answer;
    } else if (hint === keyHint(key)) {
      const detail = `names the trusted key ${name}, which did not make it`;
      fault ??= { status: 'invalid', method, detail, code: 'SIGNATURE_INVALID' };
    }
  }
  const detail = 'signed by a key that the policy does not hold';
  return fault ?? { status: 'untrusted', method, detail, code: 'SIGNER_UNTRUSTED' };
}

/** Why the log's entries beside a key's signature don't hold. */
async function logFault(
  signed: Signed,
  key: KeyObject,
  trust: Policy['trust'],
  now: Date,
): Promise<string | undefined> {
  const { verifyLogged, root } = await sigstore(trust);
  try {
    verifyLogged(signed, key, root, now);
    return undefined;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const other = trust.trustedRoot === undefined ? '; a log other than the public one needs its trust root' : '';
    return `${error.message}${other}`;
  }
}

function byTrustedKey(
  name: string,
  key: KeyObject,
  term: Parameters<typeof outsideTerm>[0],
  trust: Policy['trust'],
  time: SigningTime,
): Authorship {
  const method = 'key';
  const revoked = revocationOf(key, trust, time);
  if (revoked !== undefined)
    return { status: 'invalid', method, detail: `made by ${name}: ${revoked}`, code: 'KEY_REVOKED' };
  const outside = outsideTerm(term, time);
  if (outside !== undefined) {
    const detail = `signed by the key ${name}, which ${outside}`;
    return { status: 'untrusted', method, detail, code: 'SIGNER_OUTSIDE_TERM' };
  }
  const when = time.proven ? ` at ${time.at.toISOString()}` : '';
  const detail = `signed by the trusted key ${name}${when}`;
  return { status: 'verified', method, signer: name, principal: { kind: 'key', name }, detail };
}

/** The other signatures of an envelope are told of, and nothing follows from them. */
function besides({ signatures }: Signed): string {
  const more = signatures.length - 1;
  return more === 0 ? '' : `; ${more} more ${more === 1 ? 'signature' : 'signatures'} that nothing rests on`;
}

/**
 * The certificates must be valid when the signature was made, as far as a trusted timestamp proves that, else now. (The
 * reference implementation takes the leaf's own date for that moment: an expired certificate never fails there.)
 */
function byCertificate(
  signed: Signed,
  chain: readonly X509Certificate[],
  trust: Policy['trust'],
  time: SigningTime,
): Authorship {
  const { authorities } = trust;
  const { at } = time;
  const method = 'certificate';
  try {
    let unknown: Authorship | undefined;
    for (const { name, certificates, identity } of authorities) {
      const signer = followChain(chain, readCertificates(certificates, `trusted authority ${name}`), at);
      if (!signer.anchored) continue;
      if (!signed.signedBy(signer.key)) return notByLeaf();
      const revoked = chainRevocation(chain, trust, time);
      if (revoked !== undefined)
        return { status: 'invalid', method, detail: `made with a certificate: ${revoked}`, code: 'KEY_REVOKED' };
      const who = `${signer.names[0] ?? 'a signer without a name'} (${name})`;
      if (identity === undefined || signer.names.includes(identity)) {
        return {
          status: 'verified',
          method,
          signer: who,
          principal: { kind: 'authority', name },
          detail: `signed by ${who}`,
        };
      }
      unknown = {
        status: 'untrusted',
        method,
        signer: who,
        detail: `signed by ${who}, whom the policy does not trust`,
        code: 'SIGNER_UNTRUSTED',
      };
    }
    if (unknown !== undefined) return unknown;
    if (!signed.signedBy(followChain(chain, [], at).key)) return notByLeaf();
    const detail = 'signed with a certificate of an authority that the policy does not hold';
    return { status: 'untrusted', method, detail, code: 'SIGNER_UNTRUSTED' };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'SIGNATURE_INVALID') throw error;
    return { status: 'invalid', method, detail: error.message, code: error.code };
  }
}

function notByLeaf(): Authorship {
  return {
    status: 'invalid',
    method: 'certificate',
    detail: 'not made by the key of its certificate',
    code: 'SIGNATURE_INVALID',
  };
}
