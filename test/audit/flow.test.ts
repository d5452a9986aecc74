import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';

/** How a text of a stranger gets into a shell: what stands for it there. */
const SOURCES: Readonly<Record<string, string>> = {
  'a variable of the environment': '$TITLE',
  'a variable in braces': '${TITLE}',
  'the payload as a file': '$(jq -r .pull_request.title "$GITHUB_EVENT_PATH")',
  'gh pr view': '$(gh pr view 1 --json title -q .title)',
  'gh api': '$(gh api repos/o/r/pulls/1 --jq .title)',
  'the API by curl': '$(curl -s https://api.github.com/repos/o/r/pulls/1 | jq -r .title)',
  'names of files by gh api': '$(gh api repos/o/r/pulls/1/files --jq ".[].filename")',
  'names of files by git': '$(git diff --name-only origin/main)',
};

/** What hands VALUE on to an output `v`, or to a variable `V` of later steps. */
const CARRIERS: Readonly<Record<string, string>> = {
  'an output': 'echo "v=VALUE" >> "$GITHUB_OUTPUT"',
  'a variable': 'X="VALUE"\necho "v=$X" >> "$GITHUB_OUTPUT"',
  'a variable of a variable': 'X="VALUE"\nY=$X\necho "v=${Y}" >> $GITHUB_OUTPUT',
  export: 'export X="VALUE"\necho "v=$X" >> "$GITHUB_OUTPUT"',
  'local in a function': 'f() {\n  local X="VALUE"\n  echo "v=$X" >> "$GITHUB_OUTPUT"\n}\nf',
  read: 'IFS="|" read -r X Y <<< "VALUE"\necho "v=$Y" >> "$GITHUB_OUTPUT"',
  'a loop over words': 'for X in VALUE; do\n  echo "v=$X" >> "$GITHUB_OUTPUT"\ndone',
  'a loop over a pipe': 'echo "VALUE" | while read -r X; do\n  echo "v=$X" >> "$GITHUB_OUTPUT"\ndone',
  'a loop over a substitution': 'while IFS= read -r X; do echo "v=$X" >> "$GITHUB_OUTPUT"; done < <(echo "VALUE")',
  'an array': 'mapfile -t X <<< "VALUE"\necho "v=${X[0]}" >> "$GITHUB_OUTPUT"',
  'an array of a process': 'readarray -t X < <(echo "VALUE")\necho "v=${X[*]}" >> "$GITHUB_OUTPUT"',
  'a file': 'echo "VALUE" > title.txt\necho "v=$(cat title.txt)" >> "$GITHUB_OUTPUT"',
  'a file and jq': 'echo "VALUE" > pr.json\nX=$(jq -r .title pr.json | head -n 1)\necho "v=$X" >> "$GITHUB_OUTPUT"',
  'printf -v': 'printf -v X "%s" "VALUE"\necho "v=$X" >> "$GITHUB_OUTPUT"',
  'lines between marks': '{\n  echo "v<<END"\n  echo "VALUE"\n  echo END\n} >> "$GITHUB_OUTPUT"',
  'a here-document': 'cat >> "$GITHUB_OUTPUT" <<END\nv=VALUE\nEND',
  tee: 'echo "v=VALUE" | tee -a "$GITHUB_OUTPUT"',
  'the command that is retired': 'echo "::set-output name=v::VALUE"',
  'the environment of later steps': 'echo "V=VALUE" >> "$GITHUB_ENV"',
  'upper case': 'X="VALUE"\necho "v=${X^^}" >> "$GITHUB_OUTPUT"',
};

const indented = (text: string, by: number): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);
const carried = (carrier: string, value: string): string =>
  `        env:\n          TITLE: \${{ github.event.pull_request.title }}\n        run: |\n          ${indented((CARRIERS[carrier] ?? '').replace('VALUE', value), 10)}\n`;
const giving = (carrier: string, source: string): string =>
  `      - id: give\n${carried(carrier, SOURCES[source] ?? '')}`;
const out = (carrier: string): string => (carrier.startsWith('the environment') ? 'env.V' : 'steps.give.outputs.v');
const job = (steps: string, more = ''): string =>
  `on:\n  pull_request_target:\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`;
const graded = (files: Readonly<Record<string, string>>) =>
  auditRepository(repositoryOf(files))
    .findings.filter(({ rule }) => rule === 'expression-injection' || rule === 'script-injection')
    .map(({ severity }) => severity);

describe.each(Object.keys(SOURCES))('a text of a stranger in %s', (source) => {
  it.each(Object.keys(CARRIERS))('is followed through %s', (carrier) => {
    const workflow = job(`${giving(carrier, source)}      - run: echo "\${{ ${out(carrier)} }}"\n`);
    expect(graded({ '.github/workflows/a.yml': workflow })).toContain('critical');
  });
});

const SINKS: Readonly<Record<string, (value: string) => string>> = {
  'a script': (value) => `      - run: echo \${{ ${value} }}\n`,
  eval: (value) => `      - env:\n          V: \${{ ${value} }}\n        run: eval "echo $V"\n`,
  'a shell in a shell': (value) => `      - env:\n          V: \${{ ${value} }}\n        run: bash -c "echo $V"\n`,
  'a shell in a container': (value) =>
    `      - env:\n          V: \${{ ${value} }}\n        run: docker exec box bash -c "echo $V"\n`,
  'a shell of another machine': (value) =>
    `      - env:\n          V: \${{ ${value} }}\n        run: ssh host "deploy $V"\n`,
  'code of Python': (value) => `      - env:\n          V: \${{ ${value} }}\n        run: python -c "print('$V')"\n`,
  'a here-document of a shell': (value) =>
    `      - env:\n          V: \${{ ${value} }}\n        run: |\n          bash <<END\n          echo $V\n          END\n`,
  'a pipe into a shell': (value) => `      - env:\n          V: \${{ ${value} }}\n        run: echo "echo $V" | bash\n`,
  'github-script': (value) =>
    `      - uses: actions/github-script@v7\n        with:\n          script: core.info("\${{ ${value} }}")\n`,
  'a program of Python’s own shell': (value) =>
    `      - env:\n          V: \${{ ${value} }}\n        shell: python\n        run: |\n          import os\n          os.system("echo " + os.environ["V"])\n`,
  'a shell of JavaScript': (value) =>
    `      - uses: actions/github-script@v7\n        env:\n          V: \${{ ${value} }}\n        with:\n          script: |\n            const { execSync } = require("child_process");\n            const v = process.env.V;\n            execSync(\`echo \${v}\`);\n`,
};

describe('a text of a stranger', () => {
  it.each(Object.keys(SINKS))('is told where it ends in %s', (sink) => {
    const steps = `${giving('an output', 'gh pr view')}${SINKS[sink]?.('steps.give.outputs.v') ?? ''}`;
    expect(graded({ '.github/workflows/a.yml': job(steps) })).toContain('critical');
  });

  it.each(Object.keys(SINKS))('is told where it goes straight to %s', (sink) => {
    const steps = SINKS[sink]?.('github.event.pull_request.title') ?? '';
    expect(graded({ '.github/workflows/a.yml': job(steps) })).toContain('critical');
  });
});

describe('between jobs, workflows and actions a text is followed through', () => {
  const give = giving('an output', 'gh pr view');
  const use = (value: string): string => `      - run: echo "\${{ ${value} }}"\n`;

  it('outputs of a job', () => {
    const workflow = `${job(give, '    outputs:\n      t: ${{ steps.give.outputs.v }}\n')}  b:\n    needs: a\n    runs-on: ubuntu-latest\n    steps:\n${use('needs.a.outputs.t')}`;
    expect(graded({ '.github/workflows/a.yml': workflow })).toContain('critical');
  });

  it('a matrix', () => {
    const workflow = `${job(give, '    outputs:\n      t: ${{ steps.give.outputs.v }}\n')}  b:\n    needs: a\n    strategy:\n      matrix:\n        x: \${{ fromJSON(needs.a.outputs.t) }}\n    runs-on: ubuntu-latest\n    steps:\n${use('matrix.x')}`;
    expect(graded({ '.github/workflows/a.yml': workflow })).toContain('critical');
  });

  it('inputs and outputs of a reusable workflow', () => {
    const called = `on:\n  workflow_call:\n    inputs:\n      t: { type: string }\n    outputs:\n      o:\n        value: \${{ jobs.c.outputs.o }}\njobs:\n  c:\n    runs-on: ubuntu-latest\n    outputs:\n      o: \${{ steps.s.outputs.o }}\n    steps:\n      - id: s\n        env:\n          T: \${{ inputs.t }}\n        run: echo "o=$T" >> "$GITHUB_OUTPUT"\n`;
    const workflow = `on: pull_request_target\npermissions: {}\njobs:\n  a:\n    uses: ./.github/workflows/c.yml\n    with:\n      t: \${{ github.event.pull_request.title }}\n  b:\n    needs: a\n    runs-on: ubuntu-latest\n    steps:\n${use('needs.a.outputs.o')}`;
    expect(graded({ '.github/workflows/a.yml': workflow, '.github/workflows/c.yml': called })).toContain('critical');
  });

  it('inputs and outputs of an action of the repository', () => {
    const action = `name: x\ninputs:\n  t: {}\noutputs:\n  o:\n    value: \${{ steps.s.outputs.o }}\nruns:\n  using: composite\n  steps:\n    - id: s\n      shell: bash\n      env:\n        T: \${{ inputs.t }}\n      run: echo "o=$T" >> "$GITHUB_OUTPUT"\n`;
    const steps = `      - id: x\n        uses: ./act\n        with:\n          t: \${{ github.event.pull_request.title }}\n${use('steps.x.outputs.o')}`;
    expect(graded({ '.github/workflows/a.yml': job(steps), 'act/action.yml': action })).toContain('critical');
  });

  it('an action of elsewhere that hands on what it is given', () => {
    const steps = `      - id: x\n        uses: acme/replace@v1\n        with:\n          text: \${{ github.event.pull_request.title }}\n${use('steps.x.outputs.result')}`;
    expect(graded({ '.github/workflows/a.yml': job(steps) })).toContain('critical');
  });

  it('what starts another workflow', () => {
    const target = `on:\n  workflow_dispatch:\n    inputs:\n      branch: { type: string }\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./bench.sh \${{ inputs.branch }}\n`;
    const start = job(
      `      - env:\n          BRANCH: \${{ github.event.pull_request.head.ref }}\n        run: gh workflow run bench.yml -f branch="$BRANCH"\n`,
    );
    expect(graded({ '.github/workflows/a.yml': start, '.github/workflows/bench.yml': target })).toContain('high');
    expect(graded({ '.github/workflows/bench.yml': target })).toEqual(['low']);
  });
});

describe('what leaves a stranger no room is not told', () => {
  const HARMLESS: Readonly<Record<string, string>> = {
    'a commit': 'X=$(git rev-parse HEAD)\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'a number of the API': 'X=$(gh api repos/o/r/pulls/1 --jq .number)\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'a commit of the API':
      'P=$(curl -s https://api.github.com/repos/o/r/pulls/1)\nX=$(echo "$P" | jq -r .head.sha)\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'a count': 'X=$(git diff --name-only origin/main | wc -l)\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'digits alone': 'X=$(echo "$TITLE" | tr -cd "[:digit:]")\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'a form that is checked':
      'if [[ ! "$TITLE" =~ ^[a-z0-9-]+$ ]]; then exit 1; fi\necho "v=$TITLE" >> "$GITHUB_OUTPUT"',
    'a number of the payload': 'X=$(jq -r .pull_request.number "$GITHUB_EVENT_PATH")\necho "v=$X" >> "$GITHUB_OUTPUT"',
    'the time': 'echo "v=$(date +%s)" >> "$GITHUB_OUTPUT"',
  };

  it.each(Object.keys(HARMLESS))('%s', (name) => {
    const steps = `      - id: give\n        env:\n          TITLE: \${{ github.event.pull_request.title }}\n        run: |\n          ${indented(HARMLESS[name] ?? '', 10)}\n      - run: echo "\${{ steps.give.outputs.v }}"\n`;
    const found = graded({ '.github/workflows/a.yml': job(steps) });
    expect(found.filter((severity) => severity !== 'info' && severity !== 'low')).toEqual([]);
  });

  it('a text that is handed over as an argument', () => {
    const steps = `${giving('an output', 'gh pr view')}      - env:\n          V: \${{ steps.give.outputs.v }}\n        run: ./greet.sh "$V"\n`;
    expect(graded({ '.github/workflows/a.yml': job(steps) })).toEqual([]);
  });
});

describe('texts without end', () => {
  const uses = Array.from({ length: 200 }, (_, n) => `      - run: echo \${{ steps.s.outputs.v${n} }}\n`).join('');
  const of = (run: string): Readonly<Record<string, string>> => ({
    '.github/workflows/a.yml': job(`      - id: s\n        run: ${JSON.stringify(run)}\n${uses}`),
  });
  const many = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => line(n)).join('\n');

  it.each([
    [
      'files that stand for one another',
      of(many(1_000, (n) => `echo x > f${n}.txt\necho "v${n}=$(cat f${n}.txt)" >> $GITHUB_OUTPUT`)),
    ],
    ['names in a chain', of(`${many(2_000, (n) => `X${n + 1}="$X${n}$X${n}"`)}\necho "v1=$X2000" >> $GITHUB_OUTPUT`)],
    [
      'names that stand for all others',
      of(
        `${many(200, (n) => `X${n}="${many(40, (m) => `$X${(n * 7 + m * 13) % 200}`).replaceAll('\n', '')}"`)}\necho "v1=$X1" >> $GITHUB_OUTPUT`,
      ),
    ],
    [
      'stages that start one another',
      {
        '.github/workflows/a.yml': job('      - run: dvc repro\n'),
        'dvc.yaml': `stages:\n${many(1_000, (n) => `  s${n}:\n    cmd: dvc repro s${n + 1}`)}\n`,
      },
    ],
  ])('end: %s', (_, files) => {
    const before = process.cpuUsage();
    auditRepository(repositoryOf(files));
    expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
  });
});
