import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/*
 * `node scripts/build-runner.ts [DIRECTORY]`: bundles the program that runs models inside the sandbox, with llama.cpp's
 * prebuilt library beside it, into .build/runner. One file instead of 600, because each stat() inside gVisor is dear; the
 * layout is the one in which node-llama-cpp finds its own files. The manifest names every file's digest, and the harness
 * checks it before each evaluation.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, '.build', 'runner');
const engine = `@node-llama-cpp/linux-${process.arch}`;
const entry = 'dist/js/gguf.mjs';
const sourceDirectory = join(root, 'src/evaluate/runner');

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((item) => item.isFile())
    .map((item) => relative(directory, join(item.parentPath, item.name)))
    .sort();
}

async function listing(directory: string, paths: readonly string[]): Promise<{ path: string; sha256: string }[]> {
  return Promise.all(paths.map(async (path) => ({ path, sha256: sha256(await readFile(join(directory, path))) })));
}

const digestOf = (files: readonly { path: string; sha256: string }[]): string =>
  `sha256:${sha256(files.map((file) => `${file.sha256}  ${file.path}\n`).join(''))}`;

const staging = `${target}.${process.pid}`;
await mkdir(join(staging, dirname(entry)), { recursive: true });
try {
  const bundle = await rolldown({
    input: join(sourceDirectory, 'gguf.ts'),
    platform: 'node',
    // The llama.cpp binaries are found through their own package at run time; the other native add-ons, of download
    // helpers that the runner never calls, are left behind.
    external: [/^@node-llama-cpp\//u, /^@reflink\/reflink-/u, /\.node$/u],
    logLevel: 'silent',
  });
  await bundle.write({ file: join(staging, entry), format: 'esm', codeSplitting: false, comments: false });
  await bundle.close();

  const from = join(root, 'node_modules');
  const library = join(from, 'node-llama-cpp');
  await mkdir(join(staging, 'dist/llama'), { recursive: true });
  for (const name of ['binariesGithubRelease.json', 'llama.cpp.info.json']) {
    await cp(join(library, 'llama', name), join(staging, 'dist/llama', name));
  }
  await cp(join(library, 'package.json'), join(staging, 'package.json'));
  await cp(join(library, 'LICENSE'), join(staging, 'LICENSE'));
  await cp(join(from, engine), join(staging, 'node_modules', engine), { recursive: true });

  const files = await listing(staging, await filesUnder(staging));
  const sources = await listing(root, [
    'src/evaluate/protocol.ts',
    ...(await filesUnder(sourceDirectory)).map((path) => `src/evaluate/runner/${path}`),
  ]);
  const manifest = { version: 1, entry, digest: digestOf(files), sources: digestOf(sources), files };
  await writeFile(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // Renamed whole, so that nobody ever mounts a half-written bundle.
  await rename(target, `${staging}.old`).catch(() => undefined);
  await rename(staging, target);
  process.stderr.write(`runner bundle: ${files.length} files, ${manifest.digest}\n`);
} finally {
  await rm(staging, { recursive: true, force: true });
  await rm(`${staging}.old`, { recursive: true, force: true });
}
