import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import * as z from 'zod';

/*
 * `node scripts/build-runner.ts [DIRECTORY]`: bundles the programs that run models inside the sandbox, `.build/runner` for GGUF and
 * `.build/runner-onnx` for ONNX, or the first alone into DIRECTORY. One file instead of 600, because each stat() inside gVisor is dear; the layout is the one
 * in which each engine's package finds its own files. The manifest names every file's digest, which the harness checks
 * before each evaluation. The prebuilt engines aren't part of it: they come from their own packages, mounted where the
 * bundle looks for them. Without onnxruntime-node, which is optional, there is no runner for ONNX.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

interface Runner {
  readonly source: string;
  readonly target: string;
  readonly entry: string;
  /** Whose version the engine must have. */
  readonly library: string;
  /** Files that the library finds beside itself: path in it → path in the bundle. */
  readonly beside: readonly (readonly [string, string])[];
}

const RUNNERS: readonly Runner[] = [
  {
    source: 'gguf.ts',
    target: 'runner',
    entry: 'dist/js/gguf.mjs',
    library: 'node-llama-cpp',
    beside: [
      ['llama/binariesGithubRelease.json', 'dist/llama/binariesGithubRelease.json'],
      ['llama/llama.cpp.info.json', 'dist/llama/llama.cpp.info.json'],
      ['package.json', 'package.json'],
      ['LICENSE', 'LICENSE'],
    ],
  },
  {
    source: 'onnx.ts',
    target: 'runner-onnx',
    entry: 'onnx.mjs',
    library: 'onnxruntime-node',
    beside: [['LICENSE', 'LICENSE']],
  },
];

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

async function build(
  { source, target: name, entry, library, beside }: Runner,
  target: string = join(root, '.build', name),
): Promise<void> {
  const own = join(root, 'node_modules', library);
  if (!existsSync(join(own, 'package.json'))) {
    process.stderr.write(`no runner bundle in ${name}: ${library} is not installed\n`);
    return;
  }
  const staging = `${target}.${process.pid}`;
  await mkdir(join(staging, dirname(entry)), { recursive: true });
  try {
    const bundle = await rolldown({
      input: join(root, 'src/runner/program', source),
      platform: 'node',
      // The engines' binaries are found through their own packages at run time; the other native add-ons, of download
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
    for (const [from, to] of beside) {
      await mkdir(dirname(join(staging, to)), { recursive: true });
      if (existsSync(join(own, from))) await cp(join(own, from), join(staging, to));
    }
    const { version } = packageSchema.parse(JSON.parse(await readFile(join(own, 'package.json'), 'utf8')));
    const files = await Promise.all(
      (await filesUnder(staging)).map(async (path) => ({ path, sha256: sha256(await readFile(join(staging, path))) })),
    );
    const packages = await packagesOf(output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : [])));
    const manifest = { version: 2, entry, engineVersion: version, files, packages };
    await writeFile(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    // Renamed whole, so that nobody ever mounts a half-written bundle.
    await rename(target, `${staging}.old`).catch(() => undefined);
    await rename(staging, target);
    process.stderr.write(`runner bundle: ${files.length} files, for ${library} ${version}\n`);
  } finally {
    await rm(staging, { recursive: true, force: true });
    await rm(`${staging}.old`, { recursive: true, force: true });
  }
}

for (const runner of RUNNERS) {
  const only = process.argv[2];
  if (only === undefined) await build(runner);
  else if (runner.target === 'runner') await build(runner, only);
}
