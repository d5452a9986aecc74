import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary.ts';
import { runAudit } from '../support/run-audit.ts';

const COMMIT = '11bd71901bbe5b1630ceea73d27597364c9af683';
const IMAGE = `sha256:${'ab'.repeat(32)}`;
const CI = `# kept as it is
on: { push: { branches: [main] } }   # odd form
jobs:
  test:
    runs-on: ubuntu-latest
    container: python:3.12-slim  # a comment
    steps:
      - uses: actions/checkout@v4
      - name: again
        uses: "actions/checkout@v4" # twice
        with:
            fetch-depth: 0

      - { uses: actions/checkout@v4 }
      - run: |
          make test

          make lint
`;
const MODEL = `on: push
permissions: {}
jobs:
  fetch:
    runs-on: ubuntu-latest
    steps:
      - run: |
          hf download org/model --local-dir models/base

          ls

      # what follows
      - run: make evaluate
`;
const PUSHES = `on: push
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${COMMIT} # v4
      - run: git push
`;

async function tree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

describe('audit --fix', () => {
  it('shows a diff that git takes, writes it on request, keeps all else, and finds nothing to do again', async () => {
    const files = {
      '.github/workflows/ci.yml': CI,
      '.github/workflows/model.yml': MODEL,
      '.github/workflows/push.yml': PUSHES,
    };
    const root = await tree(files);
    const pins = join(await temporaryDirectory(), 'pins.json');
    await writeFile(pins, JSON.stringify({ version: 1, pins: [{ image: 'python:3.12-slim', digest: IMAGE }] }));
    const options = ['--fix', '--pins', pins, '--verify-policy', 'policy.yaml'];
    const dry = await runAudit(root, ...options);
    expect(dry.exit).toBe(0);
    expect(await readFile(join(root, '.github/workflows/ci.yml'), 'utf8')).toBe(CI);
    const copy = await tree(files);
    await writeFile(join(copy, 'a.diff'), dry.stdout);
    execFileSync('git', ['apply', 'a.diff'], { cwd: copy });

    const wet = await runAudit(root, ...options, '--write');
    expect(wet.stdout).toBe(dry.stdout);
    const fixed = await readFile(join(root, '.github/workflows/ci.yml'), 'utf8');
    expect(await readFile(join(copy, '.github/workflows/ci.yml'), 'utf8')).toBe(fixed);
    expect(fixed).toBe(`# kept as it is
on: { push: { branches: [main] } }   # odd form
permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    container: python:3.12-slim@${IMAGE}  # a comment
    steps:
      - uses: actions/checkout@${COMMIT} # v4
        with:
          persist-credentials: false
      - name: again
        uses: "actions/checkout@${COMMIT}" # twice
        with:
            persist-credentials: false
            fetch-depth: 0

      - { uses: actions/checkout@${COMMIT} }
      - run: |
          make test

          make lint
`);
    expect(await readFile(join(root, '.github/workflows/model.yml'), 'utf8')).toContain(
      '          ls\n      - name: Verify the model\n        run: |\n          npm install --global --ignore-scripts modelgate@',
    );
    // A job that pushes needs its credentials, and which rights nobody can guess.
    expect(await readFile(join(root, '.github/workflows/push.yml'), 'utf8')).toBe(PUSHES);
    expect(wet.stderr).toContain('the job pushes with these credentials');

    expect((await runAudit(root, ...options)).stdout).toBe('');
    const { stdout } = await runAudit(root, '--format', 'json');
    const after = JSON.stringify(JSON.parse(stdout));
    for (const gone of ['unpinned-image', 'unverified-model']) expect(after).not.toContain(`"rule":"${gone}"`);
    expect(after).not.toContain('test has whatever rights');
  });

  it('refuses pins that are none, and other formats', async () => {
    const root = await tree({ '.github/workflows/ci.yml': CI });
    const pins = join(root, 'pins.json');
    await writeFile(pins, '{"version":1,"pins":[{"action":"a/b@v1","commit":"main"}]}');
    expect((await runAudit(root, '--fix', '--pins', pins)).exit).toBe(2);
    expect((await runAudit(root, '--fix', '--format', 'json')).exit).toBe(2);
    expect((await runAudit(root, '--write')).exit).toBe(2);
  });
});
