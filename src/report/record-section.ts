import type { Evidence, StageName } from '../core/evidence.ts';
import type { Policy } from '../core/policy.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import type { Verdict } from '../core/verdict.ts';
import { VERSION } from '../core/version.ts';
import { counted, took } from './format.ts';
import { code, element, facts, join, paragraph, section, table, text, type Markup } from './markup.ts';

export interface RecordInputs {
  readonly verdict: Verdict;
  readonly policy: Policy;
  readonly keyId: string;
  readonly logged: { readonly ledger: string; readonly index: number };
  readonly stages: ReadonlyMap<StageName, Evidence>;
}

/** What this verdict rests on, by digest and version, and how somebody else checks it. */
export function recordSection({ verdict, policy, keyId, logged, stages }: RecordInputs): Markup {
  const evaluated = evaluatePredicateSchema.safeParse(stages.get('evaluate')?.predicate).data;
  const suites = (evaluated?.suites ?? []).map(({ name, digest, items }) =>
    element('div', [text(`${name}, ${counted(items, 'item')}, `), code(digest)]),
  );
  const { runner, answers, seed } = evaluated ?? {};
  return section('record', text('Record'), [
    facts([
      ['Subject', code(verdict.subject)],
      ['Policy', join([text(`${policy.name}, profile ${policy.profile}, `), code(verdict.policyDigest)])],
      ['Signed by', join([text('gate key '), code(keyId)])],
      ['Logged', join([text(`entry ${logged.index} of `), code(logged.ledger)])],
      ...(suites.length === 0 ? [] : [['Suites', join(suites)] as const]),
      ...(runner === undefined
        ? []
        : [
            [
              'Runner',
              join([
                text(`${runner.name}, ${runner.engine ?? 'engine unknown'}, `),
                code(runner.digest),
                ...(runner.image === undefined ? [] : [text(', in '), code(runner.image)]),
              ]),
            ] as const,
          ]),
      ...(answers === undefined
        ? []
        : [
            [
              'Answers',
              join([
                text(`${counted(answers.lines, 'line')} in `),
                code(answers.file),
                text(', '),
                code(answers.sha256),
              ]),
            ] as const,
          ]),
      ...(seed === undefined ? [] : [['Seed', text(seed)] as const]),
    ]),
    table<Evidence>(
      [
        { title: 'Statement', head: true, cell: ({ stage }) => text(stage) },
        { title: 'Predicate', cell: ({ predicateType }) => code(predicateType) },
        { title: 'Started', cell: ({ startedAt }) => text(startedAt.replace('T', ' ').replace(/(\.\d+)?Z$/u, '')) },
        { title: 'Took', number: true, cell: ({ startedAt, finishedAt }) => text(took(startedAt, finishedAt)) },
        {
          title: 'Tools',
          cell: ({ tools }) =>
            text(
              Object.entries(tools)
                .map(([name, version]) => `${name} ${version}`)
                .join(', '),
            ),
        },
      ],
      [...stages.values()],
      'statements',
    ),
    paragraph(
      'The record is the signed statements beside this page, each bound to the one before it; this page only shows them. Check them with:',
    ),
    element('pre', text('modelgate verify RUN_DIRECTORY --key gate.pub.pem')),
    paragraph(`Written by modelgate ${VERSION}.`, 'quiet'),
  ]);
}
