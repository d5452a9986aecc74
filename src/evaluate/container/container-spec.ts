import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import type { SandboxSpec } from '../../sandbox/driver.ts';
import { readElfNeeds } from '../../sandbox/runtime/elf.ts';
import { runtimeMounts } from '../../sandbox/runtime/runtime-mounts.ts';
import { pathInImage } from './image.ts';

const ADAPTER = fileURLToPath(new URL('../../../runners/container', import.meta.url));
export const ADAPTER_FILES = ['serve.py', 'transformers_runner.py'] as const;

const IMAGE_INSIDE = '/image';
const RUNNER_INSIDE = '/runner';
/** Where distributions keep libraries; the loader of the image is told, because its own list names places of its own root. */
const LIBRARIES = [
  'usr/local/lib',
  'usr/lib/x86_64-linux-gnu',
  'usr/lib/aarch64-linux-gnu',
  'usr/lib64',
  'usr/lib',
  'lib',
];

/**
 * A Python of an image in the gate's own walls: the whole image read-only at one place, its own loader, and the adapter. The
 * runtime that the probe needs stays where it is, so that the same walls are probed. `program` is the Python's path in the image.
 * @throws GateError RUNNER_MISSING
 */
export function containerSpec(
  image: { readonly root: string; readonly program: string },
  model: string,
  limits: SandboxSpec['limits'],
  adapter: { readonly directory: string; readonly entry: string } = { directory: ADAPTER, entry: ADAPTER_FILES[1] },
): SandboxSpec {
  const { root, program } = image;
  const inside = (path: string): string => `${IMAGE_INSIDE}${path.slice(root.length)}`;
  const python = pathInImage(root, program);
  const { interpreter } = readElfNeeds(python);
  if (interpreter === undefined)
    throw new GateError('RUNNER_MISSING', `the container runner can't be used: ${program} is no program`);
  const libraries = LIBRARIES.filter((path) => existsSync(join(root, path))).map((path) => `${IMAGE_INSIDE}/${path}`);
  return {
    argv: [
      inside(pathInImage(root, interpreter)),
      '--library-path',
      libraries.join(':'),
      // By its own name, from which Python finds its modules.
      `${IMAGE_INSIDE}${program}`,
      '-IB',
      `${RUNNER_INSIDE}/${adapter.entry}`,
      model,
    ],
    env: { HOME: '/tmp' },
    mounts: [
      ...runtimeMounts(),
      { source: root, target: IMAGE_INSIDE },
      { source: adapter.directory, target: RUNNER_INSIDE },
    ],
    limits,
  };
}

/** SHA-256 over the adapter's files in their order. */
export function adapterDigest(): Sha256 {
  const hash = createHash('sha256');
  for (const name of ADAPTER_FILES) hash.update(readFileSync(join(ADAPTER, name)));
  return sha256FromBytes(hash.digest());
}

/** SHA-256 over the adapter's digest and the image's: everything that answers but the model. */
export function containerEnvironment(image: Sha256): Sha256 {
  return sha256FromBytes(createHash('sha256').update(`${adapterDigest()} ${image}\n`).digest());
}
