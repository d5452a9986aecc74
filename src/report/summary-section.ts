import type { Evidence } from '../core/evidence.ts';
import type { Policy, RequirementId } from '../core/policy.ts';
import type { Submission } from '../core/submission.ts';
import type { Reason, Verdict, VerdictKind } from '../core/verdict.ts';
import { counted, moment, took } from './format.ts';
import {
  code,
  element,
  join,
  nothing,
  paragraph,
  paths,
  quiet,
  raw,
  section,
  table,
  tag,
  text,
  type Markup,
} from './markup.ts';
import { ANSWER_ORDER, verdictInShort } from './verdict-text.ts';

const MAX_EXCLUDED = 200;

const SENTENCE: Readonly<Record<VerdictKind, string>> = {
  admit: 'Admitted: what the policy requires holds for exactly these bytes.',
  quarantine: 'Quarantined: something could not be proven. A person must look before anybody loads it.',
  reject: 'Rejected: something that the policy requires does not hold. Do not load these files.',
};

/** The part of the page that tells more about each requirement. */
const TOLD_IN: Readonly<Record<RequirementId, string>> = {
  signature: 'verify',
  scan: 'scan',
  base: 'compare',
  weights: 'compare',
  evaluation: 'evaluate',
  claims: 'evaluate',
  coverage: 'files',
  isolation: 'sandbox',
  attestations: 'verify',
  hunt: 'hunt',
};

export function banner(
  { name, subject, files }: Submission,
  verdict: Verdict,
  policy: Policy,
  stages: readonly Evidence[],
  at: Date,
): Markup {
  return element(
    'header',
    [
      element('p', text('Verdict on a model'), 'kicker'),
      element('h1', [text(name), raw(' '), element('span', text(verdict.verdict), 'verdict')]),
      element('p', text(verdictInShort(verdict, stages)), 'short'),
      paragraph(SENTENCE[verdict.verdict]),
      element('p', [code(subject)]),
      paragraph(
        `${counted(files.length, 'file')} · policy ${policy.name} (profile ${policy.profile}) · ${moment(at)}`,
        'quiet',
      ),
    ],
    `banner ${verdict.verdict}`,
  );
}

/** The stages in their order, each leading to its part of the page. */
export function stageStrip(stages: readonly Evidence[]): Markup {
  const items = stages.map(({ stage, outcome, startedAt, finishedAt }) => {
    const target = stage === 'acquire' ? 'files' : stage;
    return element('li', [
      raw(`<a href="#${target}">`),
      element('b', text(stage)),
      tag(outcome),
      element('small', text(took(startedAt, finishedAt))),
      raw('</a>'),
    ]);
  });
  return element('nav', element('ol', items, 'stages'));
}

/** Each requirement's answer and reason, failures first. */
export function reasonsSection({ reasons, verdict, excluded }: Verdict): Markup {
  return section('why', text('Why'), [
    table<Reason>(
      [
        {
          title: 'Answer',
          cell: ({ outcome, level }) =>
            tag(
              outcome,
              level === 'require' || outcome === 'pass' ? '' : level === 'record' ? ', recorded' : ', review',
            ),
        },
        {
          title: 'Requirement',
          head: true,
          cell: ({ requirement }) => raw(`<a href="#${TOLD_IN[requirement]}">${text(requirement)}</a>`),
        },
        {
          title: 'Reason',
          cell: ({ message, waived }) =>
            join([text(message), waived === undefined ? nothing : quiet(`Waived by ${waived}`)]),
        },
      ],
      reasons.toSorted((a, b) => ANSWER_ORDER[a.outcome] - ANSWER_ORDER[b.outcome]),
      'reasons',
    ),
    // Of the others nothing is admitted, so there is nothing to leave out.
    verdict === 'admit' && excluded.length > 0
      ? join([
          paragraph('Not admitted, because neither evaluated nor proven equal to an evaluated file:'),
          paths(excluded, MAX_EXCLUDED),
        ])
      : nothing,
  ]);
}
