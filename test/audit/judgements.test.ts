import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit/audit.ts';
import type { AuditFinding } from '../../src/audit/run-rules.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';

const found = (workflow: string, more: Record<string, string> = {}): readonly AuditFinding[] =>
  auditRepository(repositoryOf({ '.github/workflows/a.yml': workflow, ...more })).findings;

/** The worst that is said of the line that holds `needle`. */
function worstAt(workflow: string, needle: string, more: Record<string, string> = {}): string {
  const line = workflow.split('\n').findIndex((text) => text.includes(needle)) + 1;
  expect(line).toBeGreaterThan(0);
  return (
    found(workflow, more).find((one) => one.path === '.github/workflows/a.yml' && one.line === line)?.severity ??
    'nothing'
  );
}

const job = (on: string, steps: string, more = ''): string =>
  `on: ${on}\npermissions: { contents: read }\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`;

describe('an output that a program makes of a stranger’s text', () => {
  const parse = (output: string): string =>
    job(
      '{ issues: { types: [opened] } }',
      `      - id: parse
        env: { BODY: '\${{ github.event.issue.body }}' }
        run: python parse.py
      - env: { KEY: '\${{ secrets.KEY }}' }
        run: python send.py "\${{ steps.parse.outputs.${output} }}"
`,
    );
  it.each([
    ['phone', 'critical'],
    ['rows', 'high'],
    ['is_valid', 'nothing'],
    ['count', 'nothing'],
  ])('%s is graded by what its name says that it holds', (output, severity) => {
    expect(worstAt(parse(output), 'send.py')).toBe(severity);
  });
});

describe('a file of an artifact of a stranger’s run', () => {
  const comment = (check: string): string =>
    job(
      '{ workflow_run: { workflows: [CI], types: [completed] } }',
      `      - uses: actions/download-artifact@v4
        with: { run-id: '\${{ github.event.workflow_run.id }}', path: out }
      - id: number
        run: |
          ${check}
          echo "number=$(cat out/number)" >> "$GITHUB_OUTPUT"
      - run: gh pr comment \${{ steps.number.outputs.number }} --body done
`,
    );
  it('is a text that a stranger writes', () => {
    expect(worstAt(comment('true'), 'gh pr comment')).toBe('critical');
  });
  it('is not, once it was held against a form', () => {
    expect(worstAt(comment('[[ "$(cat out/number)" =~ ^[0-9]+$ ]] || exit 1'), 'gh pr comment')).not.toMatch(
      /high|critical/u,
    );
  });
});

describe('what is approved and what is taken', () => {
  const asked = (ref: string, more = '', environment = ''): string => `on: { issue_comment: { types: [created] } }
permissions: { contents: read }
jobs:
  a:
    runs-on: ubuntu-latest
${environment}    steps:
      - uses: actions-cool/check-user-permission@v2
        with: { require: write, error-if-missing: true }
      - id: pr
        uses: actions/github-script@v7
        with:
          script: |
            const { data } = await github.rest.pulls.get({ ...context.repo, pull_number: context.issue.number });
            core.setOutput('${ref}', data.head.${ref});
      - uses: actions/checkout@v4
        with:
          ref: \${{ steps.pr.outputs.${ref} }}
${more}      - run: make test
`;
  it('differ where whoever may write asks by a comment and a branch is taken', () => {
    expect(worstAt(asked('ref'), 'ref: ${{')).toBe('high');
  });
  it('are the same where a step compares the commit and ends the job', () => {
    const compare = `      - env: { SHA: '\${{ github.event.comment.body }}' }
        run: |
          if [ "$(git rev-parse HEAD)" != "$SHA" ]; then exit 1; fi
`;
    expect(worstAt(asked('ref', compare), 'ref: ${{')).not.toMatch(/high|critical/u);
  });

  const environment = (ref: string): string =>
    job(
      '[pull_request_target]',
      `      - uses: actions/checkout@v4
        with: { ref: '\${{ ${ref} }}' }
      - run: make score
`,
      '    environment: evaluation\n',
    );
  it('an environment holds for the commit that its reviewers saw, not for a branch', () => {
    expect(worstAt(environment('github.event.pull_request.head.sha'), 'make score')).toBe('medium');
    expect(worstAt(environment('github.head_ref'), 'make score')).toBe('high');
  });
});

describe('results that are published', () => {
  const push = (run: string): string =>
    job('{ push: { branches: [main] } }', `      - uses: actions/checkout@v4\n      - run: |\n${run}`);
  it('by a program whose name says so', () => {
    const workflow = push('          uv run python scripts/push_leaderboard.py\n');
    expect(worstAt(workflow, 'push_leaderboard', { 'results/a/b.json': '{}' })).toBe('high');
  });
  it('are shown where they leave, not at the first upload of the step', () => {
    const workflow = push(
      '          rclone sync ./config/ ":s3,env_auth:$B/config"\n          rclone sync ./model-output/ ":s3,env_auth:$B/raw"\n',
    );
    const more = { 'model-output/team/2024.csv': 'a' };
    expect(worstAt(workflow, './model-output/', more)).toBe('high');
    expect(worstAt(workflow, './config/', more)).not.toBe('high');
  });
  it('from an artifact of the pull request’s own run, whoever merged it', () => {
    const workflow = job(
      '{ pull_request_target: { types: [closed] } }',
      `      - uses: dawidd6/action-download-artifact@v8
        with: { workflow: score.yml, pr: '\${{ github.event.number }}', name: scores.csv }
      - run: |
          git add scores.csv
          git push origin main
`,
      "    if: github.event.pull_request.merged == true && github.repository == 'a/b'\n",
    );
    expect(worstAt(workflow, 'git push')).toBe('high');
  });
});

describe('downloads that are run', () => {
  it.each([
    ['next to a right to sign in elsewhere', '{ id-token: write }', 'curl -sSf https://x.invalid/i.sh | sh', 'high'],
    ['with nothing to take', '{ contents: read }', 'curl -sSf https://x.invalid/i.sh | sh', 'medium'],
    ['by a name without a scheme, which is HTTP', '{ contents: read }', 'wget -qO- get.example.io | bash', 'high'],
  ])('%s', (_name, permissions, command, severity) => {
    const workflow = `on: push\npermissions: ${permissions}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`;
    expect(worstAt(workflow, 'run: ')).toBe(severity);
  });
});

it('a name of an account that counts as a piece of another opens a privileged run', () => {
  const workflow = job(
    '{ issue_comment: { types: [created] } }',
    '      - run: ./build\n',
    "    if: contains('alice,bob,', format('{0},', github.actor))\n",
  );
  expect(worstAt(workflow, 'contains(')).toBe('high');
});

it('every secret beside containers that a file names is graded high', () => {
  const steps = (run: string): string =>
    job('push', `      - env: { ALL: '\${{ toJSON(secrets) }}' }\n        run: ${run}\n`);
  expect(worstAt(steps('docker compose up'), 'toJSON')).toBe('high');
  expect(worstAt(steps('./build'), 'toJSON')).toBe('medium');
});

it('a script in a language that is not read is a blind spot, and no shell', () => {
  const workflow = job('push', '      - shell: perl {0}\n        run: |\n          my $x = "a | b"; eval($x);\n');
  const { metrics, findings } = auditRepository(repositoryOf({ '.github/workflows/a.yml': workflow }));
  expect(metrics.unread).toContainEqual(
    expect.objectContaining({ path: '.github/workflows/a.yml', reason: 'a script in a language that is not read' }),
  );
  expect(findings.filter(({ severity }) => severity === 'high')).toEqual([]);
});

describe('a merge that no person looks at', () => {
  it('is seen where it is asked of the forge by its API', () => {
    const workflow = job(
      '[pull_request_target]',
      `      - uses: octokit/request-action@v2.x
        with:
          route: PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge
      - uses: actions/github-script@v7
        with:
          script: |
            await github.rest.pulls.merge({ ...context.repo, pull_number: context.issue.number });
`,
    );
    expect(worstAt(workflow, 'PUT /repos')).toBe('high');
    expect(worstAt(workflow, 'pulls.merge')).toBe('high');
  });
  it('is one where whoever hands results in is only asked for by name', () => {
    const workflow = `on:
  pull_request_target: { paths: ['model-output/**'] }
jobs:
  asked:
    runs-on: ubuntu-latest
    steps:
      - uses: example/check-authorized-users@v1
  merge:
    needs: asked
    runs-on: ubuntu-latest
    steps:
      - run: gh pr merge --auto "$NUMBER"
`;
    expect(worstAt(workflow, 'gh pr merge', { 'model-output/a/b.csv': '' })).toBe('high');
  });
});

it('a condition that leaves one account out lets every other one in', () => {
  const workflow = job(
    '{ issue_comment: { types: [created] } }',
    `      - uses: actions/checkout@v4
        with: { ref: 'refs/pull/\${{ github.event.issue.number }}/head' }
      - run: npm ci
`,
    "    if: github.actor != 'dependabot[bot]' && !contains(github.actor, 'renovate[bot]')\n",
  );
  expect(worstAt(workflow, 'npm ci')).toBe('critical');
});

it('follows a text through the variables of a shell into code', () => {
  const workflow = job(
    '{ issues: { types: [opened] } }',
    `      - env: { TITLE: '\${{ github.event.issue.title }}' }
        run: |
          ID="$(echo "$TITLE" | sed -E 's/.*user:(.*)/\\1/')"
          python -c "print(lookup($ID))"
`,
  );
  expect(worstAt(workflow, 'python -c')).toBe('critical');
});

it('an output that a program makes of a fetched diff is the stranger’s', () => {
  const workflow = job(
    '[pull_request_target]',
    `      - id: parse
        run: |
          gh pr diff 1 > diff.txt
          echo "url=$(./parse diff.txt)" >> "$GITHUB_OUTPUT"
      - run: git clone \${{ steps.parse.outputs.url }}
`,
  );
  expect(worstAt(workflow, 'git clone')).toBe('high');
});

describe('a workflow whose jobs can not be read', () => {
  it('is not said to check who starts it', () => {
    const [finding] = found('on: { pull_request_target: *a }\n\tjobs: [').filter(
      ({ rule }) => rule === 'dangerous-trigger',
    );
    expect(finding).toMatchObject({ severity: 'low' });
    expect(finding?.message).not.toContain('checks');
  });
});
