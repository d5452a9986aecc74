import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import * as z from 'zod';

/*
 * `node scripts/build-runner.ts [DIRECTORY]`: bundles the program that runs models inside the sandbox into .build/runner.
 * One file instead of 600, because each stat() inside gVisor is dear; the layout is the one in which node-llama-cpp finds
 * its own files. The manifest names every file's digest, which the harness checks before each evaluation. The prebuilt
 * llama.cpp of this machine isn't part of it: it comes from its own package, mounted where the bundle looks for it.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, '.build', 'runner');
const entry = 'dist/js/gguf.mjs';

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((item) => item.isFile())
    .map((item) => relative(directory, join(item.parentPath, item.name)))
    .sort();
}

/** Which npm packages the modules of the bundle come from: whoever lists what ran must know what is in it. */
async function packagesOf(modules: readonly string[]): Promise<z.infer<typeof packageSchema>[]> {
  const directories = new Set(
    modules.flatMap((path) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(path)?.[1] ?? []),
  );
  const found = new Map<string, z.infer<typeof packageSchema>>();
  for (const directory of directories) {
    const own = packageSchema.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
    found.set(`${own.name}@${own.version}`, own);
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}

const staging = `${target}.${process.pid}`;
await mkdir(join(staging, dirname(entry)), { recursive: true });
try {
  const bundle = await rolldown({
    input: join(root, 'src/evaluate/runner/gguf.ts'),
    platform: 'node',
    // The llama.cpp binaries are found through their own package at run time; the other native add-ons, of download
    // helpers that the runner never calls, are left behind.
    external: [/^@node-llama-cpp\//u, /^@reflink\/reflink-/u, /\.node$/u],
    logLevel: 'silent',
  });
  const { output } = await bundle.write({
    file: join(staging, entry),
    format: 'esm',
    codeSplitting: false,
    comments: false,
  });
  await bundle.close();

  const library = join(root, 'node_modules', 'node-llama-cpp');
  await mkdir(join(staging, 'dist/llama'), { recursive: true });
  for (const name of ['binariesGithubRelease.json', 'llama.cpp.info.json']) {
    await cp(join(library, 'llama', name), join(staging, 'dist/llama', name));
  }
  await cp(join(library, 'package.json'), join(staging, 'package.json'));
  await cp(join(library, 'LICENSE'), join(staging, 'LICENSE'));

  const { version } = packageSchema.parse(JSON.parse(await readFile(join(library, 'package.json'), 'utf8')));
  const files = await Promise.all(
    (await filesUnder(staging)).map(async (path) => ({ path, sha256: sha256(await readFile(join(staging, path))) })),
  );
  const packages = await packagesOf(output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : [])));
  const manifest = { version: 2, entry, engineVersion: version, files, packages };
  await writeFile(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // Renamed whole, so that nobody ever mounts a half-written bundle.
  await rename(target, `${staging}.old`).catch(() => undefined);
  await rename(staging, target);
  process.stderr.write(`runner bundle: ${files.length} files, for llama.cpp's package ${version}\n`);
} finally {
  await rm(staging, { recursive: true, force: true });
  await rm(`${staging}.old`, { recursive: true, force: true });
}
