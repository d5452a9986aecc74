import { describe, expect, it } from 'vitest';
import { auditRepository, withAttackPaths } from '../../src/audit/audit.ts';
import { auditAnnotations } from '../../src/audit/output/github.ts';
import { auditMarkdown } from '../../src/audit/output/markdown.ts';
import { auditMermaid } from '../../src/audit/output/mermaid.ts';
import { auditPage } from '../../src/audit/output/page.ts';
import { auditSarif } from '../../src/audit/sarif.ts';
import { auditReportSchema } from '../../src/audit/report.ts';
import { repositoryOf } from '../../src/audit/source/repository.ts';
import { renderAuditText } from '../../src/audit/text.ts';
import { printableJson } from '../../src/core/escape.ts';

const HOSTILE =
  '</title><img src=x onerror=alert(1)> "]:::x %% `| @everyone #1 https://x.invalid www.x.invalid \u001b[2J\u202e ##[error]';
const hostile = JSON.stringify(HOSTILE);
const WORKFLOW = `on: [pull_request_target, push]
jobs:
  ${hostile}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { ref: "\${{ github.event.pull_request.head.sha }}" }
      - run: make ${JSON.stringify(hostile).slice(1, -1).replaceAll('\n', '')}
  publish:
    needs: [${hostile}]
    runs-on: ubuntu-latest
    steps:
      - run: twine upload dist/*
        env: { TOKEN: "\${{ secrets.PYPI }}" }
`;
const hostilePath = '.github/workflows/<script>`|.yml';
const report = withAttackPaths(
  auditRepository(
    repositoryOf({ [hostilePath]: WORKFLOW, '.github/workflows/broken.yml': 'on: push\njobs:\n\ta: 1\n' }),
  ),
);
const markdown = auditMarkdown(report).join('\n');
const page = auditPage(report);
const FORMATS: Readonly<Record<string, string>> = {
  text: renderAuditText(report).join('\n'),
  json: printableJson(report),
  sarif: printableJson(auditSarif(report)),
  github: auditAnnotations(report, 'high').join('\n'),
  markdown,
  mermaid: auditMermaid(report).join('\n'),
  html: page,
};

describe.each(Object.entries(FORMATS))('%s', (_name, shown) => {
  it('shows text of the repository without anything that drives a terminal or a runner', () => {
    expect(report.findings.length).toBeGreaterThan(2);
    for (const control of ['\u001b', '\u202e', '##[error]']) expect(shown).not.toContain(control);
  });
});

describe.each(Object.entries(FORMATS).filter(([name]) => name !== 'mermaid'))('%s', (_name, shown) => {
  it('names what was not read', () => {
    expect(report.metrics.unread.map(({ path }) => path)).toContain('.github/workflows/broken.yml');
    expect(shown).toContain('broken.yml');
  });
});

describe('the page', () => {
  it('fetches nothing, runs nothing, and takes no text of the repository for markup', () => {
    expect(page).toContain('default-src &#39;none&#39;');
    for (const forbidden of ['<script', '<img', 'src=', 'href="http', 'url(', 'style="', '@import'])
      expect(page.replaceAll('&lt;', '').toLowerCase().replaceAll('src=x', '')).not.toContain(forbidden);
    expect(page).toContain('&lt;script&gt;');
  });

  it('draws jobs, what starts them and what leaves', () => {
    expect(page.match(/<g class="job/gu)?.length).toBe(2);
    expect(page).toMatch(/<g class="start bad"/u);
    expect(page).toMatch(/<g class="sink/u);
  });
});

describe('Markdown for a comment', () => {
  it('calls nobody, links nothing and lets no markup through', () => {
    const outside = markdown.replaceAll(/(`+)[^`][\s\S]*?\1/gu, '');
    for (const forbidden of ['@everyone', ' #1', 'https://', 'www.x', '<img', '</title>'])
      expect(outside).not.toContain(forbidden);
  });

  it('fits into one, however much was found', () => {
    const [finding] = report.findings;
    if (finding === undefined) throw new Error('nothing found');
    const many = Array.from({ length: 5_000 }, (_, line) => ({
      ...finding,
      line: line + 1,
      message: 'x'.repeat(5_000),
    }));
    const long = auditMarkdown({ ...report, findings: many }).join('\n');
    expect(long.length).toBeLessThan(65_536);
    expect(long).toContain('and 4960 more');
  });
});

describe('Mermaid', () => {
  it('has every text of the repository in quotes, and no sign of its syntax in them', () => {
    const lines = auditMermaid(report);
    expect(lines[0]).toBe('flowchart LR');
    const labels = lines.flatMap((line) => /"(.*)"/u.exec(line)?.[1] ?? []);
    expect(labels.length).toBeGreaterThan(4);
    for (const label of labels)
      expect(label.replaceAll('<br/>', '').replaceAll(/#\d+;/gu, '')).not.toMatch(/["[\]<>{}|`;%&]/u);
  });
});

describe('an attack path', () => {
  it('goes from who starts it, over what stands in the way, to what is reached, and says what closes it', () => {
    expect(auditReportSchema.parse(report)).toEqual(report);
    expect(report.attackPaths.length).toBeGreaterThan(0);
    expect(report.attackPaths.length).toBeLessThanOrEqual(3);
    const [first] = report.attackPaths;
    expect(first?.steps[0]).toContain('A stranger opens a pull request');
    expect(first?.steps[1]).toBe('Nobody is asked on the way.');
    expect(first?.techniques[0]?.id).toMatch(/^AML\.T/u);
    expect(first?.closes).not.toBe('');
  });
});
