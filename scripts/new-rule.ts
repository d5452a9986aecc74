/**
 * `npm run new-rule scan <id>`: the rule file, its documentation, its fixtures and its line in the registry. The meta-test
 * (test/scan/rules.test.ts) fails until all four are filled in.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [room, id, ...rest] = process.argv.slice(2);
const REGISTRY = join(root, 'src/scan/rules.ts');

if (room !== 'scan' || id === undefined || rest.length > 0 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(id)) {
  console.error(
    'usage: npm run new-rule scan <id>      an id is two or more words in lower case, such as pickle-odd-name',
  );
  process.exitCode = 2;
} else if (existsSync(join(root, `src/scan/rules/${id}.ts`))) {
  console.error(`src/scan/rules/${id}.ts is there already`);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(skeleton(id))) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
    console.log(`wrote ${path}`);
  }
  writeFileSync(REGISTRY, withRule(readFileSync(REGISTRY, 'utf8'), id));
  console.log(
    'added to src/scan/rules.ts\nnext: fill them in, state where the bad fixture fires in expected.json, run `npm run docs` and the tests',
  );
}

function skeleton(rule: string): Record<string, string> {
  return {
    [`src/scan/rules/${rule}.ts`]: `import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: '${rule}',
  title: 'TODO: what is wrong, in a few words',
  severity: 'high',
  confidence: 'medium',
  atlas: ['AML.T0010.003'],
  advice: 'TODO: what the reader does, in one sentence.',
  appliesTo: (file) => file.formats.includes('TODO'),
  *check(file) {
    yield { message: \`TODO: \${file.path}\`, offset: 0 };
  },
};
`,
    [`docs/rules/${rule}.md`]: `# ${rule}\n\nTODO: the title.\n\n## What it finds\n\nTODO\n\n## Why it matters\n\nTODO\n\n## What to do\n\nTODO\n`,
    [`fixtures/rules/${rule}/good-todo.txt`]: 'TODO: the same as bad-todo.txt but for the harmful part\n',
    [`fixtures/rules/${rule}/bad-todo.txt`]: 'TODO\n',
    [`fixtures/rules/${rule}/expected.json`]: `${JSON.stringify({ 'bad-todo.txt': { severity: 'high', location: { path: 'bad-todo.txt', offset: 0 } } }, null, 2)}\n`,
  };
}

/** The registry with an import and an entry for `rule`, both in the order of the ids. */
function withRule(registry: string, rule: string): string {
  const name = rule.replace(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
  const lines = registry.split('\n');
  insertSorted(
    lines,
    /^import \{ rule as .* from '\.\/rules\/(.*)\.ts';$/u,
    rule,
    `import { rule as ${name} } from './rules/${rule}.ts';`,
  );
  insertSorted(lines, /^ {2}([A-Za-z0-9]+),$/u, name, `  ${name},`);
  return lines.join('\n');
}

function insertSorted(lines: string[], pattern: RegExp, key: string, line: string): void {
  let at = -1;
  for (const [index, existing] of lines.entries()) {
    const found = pattern.exec(existing)?.[1];
    if (found !== undefined && (at === -1 || found < key)) at = found < key ? index + 1 : index;
  }
  lines.splice(at === -1 ? lines.length : at, 0, line);
}
