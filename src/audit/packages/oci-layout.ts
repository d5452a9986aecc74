import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import * as z from 'zod';
import type { Repository } from '../source/repository.ts';
import type { SignalSink } from '../signals/rule.ts';
import { installedIn, OS_RELEASE, releaseOf, tellsOfPackages, type Installed } from './installed.ts';
import type { FoundPackage } from './package.ts';
import { TarStream } from './tar-stream.ts';

/** Limits of an image. What lies beyond is told. */
const LIMITS = {
  manifests: 50,
  depth: 3,
  layers: 200,
  document: 4 << 20,
  file: 32 << 20,
  kept: 128 << 20,
  expanded: 16 * 2 ** 30,
};

const descriptorSchema = z.object({
  mediaType: z.string().default(''),
  digest: z.string(),
  size: z.number().optional(),
});
const documentSchema = z.object({
  mediaType: z.string().default(''),
  manifests: z.array(descriptorSchema).optional(),
  layers: z.array(descriptorSchema).optional(),
});
type Descriptor = z.infer<typeof descriptorSchema>;

/** Directories of a repository that are OCI image layouts (image-spec, image-layout.md). */
export function layoutsIn(repository: Pick<Repository, 'paths' | 'has'>): string[] {
  return repository.paths
    .filter((path) => /(?:^|\/)oci-layout$/u.test(path))
    .map((path) => path.slice(0, -'oci-layout'.length))

    .filter((directory) => repository.has(`${directory}index.json`));
}

/** Packages that the layers of a layout's images hold, each at the index. Layers are read as they stream, and nothing is unpacked to the disk. */
export async function packagesOfLayout(root: string, under: string, sink: SignalSink): Promise<FoundPackage[]> {
  return new LayoutReader(root, under, sink).read();
}

class LayoutReader {
  private readonly root: string;
  private readonly under: string;
  private readonly sink: SignalSink;
  private expanded = 0;
  private manifests = 0;

  constructor(root: string, under: string, sink: SignalSink) {
    this.root = root;
    this.under = under;
    this.sink = sink;
  }

  async read(): Promise<FoundPackage[]> {
    const index = await this.document(`${this.under}index.json`);
    return index === undefined ? [] : this.through(index, 0);
  }

  private async through({ manifests, layers }: z.infer<typeof documentSchema>, depth: number): Promise<FoundPackage[]> {
    if (layers !== undefined) return this.image(layers);
    const found: FoundPackage[] = [];
    for (const { digest } of manifests ?? []) {
      if (depth >= LIMITS.depth || this.manifests++ >= LIMITS.manifests) {
        this.tell('images that are nested too deeply or too many');
        break;
      }
      const path = this.blob(digest);
      const document = path === undefined ? undefined : await this.document(path);
      if (document !== undefined) found.push(...(await this.through(document, depth + 1)));
    }
    return found;
  }

  /** Layers lie over one another: a file of a later one replaces that of an earlier, and `.wh.` takes it away. */
  private async image(layers: readonly Descriptor[]): Promise<FoundPackage[]> {
    const files = new Map<string, string>();
    let kept = 0;
    if (layers.length > LIMITS.layers) this.tell(`more than ${LIMITS.layers} layers`);
    for (const layer of layers.slice(0, LIMITS.layers)) {
      const path = this.blob(layer.digest);
      if (path === undefined) continue;
      await this.layer(path, layer, (name, text) => {
        const [, directory = '', whiteout] = /^(.*\/)?\.wh\.([^/]+)$/u.exec(name) ?? [];
        if (whiteout !== undefined) {
          const gone = whiteout === '.wh..opq' || whiteout === '.opq' ? directory : `${directory}${whiteout}`;
          for (const key of files.keys())
            if (key === gone || key.startsWith(gone.endsWith('/') ? gone : `${gone}/`)) files.delete(key);
          return;
        }
        kept += text.length;
        if (kept > LIMITS.kept) this.tell('files that tell of packages are too long together');
        else files.set(name, text);
      });
    }
    return this.packages(files);
  }

  private packages(files: ReadonlyMap<string, string>): FoundPackage[] {
    const system = [...files].find(([name]) => OS_RELEASE.test(name))?.[1];
    const release = system === undefined ? undefined : releaseOf(system);
    let untold = 0;
    const place = { path: `${this.under}index.json`, line: 1 };
    const found = [...files]
      .flatMap(([name, text]) => installedIn(name, text))
      .flatMap((one: Installed): FoundPackage[] => {
        const ecosystem = one.ecosystem === 'dpkg' || one.ecosystem === 'apk' ? release : one.ecosystem;
        if (ecosystem === undefined) untold += 1;
        return ecosystem === undefined ? [] : [{ ...one, ...place, ecosystem }];
      });
    if (untold > 0) this.tell(`${untold} packages of a system that is not known`);
    return found;
  }

  private async layer(
    path: string,
    { mediaType, digest }: Descriptor,
    take: (name: string, text: string) => void,
  ): Promise<void> {
    const tar = new TarStream(
      (name, size) =>
        (/(?:^|\/)\.wh\./u.test(name) || tellsOfPackages(plain(name))) &&
        (size <= LIMITS.file || this.tell(`${plain(name)} has more than ${LIMITS.file} bytes`)),
    );
    const hash = createHash('sha256');
    const unpack = mediaType.endsWith('gzip')
      ? createGunzip()
      : mediaType.endsWith('zstd')
        ? createZstdDecompress()
        : undefined;
    const read = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        this.expanded += chunk.length;
        // The pipeline ends with its reader, and what follows is told as cut off.
        if (this.expanded > LIMITS.expanded) return;
        for (const { name, content } of tar.add(chunk)) take(plain(name), content.toString('utf8'));
      }
    };
    const hashed = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      const handle = await open(
        join(this.root, path),
        constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      );
      const file = handle.createReadStream();
      await (unpack === undefined ? pipeline(file, hashed, read) : pipeline(file, hashed, unpack, read));
    } catch {
      this.tell(`the layer ${digest.slice(0, 19)} can not be unpacked, or is too large`);
      return;
    }
    if (tar.fault !== undefined || !tar.complete)
      this.tell(`the layer ${digest.slice(0, 19)}: ${tar.fault ?? 'it breaks off'}`);
    if (`sha256:${hash.digest('hex')}` !== digest)
      this.tell(`the layer ${digest.slice(0, 19)} has another digest than its name`);
  }

  /** Only names by SHA-256, so that none leads out of the layout. */
  private blob(digest: string): string | undefined {
    const [, hex] = /^sha256:([0-9a-f]{64})$/u.exec(digest) ?? [];
    if (hex === undefined) this.tell('a part of the image that is not named by SHA-256');
    return hex === undefined ? undefined : `${this.under}blobs/sha256/${hex}`;
  }

  private async document(path: string): Promise<z.infer<typeof documentSchema> | undefined> {
    try {
      const place = join(this.root, path);
      const stats = await lstat(place);
      if (stats.isFile() && stats.size <= LIMITS.document) {
        const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
        try {
          return documentSchema.parse(JSON.parse(await file.readFile('utf8')));
        } finally {
          await file.close();
        }
      }
    } catch {
      // Told below, whatever it was.
    }
    this.sink.unread({ path, reason: 'a part of an image that is missing, too large or no document' });
    return undefined;
  }

  private tell(reason: string): false {
    this.sink.unread({ path: `${this.under}index.json`, reason });
    return false;
  }
}

function plain(name: string): string {
  return name.replace(/^(?:\.?\/)+/u, '');
}
