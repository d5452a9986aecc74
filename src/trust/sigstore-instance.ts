import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ClientTrustConfig, TrustedRoot, type Service, type SigningConfig } from '@sigstore/protobuf-specs';
import * as z from 'zod';
import { GateError } from '../core/errors.ts';
import { parseJson } from './strict-json.ts';

/** Whom a Sigstore instance's signatures are checked against, and where they are made. */
export interface SigstoreInstance {
  readonly trustedRoot: TrustedRoot;
  /** Only where the file says so: a bare trusted root names addresses, but not which interface they speak. */
  readonly signing: SigningConfig | undefined;
}

const mediaTypeSchema = z.looseObject({
  mediaType: z.string().max(256),
  trustedRoot: z.looseObject({}).optional(),
});

/**
 * Reads a `trusted_root.json`, or a `ClientTrustConfig` that holds one beside a `SigningConfig`.
 * @throws GateError KEY_INVALID for anything else
 */
export function readSigstoreInstance(text: string, where: string): SigstoreInstance {
  try {
    const json = parseJson(Buffer.from(text), where);
    const { mediaType, trustedRoot } = mediaTypeSchema.parse(json);
    if (mediaType.includes('clienttrustconfig') && trustedRoot !== undefined) {
      rootSchema.parse(trustedRoot);
      const config = ClientTrustConfig.fromJSON(json);
      if (config.trustedRoot !== undefined) return { trustedRoot: config.trustedRoot, signing: config.signingConfig };
    }
    if (mediaType.includes('trustedroot')) {
      rootSchema.parse(json);
      return { trustedRoot: TrustedRoot.fromJSON(json), signing: undefined };
    }
  } catch (error) {
    throw new GateError('KEY_INVALID', `${where} is no Sigstore trust root: ${messageOf(error)}`, { cause: error });
  }
  throw new GateError('KEY_INVALID', `${where} is no Sigstore trust root (trusted_root.json or ClientTrustConfig)`);
}

/** A range without a start would be open to the past: the format demands one. */
const range = z.looseObject({
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }).nullish(),
});
const logs = z.array(z.looseObject({ publicKey: z.looseObject({ validFor: range.nullish() }) })).nullish();
const authorities = z
  .array(
    z.looseObject({
      certChain: z.looseObject({ certificates: z.array(z.looseObject({ rawBytes: z.string() })) }),
      validFor: range.nullish(),
    }),
  )
  .nullish();
/** What the library reads as a default where it is missing, and must not be missing. */
const rootSchema = z.looseObject({
  tlogs: logs,
  ctlogs: logs,
  certificateAuthorities: authorities,
  timestampAuthorities: authorities,
});

const seedsSchema = z.record(
  z.string(),
  z.looseObject({ targets: z.looseObject({ 'trusted_root.json': z.base64() }) }),
);

/** The public-good instance, as the `@sigstore/tuf` package ships it: no network is asked. */
export async function publicInstance(): Promise<SigstoreInstance> {
  const path = createRequire(import.meta.url).resolve('@sigstore/tuf/seeds.json');
  const [seed] = Object.values(seedsSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
  if (seed === undefined) throw new GateError('INTERNAL', 'no shipped Sigstore trust root');
  const text = Buffer.from(seed.targets['trusted_root.json'], 'base64').toString('utf8');
  return readSigstoreInstance(text, 'the shipped Sigstore trust root');
}

/** The trust root of a policy, or the public-good instance's. @throws GateError KEY_INVALID */
export async function trustRootOf(text: string | undefined): Promise<TrustedRoot> {
  const instance =
    text === undefined ? await publicInstance() : readSigstoreInstance(text, 'the trust root of the policy');
  return instance.trustedRoot;
}

/**
 * Where to sign: as the file says, else at the addresses that a trusted root gives for its authorities. Those speak version 1
 * of the log's interface, or version 2 where only that answers.
 * @throws GateError KEY_INVALID when an instance has no certificate authority or log that is in use now
 */
export function signingServices({ trustedRoot, signing }: SigstoreInstance, now: Date): SigningServices {
  const { certificateAuthorities, tlogs, timestampAuthorities } = trustedRoot;
  const config = signing ?? {
    caUrls: certificateAuthorities.map(({ uri, validFor }) => service(uri, validFor)),
    rekorTlogUrls: tlogs.map(({ baseUrl, publicKey }) => service(baseUrl, publicKey?.validFor)),
    tsaUrls: timestampAuthorities.map(({ uri, validFor }) => service(uri, validFor)),
  };
  const authority = current(config.caUrls, now, 1);
  const rekor = current(config.rekorTlogUrls, now, 2);
  if (authority === undefined || rekor === undefined)
    throw new GateError('KEY_INVALID', 'the trust root names no certificate authority or no log that is in use now');
  return {
    authority: authority.url,
    log: { url: rekor.url, version: signing === undefined ? 'unknown' : rekor.majorApiVersion },
    timestamps: current(config.tsaUrls, now, 1)?.url,
  };
}

export interface SigningServices {
  readonly authority: string;
  readonly log: { readonly url: string; readonly version: number | 'unknown' };
  readonly timestamps: string | undefined;
}

function service(url: string, validFor: Service['validFor']): Service {
  return { url, majorApiVersion: 1, validFor, operator: '' };
}

/** The one that has been in use for longest: a log that is announced comes into use before every verifier knows it. */
function current(services: readonly Service[], now: Date, highestVersion: number): Service | undefined {
  return services
    .filter(
      ({ url, majorApiVersion, validFor }) =>
        url !== '' &&
        majorApiVersion <= highestVersion &&
        (validFor?.start === undefined || validFor.start <= now) &&
        (validFor?.end === undefined || validFor.end > now),
    )
    .sort((a, b) => (a.validFor?.start?.getTime() ?? 0) - (b.validFor?.start?.getTime() ?? 0))[0];
}

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}
