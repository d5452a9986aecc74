/**
 * `npm run new-rule scan|audit <id>`: the rule file, its documentation, its fixtures and its line in the registry. The meta-tests
 * (test/scan/rules.test.ts, test/audit/rules.test.ts) fail until all four are filled in.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [room, id, ...rest] = process.argv.slice(2);
const ROOMS = ['scan', 'audit'];
const registryOf = (name: string): string => join(root, `src/${name}/rules.ts`);

if (
  room === undefined ||
  !ROOMS.includes(room) ||
  id === undefined ||
  rest.length > 0 ||
  !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(id)
) {
  console.error(
    'usage: npm run new-rule scan|audit <id>      an id is two or more words in lower case, such as pickle-odd-name',
  );
  process.exitCode = 2;
} else if (existsSync(join(root, `docs/rules/${id}.md`))) {
  console.error(`docs/rules/${id}.md is there already: ids are shared by all rooms`);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(room === 'scan' ? scanSkeleton(id) : auditSkeleton(id))) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
    console.log(`wrote ${path}`);
  }
  writeFileSync(registryOf(room), withRule(readFileSync(registryOf(room), 'utf8'), id));
  console.log(
    `added to src/${room}/rules.ts\nnext: fill them in, state where the bad fixture fires in expected.json, run \`npm run docs\` and the tests`,
  );
}

function auditSkeleton(rule: string): Record<string, string> {
  const workflow = (command: string): string =>
    `name: sample\non:\n  push:\n    branches: [main]\npermissions: {}\njobs:\n  work:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`;
  const path = '.github/workflows/ci.yml';
  return {
    [`src/audit/rules/${rule}.ts`]: `import type { AuditRule } from '../rule.ts';

export const rule: AuditRule = {
  id: '${rule}',
  title: 'TODO: what is wrong, in a few words',
  severity: 'medium',
  confidence: 'medium',
  atlas: ['AML.T0010'],
  advice: 'TODO: what the reader does, in one sentence.',
  *check({ map }) {
    for (const { workflow, job } of map.jobs)
      if (job.id === 'TODO') yield { path: workflow.path, place: job.place, message: 'TODO' };
  },
};
`,
    [`docs/rules/${rule}.md`]: page(rule),
    [`fixtures/audit/${rule}/good-todo/${path}`]: workflow('echo good'),
    [`fixtures/audit/${rule}/bad-todo/${path}`]: workflow('echo bad'),
    [`fixtures/audit/${rule}/expected.json`]: `${JSON.stringify({ 'bad-todo': { severity: 'medium', path, line: 10 } }, null, 2)}\n`,
  };
}

function page(rule: string): string {
  return `# ${rule}\n\nTODO: the title.\n\n## What it finds\n\nTODO\n\n## Why it matters\n\nTODO\n\n## What to do\n\nTODO\n`;
}

function scanSkeleton(rule: string): Record<string, string> {
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
    [`docs/rules/${rule}.md`]: page(rule),
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
