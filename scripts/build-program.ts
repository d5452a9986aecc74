import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown, type OutputChunk, type OutputOptions } from 'rolldown';

/*
 * `node scripts/build-program.ts [DIRECTORY]`: the whole program as a few large files, into dist/. A command loads up to 500
 * modules, and finding, opening and linking each costs more than running most of them: bundled, a scan is up in a third
 * of the time. Files lie as their sources do (`cli/main.js`, `formats/parse-process.js`), so that paths relative to a
 * module mean the same in src/ and in dist/.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const target = process.argv[2] ?? join(root, 'dist');
const started = Date.now();

/** Programs that share what they have in common. */
const TOGETHER = ['cli/main', 'gate/scan', 'attest/signing-process', 'weights/difference/slice-worker'];
/** Programs that a sandbox is shown alone, or that must be up before anything else is. */
const ALONE = [
  'acquire/hash-worker',
  'runner/convert/describe-process',
  'formats/parse-process',
  'sandbox/kubernetes/loader-inside',
  'sandbox/probe/inside',
  'sandbox/tidy/watchdog-process',
];
/**
 * What one command loads at once, each with all that it imports and that stands in none before it: a file costs as much to find,
 * open and link as a screenful of code to run. The rest is split by who needs it.
 */
const GROUPS = (
  [
    ['words', /src\/core\/(?:canonical-json|errors|escape|layout|workflow-command|version)\.ts$/u],
    [
      'hashing',
      /src\/(?:acquire\/hash-pool|acquire\/inspect|gate\/is-attestation|cli\/or-unverified|cli\/parse-options)\.ts$/u,
    ],
    ['reading', /src\/(?:sandbox\/begin|gate\/begin-reading)\.ts$/u],
    ['zod', /node_modules\/zod\//u],
    ['finding', /src\/core\/finding\.ts$/u],
    ['predicates', /src\/core\/(?:predicates\/scan|policy)\.ts$/u],
    ['facts', /src\/acquire\/answer\.ts$/u],
    ['proving', /src\/sandbox\/choose\.ts$/u],
    ['policy', /src\/(?:core\/(?:clock|progress)|decide\/load-policy|gate\/in-scratch|cli\/policy-options)\.ts$/u],
    ['rules', /src\/scan\/(?:rules|rule-list|rule-page)\.ts$/u],
    ['alone', /src\/gate\/standalone\.ts$/u],
    ['verifying', /src\/cli\/verify-model\.ts$/u],
    ['judging', /src\/(?:gate\/scan-judgement|cli\/scan-model)\.ts$/u],
  ] as const
).map(([name, test], at, { length }) => ({ name, test, priority: length - at }));
/** Packages of plain JavaScript; the others stay packages: they hold native code, or data that they find beside them. */
const BUNDLED = [
  '@huggingface/jinja',
  '@sigstore/bundle',
  '@sigstore/core',
  '@sigstore/protobuf-specs',
  '@sigstore/verify',
  'commander',
  'hyparquet',
  'yaml',
  'zod',
];

/** When every source was older than this, dist/ is of these sources; bin/modelgate asks. */
const STAMP = 'built';
const CHUNKS = 'chunks';
const KEPT_MS = 86_400_000;

async function bundled(
  entries: readonly string[],
  codeSplitting: OutputOptions['codeSplitting'] & {},
): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((entry) => [entry, join(source, `${entry}.ts`)])),
    platform: 'node',
    external: (id) => !/^[./]/u.test(id) && !BUNDLED.some((name) => id === name || id.startsWith(`${name}/`)),
    logLevel: 'silent',
    plugins: [{ name: 'module-urls', transform: (code, id) => withPlaceholders(code, relative(source, id)) }],
  });
  try {
    const { output } = await bundle.generate({
      format: 'esm',
      codeSplitting,
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: `${CHUNKS}/[name]-[hash].js`,
    });
    return output.filter((file) => file.type === 'chunk');
  } finally {
    await bundle.close();
  }
}

/** Where a module lies is told by its own place, not by that of the file which it was bundled into. */
function withPlaceholders(code: string, path: string): string | undefined {
  if (path.startsWith('..') || !code.includes('import.meta.url')) return undefined;
  return code.replaceAll('import.meta.url', `MODULE_URL(${JSON.stringify(path.replace(/\.ts$/u, '.js'))})`);
}

function withPlaces({ fileName, code }: OutputChunk): string {
  const up = posix.relative(posix.dirname(fileName), '.') || '.';
  return code.replaceAll(
    /MODULE_URL\(("[^"]+")\)/gu,
    (_, path: string) => `new URL(${JSON.stringify(`${up}/`)} + ${path}, import.meta.url).href`,
  );
}

/**
 * An import of one of Node's own modules reads every export of it, so that the streams of `node:fs` and the web cryptography of
 * `node:crypto` are loaded with it; asking for the module loads what is used.
 */
function withBuiltins(code: string): string {
  return withoutChildProcess(code).replaceAll(
    /^import (?:([\w$]+)(?:, )?)?(?:\{([^}]*)\})? ?from "(node:[^"]+)";$/gmu,
    (_, whole: string | undefined, names: string | undefined, id: string) =>
      [whole, names === undefined ? undefined : `{${names.replaceAll(' as ', ': ')}}`]
        .filter((target) => target !== undefined)
        .map((target) => `const ${target} = process.getBuiltinModule("${id}");`)
        .join(' '),
  );
}

/** commander asks for it to start programs that no command of ours is, and it loads sockets: looked up where it is called. */
function withoutChildProcess(code: string): string {
  const [statement, name] = /^import ([\w$]+) from "node:child_process";$/mu.exec(code) ?? [];
  if (statement === undefined) return code;
  return code.replace(statement, '').replaceAll(`${name}.`, 'process.getBuiltinModule("node:child_process").');
}

/** Renamed whole: a program that runs meanwhile must find the old file or the new one. */
async function write(name: string, content: string): Promise<void> {
  const path = join(target, name);
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}

/** Chunks of an earlier build are kept for a day: a program that started before this one may still load them. */
async function removeOld(kept: ReadonlySet<string>): Promise<void> {
  const directory = join(target, CHUNKS);
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (!kept.has(`${CHUNKS}/${name}`) && started - (await stat(path)).mtimeMs > KEPT_MS) await rm(path);
  }
}

const chunks = (
  await Promise.all([bundled(TOGETHER, { groups: GROUPS }), ...ALONE.map(async (entry) => bundled([entry], false))])
).flat();
for (const chunk of chunks) await write(chunk.fileName, withBuiltins(withPlaces(chunk)));
for (const name of BUNDLED) {
  const packageRoot = join(root, 'node_modules', name);
  // Some packages only name their licence.
  const file = ['LICENSE', 'package.json'].map((it) => join(packageRoot, it)).find((it) => existsSync(it));
  if (file !== undefined) await cp(file, join(target, 'licenses', name.replace('/', '-')));
}
await removeOld(new Set(chunks.map(({ fileName }) => fileName)));
await write(STAMP, '');
// Before the first source was read, and by more than the grain of a file system's clock.
const since = new Date(started - 1_000);
await utimes(join(target, STAMP), since, since);
const bytes = await Promise.all(chunks.map(async ({ fileName }) => (await readFile(join(target, fileName))).length));
process.stderr.write(`program: ${chunks.length} files, ${bytes.reduce((sum, length) => sum + length, 0)} bytes\n`);
