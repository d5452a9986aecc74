import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { SEVERITIES, type Severity } from '../../src/core/finding.ts';

/** Steps of a workflow, in the words in which pipelines write the same thing. */
function workflow(on: string, steps: string, job = ''): string {
  const inset = (text: string, by: number): string => text.replaceAll(/^/gmu, ' '.repeat(by));
  return `name: Evaluate submission\non:\n${inset(on, 2)}\njobs:\n  evaluate:\n    runs-on: ubuntu-latest\n${job === '' ? '' : `${inset(job, 4)}\n`}    steps:\n${inset(steps, 6)}\n`;
}

/** The worst finding at the line that holds `#@`, which is taken out before. */
function atMark(files: Readonly<Record<string, string>>): Severity | undefined {
  const root = mkdtempSync(join(tmpdir(), 'forms-'));
  try {
    let marked = { path: '', line: 0 };
    for (const [path, text] of Object.entries(files)) {
      const line = text.split('\n').findIndex((one) => one.includes('#@')) + 1;
      if (line > 0) marked = { path, line };
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text.replaceAll(/ *#@/gu, ''));
    }
    const found = audit([root]).findings.filter(({ path, line }) => path === marked.path && line === marked.line);
    return found.map(({ severity }) => severity).sort((a, b) => SEVERITIES.indexOf(b) - SEVERITIES.indexOf(a))[0];
  } finally {
    rmSync(root, { recursive: true });
  }
}

const TARGET = 'pull_request_target:';
const RUN = `- run: bash eval.sh #@
  env: { HF_TOKEN: "\${{ secrets.HF_TOKEN }}" }`;
const HEAD = '${{ github.event.pull_request.head.sha }}';
const FORK = '${{ github.event.pull_request.head.repo.full_name }}';

describe('files of a stranger are known by whatever way they come', () => {
  const own = '- uses: actions/checkout@v4\n';
  it.each([
    [
      'a fetch in one step and a checkout in another',
      TARGET,
      `${own}- run: git fetch origin pull/\${{ github.event.number }}/head:theirs\n- run: git switch theirs`,
    ],
    [
      'a second remote',
      TARGET,
      `${own}- env: { URL: "\${{ github.event.pull_request.head.repo.clone_url }}" }\n  run: |\n    git remote add fork "$URL"\n    git fetch fork\n    git checkout -b work fork/main`,
    ],
    ['an archive', TARGET, `- run: curl -sL https://github.com/${FORK}/archive/${HEAD}.tar.gz | tar xz --strip 1`],
    [
      'an archive that is kept',
      TARGET,
      `- run: |\n    gh api repos/${FORK}/tarball/${HEAD} > source.tgz\n    tar -xzf source.tgz`,
    ],
    [
      'a change that is applied',
      TARGET,
      `${own}- run: |\n    gh pr diff \${{ github.event.number }} > change.patch\n    git apply change.patch`,
    ],
    [
      'one file by its address',
      TARGET,
      `${own}- run: curl -sSf https://raw.githubusercontent.com/${FORK}/${HEAD}/eval.sh -o eval.sh`,
    ],
    ['another action that checks out', TARGET, `- uses: some/checkout-action@v1\n  with: { ref: "${HEAD}" }`],
    [
      'an artifact by the API',
      'workflow_run: { workflows: [CI], types: [completed] }',
      `${own}- run: |\n    gh api repos/o/r/actions/artifacts/1/zip > a.zip\n    python -m zipfile -e a.zip .`,
    ],
    [
      'an artifact by an action of somebody',
      'workflow_run: { workflows: [CI], types: [completed] }',
      `${own}- uses: some/action-download-artifact@v2\n  with: { run_id: "\${{ github.event.workflow_run.id }}" }`,
    ],
  ])('%s', (_, on, steps) => {
    expect(atMark({ '.github/workflows/w.yml': workflow(on, `${steps}\n${RUN}`) })).toBe('critical');
  });

  it('a repository that an issue names', () => {
    const steps = `- env:\n    BODY: \${{ github.event.issue.body }}\n    TOKEN: \${{ secrets.TOKEN }}\n  run: |\n    repository=$(echo "$BODY" | sed -n 3p)\n    git clone "$repository" theirs\n    python theirs/main.py #@`;
    expect(atMark({ '.github/workflows/w.yml': workflow('issues: { types: [opened] }', steps) })).toBe('critical');
  });

  it('an action of the repository that lays them there', () => {
    expect(
      atMark({
        '.github/workflows/w.yml': workflow(
          TARGET,
          `${own}- uses: ./.github/actions/get\n  with: { ref: "${HEAD}" }\n${RUN}`,
        ),
        '.github/actions/get/action.yml':
          'name: get\ninputs: { ref: { required: true } }\nruns:\n  using: composite\n  steps:\n    - uses: actions/checkout@v4\n      with: { ref: "${{ inputs.ref }}" }\n',
      }),
    ).toBe('critical');
  });
});

describe('what runs of such files', () => {
  const theirs = `- uses: actions/checkout@v4\n  with: { ref: "${HEAD}" }\n`;
  it.each([
    'python -m benchmark.run',
    './evaluate',
    'hatch run score',
    'conda env create',
    'R CMD INSTALL .',
    'inspect eval submissions/task.py',
    'lm_eval --include_path tasks --tasks theirs',
    'srun -N1 bash eval.sh',
    'apptainer exec image.sif python eval.py',
    'bwrap --ro-bind / / python eval.py',
    "find submissions -name '*.py' -exec python {} +",
    'ls submissions/*.sh | xargs -n1 bash',
    'g++ -o solution solution.cpp && ./solution',
    'python -c "import agent; agent.main()"',
    'pipx install .',
  ])('%s', (command) => {
    const steps = `${theirs}- run: ${command} #@\n  env: { T: "\${{ secrets.T }}" }`;
    expect(atMark({ '.github/workflows/w.yml': workflow(TARGET, steps) })).toBe('critical');
  });

  const apart = `- uses: actions/checkout@v4\n- uses: actions/checkout@v4\n  with: { ref: "${HEAD}", path: sub }\n`;
  const program = (text: string): string | undefined =>
    atMark({
      '.github/workflows/w.yml': workflow(
        TARGET,
        `${apart}- run: python harness/run.py sub/model.bin #@\n  env: { T: "\${{ secrets.T }}" }`,
      ),
      'harness/run.py': text,
    });
  it.each([
    'import sys\nexec(open(sys.argv[1]).read())\n',
    'import sys, torch\ntorch.load(sys.argv[1])\n',
    'import sys, joblib\njoblib.load(sys.argv[1])\n',
    'import sys, subprocess\nsubprocess.run([sys.executable, sys.argv[1]])\n',
    'import sys\nsys.path.insert(0, sys.argv[1])\nimport model\n',
    'import sys, yaml\nyaml.load(open(sys.argv[1]), Loader=yaml.Loader)\n',
  ])('a program of the project that loads them as code: %j', (text) => {
    expect(program(text)).toBe('critical');
  });
  it.each([
    'import sys, json\nprint(sum(json.load(open(sys.argv[1]))))\n',
    'import sys, torch\ntorch.load(sys.argv[1], weights_only=True)\n',
    'import sys, yaml\nyaml.safe_load(open(sys.argv[1]))\n',
  ])('and none that reads them as data: %j', (text) => {
    expect(program(text) ?? 'nothing').not.toMatch(/high|critical/u);
  });
  it.each([
    'npm --prefix sub ci',
    'uv run --directory sub eval.py',
    'PYTHONPATH=sub python -c "import agent"',
    '(cd sub && ./run.sh)',
    'docker run -v $PWD/sub:/s image:1 python /s/run.py',
  ])('where they lie apart: %s', (command) => {
    const steps = `${apart}- run: ${command} #@\n  env: { T: "\${{ secrets.T }}" }`;
    expect(atMark({ '.github/workflows/w.yml': workflow(TARGET, steps) })).toBe('critical');
  });
  it('but not the project’s own tests beside them', () => {
    const steps = `${apart}- run: pytest tests/ #@\n- run: python scripts/check.py --dir sub/submissions\n  env: { T: "\${{ secrets.T }}" }`;
    expect(atMark({ '.github/workflows/w.yml': workflow(TARGET, steps) })).toBeUndefined();
  });
});

describe('results leave by', () => {
  const push = 'push: { branches: [main], paths: ["results/**"] }';
  const build = '- uses: actions/checkout@v4\n- run: python build.py --results results --out site\n';
  it.each([
    'run: mc mirror site minio/board',
    'run: npx firebase-tools deploy',
    'run: make publish-site',
    'run: az ml model create --path results/m',
    'run: modal deploy app.py',
    'run: wget --post-file=site/board.json https://api.invalid/',
    'uses: some/s3-upload-action@v1',
    'uses: some/ftp-deploy-action@v4',
  ])('%s', (step) => {
    const files = { '.github/workflows/w.yml': workflow(push, `${build}- ${step} #@`), 'results/a/metrics.json': '{}' };
    expect(atMark(files)).toBe('high');
  });
});

describe('a gate is what blocks', () => {
  const under = (job: string, before = ''): string | undefined =>
    atMark({
      '.github/workflows/w.yml': workflow(
        TARGET,
        `${before}- uses: actions/checkout@v4\n  with: { ref: "${HEAD}" }\n${RUN}`,
        job,
      ),
    });
  const asks = 'gh api repos/o/r/collaborators/$WHO/permission --jq .permission';
  it.each([
    ['a title without a word', 'if: "!contains(github.event.pull_request.title, \'draft\')"', ''],
    [
      'a conclusion that is not a failure',
      "if: github.event.action != 'labeled' || github.event.label.name == 'safe'",
      '',
    ],
    ['an answer that nobody reads', '', `- run: ${asks}\n`],
    ['an answer that is passed over', '', `- run: ${asks} | grep -q admin || true\n`],
    [
      'an answer that is told in a warning',
      '',
      `- run: |\n    may=$(${asks})\n    if [ "$may" != admin ]; then echo "::warning::no"; fi\n`,
    ],
    ['an output that no condition asks for', '', '- uses: actions-cool/check-user-permission@v2\n  id: may\n'],
  ])('not %s', (_, job, before) => {
    expect(under(job, before)).toBe('critical');
  });
  it.each([
    ['an answer that ends the job', '', `- run: |\n    may=$(${asks})\n    [ "$may" = admin ] || exit 1\n`],
    [
      'an output that a step ends the job by',
      '',
      "- uses: actions-cool/check-user-permission@v2\n  id: may\n- if: steps.may.outputs.require-result != 'true'\n  run: exit 1\n",
    ],
  ])('but %s', (_, job, before) => {
    expect(under(job, before) ?? 'nothing').not.toMatch(/high|critical/u);
  });
});

describe('what is told where it stands', () => {
  const at = (on: string, steps: string, more: Readonly<Record<string, string>> = {}, job = ''): string | undefined =>
    atMark({ '.github/workflows/w.yml': workflow(on, steps, job), ...more });
  const artifact = 'workflow_run: { workflows: [CI], types: [completed] }';

  it('a secret in the environment of a step behind code of a stranger', () => {
    const steps = `- uses: actions/checkout@v4\n  with: { ref: "${HEAD}", path: sub }\n- run: pip install ./sub\n- run: ./own/test.sh\n  env:\n    HF_TOKEN: \${{ secrets.HF_TOKEN }} #@`;
    expect(at(TARGET, steps)).toBe('critical');
  });
  it('a command in a comment that asks nobody who writes it', () => {
    const steps =
      '- uses: actions/checkout@v4\n  with: { ref: "refs/pull/${{ github.event.issue.number }}/head" }\n- run: make score';
    const job = "if: github.event.issue.pull_request && startsWith(github.event.comment.body, '/score') #@";
    expect(at('issue_comment: { types: [created] }', steps, {}, job)).toBe('critical');
    const asking = job.replace(' #@', " && github.event.comment.author_association == 'OWNER' #@");
    expect(at('issue_comment: { types: [created] }', steps, {}, asking) ?? 'nothing').not.toMatch(/high|critical/u);
  });
  it('an artifact that a program of the project fetches, and a variable that is made of it', () => {
    const fetch =
      '- uses: actions/checkout@v4\n- run: python scripts/download_artifacts.py meta\n- run: unzip meta.zip\n';
    const write = `- run: echo "name=$(python -c 'import json; print(json.load(open("meta.json"))["n"])')" >> $GITHUB_ENV #@\n- run: echo done\n  env: { T: "\${{ secrets.T }}" }`;
    expect(at(artifact, fetch + write)).toBe('critical');
  });
  it('a program that takes in an issue which is then published', () => {
    const steps = `- uses: actions/checkout@v4\n- env:\n    BODY: \${{ github.event.issue.body }}\n  run: |\n    python add.py "$BODY" #@\n- run: |\n    git add leaderboard/results.json\n    git push`;
    expect(at('issues: { types: [opened] }', steps, { 'leaderboard/results.json': '[]' })).toBe('critical');
  });
  it('and none for numbers that a run of the project’s own workflow made', () => {
    const steps = '- uses: actions/checkout@v4\n- run: make train\n- run: huggingface-cli upload o/m ./results #@';
    expect(at(artifact, steps) ?? 'nothing').not.toBe('critical');
  });
  it('a submission that is loaded as code next to keys, after the merge', () => {
    const steps =
      '- uses: actions/checkout@v4\n- run: python score.py submissions/x\n  env: { KEY: "${{ secrets.KEY }}" }';
    const program =
      'import importlib.util, json, sys\nspec = importlib.util.spec_from_file_location("m", sys.argv[1] + "/model.py")\nm = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(m) #@\njson.dump(m.score(), open("r.json", "w"))\n';
    expect(at('push: { branches: [main], paths: ["submissions/**"] }', steps, { 'score.py': program })).toBe('high');
  });
  it('a workflow of somebody else’s at a branch, with a right to sign in', () => {
    const text =
      'on: push\npermissions: { id-token: write }\njobs:\n  train:\n    uses: other/templates/.github/workflows/train.yml@main #@\n';
    expect(atMark({ '.github/workflows/w.yml': text })).toBe('high');
    expect(atMark({ '.github/workflows/w.yml': text.replace('id-token: write', 'contents: read') })).toBe('medium');
  });
  it('a filter that hides what it is asked about', () => {
    const steps =
      '- id: changed\n  uses: tj-actions/changed-files@v46\n  with: { files: results/*.json }\n- run: |\n    for file in ${{ steps.changed.outputs.all_changed_files }}; do #@\n      [[ "$file" =~ ^results/ ]] || { echo "only results may change"; exit 1; }\n    done\n- uses: hmarr/auto-approve-action@v4';
    expect(at('pull_request:', steps)).toBe('high');
  });
  it('tasks of Tekton by what they say, in whatever directory', () => {
    const task =
      'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: p }\nspec:\n  tasks:\n    - name: deploy\n      taskRef:\n        resolver: git\n        params:\n          - name: url\n            value: https://git.invalid/catalog.git #@\n          - { name: revision, value: main }\n          - { name: pathInRepo, value: task.yaml }\n';
    expect(atMark({ 'manifests/pipelines/p.yaml': task })).toBe('medium');
  });
});
