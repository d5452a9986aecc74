import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { X509Certificate } from '@sigstore/core';
import { fulcioHandler, initializeCA, type HandlerFn, type initializeCTLog } from '@sigstore/mock';
import * as z from 'zod';
import { TimestampAuthority } from '../trust/tsa.ts';
import { inclusionProof, leafHash, nodeHash, rootHash, type SubtreeHash } from '../../src/storage/ledger/merkle.ts';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = (key: ReturnType<typeof pair>) => key.publicKey.export({ type: 'spki', format: 'der' });
const keyId = (der: Uint8Array) => createHash('sha256').update(der).digest('base64');

/**
 * A Sigstore instance on this machine: real certificates, certificate transparency, timestamps, and a transparency log
 * (Rekor v1 or v2) whose inclusion proofs and checkpoints verify.
 */
export class LocalSigstore {
  /** What the services were asked, as paths. */
  readonly asked: string[] = [];
  /** Replaces what a path answers. */
  readonly broken = new Map<string, (answer: Buffer) => Buffer>();
  readonly #server: Server;
  readonly #handlers: ReadonlyMap<string, HandlerFn>;
  readonly #parts: Parts;
  readonly #rekor: Rekor;
  url = '';

  private constructor(parts: Parts, rekor: Rekor, handlers: ReadonlyMap<string, HandlerFn>) {
    this.#parts = parts;
    this.#rekor = rekor;
    this.#handlers = handlers;
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const handler = this.#handlers.get(path);
        if (handler === undefined) {
          response.writeHead(404).end();
          return;
        }
        void handler(Buffer.concat(chunks).toString()).then(({ statusCode, response: body, contentType }) => {
          const bytes =
            typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
          response.writeHead(statusCode, { 'content-type': contentType ?? 'text/plain' });
          response.end((this.broken.get(path) ?? ((same: Buffer) => same))(bytes));
        });
      });
    });
  }

  static async start(
    directory: string,
    logVersion: 1 | 2,
    { transparency = true, sctExtensions = Buffer.alloc(0) } = {},
  ): Promise<LocalSigstore> {
    const [ca, ct, log] = [pair(), pair(), pair()];
    const ctLog = transparency ? certificateLog(ct, sctExtensions) : undefined;
    const authority = await initializeCA(ca, ctLog);
    // Not the one of @sigstore/mock: now and then it writes times that @sigstore/verify does not read.
    const timestamps = new TimestampAuthority(directory, 'tsa');
    const rekor = new Rekor(log);
    const handlers = [
      fulcioHandler(authority),
      { path: '/api/v1/timestamp', fn: stamps(timestamps) },
      logVersion === 1
        ? { path: '/api/v1/log/entries', fn: rekor.handler((text) => rekor.addV1(text)) }
        : { path: '/api/v2/log/entries', fn: rekor.handler((text) => rekor.addV2(text)) },
    ];
    const parts: Parts = {
      logVersion,
      log: spki(log),
      ct: transparency ? spki(ct) : undefined,
      authority: [toBuffer(authority.rootCertificate)],
      timestamps: timestamps.chain,
      authorityOfTime: timestamps,
    };
    const instance = new LocalSigstore(parts, rekor, new Map(handlers.map(({ path, fn }) => [path, fn])));
    await new Promise<void>((resolve) => void instance.#server.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    instance.url = `http://127.0.0.1:${(instance.#server.address() as AddressInfo).port}`;
    rekor.origin = new URL(instance.url).host;
    return instance;
  }

  /** Logs anything, without looking at it: an entry as a bundle carries it. */
  log(entry: Entry, options: LogOptions = {}): Promise<object> {
    return this.#rekor.bundled(entry, options);
  }

  /** A timestamp of a signature, as a bundle carries it. */
  stamp(signature: Uint8Array): string {
    return this.#parts.authorityOfTime.stamp(signature).toString('base64');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }

  /** As operators of an instance publish it; with addresses that a signer may sign at. */
  trustedRoot(): object {
    const { log, ct, authority, timestamps } = this.#parts;
    const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
    const key = (der: Buffer) => ({
      rawBytes: der.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor,
    });
    const chain = (certificates: readonly Buffer[]) => ({
      certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })),
    });
    const subject = { organization: 'local', commonName: 'local' };
    const logOf = (der: Buffer) => ({
      baseUrl: this.url,
      hashAlgorithm: 'SHA2_256',
      publicKey: key(der),
      logId: { keyId: keyId(der) },
    });
    return {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf(log)],
      certificateAuthorities: [{ subject, uri: this.url, certChain: chain(authority), validFor }],
      ctlogs: ct === undefined ? [] : [logOf(ct)],
      timestampAuthorities: [{ subject, uri: `${this.url}/api/v1/timestamp`, certChain: chain(timestamps), validFor }],
    };
  }

  clientTrustConfig(): object {
    const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
    const service = (url: string, majorApiVersion: number) => ({ url, majorApiVersion, validFor, operator: 'local' });
    return {
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: this.trustedRoot(),
      signingConfig: {
        mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
        caUrls: [service(this.url, 1)],
        oidcUrls: [],
        rekorTlogUrls: [service(this.url, this.#parts.logVersion)],
        rekorTlogConfig: { selector: 'ANY' },
        tsaUrls: [service(`${this.url}/api/v1/timestamp`, 1)],
        tsaConfig: { selector: 'ANY' },
      },
    };
  }
}

interface Parts {
  readonly logVersion: 1 | 2;
  readonly log: Buffer;
  readonly ct: Buffer | undefined;
  readonly authority: readonly Buffer[];
  readonly timestamps: readonly Buffer[];
  readonly authorityOfTime: TimestampAuthority;
}

export interface LogOptions {
  /** Seconds since 1970. */
  readonly time?: number;
  /** Puts a signed note together from its text and the log's line. */
  readonly note?: (text: string, line: string) => string;
}

/** An OpenID Connect token, unsigned: the local authority looks at its claims alone. */
export function identityToken(subject: string, issuer: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: subject, iss: issuer, aud: 'sigstore' })}.${part({})}`;
}

export interface Entry {
  readonly kind: string;
  readonly apiVersion: '0.0.1' | '0.0.2';
  readonly spec: object;
}

const v1Schema = z.object({
  kind: z.literal('dsse'),
  spec: z.object({ proposedContent: z.object({ envelope: z.string(), verifiers: z.array(z.string()) }) }),
});
/** Of a signature over a message, as container images have them; logged as it comes. */
const messageSchema = z.object({ kind: z.literal('hashedrekord'), apiVersion: z.string(), spec: z.unknown() });
const envelopeSchema = z.object({ payload: z.string(), signatures: z.array(z.object({ sig: z.string() })).length(1) });
const v2Schema = z.object({
  dsseRequestV002: z.object({
    envelope: envelopeSchema,
    verifiers: z.array(z.unknown()).length(1),
  }),
});

const v2MessageSchema = z.object({
  hashedRekordRequestV002: z.object({
    digest: z.base64(),
    signature: z.object({ content: z.base64(), verifier: z.unknown() }),
  }),
});

/** A log of DSSE envelopes that holds other people's entries already, so that proofs have a path. */
class Rekor {
  origin = '';
  readonly #key: ReturnType<typeof pair>;
  readonly #leaves = Array.from({ length: 5 }, (_, index) => leafHash(Buffer.from(`another entry ${index}`)));

  constructor(key: ReturnType<typeof pair>) {
    this.#key = key;
  }

  handler(add: (text: string) => Promise<object>): HandlerFn {
    return async (text) => ({
      statusCode: 201,
      response: JSON.stringify(await add(text)),
      contentType: 'application/json',
    });
  }

  async addV1(text: string): Promise<object> {
    const message = messageSchema.safeParse(JSON.parse(text)).data;
    if (message !== undefined) return this.#appendV1(message);
    const { envelope, verifiers } = v1Schema.parse(JSON.parse(text)).spec.proposedContent;
    const { payload, signatures } = envelopeSchema.parse(JSON.parse(envelope));
    const digest = (bytes: Uint8Array | string) => ({
      algorithm: 'sha256',
      value: createHash('sha256').update(bytes).digest('hex'),
    });
    return this.#appendV1({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: digest(envelope),
        payloadHash: digest(Buffer.from(payload, 'base64')),
        signatures: [{ signature: signatures[0]?.sig, verifier: verifiers[0] }],
      },
    });
  }

  async #appendV1(entry: object): Promise<object> {
    const { index, proof, checkpoint, root, size, body, integratedTime } = await this.#append(entry);
    const logID = createHash('sha256').update(spki(this.#key)).digest('hex');
    // Members in the order of their names, as the verifier writes them again.
    const promise = { body: body.toString('base64'), integratedTime, logID, logIndex: index };
    return {
      [leafHash(body).toString('hex')]: {
        ...promise,
        verification: {
          inclusionProof: {
            logIndex: index,
            treeSize: size,
            rootHash: root.toString('hex'),
            hashes: proof.map((hash) => hash.toString('hex')),
            checkpoint,
          },
          signedEntryTimestamp: this.#sign(Buffer.from(JSON.stringify(promise))).toString('base64'),
        },
      },
    };
  }

  async addV2(text: string): Promise<object> {
    const message = v2MessageSchema.safeParse(JSON.parse(text)).data?.hashedRekordRequestV002;
    if (message !== undefined)
      return this.#appendV2('hashedrekord', {
        hashedRekordV002: {
          data: { algorithm: 'SHA2_256', digest: message.digest },
          signature: message.signature,
        },
      });
    const { envelope, verifiers } = v2Schema.parse(JSON.parse(text)).dsseRequestV002;
    const digest = createHash('sha256').update(Buffer.from(envelope.payload, 'base64')).digest('base64');
    return this.#appendV2('dsse', {
      dsseV002: {
        payloadHash: { algorithm: 'SHA2_256', digest },
        signatures: [{ content: envelope.signatures[0]?.sig, verifier: verifiers[0] }],
      },
    });
  }

  async #appendV2(kind: string, spec: object): Promise<object> {
    const entry = { apiVersion: '0.0.2', kind, spec };
    const { index, proof, checkpoint, root, size, body } = await this.#append(entry);
    return {
      logIndex: String(index),
      logId: { keyId: keyId(spki(this.#key)) },
      kindVersion: { kind, version: '0.0.2' },
      integratedTime: '0',
      inclusionProof: {
        logIndex: String(index),
        rootHash: root.toString('base64'),
        treeSize: String(size),
        hashes: proof.map((hash) => hash.toString('base64')),
        checkpoint: { envelope: checkpoint },
      },
      canonicalizedBody: body.toString('base64'),
    };
  }

  /** By version of the log: 0.0.2 of everything but `intoto` has no promise, and no time that counts. */
  async bundled({ kind, apiVersion, spec }: Entry, options: LogOptions): Promise<object> {
    const { index, proof, checkpoint, root, size, body, integratedTime } = await this.#append(
      { apiVersion, kind, spec },
      options,
    );
    const logID = createHash('sha256').update(spki(this.#key)).digest('hex');
    const promise = { body: body.toString('base64'), integratedTime, logID, logIndex: index };
    const first = apiVersion === '0.0.1' || kind === 'intoto';
    return {
      logIndex: String(index),
      logId: { keyId: keyId(spki(this.#key)) },
      kindVersion: { kind, version: apiVersion },
      integratedTime: first ? String(integratedTime) : '0',
      ...(first
        ? {
            inclusionPromise: {
              signedEntryTimestamp: this.#sign(Buffer.from(JSON.stringify(promise))).toString('base64'),
            },
          }
        : {}),
      inclusionProof: {
        logIndex: String(index),
        rootHash: root.toString('base64'),
        treeSize: String(size),
        hashes: proof.map((hash) => hash.toString('base64')),
        checkpoint: { envelope: checkpoint },
      },
      canonicalizedBody: body.toString('base64'),
    };
  }

  async #append(entry: object, { time, note: noted }: LogOptions = {}) {
    const body = Buffer.from(JSON.stringify(entry));
    const index = this.#leaves.push(leafHash(body)) - 1;
    this.#leaves.push(leafHash(Buffer.from('whoever came next')));
    const size = this.#leaves.length;
    const read: SubtreeHash = (level, at) => Promise.resolve(this.#subtree(level, at));
    const root = await rootHash(size, read);
    const note = `${this.origin}\n${size}\n${root.toString('base64')}\n`;
    const hint = createHash('sha256').update(spki(this.#key)).digest().subarray(0, 4);
    const signature = Buffer.concat([hint, this.#sign(Buffer.from(note))]).toString('base64');
    const line = `— ${this.origin} ${signature}\n`;
    return {
      index,
      size,
      root,
      body,
      proof: await inclusionProof(index, size, read),
      checkpoint: noted?.(note, line) ?? `${note}\n${line}`,
      integratedTime: time ?? Math.floor(Date.now() / 1000),
    };
  }

  #subtree(level: number, at: number): Buffer {
    const leaf = this.#leaves[at];
    if (level === 0 && leaf !== undefined) return leaf;
    return nodeHash(this.#subtree(level - 1, at * 2), this.#subtree(level - 1, at * 2 + 1));
  }

  #sign(bytes: Uint8Array): Buffer {
    return sign('sha256', bytes, this.#key.privateKey);
  }
}

/** RFC 6962: a log of certificates. Not the one of @sigstore/mock, which gives no extensions. */
function certificateLog(key: ReturnType<typeof pair>, extensions: Buffer): Awaited<ReturnType<typeof initializeCTLog>> {
  const logID = createHash('sha256').update(spki(key)).digest();
  const uint = (value: number | bigint, bytes: number) =>
    Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
  const vector = (bytes: Uint8Array, lengthBytes: number) => Buffer.concat([uint(bytes.length, lengthBytes), bytes]);
  return {
    publicKey: spki(key),
    logID: Uint8Array.from(logID),
    log: (certificate, issuer) => {
      const tbs = X509Certificate.parse(Buffer.from(certificate)).tbsCertificate.toDER();
      const time = uint(Date.now(), 8);
      const entry = [uint(1, 2), new Uint8Array(issuer), vector(tbs, 3), vector(extensions, 2)]; // precert_entry
      const signature = sign('sha256', Buffer.concat([Buffer.from([0, 0]), time, ...entry]), key.privateKey);
      const algorithm = Buffer.from([4, 3]); // sha256, ecdsa
      const sct = [Buffer.from([0]), logID, time, vector(extensions, 2), algorithm, vector(signature, 2)];
      return Promise.resolve(Uint8Array.from(vector(Buffer.concat(sct), 2)).buffer); // as it stands in a list
    },
  };
}

const stampSchema = z.object({ artifactHash: z.base64(), hashAlgorithm: z.literal('sha256') });

function stamps(authority: TimestampAuthority): HandlerFn {
  return (text) => {
    const { artifactHash } = stampSchema.parse(JSON.parse(text));
    const response = Uint8Array.from(authority.stampDigest(Buffer.from(artifactHash, 'base64')));
    return Promise.resolve({ statusCode: 201, response, contentType: 'application/timestamp-reply' });
  };
}

function toBuffer(view: ArrayBufferView<ArrayBuffer>): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
