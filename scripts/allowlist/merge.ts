/**
 * Joins what inventory.py listed into src/scan/data/pickle-allowlist/inventory/: a file per library, names of all
 * versions ever listed. Names that are graded dangerous are left out and printed.
 *
 *     node scripts/allowlist/merge.ts LISTED.json…
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { PERMISSIONS } from '../../src/scan/data/pickle-allowlist/group.ts';
import { INVENTORY } from '../../src/scan/data/pickle-allowlist/inventory/index.ts';
import { dangerOf } from '../../src/scan/data/pickle-dangerous.ts';

const OUT = fileURLToPath(new URL('../../src/scan/data/pickle-allowlist/inventory', import.meta.url));
const listedSchema = z.array(
  z.strictObject({
    library: z.string().regex(/^\w+$/u),
    version: z.string(),
    groups: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  }),
);
const WHY: Readonly<Record<string, string>> = {
  'call member': 'Enumerations: a call looks the member up by value',
  'call build': 'Exceptions without a constructor of their own',
  refer: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
};
const INERT = 'Inert: no __new__, __setstate__ or __del__ of its own that was not read';
/** Reading, writing, fetching, evaluating: no function of such a name is worth the doubt. */
const ACTIVE =
  /(?:^|_)(?:load|save|open|read|write|fetch|download|exec|eval|source|import|compile|memmap|fromfile|tofile|lookfor|run|spawn|system|pickle|unpickle|url|get_include|show_config|show_runtime|info|deprecate\w*)(?:_|$|s$)|^(?:load|save|from)txt|^genfromtxt|^fromregex|^savez?|^loads?|^add_newdoc|^frompyfunc|^vectorize|^apply_|^piecewise|^fromfunction|_func(?:tion)?$/u;

/** Library → permissions → module → names. */
type Libraries = Map<string, { versions: Set<string>; groups: Map<string, Map<string, Set<string>>> }>;
const libraries: Libraries = new Map();

function add(library: string, version: string, may: string, module: string, names: readonly string[]): void {
  const entry = libraries.get(library) ?? { versions: new Set(), groups: new Map() };
  libraries.set(library, entry);
  entry.versions.add(version);
  const modules = entry.groups.get(may) ?? new Map<string, Set<string>>();
  entry.groups.set(may, modules);
  const kept = modules.get(module) ?? new Set<string>();
  for (const name of names) {
    const danger = dangerOf(`${module}.${name}`);
    if (danger !== undefined) process.stderr.write(`left out: ${module}.${name} ${danger}\n`);
    else if (may === 'refer' && ACTIVE.test(name)) process.stderr.write(`left out: ${module}.${name}\n`);
    else if (/^[A-Za-z_][\w.]*$/u.test(name)) kept.add(name);
  }
  if (kept.size > 0) modules.set(module, kept);
}

for (const group of INVENTORY) {
  const match = /^(\w+) (.*), listed by /u.exec(group.source);
  for (const version of match?.[2]?.split(' and ') ?? [])
    for (const [module, names] of Object.entries(group.names))
      add(match?.[1] ?? '', version, group.may.join(' '), module, names.split(' '));
}
for (const path of process.argv.slice(2)) {
  for (const { library, version, groups } of listedSchema.parse(JSON.parse(readFileSync(path, 'utf8')))) {
    for (const [may, modules] of Object.entries(groups))
      for (const [module, names] of Object.entries(modules)) add(library, version, may, module, names);
  }
}

mkdirSync(OUT, { recursive: true });
const written: string[] = [];
for (const [library, { versions, groups }] of [...libraries].sort(([a], [b]) => a.localeCompare(b, 'en'))) {
  const all = [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([may, modules]) => {
      const names = Object.fromEntries(
        [...modules]
          .sort(([a], [b]) => a.localeCompare(b, 'en'))
          .map(([module, kept]) => [module, [...kept].sort().join(' ')]),
      );
      const words = may.split(' ');
      const permissions = PERMISSIONS.filter((word) => words.includes(word));
      return {
        source: `${library} ${[...versions].sort().join(' and ')}, listed by scripts/allowlist/inventory.py`,
        why: WHY[may] ?? INERT,
        may: permissions,
        names,
      };
    })
    .filter(({ names }) => Object.keys(names).length > 0);
  if (all.length === 0) continue;
  const constant = library.toUpperCase();
  writeFileSync(
    join(OUT, `${library.replaceAll('_', '-')}.ts`),
    `import type { AllowGroup } from '../group.ts';\n\n/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */\nexport const ${constant}: readonly AllowGroup[] = ${JSON.stringify(all, undefined, 2)};\n`,
  );
  written.push(library);
}
writeFileSync(
  join(OUT, 'index.ts'),
  `import type { AllowGroup } from '../group.ts';\n${written.map((library) => `import { ${library.toUpperCase()} } from './${library.replaceAll('_', '-')}.ts';\n`).join('')}\n/** Inert classes, enumerations and harmless functions of whole libraries. Written by scripts/allowlist/merge.ts. */\nexport const INVENTORY: readonly AllowGroup[] = [${written.map((library) => `...${library.toUpperCase()}`).join(', ')}];\n`,
);
process.stdout.write(`${written.length} libraries, files: ${readdirSync(OUT).length}\n`);
