import { createHash } from 'node:crypto';
import type { Evidence, StageName } from '../core/evidence.ts';
import { html } from '../core/escape.ts';
import { SEVERITIES } from '../core/finding.ts';
import type { Policy } from '../core/policy.ts';
import type { Submission } from '../core/submission.ts';
import type { Reason, Verdict, VerdictKind } from '../core/verdict.ts';
import { VERSION } from '../core/version.ts';
import { compareSection } from './compare-section.ts';
import { evaluateSection } from './evaluate-section.ts';
import { code, element, join, paragraph, raw, table, text, type Markup } from './markup.ts';
import { STYLE } from './style.ts';
import { verifySection } from './verify-section.ts';

export interface ReportInputs {
  readonly submission: Submission;
  readonly verdict: Verdict;
  readonly stages: readonly Evidence[];
  readonly policy: Policy;
  readonly at: Date;
  readonly keyId: string;
}

const SENTENCE: Readonly<Record<VerdictKind, string>> = {
  admit: 'Every requirement of the policy holds for exactly these bytes.',
  quarantine: 'A person must look: something could not be proven.',
  reject: 'At least one requirement is violated.',
};

const SECTIONS: Readonly<Partial<Record<StageName, (evidence: Evidence) => Markup>>> = {
  verify: verifySection,
  compare: compareSection,
  evaluate: evaluateSection,
};

const MAX_FINDINGS = 200;

/** One self-contained page: no script, nothing fetched, and every text of the submission escaped. */
export function renderReport({ submission, verdict, stages, policy, at, keyId }: ReportInputs): string {
  // The page may only style itself, and only with this sheet: escaped text that slipped through could still not run.
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const contentPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const body = join([
    banner(submission, verdict, policy, at),
    element('h2', text('Why')),
    reasons(verdict),
    excluded(verdict),
    ...stages.map(stageSection),
    limits(stages),
    record(submission, verdict, keyId),
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${html(contentPolicy)}">
<title>${html(`${verdict.verdict}: ${submission.name}`)}</title><style>${STYLE}</style></head>
<body>${body}</body></html>
`;
}

function banner({ name, subject, files }: Submission, { verdict }: Verdict, policy: Policy, at: Date): Markup {
  return element(
    'header',
    [
      element('h1', text(name)),
      element('p', text(verdict), 'verdict'),
      paragraph(SENTENCE[verdict]),
      element('p', [code(subject)]),
      paragraph(
        `${files.length} files · policy ${policy.name} (${policy.profile}) · ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
        'quiet',
      ),
    ],
    `banner ${verdict}`,
  );
}

function reasons({ reasons: all }: Verdict): Markup {
  const order = { fail: 0, unknown: 1, pass: 2 } as const;
  return table<Reason>(
    [
      { title: 'Requirement', cell: ({ requirement }) => element('strong', text(requirement)) },
      {
        title: 'Answer',
        cell: ({ outcome, level }) =>
          element(
            'span',
            text(level === 'require' || outcome === 'pass' ? outcome : `${outcome} (${level})`),
            `tag ${outcome}`,
          ),
      },
      {
        title: 'Reason',
        cell: ({ message, waived }) =>
          join([
            text(message),
            ...(waived === undefined ? [] : [element('div', text(`Waived by ${waived}`), 'quiet')]),
          ]),
      },
    ],
    all.toSorted((a, b) => order[a.outcome] - order[b.outcome]),
  );
}

function excluded({ excluded: paths }: Verdict): Markup {
  if (paths.length === 0) return raw('');
  return join([
    paragraph('Not covered by this verdict, because neither evaluated nor proven equal to an evaluated file:'),
    element(
      'ul',
      paths.map((path) => element('li', [code(path)])),
    ),
  ]);
}

function stageSection(evidence: Evidence): Markup {
  return element('section', [
    element('h2', [
      text(evidence.stage),
      raw(' · '),
      element('span', text(evidence.outcome), `tag ${evidence.outcome}`),
    ]),
    paragraph(evidence.reason),
    SECTIONS[evidence.stage]?.(evidence) ?? raw(''),
    findings(evidence),
    paragraph(
      `${seconds(evidence)} s · ${Object.entries(evidence.tools)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}`,
      'quiet',
    ),
  ]);
}

function findings({ findings: all }: Evidence): Markup {
  if (all.length === 0) return raw('');
  const worstFirst = all.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const rows = table(
    [
      { title: 'Severity', cell: ({ severity }) => element('span', text(severity), `tag ${severity}`) },
      { title: 'Rule', cell: ({ rule }) => code(rule) },
      {
        title: 'Where',
        cell: ({ location }) => {
          const inside = [location.member, location.tensor]
            .filter((part) => part !== undefined)
            .map((part) => `!${part}`);
          const place =
            location.line === undefined
              ? location.offset === undefined
                ? ''
                : ` @ byte ${location.offset}`
              : `:${location.line}`;
          return code(`${location.path}${inside.join('')}${place}`);
        },
      },
      {
        title: 'What',
        cell: ({ message, atlas }) => join([text(message), element('div', text(atlas.join(' ')), 'quiet')]),
      },
    ],
    worstFirst.slice(0, MAX_FINDINGS),
  );
  const more = all.length - MAX_FINDINGS;
  return more > 0 ? join([rows, paragraph(`and ${more} more, in the statement of this stage`, 'quiet')]) : rows;
}

/** What the reader must not conclude. */
function limits(stages: readonly Evidence[]): Markup {
  const notRun = stages.filter(({ outcome }) => outcome === 'skipped' || outcome === 'errored');
  return join([
    element('h2', text('What was not tested')),
    element('ul', [
      element(
        'li',
        text(
          'No search for hidden triggers was made. A model can behave on every question of a suite and differ on one phrase.',
        ),
      ),
      ...notRun.map(({ stage, reason }) => element('li', text(`${stage}: ${reason}`))),
    ]),
  ]);
}

function record({ files }: Submission, { policyDigest }: Verdict, keyId: string): Markup {
  const rows = table(
    [
      { title: 'File', cell: ({ path }) => code(path) },
      { title: 'Bytes', number: true, cell: ({ size }) => text(size.toLocaleString('en')) },
      { title: 'SHA-256', cell: ({ sha256 }) => code(sha256.slice('sha256:'.length)) },
    ],
    files.slice(0, 500),
  );
  return join([
    element('h2', text('Record')),
    element('p', [text('Policy '), code(policyDigest)]),
    element('p', [text('Gate key '), code(keyId)]),
    element('details', [element('summary', text(`${files.length} files`)), rows]),
    paragraph(
      `modelgate ${VERSION}. The signed statements beside this page are the record; this page only shows them.`,
      'quiet',
    ),
  ]);
}

function seconds({ startedAt, finishedAt }: Evidence): string {
  return ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000).toFixed(1);
}
