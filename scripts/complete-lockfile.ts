/**
 * Makes package-lock.json whole after `npm install`. Some registries carry only this platform's builds of native
 * packages; npm then leaves the others out of the lock file in silence and `npm ci` refuses it elsewhere. This adds each
 * missing optional package by version, and leaves out the GPU builds of llama.cpp (650 MB that no sandbox can use).
 * Idempotent. Run by `npm run lockfile`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const GPU_BUILD = /^@node-llama-cpp\/.*(?:cuda|vulkan)/u;
/** How package names spell a platform → what npm calls it. */
const PLATFORMS = new Map([
  ['linux', 'linux'],
  ['darwin', 'darwin'],
  ['mac', 'darwin'],
  ['win32', 'win32'],
  ['win', 'win32'],
  ['freebsd', 'freebsd'],
  ['android', 'android'],
  ['openharmony', 'openharmony'],
  ['openbsd', 'openbsd'],
  ['netbsd', 'netbsd'],
  ['sunos', 'sunos'],
  ['aix', 'aix'],
]);
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'riscv64', 'ppc64', 's390x', 'loong64', 'wasm32'];

const entry = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entry) });

const path = new URL('../package-lock.json', import.meta.url);
const lock = lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
const packages = new Map(Object.entries(lock.packages));

for (const [where, value] of Array.from(packages)) {
  if (GPU_BUILD.test(where.replace(/^.*node_modules\//u, ''))) {
    packages.delete(where);
    continue;
  }
  const optional = value.optionalDependencies;
  if (optional === undefined) continue;
  for (const [name, range] of Object.entries(optional)) {
    if (GPU_BUILD.test(name)) {
      delete optional[name];
      continue;
    }
    const exact = /^[\d.]+(?:-[\w.]+)?$/u.test(range);
    const os = [...PLATFORMS].find(([spelling]) => new RegExp(`(?:^|[-/])${spelling}(?:-|$)`, 'u').test(name))?.[1];
    const cpu = PROCESSORS.find((processor) => new RegExp(`-${processor}(?:-|$)`, 'u').test(name));
    const top = `node_modules/${name}`;
    // Another version may stand at the top for another dependant: then this one belongs below its own.
    const place =
      packages.get(top)?.version === undefined || packages.get(top)?.version === range ? top : `${where}/${top}`;
    if (!exact || (os === undefined && cpu !== 'wasm32') || packages.get(place)?.version !== undefined) continue;
    packages.set(place, {
      version: range,
      optional: true,
      ...(os === undefined ? {} : { os: [os] }),
      ...(cpu === undefined ? {} : { cpu: [cpu] }),
      ...(name.includes('musl') ? { libc: ['musl'] } : name.includes('gnu') ? { libc: ['glibc'] } : {}),
    });
  }
}

const sorted = Object.fromEntries([...packages].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
