/** Readers of the audit, on a repository's files, logs of runs and logs of access. */
import { auditRepository } from '../../src/audit/audit.ts';
import { LINE_FORMATS } from '../../src/audit/access/formats.ts';
import { trailRecords } from '../../src/audit/access/cloudtrail.ts';
import { CommitReader } from '../../src/audit/history/commits.ts';
import { readLog } from '../../src/audit/logs/read-log.ts';
import { orderOf } from '../../src/audit/packages/versions.ts';
import { SignalCollector } from '../../src/audit/signals/collector.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';
import { parseJson } from '../../src/trust/strict-json.ts';
import { Violation } from './target.ts';

/** What a reader of each file is asked for beside it, so that scripts and files that they name are followed. */
const WORKFLOW = `on: [pull_request_target, issues]
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { ref: '\${{ github.head_ref }}' }
      - uses: ./act
      - run: |
          make all
          bash run.sh "$1"
          python run.py
          npm run build
`;

/** Every finding has a place that is in its file; the same bytes are read as every file that the audit knows. */
export const AUDIT_READERS: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  'audit-repository': (bytes) => {
    const text = bytes.toString('utf8');
    const files: Record<string, string> = {
      '.github/workflows/a.yml': WORKFLOW,
      '.github/workflows/hostile.yml': text,
      'act/action.yml': text,
      '.gitlab-ci.yml': text,
      'azure-pipelines.yml': text,
      '.circleci/config.yml': text,
      '.tekton/run.yaml': text,
      Jenkinsfile: text,
      Dockerfile: text,
      'compose.yml': text,
      Makefile: text,
      'run.sh': text,
      'run.py': text,
      'package.json': text,
      'README.md': text,
    };
    const { findings } = auditRepository(repositoryOf(files), { persona: 'auditor' });
    for (const { rule, path, line, column } of findings) {
      const lines = (files[path] ?? '').split(/\r\n|\n|\r/u).length;
      if (line < 1 || column < 1 || line > lines + 1)
        throw new Violation('place', `${rule} points at line ${line}, column ${column} of ${path} with ${lines} lines`);
    }
    return findings;
  },
  'audit-log': (bytes) =>
    readLog(
      { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) },
      'log.txt',
      new SignalCollector(),
    ),
  'audit-access': (bytes) => {
    const lines = bytes.toString('utf8').split('\n', 1_000);
    return lines.map((line) => LINE_FORMATS.map((parse) => parse(line)));
  },
  // An order that says both of two versions is newer would find flaws or none as it likes.
  'audit-versions': (bytes) => {
    const versions = bytes.toString('utf8').split(/\s+/u, 12);
    for (const ecosystem of ['PyPI', 'npm', 'Debian', 'Alpine', 'Maven', 'RubyGems', 'Red Hat'])
      for (const left of versions)
        for (const right of versions) {
          const [one, two] = [orderOf(ecosystem)?.(left, right), orderOf(ecosystem)?.(right, left)];
          if (Math.sign(one ?? 0) !== -Math.sign(two ?? 0) || (one === undefined) !== (two === undefined))
            throw new Violation('order', `${ecosystem}: ${left} and ${right} are ${one} and ${two}`);
        }
  },
  'audit-history': (bytes) => {
    const reader = new CommitReader();
    for (let at = 0; at < bytes.length; at += 1_000) reader.add(bytes.subarray(at, at + 1_000));
    return reader.end();
  },
  'audit-trail': (bytes) => trailRecords(parseJson(bytes, 'trail.json')),
};
