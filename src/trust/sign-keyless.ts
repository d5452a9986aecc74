import { bundleToJSON } from '@sigstore/bundle';
import {
  CIContextProvider,
  DSSEBundleBuilder,
  FulcioSigner,
  RekorWitness,
  TSAWitness,
  type SignatureBundle,
  type Witness,
} from '@sigstore/sign';
import * as z from 'zod';
import type { Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import { IN_TOTO_PAYLOAD } from './dsse.ts';
import { verifyKeyless, type KeylessSigner } from './keyless.ts';
import { signedEnvelope } from './signed.ts';
import { parseBundle } from './sigstore-bundle.ts';
import { signingServices, type SigningServices, type SigstoreInstance } from './sigstore-instance.ts';
import type { Statement } from './statement.ts';

const FETCH = { timeout: 20_000, retry: 1 } as const;
const MAX_TOKEN = 64 << 10;

export interface KeylessSignature {
  /** A Sigstore bundle v0.3 with the certificate and the log entry. */
  readonly bundle: unknown;
  readonly signer: KeylessSigner;
}

/**
 * Signs with a key that lives for this call alone: the instance's authority binds it to the identity of an OpenID Connect token,
 * the log records the signature. What comes back is verified like a stranger's bundle before anybody gets it.
 * @param token an OpenID Connect token; left out, the one of the CI job (GitHub Actions, Buildkite, or `SIGSTORE_ID_TOKEN`)
 * @throws GateError USAGE without a token, KEY_INVALID for a trust root without services, KEY_SERVICE_FAILED
 */
export async function signKeyless(
  statement: Statement,
  token: string | undefined,
  { instance, clock }: { readonly instance: SigstoreInstance; readonly clock: Clock },
): Promise<KeylessSignature> {
  const services = signingServices(instance, clock.now());
  for (const url of [services.authority, services.log.url, services.timestamps]) refusePlain(url);
  const identityToken = token ?? (await tokenOfJob());
  refuseGarbage(identityToken);
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({
      fulcioBaseURL: plain(services.authority),
      identityProvider: { getToken: () => Promise.resolve(identityToken) },
      ...FETCH,
    }),
    witnesses: [logWitness(services), ...timestampWitness(services)],
  });
  let bundle: unknown;
  try {
    bundle = bundleToJSON(
      await builder.create({ data: Buffer.from(JSON.stringify(statement)), type: IN_TOTO_PAYLOAD }),
    );
  } catch (error) {
    throw new GateError('KEY_SERVICE_FAILED', `no signature from ${services.authority}: ${reasonOf(error)}`);
  }
  const parsed = parseBundle(Buffer.from(JSON.stringify(bundle)), 'the bundle that was just made');
  try {
    return { bundle, signer: verifyKeyless(signedEnvelope(parsed), instance.trustedRoot, clock.now()) };
  } catch (error) {
    throw new GateError('KEY_SERVICE_FAILED', `${services.authority} answered, but ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

async function tokenOfJob(): Promise<string> {
  try {
    return await new CIContextProvider().getToken();
  } catch {
    throw new GateError(
      'USAGE',
      'keyless signing needs an identity token: --identity-token, SIGSTORE_ID_TOKEN, or a CI job that may ask for one (GitHub: permissions: id-token: write)',
    );
  }
}

/** The library repeats a token that it can't read in its error, and so into logs. */
function refuseGarbage(token: string): void {
  const payload = token.length <= MAX_TOKEN ? token.split('.') : [];
  const claims = z
    .looseObject({ sub: z.string().min(1) })
    .safeParse(parsed(payload.length === 3 ? payload[1] : undefined));
  if (!claims.success) throw new GateError('USAGE', 'the identity token is no JSON Web Token with a subject');
}

function parsed(part: string | undefined): unknown {
  try {
    return part === undefined ? undefined : JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** An address without TLS would be sent the token. */
function refusePlain(url: string | undefined): void {
  if (url === undefined) return;
  const parsedUrl = URL.parse(url);
  const loopback = parsedUrl !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(parsedUrl.hostname);
  if (parsedUrl?.protocol !== 'https:' && !(parsedUrl?.protocol === 'http:' && loopback))
    throw new GateError('KEY_INVALID', `${url} must be an https: address (http: only of this machine)`);
}

function logWitness({ log }: SigningServices): Witness {
  const version = (majorApiVersion: number): Witness =>
    new RekorWitness({ rekorBaseURL: plain(log.url), majorApiVersion, ...FETCH });
  if (log.version !== 'unknown') return version(log.version);
  return {
    async testify(content: SignatureBundle, publicKey: string) {
      try {
        return await version(1).testify(content, publicKey);
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        return version(2).testify(content, publicKey);
      }
    },
  };
}

function timestampWitness({ timestamps }: SigningServices): Witness[] {
  return timestamps === undefined ? [] : [new TSAWitness({ tsaBaseURL: plain(timestamps), ...FETCH })];
}

function plain(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

const causeSchema = z.looseObject({ cause: z.looseObject({ statusCode: z.int() }) });

function statusOf(error: unknown): number | undefined {
  return causeSchema.safeParse(error).data?.cause.statusCode;
}

/** A service's own words, never the request's: that holds the token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed without a reason';
  const { cause } = error;
  return cause instanceof Error && cause !== error ? `${error.message} (${cause.message})` : error.message;
}
