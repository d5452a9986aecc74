import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import type { Sha256 } from '../../core/digest.ts';
import { askEngine } from '../../sandbox/container/engine.ts';
import { findExecutable } from '../../sandbox/executable.ts';

/** An image whose files lie on this machine, to be shown read-only; nothing of it is started by the engine. */
export interface OpenImage {
  /** Its root directory, without links. */
  readonly root: string;
  close(): Promise<void>;
}

/** What a model is run in. */
export interface UsedImage {
  readonly image: Sha256;
  readonly root: string;
  readonly program: string;
}

/**
 * The files of an image that podman holds, found by the digest of its manifest. Nothing is fetched.
 * @throws GateError RUNNER_MISSING where there is no podman, or no such image
 */
export async function openImage(digest: Sha256, signal: AbortSignal): Promise<OpenImage> {
  const podman = findExecutable('podman') ?? missing('podman is not installed, which holds the image');
  const ask = async (...args: string[]): Promise<string> => {
    try {
      return await askEngine(podman, args, { signal });
    } catch (error) {
      if (signal.aborted) throw new GateError('CANCELLED', 'the image was not opened: cancelled', { cause: error });
      return missing(`podman: ${printable(error instanceof Error ? error.message : String(error), 300)}`);
    }
  };
  const images = (await ask('images', '--all', '--no-trunc', '--format', '{{.Digest}} {{.ID}}')).split('\n');
  const id = images.map((line) => line.split(' ')).find(([own]) => own === digest)?.[1];
  if (id === undefined) missing(`podman holds no image ${digest}; \`podman pull NAME@${digest}\` fetches it`);
  const root = realpathSync((await ask('image', 'mount', id)).trim());
  return {
    root,
    close: async () => {
      await askEngine(podman, ['image', 'unmount', id], {}).catch(() => {});
    },
  };
}

/** A file of an image, with links followed; an absolute link would lead to the host's files. @throws GateError RUNNER_MISSING */
export function pathInImage(root: string, path: string): string {
  let real: string;
  try {
    real = realpathSync(join(root, path));
  } catch {
    return missing(`the image has no ${path}`);
  }
  return real.startsWith(`${root}${sep}`) ? real : missing(`${path} of the image is a link out of it`);
}

function missing(why: string): never {
  throw new GateError('RUNNER_MISSING', `the container runner can't be used: ${why}`);
}

/** Each image that an evaluation uses, opened once. */
export class OpenImages {
  private readonly opened = new Map<Sha256, OpenImage>();

  async root(digest: Sha256, signal: AbortSignal): Promise<string> {
    const image = this.opened.get(digest) ?? (await openImage(digest, signal));
    this.opened.set(digest, image);
    return image.root;
  }

  async close(): Promise<void> {
    for (const image of this.opened.values()) await image.close();
  }
}
