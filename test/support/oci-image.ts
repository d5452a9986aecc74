import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signatureHash } from '../../src/trust/signer/signer.ts';
import { signStatement } from './statements.ts';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const SIMPLE = 'application/vnd.dev.cosign.simplesigning.v1+json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const TAG = 'org.opencontainers.image.ref.name';

/** Container images and what cosign puts beside them, as a registry or a layout holds them. */
export class ImageStore {
  readonly blobs = new Map<string, Buffer>();
  readonly manifests: Descriptor[] = [];

  add(bytes: Buffer | string, mediaType: string): Descriptor {
    const content = Buffer.from(bytes);
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    this.blobs.set(digest, content);
    return { mediaType, digest, size: content.length };
  }

  image(content: string, tag?: string): Descriptor {
    const config = this.add(
      JSON.stringify({ architecture: 'amd64', os: 'linux', made: content }),
      'application/vnd.oci.image.config.v1+json',
    );
    const layer = this.add(content, 'application/vnd.oci.image.layer.v1.tar');
    return this.manifest({ config, layers: [layer] }, tag);
  }

  index(children: readonly Descriptor[], tag?: string): Descriptor {
    const made = this.add(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: children }), INDEX);
    for (const child of children)
      this.manifests.splice(
        this.manifests.findIndex(({ digest }) => digest === child.digest),
        1,
      );
    this.manifests.push(tag === undefined ? made : { ...made, annotations: { [TAG]: tag } });
    return made;
  }

  manifest(body: object, tag?: string): Descriptor {
    const made = this.add(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, ...body }), MANIFEST);
    this.manifests.push(tag === undefined ? made : { ...made, annotations: { [TAG]: tag } });
    return made;
  }

  payload(digest: string, type = 'cosign container image signature'): Buffer {
    const critical = {
      identity: { 'docker-reference': 'registry.invalid/team/image' },
      image: { 'docker-manifest-digest': digest },
      type,
    };
    return Buffer.from(JSON.stringify({ critical, optional: null }));
  }

  /** As `cosign sign --key` did until version 3: a layer under the tag `sha256-….sig`. */
  cosign(image: Descriptor, payload: Buffer, annotations: Readonly<Record<string, string>>): Descriptor {
    const config = this.add('{}', 'application/vnd.oci.image.config.v1+json');
    const layer = { ...this.add(payload, SIMPLE), annotations };
    return this.manifest({ config, layers: [layer] }, `${image.digest.replace(':', '-')}.sig`);
  }

  cosignWithKey(image: Descriptor, key: KeyObject, payload = this.payload(image.digest)): Descriptor {
    const signature = sign(signatureHash(createPublicKey(key)), payload, key).toString('base64');
    return this.cosign(image, payload, { 'dev.cosignproject.cosign/signature': signature });
  }

  /** As cosign 3 does: a Sigstore bundle in a referrer. */
  referrer(image: Descriptor, key: KeyObject, predicateType = 'https://sigstore.dev/cosign/sign/v1'): Descriptor {
    const { mediaType, digest, size } = image;
    const bundle = signStatement(
      {
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: '', digest: { sha256: digest.slice('sha256:'.length) } }],
        predicateType,
        predicate: {},
      },
      key,
    );
    const config = this.add('{}', 'application/vnd.oci.empty.v1+json');
    const layer = this.add(JSON.stringify(bundle), BUNDLE);
    return this.manifest({ artifactType: BUNDLE, config, layers: [layer], subject: { mediaType, digest, size } });
  }

  async writeLayout(directory: string): Promise<string> {
    await mkdir(join(directory, 'blobs', 'sha256'), { recursive: true });
    await writeFile(join(directory, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    const index = { schemaVersion: 2, mediaType: INDEX, manifests: this.manifests };
    await writeFile(join(directory, 'index.json'), JSON.stringify(index));
    for (const [digest, bytes] of this.blobs)
      await writeFile(join(directory, 'blobs', 'sha256', digest.slice('sha256:'.length)), bytes);
    return directory;
  }

  /** The read half of distribution-spec v1.1 over HTTP, on this machine. */
  async serve(name: string, options: RegistryOptions = {}): Promise<LocalRegistry> {
    const registry = new LocalRegistry(this, name, options);
    await registry.listen();
    return registry;
  }
}

export interface RegistryOptions {
  /** Without it, referrers lie under a tag. */
  readonly referrersApi?: boolean;
  /** `user:password`, given for a token. */
  readonly credentials?: string;
  /** Replaces what a path answers. */
  readonly tamper?: (path: string, bytes: Buffer) => Buffer;
}

export class LocalRegistry {
  readonly asked: string[] = [];
  readonly #server: Server;
  host = '';

  constructor(store: ImageStore, name: string, { referrersApi = true, credentials, tamper }: RegistryOptions) {
    const TOKEN = 'token-of-this-registry';
    const referrersOf = (digest: string): Buffer => {
      const manifests = store.manifests.filter(({ digest: own }) =>
        (store.blobs.get(own) ?? Buffer.alloc(0)).includes(`"subject":{"mediaType":"${MANIFEST}","digest":"${digest}"`),
      );
      return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
    };
    const find = (path: string): { bytes: Buffer; type: string } | undefined => {
      const [, kind = '', reference = ''] = path.slice(`/v2/${name}`.length).split('/');
      if (!path.startsWith(`/v2/${name}/`)) return undefined;
      if (kind === 'referrers' && referrersApi) return { bytes: referrersOf(reference), type: INDEX };
      const tagged = store.manifests.find(({ annotations }) => annotations?.[TAG] === reference);
      const digest = tagged?.digest ?? reference;
      const bytes = store.blobs.get(digest);
      if (kind === 'manifests' && bytes === undefined && /^sha256-[0-9a-f]{64}$/u.test(reference) && !referrersApi)
        return { bytes: referrersOf(reference.replace('-', ':')), type: INDEX };
      if (bytes === undefined || (kind !== 'manifests' && kind !== 'blobs')) return undefined;
      return {
        bytes,
        type: store.manifests.find(({ digest: own }) => own === digest)?.mediaType ?? 'application/octet-stream',
      };
    };
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      if (path.startsWith('/token?')) {
        const basic = `Basic ${Buffer.from(credentials ?? '').toString('base64')}`;
        response.writeHead(request.headers.authorization === basic ? 200 : 401);
        response.end(request.headers.authorization === basic ? JSON.stringify({ token: TOKEN }) : '');
        return;
      }
      if (credentials !== undefined && request.headers.authorization !== `Bearer ${TOKEN}`) {
        const challenge = `Bearer realm="http://${this.host}/token",service="local",scope="repository:${name}:pull"`;
        response.writeHead(401, { 'www-authenticate': challenge }).end();
        return;
      }
      const found = find(path);
      if (found === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': found.type });
      response.end((tamper ?? ((_path: string, bytes: Buffer) => bytes))(path, found.bytes));
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    this.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }
}
