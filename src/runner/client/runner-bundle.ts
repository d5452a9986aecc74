import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { hexOf, sha256FromBytes, type Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';
import { comparePaths } from '../../core/submission.ts';
import type { Mount } from '../../sandbox/driver.ts';

export type RunnerKind = 'gguf' | 'onnx';

/** Where a runner and the native library that it runs models with lie, on the host and inside. */
interface Layout {
  readonly directory: string;
  readonly inside: string;
  /** Of npm; for this machine. The runner finds it at `engineInside`. */
  readonly engine: string;
  /** The part of the package that is shown. */
  readonly part: string;
  readonly engineInside: string;
}

const built = (name: string): string => fileURLToPath(new URL(`../../../.build/${name}`, import.meta.url));
const LLAMA = `@node-llama-cpp/linux-${process.arch}`;
const BINDING = `bin/napi-v6/linux/${process.arch}`;
const LAYOUTS: Readonly<Record<RunnerKind, Layout>> = {
  gguf: {
    directory: built('runner'),
    inside: '/runner',
    engine: LLAMA,
    part: '.',
    // Node looks above /runner for it.
    engineInside: `/node_modules/${LLAMA}`,
  },
  onnx: {
    directory: built('runner-onnx'),
    inside: '/onnx/dist',
    engine: 'onnxruntime-node',
    part: BINDING,
    engineInside: `/onnx/${BINDING}`,
  },
};
const MAX_FILES = 400;

const packageSchema = z.object({ version: z.string(), license: z.string().optional() });
export type NpmPackage = z.infer<typeof packageSchema> & { readonly name: string };

/** A file as it is seen inside. */
export interface BundledFile {
  readonly path: string;
  readonly sha256: Sha256;
  readonly size: number;
  readonly of: 'runner' | 'engine';
}

const manifestSchema = z.object({
  version: z.literal(2),
  entry: z.string().min(1),
  engineVersion: z.string(),
  files: z.array(z.object({ path: z.string().min(1), sha256: z.string() })).max(MAX_FILES),
  packages: z
    .array(packageSchema.extend({ name: z.string() }))
    .max(MAX_FILES)
    .default([]),
});

export interface RunnerBundle {
  /** What must be shown inside, read-only. */
  readonly mounts: readonly Mount[];
  /** The program, as seen inside. */
  readonly entry: string;
  /** SHA-256 over lines of hexadecimal digest and path inside, of the runner's and the engine's files in order. */
  readonly digest: Sha256;
  /** Native libraries, whose own libraries must be shown inside too. Absolute, on the host. */
  readonly addons: readonly string[];
  readonly files: readonly BundledFile[];
  readonly engine: NpmPackage;
  /** What was bundled into the runner. */
  readonly packages: readonly NpmPackage[];
}

/**
 * The program that runs models, as scripts/build-runner.ts built it, and the engine that it was built for. The runner's
 * files are hashed against the manifest, and every file into the digest, so that the evidence names the bytes that ran.
 * @throws GateError RUNNER_MISSING
 */
export async function runnerBundle(given?: string, kind: RunnerKind = 'gguf'): Promise<RunnerBundle> {
  const layout = LAYOUTS[kind];
  const directory = given ?? layout.directory;
  const manifest = await readManifest(directory);
  const files: BundledFile[] = [];
  for (const { path, sha256 } of manifest.files) {
    if (posix.normalize(path) !== path || path.startsWith('../') || path.startsWith('/')) missing(`it names ${path}`);
    const actual = await hashOf(join(directory, path));
    if (hexOf(actual.sha256) !== sha256) missing(`${path} is not the file that was built`);
    files.push({ path: `${layout.inside}/${path}`, ...actual, of: 'runner' });
  }
  const engine = await findEngine(layout, manifest.engineVersion);
  const engineFiles = await filesUnder(engine.directory, layout.engine);
  for (const path of engineFiles) {
    files.push({
      path: `${layout.engineInside}/${path}`,
      ...(await hashOf(join(engine.directory, path))),
      of: 'engine',
    });
  }
  const digest = createHash('sha256');
  for (const { path, sha256 } of files) digest.update(`${hexOf(sha256)}  ${path}\n`);
  return {
    mounts: [
      { source: directory, target: layout.inside },
      { source: engine.directory, target: layout.engineInside },
    ],
    entry: posix.join(layout.inside, manifest.entry),
    digest: sha256FromBytes(digest.digest()),
    addons: engineFiles
      .filter((path) => /\.(?:node|so(?:\.\d+)*)$/u.test(path))
      .map((path) => join(engine.directory, path)),
    files,
    engine: engine.package,
    packages: manifest.packages,
  };
}

async function readManifest(directory: string): Promise<z.infer<typeof manifestSchema>> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')));
  } catch (error) {
    return missing('it has no readable manifest', error);
  }
}

/** Another version's library would be loaded by a program that wasn't written for it. */
async function findEngine(
  { engine, part }: Layout,
  wanted: string,
): Promise<{ readonly directory: string; readonly package: NpmPackage }> {
  let found: string | undefined;
  try {
    const directory = dirname(dirname(createRequire(import.meta.url).resolve(engine)));
    const own = packageSchema.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
    found = own.version;
    if (found === wanted) return { directory: join(directory, part), package: { ...own, name: engine } };
  } catch (error) {
    return missing(`the package ${engine}@${wanted} can't be read`, error);
  }
  return missing(`it was built for ${engine}@${wanted}, and ${found} is installed`);
}

async function filesUnder(directory: string, engine: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  if (files.length > MAX_FILES) missing(`${engine} has ${files.length} files`);
  return files.map((entry) => relative(directory, join(entry.parentPath, entry.name))).sort(comparePaths);
}

async function hashOf(path: string): Promise<Pick<BundledFile, 'sha256' | 'size'>> {
  const bytes = await readFile(path).catch((error: unknown) => missing(`${path} is not there`, error));
  return { sha256: sha256FromBytes(createHash('sha256').update(bytes).digest()), size: bytes.length };
}

function missing(why: string, cause?: unknown): never {
  throw new GateError('RUNNER_MISSING', `the sandbox runner's bundle can't be used: ${why}`, { cause });
}
