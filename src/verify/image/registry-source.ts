import * as z from 'zod';
import type { Sha256 } from '../../core/digest.ts';
import { sha256Schema } from '../../core/digest-schema.ts';
import { GateError } from '../../core/errors.ts';
import { parseOci } from '../attestations/oci-layout.ts';
import { IMAGE_LIMITS } from './limits.ts';
import { digestOf, INDEX_TYPES, indexSchema, MANIFEST_TYPES, type OciSource } from './oci-source.ts';

const TIMEOUT_MS = 30_000;
const ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(', ');
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/u;
/** Names and tags as distribution-spec v1.1 has them. */
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/u;
const TAG = /^\w[\w.-]{0,127}$/u;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/u;
const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });

export interface RegistryReference {
  readonly host: string;
  readonly name: string;
  /** A tag or a digest. */
  readonly reference: string;
}

/**
 * `HOST/NAME[:TAG][@DIGEST]`, as other tools take it, with the host always named.
 * @throws GateError USAGE
 */
export function parseRegistryReference(text: string): RegistryReference {
  const [, host = '', rest = ''] = /^([^/]+)\/(.+)$/u.exec(text) ?? [];
  const [path = '', digest] = rest.split('@');
  const [, name = '', tag] = /^(.*?)(?::([^:/]+))?$/u.exec(path) ?? [];
  const reference = digest ?? tag ?? 'latest';
  const fits = digest === undefined ? TAG.test(reference) : sha256Schema.safeParse(digest).success;
  if (!HOST.test(host) || !NAME.test(name) || !fits)
    throw new GateError('USAGE', `${text} is no reference of an image: HOST/NAME[:TAG] or HOST/NAME@sha256:…`);
  return { host, name, reference };
}

/**
 * An image in a registry (OCI distribution-spec v1.1), over HTTPS; over HTTP only on this machine. Reads as anybody may, or
 * with `user:password` where the registry asks.
 */
export function registrySource(
  { host, name, reference }: RegistryReference,
  credentials: string | undefined,
  signal: AbortSignal,
): OciSource {
  const client = new RegistryClient(host, name, credentials, signal);
  return {
    name: `${host}/${name}`,
    async image() {
      const { bytes, type } = (await client.manifest(reference)) ?? missing(`${host}/${name} has no ${reference}`);
      const digest = digestOf(bytes);
      if (reference.startsWith('sha256:') && digest !== reference)
        throw failed(`${host} answered ${digest} when asked for ${reference}`);
      return { mediaType: type, digest, size: bytes.length };
    },
    async signatureManifests(image) {
      const tag = image.replace(':', '-');
      const found = [(await client.manifest(`${tag}.sig`))?.bytes];
      // Where a registry has no referrers API, clients keep the same index under a tag (distribution-spec, "referrers tag schema").
      const index = (await client.referrers(image)) ?? (await client.manifest(tag))?.bytes;
      const referrers = index === undefined ? [] : parseOci(index, indexSchema, `referrers of ${image}`).manifests;
      for (const { digest } of referrers) {
        const bytes = (await client.manifest(digest))?.bytes;
        if (bytes !== undefined && digestOf(bytes) !== digest)
          throw failed(`${host} answered other bytes than those of ${digest}`);
        found.push(bytes);
      }
      return found.filter((bytes) => bytes !== undefined);
    },
    async blob({ digest, size }, limit) {
      if (size > limit) throw new GateError('LIMIT_EXCEEDED', `${digest} has ${size} bytes, ${limit} at most`);
      const bytes = (await client.get(`blobs/${digest}`, '*/*', limit))?.bytes ?? missing(`${host} has no ${digest}`);
      if (bytes.length !== size || digestOf(bytes) !== digest)
        throw failed(`${host} answered other bytes than those of ${digest}`);
      return bytes;
    },
  };
}

interface Answer {
  readonly bytes: Buffer;
  readonly type: string;
}

class RegistryClient {
  readonly #base: string;
  readonly #name: string;
  readonly #credentials: string | undefined;
  readonly #signal: AbortSignal;
  #authorization: string | undefined;

  constructor(host: string, name: string, credentials: string | undefined, signal: AbortSignal) {
    this.#base = `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}/v2/${name}`;
    this.#name = name;
    this.#credentials = credentials;
    this.#signal = signal;
  }

  /** Undefined where there is none. */
  manifest(reference: string): Promise<Answer | undefined> {
    return this.get(`manifests/${reference}`, ACCEPT, IMAGE_LIMITS.manifestBytes);
  }

  async referrers(image: Sha256): Promise<Buffer | undefined> {
    return (await this.get(`referrers/${image}`, INDEX_TYPES.join(', '), IMAGE_LIMITS.manifestBytes))?.bytes;
  }

  async get(path: string, accept: string, limit: number): Promise<Answer | undefined> {
    const url = `${this.#base}/${path}`;
    let response = await this.#fetch(url, accept);
    if (response.status === 401 && this.#authorization === undefined) {
      await response.body?.cancel();
      this.#authorization = await this.#authorize(response.headers.get('www-authenticate') ?? '');
      response = await this.#fetch(url, accept);
    }
    if (response.status === 404 || response.status === 400) {
      await response.body?.cancel();
      return undefined;
    }
    if (!response.ok) throw failed(`${url} answered ${response.status}`);
    return {
      bytes: await limited(response, limit, url),
      type: (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '',
    };
  }

  async #fetch(url: string, accept: string): Promise<Response> {
    const headers = { accept, ...(this.#authorization === undefined ? {} : { authorization: this.#authorization }) };
    try {
      return await fetch(url, { headers, signal: AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]) });
    } catch (error) {
      throw new GateError('REGISTRY_FAILED', `${url} can't be asked`, { cause: error });
    }
  }

  /** Docker's token protocol, which every registry speaks: the challenge names who gives tokens out. */
  async #authorize(challenge: string): Promise<string> {
    const basic =
      this.#credentials === undefined ? undefined : `Basic ${Buffer.from(this.#credentials).toString('base64')}`;
    if (/^basic\b/iu.test(challenge)) return basic ?? refused(`${this.#base} asks for a user and a password`);
    const parameters = new Map(
      Array.from(challenge.matchAll(/([a-z]{1,20})="([^"]{0,1000})"/gu), ([, key = '', value = '']) => [key, value]),
    );
    const realm = URL.parse(parameters.get('realm') ?? '');
    if (!/^bearer\b/iu.test(challenge) || realm === null)
      return refused(`${this.#base} asks for what is not known here`);
    // Never over plain HTTP but to this machine: the token, or the password for it, would be anybody's.
    if (realm.protocol !== 'https:' && !(realm.protocol === 'http:' && LOOPBACK.test(realm.host)))
      return refused(`${this.#base} sends for a token to ${realm.origin}, which is not HTTPS`);
    const service = parameters.get('service');
    if (service !== undefined) realm.searchParams.set('service', service);
    realm.searchParams.set('scope', `repository:${this.#name}:pull`);
    this.#authorization = basic;
    const response = await this.#fetch(realm.href, 'application/json');
    if (!response.ok) return refused(`${realm.origin} gave no token (${response.status})`);
    const { token, access_token: other } = tokenSchema.parse(
      JSON.parse((await limited(response, 1 << 20, realm.origin)).toString('utf8')),
    );
    return `Bearer ${token ?? other ?? refused(`${realm.origin} gave no token`)}`;
  }
}

async function limited(response: Response, limit: number, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > limit) throw new GateError('LIMIT_EXCEEDED', `${url} answered more than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('REGISTRY_FAILED', `${url} ended in the middle`, { cause: error });
  }
  return Buffer.concat(chunks);
}

function failed(message: string): GateError {
  return new GateError('REGISTRY_FAILED', message);
}

function refused(message: string): never {
  throw failed(message);
}

function missing(message: string): never {
  throw new GateError('SOURCE_NOT_FOUND', message);
}
